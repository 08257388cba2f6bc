import ReadinessModel

/// One package that keeps data: its way to the database, and where jobs belong in it.
struct JobSite {
  let project: FixProject
  let package: NodePackage
  let sources: [ScriptSource]
  let style: ScriptStyle
  let access: DatabaseAccess
  let store: ExportedBinding
  let graph: RecordGraph
  /// The folder of the jobs.
  let folder: String
  /// The ending of the jobs' files.
  let ending: String

  init(
    _ project: FixProject,
    _ subject: String,
    for purpose: DatabaseAccess.Purpose = .disposal
  ) throws(FixObstacle) {
    self.project = project
    let found = Self.candidates(project)
    guard let package = found.first else {
      throw FixObstacle(
        subject,
        "no package was found that talks to PostgreSQL through pg, Prisma, TypeORM or Knex",
        next: purpose == .encryption
          ? purpose.byHand : "Write a job that deletes in batches and records each of them."
      )
    }
    guard found.count == 1 else {
      throw FixObstacle(
        subject,
        "several packages talk to a database: \(found.map(\.folder).joined(separator: ", "))",
        next: "Run the fix in the folder of the package that the data belongs to."
      )
    }
    self.package = package
    sources = PackageSources.scripts(of: package, in: project)
    let manifest = SourceLocation(file: ProjectPath.join(package.folder, "package.json"), line: 1)
    access = try DatabaseAccess.find(in: package, sources, project, at: manifest, for: purpose)
    guard case .exported(let store) = access.reach else {
      throw FixObstacle(
        subject,
        "a job is a program of its own, and the connection is made by the framework",
        at: manifest,
        next: "Export a connection from one file, as the command line of migrations has one."
      )
    }
    self.store = store
    graph = RecordGraph(StoredSchema.read(project))
    guard !graph.tables.isEmpty else {
      throw FixObstacle(
        subject,
        "no migration declares a table, so what refers to what is unknown",
        at: manifest,
        next: "Keep the schema in migrations; a schema that is synchronised cannot be followed."
      )
    }
    let home = store.file
    let beside = ProjectPath.folder(of: home)
    let own = sources.filter { ProjectPath.folder(of: $0.path) == beside }
    var style = ScriptStyle(own.isEmpty ? sources : own)
    // How modules are brought in is told by all of the package, not by the few beside the connection.
    let all = ScriptStyle(sources)
    style.importEnding = all.importEnding ?? (package.isModule ? "js" : nil)
    style.usesRequire = all.usesRequire && !package.isModule
    self.style = style
    ending = PackageSources.ending(like: home)
    let source = ProjectPath.join(package.folder, "src")
    let root =
      project.files.containsFolder(source) && home.hasPrefix(source + "/") ? source : package.folder
    let taken = ["jobs", "tasks", "workers", "cron"].first {
      project.files.containsFolder(ProjectPath.join(root, $0))
    }
    folder = ProjectPath.join(root, taken ?? "jobs")
  }

  /// Packages with code that depend on one of the libraries.
  private static func candidates(_ project: FixProject) -> [NodePackage] {
    project.packages.values.filter { package in
      DatabaseAccess.Library.allCases.contains { package.dependencies.contains($0.rawValue) }
        && !PackageSources.scripts(of: package, in: project).isEmpty
    }.sorted { $0.folder < $1.folder }
  }

  /// The path of a job.
  func path(_ name: String) -> String { ProjectPath.join(folder, "\(name).\(ending)") }

  /// Refuses when one of the files to be written is there.
  func requireFree(_ paths: [String], because reason: String) throws(FixObstacle) {
    guard let taken = paths.first(where: { project.files.contains($0) }) else { return }
    throw FixObstacle(
      taken,
      "the file is there already, but \(reason)",
      at: SourceLocation(file: taken, line: 1),
      next: "Finish what it holds, or move it out of the way."
    )
  }

  // MARK: - Shared code

  /// The file that writes the deletion log, and the edits that bring it and its tables where they are
  /// not there yet.
  func log(_ answers: FixAnswers) throws(FixObstacle) -> (path: String, edits: [SourceEdit]) {
    if let known = sources.first(where: { $0.exports("writeDeletionLog") }) {
      return (known.path, [])
    }
    let file = path("deletion-log")
    try requireFree([file], because: "does not export writeDeletionLog")
    let habit = try MigrationHabit.next(
      project,
      package: package,
      sources,
      at: SourceLocation(file: store.file, line: 1),
      named: ["deletion", "log"]
    )
    try requireFree([habit.path], because: "makes no deletion log")
    let role = SQLRole.written(answers[LogDataAccess.appRole] ?? "CURRENT_USER")
    let sql = DisposalTemplate.migration.render(["appRole": role])
    return (
      file,
      [
        .create(path: habit.path, text: habit.text(sql, style)),
        .create(path: file, text: GeneratedScript.finish(logText(file), path: file, style)),
      ]
    )
  }

  private func logText(_ file: String) -> String {
    var values = [
      "storeImport": store.importing(into: file, style),
      "transaction": access.library.transaction(store.name),
      "store": store.name,
      "closing": access.library.closing,
    ]
    for number in 1...12 { values["p\(number)"] = access.library.mark(number) }
    return DisposalTemplate.log.render(values)
  }

  /// The statement that brings in what a job needs of the log.
  func importing(_ names: [String], types: [String], from log: String, into file: String) -> String
  {
    let path = ScriptEdits.importPath(from: file, to: log, style)
    let all = (names + types).sorted { $0.lowercased() < $1.lowercased() }
    let line = "import { \(all.joined(separator: ", ")) } from '\(path)';"
    guard line.count > 100 else { return line }
    return "import {\n" + all.map { "  \($0),\n" }.joined() + "} from '\(path)';"
  }
}

extension DatabaseAccess.Library {
  /// The mark for a value in the text of a statement.
  func mark(_ number: Int) -> String { self == .knex ? "?" : "$\(number)" }

  /// A function that runs work in one transaction.
  func transaction(_ store: String) -> String {
    let head = """
      /** Runs work in a transaction: all of it is kept, or nothing. */
      export async function inTransaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
      """
    let body =
      switch self {
      case .pg:
        """
          const client = await \(store).connect();
          try {
            await client.query('BEGIN');
            const result = await work({
              run: async (text, values) => (await client.query(text, values)).rows,
            });
            await client.query('COMMIT');
            return result;
          } catch (error) {
            await client.query('ROLLBACK');
            throw error;
          } finally {
            client.release();
          }
        """
      case .prisma:
        """
          return \(store).$transaction(
            (client) => work({ run: async (text, values) => client.$queryRawUnsafe(text, ...values) }),
            { timeout: 120_000 },
          );
        """
      case .typeorm:
        """
          if (!\(store).isInitialized) {
            await \(store).initialize();
          }
          return \(store).transaction((manager) =>
            work({ run: (text, values) => manager.query(text, values) }),
          );
        """
      case .knex:
        """
          return \(store).transaction((client) =>
            work({ run: async (text, values) => (await client.raw(text, values)).rows }),
          );
        """
      }
    return "\(head)\n\(body)\n}"
  }
}
