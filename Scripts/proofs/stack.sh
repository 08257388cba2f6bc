# What proofs of variants have in common: a PostgreSQL of their own, modules, types and a server.
# To be sourced, with `root` set; variants set `variant` and `project`.
# Exit code 77: skipped, because something is missing that cannot be had here.
name=$(basename "$0")
skip() { echo "$name: skipped: $*" >&2; exit 77; }
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] && [ -x "$bin/initdb" ] || skip "PostgreSQL's server programs are not installed"
command -v node >/dev/null || skip "Node.js is not installed"
modules=$("$root/Scripts/acme-stack" modules --offline) || skip "the modules of Debian are not here"

# PostgreSQL does not run as root.
as_db_user=()
if [ "$(id -u)" -eq 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  as_db_user=(setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups)
fi
work=$(mktemp -d)
server=
db() { (cd "$work" && "${as_db_user[@]}" "$@"); }
stop_server() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    # A parent may have blocked the signal; nothing blocks this one.
    for _ in $(seq 50); do
      if ! kill -0 "$server" 2>/dev/null; then break; fi
      sleep 0.1
    done
    kill -KILL "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
  fi
}
cleanup() {
  stop_server
  if [ -f "$work/data/postmaster.pid" ]; then
    db "$bin/pg_ctl" -D "$work/data" -m immediate -w stop >/dev/null 2>&1 || true
  fi
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

mkdir "$work/data" "$work/socket" "$work/node_modules"
if [ ${#as_db_user[@]} -gt 0 ]; then
  chmod 755 "$work"
  chown "$user" "$work/data" "$work/socket"
fi
export PGHOST=$work/socket PGPORT=5432 PORT
start_database() {
  db "$bin/pg_ctl" -D "$work/data" -w -l "$work/data/server.log" \
    -o "-c listen_addresses= -c unix_socket_directories=$work/socket -c fsync=off" start >/dev/null
}
db "$bin/initdb" -D "$work/data" -U migrator -A trust --no-sync -E UTF8 --locale=C >"$work/initdb.log"
start_database
"$bin/psql" -q -U migrator -d postgres -c 'CREATE ROLE app LOGIN'

for entry in "$modules"/*; do ln -s "$entry" "$work/node_modules/"; done
cp -R "$root"/Scripts/proofs/stubs/*/ "$work/node_modules/"
tsc() { node "$work/node_modules/typescript/bin/tsc" "$@"; }

sql() { # database, user, statement
  "$bin/psql" -qtA -v ON_ERROR_STOP=1 -U "$2" -d "$1" -c "$3"
}
# Types as before: none of the fixtures has an error, and none has one afterwards.
check_types() {
  cat >"$project/tsconfig.json" <<'JSON'
{ "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true, "noImplicitAny": false,
    "strictPropertyInitialization": false, "esModuleInterop": true, "experimentalDecorators": true,
    "emitDecoratorMetadata": true, "target": "es2021", "module": "commonjs", "skipLibCheck": true,
    "types": ["node"], "outDir": "dist", "rootDir": "src" }, "include": ["src"] }
JSON
  (cd "$project" && tsc -p .)
}

# Runs a migration that is a script with a connection of the role that migrates.
run_script() { # file, method of the tool
  PGUSER=migrator node -e '
    const { Client } = require(process.argv[3] + "/pg");
    const client = new Client();
    const file = require(process.argv[1]);
    const up = file.up ?? ((tool) => new (Object.values(file)[0])().up(tool));
    (async () => {
      await client.connect();
      await client.query("BEGIN");
      await up({ [process.argv[2]]: (text) => client.query(text) });
      await client.query("COMMIT");
      await client.end();
    })().catch((error) => { console.error(error); process.exit(1); });
  ' "$1" "$2" "$work/node_modules" 2>"$work/$variant.migration" || { cat "$work/$variant.migration" >&2; exit 1; }
}

start() { # command
  PORT=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  (cd "$project" && PGUSER=app exec "$@") >"$work/$variant.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    if node -e 'require("net").connect(process.env.PORT,"127.0.0.1").on("connect",()=>process.exit(0)).on("error",()=>process.exit(1))'; then return; fi
    sleep 0.1
  done
  cat "$work/$variant.log" >&2
  exit 1
}
