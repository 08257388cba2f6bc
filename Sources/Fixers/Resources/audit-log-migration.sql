-- Who accessed what, when and from where. Events can be added; nothing changes or removes them.
-- audit.attest() says whether that still holds: run it every night and keep what it answers.

CREATE SCHEMA audit;

CREATE TABLE audit.audit_logs (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  db_user text NOT NULL DEFAULT session_user,
  id uuid NOT NULL,
  schema_version smallint NOT NULL DEFAULT 1,
  occurred_at timestamptz NOT NULL,
  actor_type text NOT NULL CHECK (actor_type IN ('user', 'service', 'anonymous', 'system')),
  actor_id text,
  actor_role text,
  session_id text,
  auth_method text,
  impersonated_by text,
  tenant_id text,
  action text NOT NULL,
  crud text NOT NULL CHECK (crud IN ('C', 'R', 'U', 'D')),
  resource_type text NOT NULL,
  resource_id text,
  resource_count integer,
  outcome text NOT NULL CHECK (outcome IN ('success', 'denied', 'error')),
  reason text,
  http_method text,
  http_route text,
  http_status smallint,
  source_ip inet,
  user_agent text,
  request_id text,
  trace_id text,
  changes jsonb,
  component text,
  version text,
  environment text,
  details jsonb,
  PRIMARY KEY (seq, recorded_at),
  CHECK (actor_type = 'anonymous' OR actor_id IS NOT NULL)
) PARTITION BY RANGE (recorded_at);

CREATE INDEX audit_logs_id_idx ON audit.audit_logs (id);
CREATE INDEX audit_logs_recorded_at_idx ON audit.audit_logs USING brin (recorded_at);
CREATE INDEX audit_logs_tenant_idx ON audit.audit_logs (tenant_id, recorded_at);
CREATE INDEX audit_logs_actor_idx ON audit.audit_logs (actor_id, recorded_at);
CREATE INDEX audit_logs_resource_idx ON audit.audit_logs (resource_type, resource_id, recorded_at);

-- One row for each finished day: a digest of its events, chained to the day before.
CREATE TABLE audit.seals (
  day date PRIMARY KEY,
  events bigint NOT NULL,
  digest bytea NOT NULL,
  chain bytea NOT NULL,
  sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Months that were written to the archive and read back.
CREATE TABLE audit.archives (
  month date PRIMARY KEY,
  events bigint NOT NULL,
  digest bytea NOT NULL,
  location text NOT NULL,
  verified_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Observation windows and legal holds: no month they touch is ever dropped.
CREATE TABLE audit.holds (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  reason text NOT NULL,
  first_day date NOT NULL,
  last_day date,
  placed_by text NOT NULL DEFAULT session_user,
  placed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- How long events stay in daily use, and how long they are kept in all.
CREATE FUNCTION audit.hot_days() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT {{hotDays}}';
CREATE FUNCTION audit.kept_days() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT {{keptDays}}';

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: the audit log is append-only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION audit.refuse_forgery() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF abs(extract(epoch FROM NEW.recorded_at - clock_timestamp())) > 60
    OR NEW.db_user <> session_user OR NEW.seq <> currval('audit.audit_logs_seq_seq')
  THEN
    RAISE EXCEPTION 'the database says when, by whom and as which number an event is recorded'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON audit.audit_logs
  FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON audit.audit_logs
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER no_forgery BEFORE INSERT ON audit.audit_logs
  FOR EACH ROW EXECUTE FUNCTION audit.refuse_forgery();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.seals
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.archives
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.holds
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

-- ALWAYS: also in a session that passes itself off as replication.
ALTER TABLE audit.audit_logs ENABLE ALWAYS TRIGGER no_change;
ALTER TABLE audit.audit_logs ENABLE ALWAYS TRIGGER no_truncate;
ALTER TABLE audit.audit_logs ENABLE ALWAYS TRIGGER no_forgery;
ALTER TABLE audit.seals ENABLE ALWAYS TRIGGER no_change;
ALTER TABLE audit.archives ENABLE ALWAYS TRIGGER no_change;
ALTER TABLE audit.holds ENABLE ALWAYS TRIGGER no_change;

-- Gives a month triggers of its own: the one on TRUNCATE does not reach partitions, and all that
-- came from the table go when a month is detached.
CREATE FUNCTION audit.protect(part regclass) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = part AND tgname = 'no_change') THEN
    EXECUTE format('CREATE TRIGGER no_change BEFORE INSERT OR UPDATE OR DELETE ON %s
      FOR EACH ROW EXECUTE FUNCTION audit.refuse_change()', part);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = part AND tgname = 'no_truncate') THEN
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %s
      FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()', part);
  END IF;
  FOR name IN SELECT tgname FROM pg_trigger WHERE tgrelid = part AND tgenabled <> 'A' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', part, name);
  END LOOP;
END
$$;

CREATE FUNCTION audit.month_table(day date) RETURNS regclass LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_regclass('audit.audit_logs_' || to_char(day, 'YYYY_MM'))
$$;

-- Months are those of UTC, whatever the zone of the session.
CREATE FUNCTION audit.make_month(day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first_day date := date_trunc('month', day::timestamp)::date;
BEGIN
  IF audit.month_table(day) IS NULL THEN
    EXECUTE format(
      'CREATE TABLE audit.%I PARTITION OF audit.audit_logs FOR VALUES FROM (%L) TO (%L)',
      'audit_logs_' || to_char(first_day, 'YYYY_MM'),
      first_day || ' 00:00:00+00',
      (first_day + interval '1 month')::date || ' 00:00:00+00');
    PERFORM audit.protect(audit.month_table(day));
  END IF;
END
$$;

-- This month and the year after it: an event without a month to go to is refused.
CREATE FUNCTION audit.make_months() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  FOR ahead IN 0..12 LOOP
    PERFORM audit.make_month(
      ((now() AT TIME ZONE 'UTC')::date + ahead * interval '1 month')::date);
  END LOOP;
END
$$;

DO $$
BEGIN
  PERFORM audit.make_months();
END
$$;

-- The number of events from one day to another, both of one month, and a digest of them. A month
-- is read by its own name, so that it can be checked after it was detached.
CREATE FUNCTION audit.digest(first_day date, next_day date, OUT events bigint, OUT digest bytea)
  LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
BEGIN
  events := 0;
  digest := sha256('');
  IF audit.month_table(first_day) IS NOT NULL THEN
    EXECUTE format(
      $query$
        SELECT coalesce(sum(n), 0), sha256(coalesce(string_agg(d, '' ORDER BY day), ''))
        FROM (
          SELECT recorded_at::date AS day, count(*) AS n,
            sha256(string_agg(sha256(convert_to(to_jsonb(e)::text, 'UTF8')), '' ORDER BY seq)) AS d
          FROM %s AS e WHERE recorded_at >= $1 AND recorded_at < $2 GROUP BY 1
        ) AS days
      $query$, audit.month_table(first_day))
    INTO events, digest USING first_day::timestamptz, next_day::timestamptz;
  END IF;
END
$$;

-- Seals every finished day that is not sealed yet, and says how many that were.
CREATE FUNCTION audit.seal() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  previous audit.seals;
  day date;
  found record;
  sealed integer := 0;
BEGIN
  LOCK TABLE audit.seals IN SHARE ROW EXCLUSIVE MODE;
  SELECT * INTO previous FROM audit.seals ORDER BY seals.day DESC LIMIT 1;
  day := coalesce(previous.day + 1,
    (SELECT (min(recorded_at) AT TIME ZONE 'UTC')::date FROM audit.audit_logs));
  WHILE day < (now() AT TIME ZONE 'UTC')::date LOOP
    SELECT * INTO found FROM audit.digest(day, day + 1);
    INSERT INTO audit.seals (day, events, digest, chain)
    VALUES (day, found.events, found.digest,
      sha256(coalesce(previous.chain, '') || found.digest))
    RETURNING * INTO previous;
    day := day + 1;
    sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END
$$;

CREATE FUNCTION audit.read_month(day date) RETURNS SETOF jsonb LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
BEGIN
  RETURN QUERY EXECUTE
    format('SELECT to_jsonb(e) FROM %s AS e ORDER BY seq', audit.month_table(day));
END
$$;

-- Months that are past a number of days, the oldest first.
CREATE FUNCTION audit.months_older_than(days integer) RETURNS SETOF date LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT month FROM (
    SELECT to_date(right(relname, 7), 'YYYY_MM') AS month FROM pg_class
    WHERE relnamespace = 'audit'::regnamespace AND relkind = 'r'
      AND relname ~ '^audit_logs_\d{4}_\d{2}$'
  ) AS months
  WHERE (month + interval '1 month')::date + days <= (now() AT TIME ZONE 'UTC')::date
  ORDER BY month
$$;

-- Takes a month out of daily use. It stays readable, and refuses changes as before.
CREATE FUNCTION audit.detach_month(day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF date_trunc('month', day::timestamp)::date
    NOT IN (SELECT * FROM audit.months_older_than(audit.hot_days()))
  THEN
    RAISE EXCEPTION '% is younger than % days', day, audit.hot_days();
  END IF;
  IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = audit.month_table(day)) THEN
    EXECUTE format('ALTER TABLE audit.audit_logs DETACH PARTITION %s', audit.month_table(day));
  END IF;
  PERFORM audit.protect(audit.month_table(day));
END
$$;

-- Drops a month that was archived, is past its time, and that nothing holds.
CREATE FUNCTION audit.drop_month(day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  first date := date_trunc('month', day::timestamp)::date;
  next date := (first + interval '1 month')::date;
  kept audit.archives;
  hold audit.holds;
  present record;
BEGIN
  IF first NOT IN (SELECT * FROM audit.months_older_than(audit.kept_days())) THEN
    RAISE EXCEPTION '% is younger than % days', first, audit.kept_days();
  END IF;
  SELECT * INTO hold FROM audit.holds
  WHERE first_day < next AND coalesce(last_day, 'infinity') >= first LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '% is held: %', first, hold.reason;
  END IF;
  SELECT * INTO kept FROM audit.archives WHERE month = first;
  SELECT * INTO present FROM audit.digest(first, next);
  IF (kept.events, kept.digest) IS DISTINCT FROM (present.events, present.digest) THEN
    RAISE EXCEPTION '% is not in the archive as it stands here', first;
  END IF;
  EXECUTE format('DROP TABLE %s', audit.month_table(first));
  INSERT INTO audit.audit_logs
    (id, occurred_at, actor_type, actor_id, action, crud, resource_type, resource_id,
     resource_count, outcome, details)
  VALUES
    (gen_random_uuid(), now(), 'system', session_user, 'retention.executed', 'D', 'audit_logs',
     to_char(first, 'YYYY-MM'), kept.events, 'success',
     jsonb_build_object('archive', kept.location, 'digest', encode(kept.digest, 'hex')));
END
$$;

-- What is missing from the protection of the tables; nothing when it is whole.
CREATE FUNCTION audit.weaknesses() RETURNS TABLE (rule text, detail text) LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'changes are refused', format('%s takes %s', c.relname, change.name)
  FROM pg_class AS c
  CROSS JOIN (VALUES (16, 'updates'), (8, 'deletes'), (32, 'truncation')) AS change (bit, name)
  WHERE c.relnamespace = 'audit'::regnamespace AND c.relkind IN ('r', 'p')
    AND NOT EXISTS (
      SELECT FROM pg_trigger AS t
      WHERE t.tgrelid = c.oid AND t.tgfoid = 'audit.refuse_change'::regproc
        AND t.tgenabled = 'A' AND t.tgtype & 2 = 2 AND t.tgtype & change.bit = change.bit
        AND t.tgqual IS NULL AND t.tgattr = ''::int2vector)
  UNION ALL
  SELECT 'time and writer are the database''s', format('%s takes any time', c.relname)
  FROM pg_class AS c
  WHERE c.relnamespace = 'audit'::regnamespace AND c.relkind IN ('r', 'p')
    AND c.relname LIKE 'audit\_logs%'
    AND NOT EXISTS (
      SELECT FROM pg_trigger AS t
      WHERE t.tgrelid = c.oid AND t.tgenabled = 'A' AND t.tgtype & 6 = 6 AND t.tgqual IS NULL
        AND t.tgfoid IN ('audit.refuse_forgery'::regproc, 'audit.refuse_change'::regproc))
  UNION ALL
  SELECT 'nobody may change events',
    format('%s may %s %s', coalesce(a.grantee::regrole::text, 'everybody'),
      lower(a.privilege_type), c.relname)
  FROM pg_class AS c, aclexplode(c.relacl) AS a
  WHERE c.relnamespace = 'audit'::regnamespace AND c.relkind IN ('r', 'p')
    AND a.grantee <> c.relowner
    AND NOT (a.privilege_type = 'SELECT'
      AND a.grantee::regrole::text IN ('audit_reader', 'audit_retention'))
    AND NOT (a.privilege_type = 'INSERT' AND c.relname IN ('archives', 'holds')
      AND a.grantee::regrole::text = 'audit_retention')
  UNION ALL
  SELECT 'time and writer are the database''s',
    format('%s may %s %s.%s', coalesce(a.grantee::regrole::text, 'everybody'),
      lower(a.privilege_type), c.relname, t.attname)
  FROM pg_class AS c JOIN pg_attribute AS t ON t.attrelid = c.oid, aclexplode(t.attacl) AS a
  WHERE c.relnamespace = 'audit'::regnamespace AND a.grantee <> c.relowner
    AND (a.privilege_type <> 'INSERT' OR t.attname IN ('seq', 'recorded_at', 'db_user'))
$$;

-- The protection as it is, rule by rule. A superuser can switch all of this off: that is detected
-- here, and by comparing with the answers of earlier nights, and cannot be prevented.
CREATE FUNCTION audit.attest() RETURNS TABLE (rule text, holds boolean, detail text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  today date := (now() AT TIME ZONE 'UTC')::date;
  month date;
BEGIN
  RETURN QUERY
    SELECT rules.name, count(w.rule) = 0, string_agg(w.detail, '; ')
    FROM unnest(ARRAY['changes are refused', 'nobody may change events',
      'time and writer are the database''s']) AS rules (name)
    LEFT JOIN audit.weaknesses() AS w ON w.rule = rules.name GROUP BY rules.name;
  RETURN QUERY
    SELECT 'definitions are guarded', count(*) = 2, string_agg(evtname, '; ')
    FROM pg_event_trigger
    WHERE evtname IN ('audit_guard_change', 'audit_guard_drop') AND evtenabled = 'A';
  RETURN QUERY
    SELECT 'the owner cannot log in', count(*) = 0, string_agg(DISTINCT relowner::regrole::text, '; ')
    FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner
    WHERE relnamespace = 'audit'::regnamespace AND rolcanlogin;
  RETURN QUERY
    SELECT 'nobody acts as the owner', count(*) = 0, string_agg(rolname, '; ')
    FROM pg_roles
    WHERE NOT rolsuper AND rolcanlogin AND rolname <> 'audit_retention'
      AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'audit_owner')
      AND pg_has_role(pg_roles.oid, 'audit_owner', 'MEMBER');
  RETURN QUERY
    SELECT 'the application is an ordinary role', count(*) = 0, string_agg(rolname, '; ')
    FROM pg_roles
    WHERE (rolsuper OR rolcreaterole OR rolbypassrls) AND oid IN (
      SELECT a.grantee FROM pg_attribute, aclexplode(attacl) AS a
      WHERE attrelid = 'audit.audit_logs'::regclass);
  RETURN QUERY
    SELECT 'months are there for the next quarter', bool_and(audit.month_table(m::date) IS NOT NULL),
      string_agg(to_char(m, 'YYYY-MM'), '; ') FILTER (WHERE audit.month_table(m::date) IS NULL)
    FROM generate_series(today::timestamp, today + interval '3 months', interval '1 month') AS m;
  RETURN QUERY
    SELECT 'finished days are sealed',
      coalesce(max(day), today - 1) >= today - 2 AND (count(*) > 0 OR NOT EXISTS (
        SELECT FROM audit.audit_logs WHERE recorded_at < (today - 1)::timestamp AT TIME ZONE 'UTC')),
      'last sealed: ' || max(day)
    FROM audit.seals;
  RETURN QUERY
    SELECT 'seals follow from each other', coalesce(bool_and(is_next), true),
      string_agg(day::text, '; ') FILTER (WHERE NOT is_next)
    FROM (
      SELECT day, chain = sha256(coalesce(lag(chain) OVER (ORDER BY day), '') || digest)
        AND day = coalesce(lag(day) OVER (ORDER BY day) + 1, day) AS is_next
      FROM audit.seals
    ) AS links;
  -- Every night another month, so that none goes unchecked for long.
  SELECT date_trunc('month', day::timestamp)::date INTO month FROM audit.seals
  WHERE audit.month_table(day) IS NOT NULL ORDER BY random() LIMIT 1;
  RETURN QUERY
    SELECT 'sealed days are as they were', coalesce(bool_and(is_same), true),
      coalesce(string_agg(day::text, '; ') FILTER (WHERE NOT is_same), to_char(month, 'YYYY-MM'))
    FROM (
      SELECT s.day, (s.events, s.digest) = (d.events, d.digest) AS is_same
      FROM audit.seals AS s, audit.digest(s.day, s.day + 1) AS d
      WHERE date_trunc('month', s.day::timestamp)::date = month
    ) AS days;
  RETURN QUERY
    SELECT 'functions are those of the migration', f.digest = audit.functions_at_first(), f.digest
    FROM (SELECT audit.functions_now() AS digest) AS f;
END
$$;

CREATE FUNCTION audit.functions_now() RETURNS text LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(string_agg(
    oid::regprocedure || prosrc || prosecdef || coalesce(proconfig::text, ''), ''
    ORDER BY oid::regprocedure::text), 'UTF8')), 'hex')
  FROM pg_proc WHERE pronamespace = 'audit'::regnamespace AND proname <> 'functions_at_first'
$$;

-- Refuses definitions that would leave a table of the log without its protection.
CREATE FUNCTION audit.guard_change() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  weakness text;
BEGIN
  IF session_user <> 'audit_retention' AND EXISTS (
    SELECT FROM pg_event_trigger_ddl_commands()
    WHERE schema_name = 'audit' OR object_identity LIKE 'audit.%' OR command_tag = 'GRANT'
  ) THEN
    SELECT detail INTO weakness FROM audit.weaknesses() LIMIT 1;
    IF audit.functions_now() <> audit.functions_at_first() THEN
      weakness := 'its functions would not be those of the migration';
    END IF;
    IF weakness IS NOT NULL THEN
      RAISE EXCEPTION 'refused, as the audit log would be left open: %', weakness
        USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
END
$$;

CREATE FUNCTION audit.guard_drop() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF session_user <> 'audit_retention' AND EXISTS (
    SELECT FROM pg_event_trigger_dropped_objects()
    WHERE schema_name = 'audit' OR address_names[1] = 'audit'
  ) THEN
    RAISE EXCEPTION 'refused: nothing is dropped from the audit log'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
END
$$;

DO $$
BEGIN
  EXECUTE format('CREATE FUNCTION audit.functions_at_first() RETURNS text LANGUAGE sql IMMUTABLE '
    'AS %L', format('SELECT %L::text', audit.functions_now()));
END
$$;

-- Roles: an owner that cannot log in, a reader for auditors, and the one job that may archive and
-- drop months. Where this migration may not create them, attest() says what that leaves open.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'audit_owner') THEN
    CREATE ROLE audit_owner NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'audit_reader') THEN
    CREATE ROLE audit_reader NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'audit_retention') THEN
    -- Cannot sign in before it is given a password.
    CREATE ROLE audit_retention LOGIN;
  END IF;
  GRANT audit_owner TO CURRENT_USER;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE WARNING 'the roles of the audit log were not created: %', SQLERRM;
END
$$;

DO $$
DECLARE
  item record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'audit_owner')
    OR NOT pg_has_role('audit_owner', 'MEMBER')
  THEN
    RETURN;
  END IF;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO audit_owner', current_database());
  ALTER SCHEMA audit OWNER TO audit_owner;
  FOR item IN SELECT oid::regclass AS name FROM pg_class
    WHERE relnamespace = 'audit'::regnamespace AND relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE %s OWNER TO audit_owner', item.name);
  END LOOP;
  FOR item IN SELECT oid::regprocedure AS name FROM pg_proc
    WHERE pronamespace = 'audit'::regnamespace
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO audit_owner', item.name);
  END LOOP;
  EXECUTE format('REVOKE CREATE ON DATABASE %I FROM audit_owner', current_database());
  GRANT USAGE ON SCHEMA audit TO audit_reader, audit_retention, {{appRole}};
  GRANT SELECT ON audit.audit_logs, audit.seals, audit.archives, audit.holds
    TO audit_reader, audit_retention;
  GRANT INSERT ON audit.archives, audit.holds TO audit_retention;
  GRANT EXECUTE ON FUNCTION audit.attest() TO audit_reader, audit_retention;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA audit TO audit_retention;
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
    WHERE c.relnamespace = 'audit'::regnamespace AND c.relkind IN ('r', 'p')
      AND a.grantee <> c.relowner
      AND a.grantee::regrole::text NOT IN ('audit_reader', 'audit_retention')
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM %s', item.name, item.grantee);
  END LOOP;
END
$$;

-- The application adds events, and says neither when they are recorded nor by whom.
REVOKE ALL ON audit.audit_logs FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
GRANT INSERT (
  id, schema_version, occurred_at, actor_type, actor_id, actor_role, session_id, auth_method,
  impersonated_by, tenant_id, action, crud, resource_type, resource_id, resource_count, outcome,
  reason, http_method, http_route, http_status, source_ip, user_agent, request_id, trace_id,
  changes, component, version, environment, details
) ON audit.audit_logs TO {{appRole}};

DO $$
BEGIN
  CREATE EVENT TRIGGER audit_guard_change ON ddl_command_end EXECUTE FUNCTION audit.guard_change();
  CREATE EVENT TRIGGER audit_guard_drop ON sql_drop EXECUTE FUNCTION audit.guard_drop();
  ALTER EVENT TRIGGER audit_guard_change ENABLE ALWAYS;
  ALTER EVENT TRIGGER audit_guard_drop ENABLE ALWAYS;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE WARNING 'definitions of the audit log are not guarded: %', SQLERRM;
END
$$;

-- From here on the role that migrates is a stranger to the log.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'audit_owner') THEN
    REVOKE audit_owner FROM CURRENT_USER;
  END IF;
END
$$;
