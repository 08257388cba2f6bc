import ReadinessModel
import SyntaxTrees

/// A column for the role of each user, where there is none yet.
struct RoleColumn {
  /// The table of users.
  let table: SQLSchema.Table
  let standard: String

  static let name = "role"

  private static let names: Set<String> = [
    "user", "users", "account", "accounts", "member", "members", "person", "people", "profile",
  ]

  /// The column to add: nil where users have a role, or which table holds them cannot be told.
  init?(_ schema: SQLSchema, _ matrix: RoleMatrix) {
    guard !schema.tables.values.contains(where: OwnershipModel.hasRole) else { return nil }
    let asked = { (table: SQLSchema.Table) in
      schema.tables.values.reduce(0) { count, other in
        count + other.references.count { $0.reference?.table == table.name }
      }
    }
    let users = schema.tables.values.filter {
      Self.names.contains($0.name.lowercased()) && $0.primaryKey.count == 1
    }
    let ordered = users.sorted { (asked($1), $0.name) < (asked($0), $1.name) }
    guard let first = ordered.first, let least = Self.least(of: matrix) else { return nil }
    if ordered.count > 1, asked(ordered[1]) == asked(first) { return nil }
    table = first
    standard = least
  }

  /// The role that may do least.
  private static func least(of matrix: RoleMatrix) -> String? {
    let rank = { (reach: RoleMatrix.Reach?) in
      switch reach {
      case nil: 0
      case .own?: 1
      case .team?: 2
      case .all?: 3
      }
    }
    return matrix.roles.min { left, right in
      (left.administers ? 1 : 0, rank(left.changes), rank(left.reads))
        < (right.administers ? 1 : 0, rank(right.changes), rank(right.reads))
    }?.name
  }

  /// The column as the schema will have it.
  var column: SQLSchema.Column {
    var column = SQLSchema.Column(name: Self.name, type: "text")
    column.isRequired = true
    column.hasDefault = true
    return column
  }

  /// The edits that add it, in the project's habit of migrations.
  func edits(_ project: FixProject, _ site: AccessSite) throws(FixObstacle) -> [SourceEdit] {
    let habit = try MigrationHabit.next(
      project,
      package: site.package,
      site.sources,
      at: nil,
      named: ["user", "roles"]
    )
    let name = SQLName.write(table.stored ?? table.name)
    let sql = "ALTER TABLE \(name) ADD COLUMN \(Self.name) text NOT NULL DEFAULT '\(standard)';"
    var edits: [SourceEdit] = []
    switch habit.form {
    case .sql:
      let text =
        "-- What each user may do; see the policies. Somebody has to be given more.\n\(sql)\n"
      edits.append(
        .create(path: habit.path, text: text.replacing("\n", with: site.style.newline))
      )
    case .knex:
      let text = """
        import type { Knex } from 'knex';

        /** What each user may do; see the policies. Somebody has to be given more. */
        export async function up(knex: Knex): Promise<void> {
          await knex.schema.alterTable('\(table.name)', (table) => {
            table.text('\(Self.name)').notNullable().defaultTo('\(standard)');
          });
        }

        export async function down(knex: Knex): Promise<void> {
          await knex.schema.alterTable('\(table.name)', (table) => {
            table.dropColumn('\(Self.name)');
          });
        }

        """
      edits.append(
        .create(path: habit.path, text: GeneratedScript.finish(text, path: habit.path, site.style))
      )
    case .typeorm:
      throw Self.obstacle(
        "how TypeORM names the table of \(table.name) is not sure",
        at: table.file.map { SourceLocation(file: $0, line: 1) }
      )
    }
    guard site.access.library == .prisma else { return edits }
    guard let edit = schemaEdit(project, site) else {
      throw Self.obstacle("the model of \(table.name) was not found in the schema", at: nil)
    }
    return edits + [edit]
  }

  static func obstacle(_ reason: String, at place: SourceLocation?) -> FixObstacle {
    FixObstacle(
      "The roles of users",
      reason,
      at: place,
      next: "Add a column role to it, NOT NULL, with the least of the roles as its default."
    )
  }

  /// Adds the field to the model, in line with the one that holds the key.
  private func schemaEdit(_ project: FixProject, _ site: AccessSite) -> SourceEdit? {
    let key = table.primaryKey.first ?? "id"
    for path in project.files.paths(under: site.package.folder) where path.hasSuffix(".prisma") {
      guard let bytes = project.files.bytes(of: path) else { continue }
      var isInside = false
      var offset = 0
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        let text = String(decoding: line, as: UTF8.self)
        let words = text.split(whereSeparator: { " \t\r{".contains($0) }).map(String.init)
        let end = offset + line.count
        if words.first == "model" {
          isInside = words.count > 1 && PrismaTables.accessor(words[1]) == table.name
        } else if isInside, words.first == key, words.count > 1 {
          let indent = text.prefix { $0 == " " || $0 == "\t" }
          let rest = text.dropFirst(indent.count + key.count)
          let gap = rest.prefix { $0 == " " }.count
          let width = key.count + gap
          let type = rest.dropFirst(gap).prefix { $0 != " " }.count
          let after = rest.dropFirst(gap + type).prefix { $0 == " " }.count
          let pad = { (text: String, width: Int) in
            text + String(repeating: " ", count: max(1, width - text.count))
          }
          let newline = text.hasSuffix("\r") ? "\r\n" : "\n"
          let added =
            newline + indent + pad(Self.name, width) + pad("String", type + after)
            + "@default(\"\(standard)\")"
          return .insert(path: path, at: end - (text.hasSuffix("\r") ? 1 : 0), text: added)
        }
        offset = end + 1
      }
    }
    return nil
  }
}
