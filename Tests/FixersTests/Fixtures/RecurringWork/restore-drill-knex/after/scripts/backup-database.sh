#!/usr/bin/env bash
# Writes a backup of the database, and beside it what the backup holds: rows of each table, the last
# migration and the digest of the file, all of one and the same moment.
#
#   bash scripts/backup-database.sh
#
#   DATABASE_URL     the database; its role reads everything (GRANT pg_read_all_data)
#   BACKUP_LOCATION  s3://bucket/prefix, or a folder
set -euo pipefail

fail() { echo "backup-database: $*" >&2; exit 2; }
[ -n "${DATABASE_URL:-}" ] || fail "say which database: DATABASE_URL"
[ -n "${BACKUP_LOCATION:-}" ] || fail "say where backups go: BACKUP_LOCATION"
for program in psql pg_dump jq; do
  command -v "$program" >/dev/null || fail "$program is not installed"
done

work=$(mktemp -d)
cleanup() {
  [ -z "${psql_PID:-}" ] || kill "$psql_PID" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

# One transaction holds the moment while rows are counted and the dump is written.
coproc psql { exec psql -qtAX -F $'\t' -v ON_ERROR_STOP=1 "$DATABASE_URL" 2>"$work/psql.log"; }
ask() { # file for the answer; the statements come from standard input
  { cat; printf '\n\\echo end-of-answer\n'; } >&"${psql[1]}"
  : >"$1"
  while IFS= read -r line; do
    [ "$line" != end-of-answer ] || return 0
    echo "$line" >>"$1"
  done <&"${psql[0]}"
  fail "the database does not answer: $(cat "$work/psql.log")"
}
ask "$work/moment" <<'SQL'
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot(), to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), current_database();
SQL
IFS=$'\t' read -r snapshot taken_at database <"$work/moment"
ask "$work/rows" <<'SQL'
SELECT format('SELECT %L, count(*) FROM %I.%I', schemaname || '.' || tablename, schemaname, tablename)
FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 \gexec
SQL
ask "$work/migration" <<'SQL'
SELECT format('SELECT max(%I::text) FROM %I.%I', c.column_name, c.table_schema, c.table_name)
FROM information_schema.columns AS c
WHERE c.table_name IN ('schema_migrations', '_prisma_migrations', 'knex_migrations', 'migrations', 'pgmigrations')
  AND c.column_name IN ('name', 'migration_name', 'version')
ORDER BY array_position(ARRAY['name', 'migration_name', 'version'], c.column_name::text) LIMIT 1 \gexec
SQL

name="$database-${taken_at//[:]/}"
pg_dump --format=custom --snapshot="$snapshot" --file="$work/$name.dump" "$DATABASE_URL"
# What cannot be listed cannot be restored.
pg_restore --list "$work/$name.dump" >/dev/null
jq -Rn --arg taken_at "$taken_at" --arg database "$database" --rawfile migration "$work/migration" \
  --arg sha256 "$(sha256sum "$work/$name.dump" | cut -d ' ' -f 1)" \
  --argjson bytes "$(stat -c %s "$work/$name.dump")" '
  { taken_at: $taken_at, database: $database, sha256: $sha256, bytes: $bytes,
    migration: ($migration | rtrimstr("\n")),
    tables: ([inputs | split("\t") | { key: .[0], value: (.[1] | tonumber) }] | from_entries) }
' <"$work/rows" >"$work/$name.json"

# The list comes last: a backup without one is not finished.
if [[ $BACKUP_LOCATION == s3://* ]]; then
  for file in "$name.dump" "$name.json"; do
    aws s3 cp --quiet --sse aws:kms "$work/$file" "${BACKUP_LOCATION%/}/$file"
  done
else
  mkdir -p "$BACKUP_LOCATION"
  cp "$work/$name.dump" "$BACKUP_LOCATION/"
  cp "$work/$name.json" "$BACKUP_LOCATION/"
fi
echo "$name: $(jq '.tables | add' "$work/$name.json") rows in $(jq '.tables | length' "$work/$name.json") tables"
