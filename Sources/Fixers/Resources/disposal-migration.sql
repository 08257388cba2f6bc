-- What was deleted, when and why, and what must not be. Entries can be added; nothing changes or
-- removes them. disposal.attest() says whether that still holds: run it every night.

CREATE SCHEMA disposal;

-- One row for each table and batch: numbers and reasons, and nothing of what was deleted.
CREATE TABLE disposal.deletion_log (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  db_user text NOT NULL DEFAULT session_user,
  run_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('purge', 'subject')),
  table_name text NOT NULL,
  action text NOT NULL CHECK (action IN ('deleted', 'anonymised', 'detached')),
  row_count bigint NOT NULL CHECK (row_count >= 0),
  held_count bigint NOT NULL DEFAULT 0 CHECK (held_count >= 0),
  reason text NOT NULL,
  cutoff timestamptz,
  subject_digest text,
  dry_run boolean NOT NULL,
  ran_by text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  CHECK (kind <> 'purge' OR cutoff IS NOT NULL),
  CHECK (kind <> 'subject' OR subject_digest IS NOT NULL)
);

CREATE INDEX deletion_log_run_idx ON disposal.deletion_log (run_id);
CREATE INDEX deletion_log_table_idx ON disposal.deletion_log (table_name, recorded_at);

-- Rows that must stay: one by its key, or a whole table where no key is given. What belongs to a row
-- that is held is held with it.
CREATE TABLE disposal.legal_holds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  table_name text NOT NULL,
  row_key text,
  reason text NOT NULL,
  placed_by text NOT NULL DEFAULT session_user,
  placed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  released_by text,
  released_at timestamptz,
  CHECK ((released_by IS NULL) = (released_at IS NULL))
);

CREATE INDEX legal_holds_open_idx ON disposal.legal_holds (table_name, row_key)
  WHERE released_at IS NULL;

-- Whether a row is held: its table and key, then those of what it belongs to, in pairs.
CREATE FUNCTION disposal.held(VARIADIC chain text[]) RETURNS boolean LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM disposal.legal_holds AS hold
    WHERE hold.released_at IS NULL AND EXISTS (
      SELECT FROM generate_series(1, cardinality(chain), 2) AS link
      WHERE hold.table_name = chain[link]
        AND (hold.row_key IS NULL OR hold.row_key = chain[link + 1])))
$$;

CREATE FUNCTION disposal.refuse_change() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: what was recorded stays', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION disposal.refuse_forgery() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF abs(extract(epoch FROM NEW.recorded_at - clock_timestamp())) > 60
    OR NEW.db_user <> session_user OR NEW.seq <> currval('disposal.deletion_log_seq_seq')
  THEN
    RAISE EXCEPTION 'the database says when, by whom and as which number a deletion is recorded'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

-- A hold is released once, and nothing else of it changes.
CREATE FUNCTION disposal.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.released_at IS NOT NULL OR NEW.released_at IS NULL
    OR (NEW.id, NEW.table_name, NEW.row_key, NEW.reason, NEW.placed_by, NEW.placed_at)
      IS DISTINCT FROM
      (OLD.id, OLD.table_name, OLD.row_key, OLD.reason, OLD.placed_by, OLD.placed_at)
  THEN
    RAISE EXCEPTION 'a hold can only be released, and once'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  NEW.released_at := clock_timestamp();
  RETURN NEW;
END
$$;

CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON disposal.deletion_log
  FOR EACH STATEMENT EXECUTE FUNCTION disposal.refuse_change();
CREATE TRIGGER no_forgery BEFORE INSERT ON disposal.deletion_log
  FOR EACH ROW EXECUTE FUNCTION disposal.refuse_forgery();
CREATE TRIGGER no_removal BEFORE DELETE OR TRUNCATE ON disposal.legal_holds
  FOR EACH STATEMENT EXECUTE FUNCTION disposal.refuse_change();
CREATE TRIGGER no_rewriting BEFORE UPDATE ON disposal.legal_holds
  FOR EACH ROW EXECUTE FUNCTION disposal.refuse_rewriting();

-- ALWAYS: also in a session that passes itself off as replication.
ALTER TABLE disposal.deletion_log ENABLE ALWAYS TRIGGER no_change;
ALTER TABLE disposal.deletion_log ENABLE ALWAYS TRIGGER no_forgery;
ALTER TABLE disposal.legal_holds ENABLE ALWAYS TRIGGER no_removal;
ALTER TABLE disposal.legal_holds ENABLE ALWAYS TRIGGER no_rewriting;

-- What is missing from the protection of the tables; nothing when it is whole.
CREATE FUNCTION disposal.weaknesses() RETURNS TABLE (rule text, detail text) LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'changes are refused', format('%s lacks its trigger %s', wanted.part, wanted.name)
  FROM (VALUES ('deletion_log', 'no_change', 'refuse_change', 56),
      ('deletion_log', 'no_forgery', 'refuse_forgery', 4),
      ('legal_holds', 'no_removal', 'refuse_change', 40),
      ('legal_holds', 'no_rewriting', 'refuse_rewriting', 16)) AS wanted (part, name, code, events)
  WHERE NOT EXISTS (
    SELECT FROM pg_trigger AS t
    WHERE t.tgrelid = to_regclass('disposal.' || wanted.part)
      AND t.tgfoid = to_regproc('disposal.' || wanted.code)::oid AND t.tgenabled = 'A'
      AND t.tgtype & 2 = 2 AND t.tgtype & wanted.events = wanted.events AND t.tgqual IS NULL)
  UNION ALL
  SELECT 'nobody may change entries',
    format('%s may %s %s', coalesce(a.grantee::regrole::text, 'everybody'),
      lower(a.privilege_type), c.relname)
  FROM pg_class AS c, aclexplode(c.relacl) AS a
  WHERE c.relnamespace = 'disposal'::regnamespace AND c.relkind = 'r' AND a.grantee <> c.relowner
    AND NOT (a.privilege_type = 'SELECT'
      AND a.grantee::regrole::text IN ('disposal_reader', 'disposal_keeper'))
  UNION ALL
  SELECT 'nobody may change entries',
    format('%s may %s %s.%s', coalesce(a.grantee::regrole::text, 'everybody'),
      lower(a.privilege_type), c.relname, t.attname)
  FROM pg_class AS c JOIN pg_attribute AS t ON t.attrelid = c.oid, aclexplode(t.attacl) AS a
  WHERE c.relnamespace = 'disposal'::regnamespace AND c.relkind = 'r' AND a.grantee <> c.relowner
    AND NOT (c.relname = 'deletion_log' AND a.privilege_type = 'INSERT'
      AND t.attname NOT IN ('seq', 'recorded_at', 'db_user'))
    AND NOT (c.relname = 'legal_holds' AND a.grantee::regrole::text = 'disposal_keeper'
      AND (a.privilege_type = 'INSERT' AND t.attname IN ('table_name', 'row_key', 'reason')
        OR a.privilege_type = 'UPDATE' AND t.attname IN ('released_by', 'released_at')))
$$;

CREATE FUNCTION disposal.functions_now() RETURNS text LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(string_agg(
    oid::regprocedure || prosrc || prosecdef || coalesce(proconfig::text, ''), ''
    ORDER BY oid::regprocedure::text), 'UTF8')), 'hex')
  FROM pg_proc WHERE pronamespace = 'disposal'::regnamespace AND proname <> 'functions_at_first'
$$;

-- The protection as it is, rule by rule. A superuser can switch all of this off: that is detected
-- here, and cannot be prevented.
CREATE FUNCTION disposal.attest() RETURNS TABLE (rule text, holds boolean, detail text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT rules.name, count(w.rule) = 0, string_agg(w.detail, '; ')
  FROM unnest(ARRAY['changes are refused', 'nobody may change entries']) AS rules (name)
  LEFT JOIN disposal.weaknesses() AS w ON w.rule = rules.name GROUP BY rules.name
  UNION ALL
  SELECT 'definitions are guarded', count(*) = 2, string_agg(evtname, '; ')
  FROM pg_event_trigger
  WHERE evtname IN ('disposal_guard_change', 'disposal_guard_drop') AND evtenabled = 'A'
  UNION ALL
  SELECT 'the owner cannot log in', count(*) = 0, string_agg(DISTINCT relowner::regrole::text, '; ')
  FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner
  WHERE relnamespace = 'disposal'::regnamespace AND rolcanlogin
  UNION ALL
  SELECT 'nobody acts as the owner', count(*) = 0, string_agg(rolname, '; ')
  FROM pg_roles
  WHERE NOT rolsuper AND rolcanlogin
    AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'disposal_owner')
    AND pg_has_role(pg_roles.oid, 'disposal_owner', 'MEMBER')
  UNION ALL
  SELECT 'functions are those of the migration',
    disposal.functions_now() = (SELECT obj_description('disposal'::regnamespace, 'pg_namespace')),
    disposal.functions_now()
$$;

-- Refuses definitions that would leave the log without its protection.
CREATE FUNCTION disposal.guard_change() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  weakness text;
BEGIN
  IF EXISTS (
    SELECT FROM pg_event_trigger_ddl_commands()
    WHERE schema_name = 'disposal' OR object_identity LIKE 'disposal.%'
      OR object_identity = 'disposal' OR command_tag = 'GRANT'
  ) THEN
    SELECT detail INTO weakness FROM disposal.weaknesses() LIMIT 1;
    IF disposal.functions_now() IS DISTINCT FROM obj_description('disposal'::regnamespace, 'pg_namespace')
    THEN
      weakness := 'its functions would not be those of the migration';
    END IF;
    IF weakness IS NOT NULL THEN
      RAISE EXCEPTION 'refused, as the deletion log would be left open: %', weakness
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
END
$$;

CREATE FUNCTION disposal.guard_drop() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_event_trigger_dropped_objects()
    WHERE schema_name = 'disposal' OR address_names[1] = 'disposal'
  ) THEN
    RAISE EXCEPTION 'refused: nothing is dropped from the deletion log'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;

DO $$
BEGIN
  EXECUTE format('COMMENT ON SCHEMA disposal IS %L', disposal.functions_now());
END
$$;

-- Roles: an owner that cannot log in, a reader for auditors, and whoever places and releases holds.
-- Where this migration may not create them, attest() says what that leaves open.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'disposal_owner') THEN
    CREATE ROLE disposal_owner NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'disposal_reader') THEN
    CREATE ROLE disposal_reader NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'disposal_keeper') THEN
    CREATE ROLE disposal_keeper NOLOGIN;
  END IF;
  GRANT disposal_owner TO CURRENT_USER;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE WARNING 'the roles of the deletion log were not created: %', SQLERRM;
END
$$;

DO $$
DECLARE
  item record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'disposal_owner')
    OR NOT pg_has_role('disposal_owner', 'MEMBER')
  THEN
    RETURN;
  END IF;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO disposal_owner', current_database());
  ALTER SCHEMA disposal OWNER TO disposal_owner;
  ALTER TABLE disposal.deletion_log OWNER TO disposal_owner;
  ALTER TABLE disposal.legal_holds OWNER TO disposal_owner;
  FOR item IN SELECT oid::regprocedure AS name FROM pg_proc
    WHERE pronamespace = 'disposal'::regnamespace
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO disposal_owner', item.name);
  END LOOP;
  EXECUTE format('REVOKE CREATE ON DATABASE %I FROM disposal_owner', current_database());
  GRANT USAGE ON SCHEMA disposal TO disposal_reader, disposal_keeper, {{appRole}};
  GRANT SELECT ON disposal.deletion_log, disposal.legal_holds TO disposal_reader, disposal_keeper;
  GRANT INSERT (table_name, row_key, reason) ON disposal.legal_holds TO disposal_keeper;
  GRANT UPDATE (released_by, released_at) ON disposal.legal_holds TO disposal_keeper;
  GRANT EXECUTE ON FUNCTION disposal.attest() TO disposal_reader, disposal_keeper;
END
$$;

-- Default privileges of the database may have given others more than they are to have.
DO $$
DECLARE
  item record;
BEGIN
  FOR item IN
    SELECT DISTINCT c.oid::regclass AS name,
      CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS grantee
    FROM pg_class AS c, aclexplode(c.relacl) AS a
    WHERE c.relnamespace = 'disposal'::regnamespace AND c.relkind = 'r'
      AND a.grantee <> c.relowner
      AND a.grantee::regrole::text NOT IN ('disposal_reader', 'disposal_keeper')
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM %s', item.name, item.grantee);
  END LOOP;
END
$$;

-- The application adds entries and asks what is held. It places and releases no hold.
REVOKE ALL ON disposal.deletion_log, disposal.legal_holds FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA disposal FROM PUBLIC;
GRANT INSERT (
  run_id, kind, table_name, action, row_count, held_count, reason, cutoff, subject_digest, dry_run,
  ran_by, started_at, finished_at
) ON disposal.deletion_log TO {{appRole}};
GRANT EXECUTE ON FUNCTION disposal.held(text[]) TO {{appRole}};

DO $$
BEGIN
  CREATE EVENT TRIGGER disposal_guard_change ON ddl_command_end
    EXECUTE FUNCTION disposal.guard_change();
  CREATE EVENT TRIGGER disposal_guard_drop ON sql_drop EXECUTE FUNCTION disposal.guard_drop();
  ALTER EVENT TRIGGER disposal_guard_change ENABLE ALWAYS;
  ALTER EVENT TRIGGER disposal_guard_drop ENABLE ALWAYS;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE WARNING 'definitions of the deletion log are not guarded: %', SQLERRM;
END
$$;

-- From here on the role that migrates is a stranger to the log.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'disposal_owner') THEN
    REVOKE disposal_owner FROM CURRENT_USER;
  END IF;
END
$$;
