-- Who accessed what, when and from where. Events can be added; nothing changes or removes them.
-- audit.attest() says whether that still holds: run it every night and keep what it answers.

CREATE SCHEMA audit; … REVOKE audit_owner FROM CURRENT_USER;
  END IF;
END
$$;
