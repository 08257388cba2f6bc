import Collectors
import ReadinessModel
import Testing

@Suite("SQL migrations give the tables they leave behind")
struct SQLMigrationTests {
  @Test("columns come, go and change across a sequence of migrations")
  func sequence() throws {
    let facts = collect([
      "migrations/2_more.sql": """
      ALTER TABLE users ADD COLUMN phone text, DROP COLUMN nickname, ADD CONSTRAINT c CHECK (true);
      ALTER TABLE ONLY public.users RENAME COLUMN mail TO email;
      ALTER TABLE "users" ALTER COLUMN email SET DATA TYPE varchar(320) USING email::varchar;
      DROP TABLE IF EXISTS drafts, "Old Things" CASCADE;
      ALTER TABLE accounts RENAME TO ledger_accounts;
      """,
      "migrations/1_init.sql": """
      -- CREATE TABLE commented_out (id int);
      /* CREATE TABLE also_out (id int); */
      CREATE TABLE IF NOT EXISTS public.users (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        mail text NOT NULL DEFAULT 'a, (b'';', -- comma, inside
        nickname varchar(80),
        "order" int, CONSTRAINT u UNIQUE (mail), PRIMARY KEY (id)
      );
      CREATE TABLE drafts (id int); CREATE TABLE "Old Things" (id int);
      CREATE TABLE accounts (id int, iban text COMMENT 'classification: restricted');
      """,
      "migrations/10_last.sql": "alter table users add column city text;",
    ])
    let users = try #require(facts.models.first { $0.name == "users" })
    #expect(users.fields.map(\.name) == ["id", "email", "order", "phone", "city"])
    #expect(users.fields[1].type == "varchar(320)")
    #expect(users.location == SourceLocation(file: "migrations/1_init.sql", line: 3))
    #expect(facts.models.map(\.name).sorted() == ["ledger_accounts", "users"])
    let accounts = try #require(facts.models.first { $0.name == "ledger_accounts" })
    #expect(accounts.fields.last?.declaredClass == "restricted")
  }

  @Test("grants, triggers, rules, partitions and row security are noted")
  func statements() throws {
    let facts = collect([
      "db/audit.sql": """
      CREATE TABLE audit_logs (id bigint, at timestamptz) PARTITION BY RANGE (at);
      CREATE TABLE audit_logs_2026_01 PARTITION OF audit_logs FOR VALUES FROM ('a') TO ('b');
      REVOKE UPDATE, DELETE ON TABLE audit_logs FROM PUBLIC, app_user;
      GRANT SELECT, INSERT ON audit_logs TO "app_user";
      GRANT ALL PRIVILEGES ON ALL TABLES IN SCHEMA public TO admin;
      GRANT USAGE ON SCHEMA public TO app_user;
      CREATE OR REPLACE FUNCTION deny() RETURNS trigger AS $body$
        BEGIN RAISE EXCEPTION 'append; only'; DROP TABLE audit_logs; END
      $body$ LANGUAGE plpgsql;
      CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON audit_logs
        FOR EACH ROW EXECUTE FUNCTION deny();
      CREATE RULE no_delete AS ON DELETE TO audit_logs DO INSTEAD NOTHING;
      ALTER TABLE audit_logs ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON audit_logs USING (true);
      DO $$ BEGIN CREATE TABLE late (id int); END $$;
      TRUNCATE sessions;
      ALTER TABLE audit_logs DETACH PARTITION audit_logs_2026_01;
      """
    ])
    let seen = facts.databaseGrants.map { statement in
      "\(statement.kind.rawValue) \(statement.table) \(statement.privileges.joined(separator: "+"))"
        + (statement.grantee.map { " \($0)" } ?? "")
    }
    #expect(
      seen == [
        "create-table audit_logs ", "partition audit_logs ", "partition audit_logs ",
        "create-table audit_logs_2026_01 ", "revoke audit_logs UPDATE+DELETE PUBLIC",
        "revoke audit_logs UPDATE+DELETE app_user", "grant audit_logs SELECT+INSERT app_user",
        "grant public.* ALL admin", "trigger audit_logs UPDATE+DELETE", "rule audit_logs DELETE",
        "row-security audit_logs ", "row-security audit_logs ", "create-table late ",
        "drop-table sessions ", "drop-table audit_logs_2026_01 ",
      ]
    )
    #expect(facts.databaseGrants.first { $0.table == "late" }?.location.line == 15)
    #expect(facts.models.contains { $0.name == "late" })
  }

  @Test(
    "the way back is not part of the sequence",
    arguments: ["-- +goose Down", "-- migrate:down"]
  )
  func undo(marker: String) {
    let facts = collect([
      "db/1.sql": "CREATE TABLE users (email text);\n\(marker)\nDROP TABLE users;\n",
      "db/1.down.sql": "DROP TABLE users;",
    ])
    #expect(facts.models.map(\.name) == ["users"])
    #expect(!facts.databaseGrants.contains { $0.kind == .dropTable })
  }

  @Test("a mapped table is told once, by its model")
  func mapped() {
    let facts = collect([
      "prisma/schema.prisma": "model AuditLog {\n  id Int\n  @@map(\"audit_logs\")\n}\n",
      "prisma/migrations/1/migration.sql":
        "CREATE TABLE \"audit_logs\" (\"id\" INT); CREATE TABLE \"_jobs\" (\"id\" INT);",
    ])
    #expect(facts.models.map(\.name).sorted() == ["AuditLog", "_jobs"])
  }

  @Test(
    "hostile SQL ends in a result",
    arguments: [
      "CREATE TABLE", "CREATE TABLE (", "CREATE TABLE t (a 'open", "$$ open", "/* open", "GRANT",
      "GRANT SELECT (a ON t TO u", "ALTER TABLE t", "ALTER TABLE t RENAME",
      "COMMENT ON COLUMN a IS",
      "DO $$ DO $$ DO", "EXEC sp_rename", "))))((((,,,,;;;;",
    ]
  )
  func hostile(text: String) {
    _ = collect(["a.sql": text])
    _ = collect(["a.sql": String(repeating: text + " ", count: 500)])
  }
}
