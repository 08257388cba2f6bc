/// A migration in SQL that is handed to a tool by a script.
struct MigrationScript {
  let form: MigrationHabit.Form
  let sql: String
  /// Why it cannot be taken back.
  let refusal: String

  /// The script in TypeScript, as generated scripts are written.
  var text: String {
    switch form {
    case .sql: sql
    case .knex: knex
    case .typeorm(let name): typeorm(name)
    }
  }

  private var knex: String {
    """
    import type { Knex } from 'knex';

    \(comment(indent: ""))
    export async function up(knex: Knex): Promise<void> {
      await knex.raw(`
    \(statements)`);
    }

    export async function down(): Promise<void> {
      \(refusing)
    }

    """
  }

  private func typeorm(_ name: String) -> String {
    """
    import { MigrationInterface, QueryRunner } from 'typeorm';

    \(comment(indent: ""))
    export class \(name) implements MigrationInterface {
      name = '\(name)';

      public async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(`
    \(statements)`);
      }

      public async down(): Promise<void> {
        \(refusing)
      }
    }

    """
  }

  private var refusing: String { "throw new Error('\(refusal)');" }

  /// What the SQL says of itself at its beginning, as a comment of the script.
  private func comment(indent: String) -> String {
    let lines = head.map { String($0.drop { $0 == "-" }.drop { $0 == " " }) }
    guard lines.count > 1 else { return "\(indent)/** \(lines.first ?? "The audit log.") */" }
    return ([indent + "/**"] + lines.map { "\(indent) * \($0)" } + [indent + " */"])
      .joined(separator: "\n")
  }

  private var lines: [Substring] { sql.split(separator: "\n", omittingEmptySubsequences: false) }

  private var head: ArraySlice<Substring> { lines[...].prefix { $0.hasPrefix("--") } }

  /// The SQL without its head, written so that a template of the script holds just that.
  private var statements: String {
    let rest = lines.dropFirst(head.count).drop { $0.isEmpty }
    return rest.joined(separator: "\n")
      .replacing("\\", with: "\\\\").replacing("`", with: "\\`").replacing("${", with: "\\${")
  }
}
