-- What was deleted, when and why, and what must not be. Entries can be added; nothing changes or
-- removes them. disposal.attest() says whether that still holds: run it every night.

CREATE SCHEMA disposal; … REVOKE disposal_owner FROM CURRENT_USER;
  END IF;
END
$$;
