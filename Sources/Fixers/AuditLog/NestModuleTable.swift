import SyntaxTrees

/// The modules of an application, and the connections to a database that they offer.
struct NestModuleTable {
  private let sources: [ScriptSource]

  init(_ sources: [ScriptSource]) { self.sources = sources.filter { $0.contains("@nestjs/") } }

  /// The connection that can be asked for by its type.
  func client(of library: DatabaseAccess.Library) -> InjectedClient? {
    switch library {
    case .typeorm:
      // The core module of TypeORM is global.
      guard sources.contains(where: { $0.contains("TypeOrmModule.forRoot") }) else { return nil }
      return InjectedClient(
        type: "DataSource",
        source: ImportedName(name: "DataSource", source: .package("typeorm")),
        provider: nil
      )
    case .prisma: return prisma()
    case .pg, .knex: return nil
    }
  }

  /// The service that extends Prisma's client, and the module that exports it.
  private func prisma() -> InjectedClient? {
    for source in sources where source.contains("PrismaClient") {
      let clients = source.localNames(of: "PrismaClient") { _ in true }
      for type in source.nodes(["class_declaration"]) {
        guard let name = type.child("name")?.text, let parent = Self.parent(of: type),
          clients.contains(parent), type.parent?.kind == "export_statement"
        else { continue }
        guard let provider = exporter(of: name) else { return nil }
        return InjectedClient(
          type: name,
          source: ImportedName(name: name, source: .file(source.path)),
          provider: provider
        )
      }
    }
    return nil
  }

  private func exporter(of service: String) -> ImportedName? {
    for source in sources where source.contains(service) {
      for type in source.nodes(["class_declaration"]) {
        guard let name = type.child("name")?.text,
          let options = Self.options(of: name, in: source),
          let list = options.namedChildren.first(where: { $0.child("key")?.text == "exports" }),
          list.child("value")?.namedChildren.contains(where: { $0.text == service }) == true
        else { continue }
        return ImportedName(name: name, source: .file(source.path))
      }
    }
    return nil
  }

  private static func parent(of type: SyntaxNode) -> String? {
    let heritage = type.namedChildren.first { $0.kind == "class_heritage" }
    let clause = heritage?.namedChildren.first { $0.kind == "extends_clause" }
    return clause?.child("value")?.text
  }

  /// The object handed to the `@Module` of a class.
  static func options(of name: String, in source: ScriptSource) -> SyntaxNode? {
    guard let call = decoration("Module", of: name, in: source) else { return nil }
    return call.child("arguments")?.namedChildren.first { $0.kind == "object" }
  }

  /// The call of a decorator on a class.
  static func decoration(
    _ decorator: String,
    of name: String,
    in source: ScriptSource
  ) -> SyntaxNode? {
    for type in source.nodes(["class_declaration"]) where type.child("name")?.text == name {
      let holders = [type, type.parent].compactMap(\.self)
      for mark in holders.flatMap(\.namedChildren) where mark.kind == "decorator" {
        guard let call = mark.namedChildren.first, call.kind == "call_expression",
          call.child("function")?.text == decorator
        else { continue }
        return call
      }
    }
    return nil
  }
}
