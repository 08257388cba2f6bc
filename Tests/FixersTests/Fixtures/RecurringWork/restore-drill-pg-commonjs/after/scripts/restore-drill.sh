#!/usr/bin/env bash
# Restores the latest backup into a scratch PostgreSQL, looks at what came back, measures how long it
# took and how old the data is, and writes the record of the drill. Ends with 1 when the backup is
# missing, stale or damaged, when rows are missing, or when a target was missed.
#
#   bash scripts/restore-drill.sh [folder for the record]
#
#   RESTORE_DRILL_SOURCE         dump: 'dump' (files of pg_dump) or 'rds' (point in time)
#   BACKUP_LOCATION              dump: s3://bucket/prefix, or a folder, that scripts/backup-database.sh writes to
#   RDS_INSTANCE                 rds: the instance to restore from
#   RDS_SCRATCH_SECURITY_GROUPS  rds: groups of the scratch instance, if not those of the instance
#   DATABASE_URL                 rds: the live database, read only: its rows are what to expect
#   RESTORE_DRILL_RTO_MINUTES    minutes a recovery may take
#   RESTORE_DRILL_RPO_MINUTES    minutes of data that may be lost
#   RESTORE_DRILL_TOLERANCE      per cent by which rows may differ from a live database
#   RESTORE_DRILL_CHECK          query of the application that has to answer with a row
#   RESTORE_DRILL_BY             who started the drill
set -euo pipefail

source=${RESTORE_DRILL_SOURCE:-dump}
rto_target=${RESTORE_DRILL_RTO_MINUTES:-60}
rpo_target=${RESTORE_DRILL_RPO_MINUTES:-15}
tolerance=${RESTORE_DRILL_TOLERANCE:-5}
check=${RESTORE_DRILL_CHECK:-SELECT 1 FROM people LIMIT 1}
records=${1:-records/drills}

fail() { echo "restore-drill: $*" >&2; exit 2; }
for number in "$rto_target" "$rpo_target" "$tolerance"; do
  [[ $number =~ ^[0-9]+$ ]] || fail "'$number' is no whole number"
done
for program in psql pg_restore jq; do
  command -v "$program" >/dev/null || fail "$program is not installed"
done

work=$(mktemp -d)
started=$(date -u +%s)
deviations=()
tables=()
scratch=
backup=none
taken_at=
checked='nothing could be checked'
restored=

deviate() { deviations+=("$1"); echo "deviation: $1" >&2; }
minutes() { echo $((($1 + 59) / 60)); }
now() { date -u +%s; }

# ---- Scratch: gone when the drill is over, whatever became of it -----------------------------------

start_cluster() {
  local bin
  # The newest server there is reads the dumps of all older ones.
  bin=$(find /usr/lib/postgresql /usr/local/pgsql -maxdepth 3 -name initdb 2>/dev/null | sort -V | tail -n 1)
  bin=$(dirname "${bin:-$(command -v initdb || fail "no PostgreSQL server is installed")}")
  [ "$(id -u)" -ne 0 ] || fail "PostgreSQL does not run as root; start the drill as another user"
  mkdir "$work/socket"
  "$bin/initdb" -D "$work/data" -U postgres -A trust --no-sync -E UTF8 >"$work/initdb.log" 2>&1 \
    || fail "no scratch database could be made: $(tail -n 1 "$work/initdb.log")"
  "$bin/pg_ctl" -D "$work/data" -w -l "$work/server.log" \
    -o "-c listen_addresses= -c unix_socket_directories='$work/socket' -c fsync=off" start >/dev/null \
    || fail "the scratch database did not start: $(tail -n 1 "$work/server.log")"
  scratch="host=$work/socket user=postgres dbname=restored"
  psql -qX "host=$work/socket user=postgres dbname=postgres" -c 'CREATE DATABASE restored' \
    || fail "the scratch database does not answer"
}

stop_cluster() {
  [ -f "$work/data/postmaster.pid" ] || return 0
  kill -INT "$(head -n 1 "$work/data/postmaster.pid")" 2>/dev/null || true
  for _ in $(seq 100); do
    [ -f "$work/data/postmaster.pid" ] || return 0
    sleep 0.1
  done
}

instance=
drop_instance() {
  [ -n "$instance" ] || return 0
  aws rds delete-db-instance --db-instance-identifier "$instance" --skip-final-snapshot \
    --delete-automated-backups >/dev/null || echo "restore-drill: delete $instance by hand" >&2
}

clean_up() {
  drop_instance
  stop_cluster
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# ---- What a database holds ------------------------------------------------------------------------

# Each table with its number of rows, counted and not estimated: `schema.table<tab>rows`.
rows_of() { # connection
  psql -qtAX -F $'\t' -v ON_ERROR_STOP=1 "$1" <<'SQL'
SELECT format('SELECT %L, count(*) FROM %I.%I', schemaname || '.' || tablename, schemaname, tablename)
FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 \gexec
SQL
}

# The last migration that ran, by whichever tool keeps the list.
migration_of() { # connection
  psql -qtAX -v ON_ERROR_STOP=1 "$1" <<'SQL'
SELECT format('SELECT max(%I::text) FROM %I.%I', c.column_name, c.table_schema, c.table_name)
FROM information_schema.columns AS c
WHERE c.table_name IN ('schema_migrations', '_prisma_migrations', 'knex_migrations', 'migrations', 'pgmigrations')
  AND c.column_name IN ('name', 'migration_name', 'version')
ORDER BY array_position(ARRAY['name', 'migration_name', 'version'], c.column_name::text) LIMIT 1 \gexec
SQL
}

constraints_of() { # connection
  psql -qtAX -v ON_ERROR_STOP=1 "$1" -c "SELECT count(*) || ' ' || count(*) FILTER (WHERE NOT convalidated)
    FROM pg_constraint JOIN pg_namespace AS n ON n.oid = connamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')"
}

# ---- Sources --------------------------------------------------------------------------------------

latest_dump() {
  local manifest name recorded actual age
  [ -n "${BACKUP_LOCATION:-}" ] || fail "say where the backups are: BACKUP_LOCATION"
  mkdir "$work/backup"
  if [[ $BACKUP_LOCATION == s3://* ]]; then
    aws s3 ls "${BACKUP_LOCATION%/}/" >"$work/listing" || fail "$BACKUP_LOCATION cannot be listed"
    name=$(awk '$4 ~ /\.json$/ { print $4 }' "$work/listing" | sort | tail -n 1)
    if [ -n "$name" ]; then
      aws s3 cp --quiet "${BACKUP_LOCATION%/}/$name" "$work/backup/$name" || fail "$name cannot be read"
      aws s3 cp --quiet "${BACKUP_LOCATION%/}/${name%.json}.dump" "$work/backup/${name%.json}.dump" \
        || deviate "the backup $name has no dump beside it"
    fi
  else
    [ -d "$BACKUP_LOCATION" ] || fail "there is no folder $BACKUP_LOCATION"
    name=$(find "$BACKUP_LOCATION" -maxdepth 1 -name '*.json' -printf '%f\n' | sort | tail -n 1)
    if [ -n "$name" ]; then
      cp "$BACKUP_LOCATION/$name" "$work/backup/" || fail "$name cannot be read"
      cp "$BACKUP_LOCATION/${name%.json}.dump" "$work/backup/" 2>/dev/null \
        || deviate "the backup $name has no dump beside it"
    fi
  fi
  if [ -z "$name" ]; then
    deviate "there is no backup in $BACKUP_LOCATION"
    return 1
  fi
  manifest=$work/backup/$name
  backup=${name%.json}
  if ! jq -e '(.taken_at | fromdateiso8601) and (.sha256 | length == 64) and (.tables | length > 0)' \
    "$manifest" >/dev/null 2>&1; then
    deviate "what lies beside the backup $backup does not say when it was taken and what it holds"
    return 1
  fi
  taken_at=$(jq -r .taken_at "$manifest")
  jq -r '.tables | to_entries[] | "\(.key)\t\(.value)"' "$manifest" >"$work/expected"
  jq -r '.migration // ""' "$manifest" >"$work/expected-migration"
  age=$(minutes $((started - $(date -u -d "$taken_at" +%s))))
  [ "$age" -le "$rpo_target" ] \
    || deviate "the latest backup is stale: it is $age minutes old and may be $rpo_target"
  [ -f "$work/backup/$backup.dump" ] || return 1
  recorded=$(jq -r .sha256 "$manifest")
  actual=$(sha256sum "$work/backup/$backup.dump" | cut -d ' ' -f 1)
  [ "$recorded" = "$actual" ] \
    || deviate "the dump is not the file that was written: $(stat -c %s "$work/backup/$backup.dump") of $(jq -r .bytes "$manifest") bytes, and another digest"
}

restore_dump() {
  latest_dump || return 1
  start_cluster
  # Rows first, then keys and checks: a row that breaks one of them fails the restore.
  if ! pg_restore --exit-on-error --no-owner --no-privileges -d "$scratch" \
    "$work/backup/$backup.dump" 2>"$work/restore.log"; then
    deviate "the backup cannot be restored: $(head -n 1 "$work/restore.log")"
    return 1
  fi
  tolerance=0
}

restore_rds() {
  local endpoint port name groups subnets
  command -v aws >/dev/null || fail "aws is not installed"
  [ -n "${RDS_INSTANCE:-}" ] || fail "say which instance: RDS_INSTANCE"
  [ -n "${DATABASE_URL:-}" ] || fail "say which database to compare with: DATABASE_URL"
  describe() { # instance, query
    aws rds describe-db-instances --db-instance-identifier "$1" --query "DBInstances[0].$2" --output text
  }
  taken_at=$(describe "$RDS_INSTANCE" LatestRestorableTime)
  if [ -z "$taken_at" ] || [ "$taken_at" = None ]; then
    taken_at=
    deviate "$RDS_INSTANCE has no backup that can be restored: is its backup retention 0?"
    return 1
  fi
  backup="$RDS_INSTANCE at $taken_at"
  local age
  age=$(minutes $((started - $(date -u -d "$taken_at" +%s))))
  [ "$age" -le "$rpo_target" ] \
    || deviate "the latest restorable time is stale: $age minutes ago, and may be $rpo_target"
  groups=${RDS_SCRATCH_SECURITY_GROUPS:-$(describe "$RDS_INSTANCE" 'VpcSecurityGroups[*].VpcSecurityGroupId')}
  subnets=$(describe "$RDS_INSTANCE" DBSubnetGroup.DBSubnetGroupName)
  instance="restore-drill-$(date -u +%Y%m%d%H%M%S)"
  # shellcheck disable=SC2086 # several groups are several words
  aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier "$RDS_INSTANCE" \
    --target-db-instance-identifier "$instance" --use-latest-restorable-time --no-multi-az \
    --no-publicly-accessible --no-deletion-protection --db-subnet-group-name "$subnets" \
    --vpc-security-group-ids $groups --tags Key=purpose,Value=restore-drill >/dev/null \
    || { instance=; deviate "RDS refused to restore $RDS_INSTANCE to a point in time"; return 1; }
  aws rds wait db-instance-available --db-instance-identifier "$instance" \
    || { deviate "the scratch instance did not become available"; return 1; }
  endpoint=$(describe "$instance" Endpoint.Address) && port=$(describe "$instance" Endpoint.Port) \
    || { deviate "the scratch instance has no address"; return 1; }
  # The same database and user on another host.
  name=${DATABASE_URL%%\?*}
  scratch="${name%@*}@$endpoint:$port/${name##*/}"
  [ "$name" = "$DATABASE_URL" ] || scratch="$scratch?${DATABASE_URL#*\?}"
  rows_of "$DATABASE_URL" >"$work/expected" && migration_of "$DATABASE_URL" >"$work/expected-migration" \
    || { deviate "the live database cannot be read, so that nothing says what to expect"; return 1; }
}

# ---- What came back -------------------------------------------------------------------------------

look() {
  local total=0 wrong=0 table expected found allowed difference invalid all version
  if [ -n "$(psql -qtAX -v ON_ERROR_STOP=1 "$scratch" -c "$check" 2>"$work/check.log")" ]; then
    restored=$(now)
  else
    deviate "the check of the application finds nothing ($check): $(head -n 1 "$work/check.log")"
  fi
  rows_of "$scratch" >"$work/found" || { deviate "what was restored cannot be read"; return 0; }
  while IFS=$'\t' read -r table expected; do
    found=$(awk -F '\t' -v t="$table" '$1 == t { print $2 }' "$work/found")
    tables+=("$table: $expected expected, ${found:-no table} restored")
    total=$((total + ${found:-0}))
    if [ -z "$found" ]; then
      deviate "$table is missing"
      wrong=$((wrong + 1))
      continue
    fi
    difference=$((found > expected ? found - expected : expected - found))
    allowed=$((expected * tolerance / 100))
    # A live table of few rows may always be some rows ahead.
    [ "$tolerance" -eq 0 ] || [ "$allowed" -ge 10 ] || allowed=10
    if [ "$difference" -gt "$allowed" ]; then
      deviate "$table has $found rows, and $expected were expected"
      wrong=$((wrong + 1))
    fi
  done <"$work/expected"
  [ -s "$work/expected" ] || deviate "nothing says which tables were to be expected"
  [ "$total" -gt 0 ] || deviate "what was restored holds no row"
  read -r all invalid <<<"$(constraints_of "$scratch")"
  [ "$invalid" -eq 0 ] || deviate "$invalid of $all constraints were never validated"
  version=$(migration_of "$scratch")
  [ "$version" = "$(cat "$work/expected-migration")" ] \
    || deviate "the last migration is '$version', and '$(cat "$work/expected-migration")' was expected"
  checked="$total rows in $(wc -l <"$work/expected") tables, $wrong of them not as expected; $all constraints, $invalid not validated; last migration ${version:-unknown}; ${restored:+usable after $((restored - started)) s}"
}

# ---- The record -----------------------------------------------------------------------------------

quote() { jq -Rn --arg text "$1" '$text'; }
list() { # name, values
  local name=$1
  shift
  [ $# -gt 0 ] || return 0
  echo "$name:"
  for value in "$@"; do echo "  - $(quote "$value")"; done
}

record() {
  local result=passed rto rpo=
  rto=$(minutes $((${restored:-$(now)} - started)))
  [ -z "$taken_at" ] || rpo=$(minutes $((started - $(date -u -d "$taken_at" +%s))))
  [ -n "$restored" ] || deviate "nothing was recovered; the time is that until the drill gave up"
  [ "$rto" -le "$rto_target" ] || deviate "recovery took $rto minutes and may take $rto_target"
  [ ${#deviations[@]} -eq 0 ] || result=failed
  mkdir -p "$records"
  file=$records/recovery-drill-$(date -u -d "@$started" +%Y-%m-%dT%H%M%SZ).yml
  {
    echo "# Written by scripts/restore-drill.sh. Who accepts the result writes their name, then:"
    echo "#   auditwright attest --check $(basename "$file") && auditwright attest $(basename "$file")"
    echo "kind: recovery-drill"
    echo "type: restore"
    echo "performed-on: $(date -u -d "@$started" +%Y-%m-%d)"
    echo "scenario: $(quote "The database is lost; it is restored from $( [ "$source" = rds ] && echo "RDS to the latest point in time" || echo "the latest dump" ).")"
    echo "systems: [$(quote "database of shop")]"
    echo "performed-by: $(quote "${RESTORE_DRILL_BY:-$(id -un)}")"
    echo "backup: $(quote "$backup${taken_at:+, taken at $taken_at}")"
    echo "recovery-time-target-minutes: $rto_target"
    echo "recovery-time-minutes: $rto"
    echo "recovery-point-target-minutes: $rpo_target"
    [ -z "$rpo" ] || echo "recovery-point-minutes: $rpo"
    echo "checked: $(quote "$checked")"
    list tables "${tables[@]}"
    echo "result: $result"
    list deviations "${deviations[@]}"
    echo "approver:"
  } >"$file"
  cat "$file"
  [ "$result" = passed ]
}

case $source in
  dump) if restore_dump; then look; fi ;;
  rds) if restore_rds; then look; fi ;;
  *) fail "'$source' is neither dump nor rds" ;;
esac
record || exit 1
