import ReadinessModel
import SyntaxTrees

/// How an application talks to PostgreSQL.
struct DatabaseAccess {
  /// The library it does so with.
  enum Library: String, CaseIterable {
    case pg
    case prisma = "@prisma/client"
    case typeorm
    case knex
  }

  /// How generated code gets hold of the connection.
  enum Reach {
    /// By bringing in what a file exports.
    case exported(ExportedBinding)
    /// From the framework, which makes it.
    case injected(InjectedClient)
  }

  let library: Library
  let reach: Reach

  /// What the connection is wanted for, in the words of a refusal.
  enum Purpose: String {
    case audit = "audit logging is written"
    case disposal = "deletion is written"
    case roles = "access by role is written"
    case health = "a health route is written"
    case encryption = "encryption of fields is written"

    /// What goes through the connection.
    var goods: String {
      switch self {
      case .audit: "audit events are written"
      case .disposal: "rows are deleted"
      case .roles: "roles are looked up"
      case .health: "the health route asks"
      case .encryption: "rows are encrypted"
      }
    }

    /// What is left to do by hand where the database is another one.
    var byHand: String {
      switch self {
      case .audit: "Keep audit events in a store that refuses changes, and write them by hand."
      case .disposal: "Delete in a job that records table, number, reason and time of each batch."
      case .roles: "Give each route a guard by role, and filter by the caller in each query."
      case .health: "Have a health route run a trivial query with a time limit before it answers."
      case .encryption:
        "Encrypt the fields where they are written, and decrypt them where they are read."
      }
    }
  }

  /// Finds the first way that one of the files offers, or says why there is none.
  ///
  /// Connections of `pg` are asked for first, being the plainest; what a framework makes comes before
  /// what files export, which may be there for tools only.
  static func find(
    in package: NodePackage,
    _ sources: [ScriptSource],
    _ project: FixProject,
    at place: SourceLocation?,
    for purpose: Purpose = .audit,
    injected: (Library) -> InjectedClient? = { _ in nil }
  ) throws(FixObstacle) -> DatabaseAccess {
    let present = Library.allCases.filter { library in
      package.dependencies.contains(library.rawValue)
        || library == .prisma && package.dependencies.contains("prisma")
    }
    let subject =
      package.folder.isEmpty ? "The database of the root" : "The database of \(package.folder)"
    for library in present {
      let found =
        injected(library).map(Reach.injected)
        ?? exported(library, in: sources).map(Reach.exported)
      guard let found else { continue }
      if let other = DatabaseProduct.other(than: library, in: package, sources, project) {
        throw FixObstacle(
          subject,
          "it is \(other), and \(purpose.rawValue) for PostgreSQL only",
          at: place,
          next: purpose.byHand
        )
      }
      return DatabaseAccess(library: library, reach: found)
    }
    if let other = unknownLibraries.first(where: package.dependencies.contains) {
      throw FixObstacle(
        subject,
        "it is reached through \(other), and \(purpose.goods) through pg, Prisma, TypeORM or"
          + " Knex",
        at: place,
        next: purpose == .health
          ? purpose.byHand
          : "Export a pool of pg beside it, which only audit events go through, or write them by hand."
      )
    }
    guard let first = present.first else {
      throw FixObstacle(
        subject,
        "none of pg, Prisma, TypeORM and Knex is among its dependencies",
        at: place,
        next: purpose == .health
          ? purpose.byHand : "Write audit events by hand, through whatever reaches the database."
      )
    }
    throw FixObstacle(
      subject,
      "no connection of \(first.title) was found that other files can bring in, and"
        + " \(purpose.goods) through one",
      at: place,
      next: first.advice
    )
  }

  private static let unknownLibraries = [
    "sequelize", "drizzle-orm", "@mikro-orm/core", "kysely", "pg-promise", "postgres", "slonik",
  ]

  private static func exported(
    _ library: Library,
    in sources: [ScriptSource]
  ) -> ExportedBinding? {
    sources.lazy.compactMap { library.exported(in: $0) }.first { binding in
      // A data source that nothing opens is there for the migrations only.
      library != .typeorm || sources.contains { opens(binding.name, $0) }
    }
  }
}

/// Whether a file opens a data source.
private func opens(_ name: String, _ source: ScriptSource) -> Bool {
  source.contains("initialize")
    && source.nodes(["call_expression"]).contains {
      $0.child("function")?.text == "\(name).initialize"
    }
}

/// A connection that a framework hands to whoever asks for its type.
struct InjectedClient {
  /// The class to ask for.
  let type: String
  /// The module or file it comes from.
  let source: ImportedName
  /// The module of the framework that makes it available, nil where it is everywhere.
  let provider: ImportedName?
}

/// A name and where it is brought in from.
struct ImportedName {
  enum Source {
    case file(String)
    case package(String)
  }

  let name: String
  let source: Source

  /// The statement that brings it in.
  func importing(into file: String, _ style: ScriptStyle) -> String {
    let path =
      switch source {
      case .file(let target): ScriptEdits.importPath(from: file, to: target, style)
      case .package(let name): name
      }
    return "import { \(name) } from '\(path)';"
  }
}

extension DatabaseAccess.Library {
  /// Its name for readers.
  var title: String {
    switch self {
    case .pg: "pg"
    case .prisma: "Prisma"
    case .typeorm: "TypeORM"
    case .knex: "Knex"
    }
  }

  fileprivate var advice: String {
    switch self {
    case .pg: "Export the pool from one file: export const pool = new Pool(…)."
    case .prisma: "Export the client from one file: export const prisma = new PrismaClient()."
    case .typeorm: "Export the data source from one file: export const db = new DataSource(…)."
    case .knex: "Export the connection from one file: export const db = knex(…)."
    }
  }

  /// The method that closes the connection.
  var closing: String {
    switch self {
    case .pg: "end"
    case .prisma: "$disconnect"
    case .typeorm, .knex: "destroy"
    }
  }

  /// The connection a file exports.
  fileprivate func exported(in source: ScriptSource) -> ExportedBinding? {
    guard source.contains(marker) else { return nil }
    switch self {
    case .pg:
      let types = source.localNames(of: "Pool") { $0 == "pg" }
      return binding(in: source, "pool") { Self.constructs($0, types) }
    case .prisma:
      // The client may be generated into the repository.
      let types = source.localNames(of: "PrismaClient") { _ in true }
      return binding(in: source, "prisma") { Self.constructs(Self.chainStart($0), types) }
    case .typeorm:
      let types = source.localNames(of: "DataSource") { $0 == "typeorm" }
      return binding(in: source, "dataSource") { Self.constructs($0, types) }
    case .knex:
      let makers = Set(
        source.imports.filter { $0.source == "knex" }
          .flatMap { [$0.names["default"], $0.names["*"], $0.names["knex"]].compactMap(\.self) }
      )
      return binding(in: source, "knex") { node in
        guard let callee = node.kind == "call_expression" ? node.child("function") : nil else {
          return false
        }
        return makers.contains(callee.text)
          || ["require('knex')", "require(\"knex\")"].contains(callee.text)
      }
    }
  }

  private var marker: String {
    switch self {
    case .pg: "Pool"
    case .prisma: "PrismaClient"
    case .typeorm: "DataSource"
    case .knex: "knex"
    }
  }

  private func binding(
    in source: ScriptSource,
    _ fallback: String,
    where makes: (SyntaxNode) -> Bool
  ) -> ExportedBinding? {
    guard var found = ExportedBinding.find(in: source, fallbackName: fallback, where: makes) else {
      return nil
    }
    // What the generated file calls something else must not be called the same.
    if Self.takenNames.contains(found.name) { found.name = "database" }
    return found
  }

  private static let takenNames: Set<String> = [
    "component", "version", "environment", "queue", "dropped", "timer", "working", "flush", "write",
    "insert", "within", "spill", "lose", "schedule", "default", "join", "tmpdir",
  ]

  private static func constructs(_ node: SyntaxNode, _ types: Set<String>) -> Bool {
    guard node.kind == "new_expression", let type = node.child("constructor") else { return false }
    return types.contains(type.text)
  }

  /// What a chain of calls begins with: `new PrismaClient()` of `new PrismaClient().$extends(…)`.
  private static func chainStart(_ node: SyntaxNode) -> SyntaxNode {
    var node = node
    while node.kind == "call_expression", let function = node.child("function") {
      // `extended(new PrismaClient())` gives a client too.
      let argument = node.child("arguments")?.namedChildren.first { $0.kind != "comment" }
      let next = function.kind == "identifier" ? argument : function.child("object")
      guard let next else { return node }
      node = next
    }
    return node
  }
}
