import ReadinessModel
import SyntaxTrees

/// How a project writes its migrations, and what the next one is called.
struct MigrationHabit {
  /// What a migration is written in.
  enum Form: Equatable {
    /// A file of SQL.
    case sql
    /// A function that hands SQL to Knex.
    case knex
    /// A class that hands SQL to TypeORM; its name ends with the moment.
    case typeorm(className: String)
  }

  let path: String
  let form: Form

  /// Finds the habit: of the tool the project depends on, or of the SQL files that are there.
  ///
  /// Moments in names are the day of the run at midnight, or the one after the last migration's.
  static func next(
    _ project: FixProject,
    package: NodePackage,
    _ sources: [ScriptSource],
    at place: SourceLocation?,
    named name: [String] = ["audit", "log"]
  ) throws(FixObstacle) -> MigrationHabit {
    let seeker = MigrationSeeker(project, package, sources, name)
    let depends = { (name: String) in package.dependencies.contains(name) }
    if let found = seeker.prisma() ?? seeker.typeorm() ?? seeker.knex() { return found }
    if let tool = ["prisma", "@prisma/client", "typeorm", "knex"].first(where: depends) {
      let name = tool.hasSuffix("prisma") || tool.hasSuffix("client") ? "Prisma" : tool
      throw FixObstacle(
        "The migrations of \(name)",
        "there are none yet, so where they belong could not be told",
        at: place,
        next: "Make the first migration with the tool; the tables may be synchronised so far."
      )
    }
    if let tool = Self.unknownTools.first(where: depends) {
      throw FixObstacle(
        "The migrations of \(tool)",
        "audit logging is migrated with Prisma, TypeORM, Knex or plain SQL only",
        at: place,
        next: "Run the SQL that a preview of a plain project shows through \(tool) by hand."
      )
    }
    return try seeker.plain()
  }

  private static let unknownTools = [
    "sequelize", "drizzle-orm", "@mikro-orm/core", "node-pg-migrate", "db-migrate", "umzug",
    "postgres-migrations", "objection",
  ]

  /// The whole file, from the SQL of the migration.
  func text(
    _ sql: String,
    _ style: ScriptStyle,
    refusal: String = "The audit log stays: no migration takes back what was recorded."
  ) -> String {
    switch form {
    case .sql: return sql.replacing("\n", with: style.newline)
    case .knex, .typeorm:
      var own = style
      own.isTypeScript = ProjectPath.fileExtension(of: path).hasSuffix("ts")
      let written = MigrationScript(form: form, sql: sql, refusal: refusal).text
      return GeneratedScript.finish(written, path: path, own)
    }
  }
}

/// Looks for the migrations of each tool.
private struct MigrationSeeker {
  private let project: FixProject
  private let package: NodePackage
  private let sources: [ScriptSource]
  private let paths: [String]
  /// The words of the migration's name.
  private let words: [String]

  init(
    _ project: FixProject,
    _ package: NodePackage,
    _ sources: [ScriptSource],
    _ words: [String]
  ) {
    self.project = project
    self.words = words
    self.package = package
    self.sources = sources
    paths = project.files.paths(under: package.folder).filter { path in
      path.lowercased().contains("migration") && !path.contains("node_modules/")
    }
  }

  /// `prisma/migrations/20260101120000_name/migration.sql`.
  func prisma() -> MigrationHabit? {
    let known = paths.filter { path in
      ProjectPath.name(of: path) == "migration.sql"
        && digits(of: ProjectPath.folder(of: path)) == 14
    }
    let folders = known.map { ProjectPath.folder(of: ProjectPath.folder(of: $0)) }
    guard let folder = mostUsed(folders) else { return nil }
    let last = zip(known, folders).filter { $0.1 == folder }
      .map { ProjectPath.name(of: ProjectPath.folder(of: $0.0)) }.max()
    let name =
      "\(moment(after: last.map(leadingDigits), count: 14))_\(words.joined(separator: "_"))"
    return MigrationHabit(
      path: ProjectPath.join(folder, "\(name)/migration.sql"),
      form: .sql
    )
  }

  /// `1700000000000-Name.ts`, with a class that implements `MigrationInterface`.
  func typeorm() -> MigrationHabit? {
    guard package.dependencies.contains("typeorm") else { return nil }
    let known = paths.filter { path in
      ScriptSource.language(of: path) != nil && digits(of: path) == 13
        && ProjectPath.name(of: path).dropFirst(13).first == "-"
    }
    guard let folder = mostUsed(known.map(ProjectPath.folder)) else { return nil }
    let last = known.filter { ProjectPath.folder(of: $0) == folder }.max() ?? ""
    let moment = moment(after: leadingDigits(of: ProjectPath.name(of: last)), count: 13)
    let ending = ProjectPath.fileExtension(of: last)
    let title = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return MigrationHabit(
      path: ProjectPath.join(folder, "\(moment)-\(title).\(ending)"),
      form: .typeorm(className: "\(title)\(moment)")
    )
  }

  /// `20260101120000_name.js`, which exports `up`.
  func knex() -> MigrationHabit? {
    guard package.dependencies.contains("knex") else { return nil }
    let known = paths.filter { path in
      ScriptSource.language(of: path) != nil && digits(of: path) == 14
        && ProjectPath.name(of: path).dropFirst(14).first == "_"
    }
    guard let folder = mostUsed(known.map(ProjectPath.folder)) else { return nil }
    let last = known.filter { ProjectPath.folder(of: $0) == folder }.max() ?? ""
    let moment = moment(after: leadingDigits(of: ProjectPath.name(of: last)), count: 14)
    let ending = ProjectPath.fileExtension(of: last)
    return MigrationHabit(
      path: ProjectPath.join(folder, "\(moment)_\(words.joined(separator: "_")).\(ending)"),
      form: .knex
    )
  }

  /// Numbered files of SQL.
  func plain() throws(FixObstacle) -> MigrationHabit {
    let scripts = paths.filter { path in
      path.hasSuffix(".sql") && ProjectPath.folder(of: path).lowercased().hasSuffix("migrations")
    }
    guard let last = scripts.max() else {
      let other = paths.first { path in
        ScriptSource.language(of: path) != nil
          && !leadingDigits(of: ProjectPath.name(of: path)).isEmpty
      }
      if let other {
        throw FixObstacle(
          ProjectPath.folder(of: other),
          "which tool runs its migrations could not be told",
          at: SourceLocation(file: other, line: 1),
          next: "Run the SQL that a preview of a plain project shows through that tool by hand."
        )
      }
      let path = ProjectPath.join(
        package.folder,
        "migrations/001_\(words.joined(separator: "_")).sql"
      )
      return MigrationHabit(path: path, form: .sql)
    }
    let name = ProjectPath.name(of: last)
    let digits = leadingDigits(of: name)
    let rest = name.dropFirst(digits.count)
    guard let number = Int(digits), digits.count < 10, let separator = rest.first,
      "_-.".contains(separator), !rest.contains(".up.")
    else {
      throw FixObstacle(
        ProjectPath.folder(of: last),
        "how its migrations are numbered could not be told from \(name)",
        at: SourceLocation(file: last, line: 1),
        next: "Name migrations by a number, as in 001_accounts.sql."
      )
    }
    let next = String(number + 1)
    let padding = String(repeating: "0", count: max(0, digits.count - next.count))
    let joint = separator == "-" ? "-" : "_"
    return MigrationHabit(
      path: ProjectPath.join(
        ProjectPath.folder(of: last),
        "\(padding)\(next)\(separator)\(words.joined(separator: joint)).sql"
      ),
      form: .sql
    )
  }

  // MARK: - Names

  /// The folder that most migrations are in; the first of equals.
  private func mostUsed(_ folders: [String]) -> String? {
    Dictionary(folders.map { ($0, 1) }, uniquingKeysWith: +)
      .max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private func digits(of path: String) -> Int {
    leadingDigits(of: ProjectPath.name(of: path)).count
  }

  private func leadingDigits(of name: String) -> String {
    String(name.prefix { $0.isASCII && $0.isNumber })
  }

  /// The day of the run as a name has it, and never before the last one: 14 digits are a date and
  /// a time, 13 the milliseconds since 1970.
  private func moment(after last: String?, count: Int) -> String {
    let today = project.facts.assessedOn
    let now =
      count == 14
      ? today.filter { $0.isASCII && $0.isNumber } + "000000"
      : CivilDay(today).map { "\($0.number * 86_400_000)" } ?? ""
    guard let last = last.flatMap({ Int($0) }), let own = Int(now), own > last else {
      return last.flatMap { Int($0) }.map { "\($0 + 1)" } ?? now
    }
    return now
  }
}
