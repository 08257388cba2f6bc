import ReadinessModel
import SyntaxTrees

/// Fields of a Prisma schema, and the extension that every client gets.
struct PrismaEncryption {
  private let project: FixProject
  private let site: JobSite
  private let schema: [SchemaModel]

  init(_ project: FixProject, _ site: JobSite) {
    self.project = project
    self.site = site
    let paths = project.files.paths(under: site.package.folder).filter { $0.hasSuffix(".prisma") }
    schema = paths.flatMap { path in
      project.files.bytes(of: path).map { SchemaModel.read($0, path: path) } ?? []
    }
  }

  func declaration(of field: WantedField) throws(FixObstacle) -> FieldDeclaration {
    let at = field.field.location
    func refuse(_ reason: String, _ next: String) -> FixObstacle {
      FixObstacle(field.name, reason, at: at, next: next)
    }
    guard let model = schema.first(where: { $0.name == field.model.name && $0.path == at.file }),
      let line = model.lines.first(where: { $0.words.first == field.field.name }),
      line.words.count > 1
    else { throw refuse("its declaration was not found", "Encrypt it by an extension, by hand.") }
    let type = line.words[1]
    guard type == "String" || type == "String?" else {
      throw refuse(
        "it is of type \(type), and what is encrypted is text",
        "Make it a String first, if it has to be encrypted."
      )
    }
    let rest = line.words.dropFirst(2).joined(separator: " ")
    for attribute in ["@id", "@unique", "@default", "@db.Uuid", "@db.Date", "@db.Xml", "@db.Inet"]
    where rest.contains(attribute) {
      throw refuse(
        "it has \(attribute), which encryption would break",
        "Keep a keyed hash of it in a field of its own where equal values must be found."
      )
    }
    for block in model.lines where block.words.first?.hasPrefix("@@") == true {
      let names = block.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
      guard names.contains(field.field.name) else { continue }
      throw refuse(
        "\(block.words[0].prefix { $0 != "(" }) is about it, and the database could not compare what is"
          + " encrypted",
        "Keep a keyed hash of it in a field of its own for that."
      )
    }
    try requireClients(field)
    return FieldDeclaration(
      table: model.table,
      column: line.mapped,
      edits: [],
      widened: line.native.map { [.replace(path: model.path, range: $0, text: "")] } ?? [],
      file: nil
    )
  }

  /// The table of fields and relations, as the module has it.
  func table(of fields: [EncryptedField]) -> String {
    let own = Dictionary(grouping: fields, by: \.wanted.model.name)
    var kept = Set(own.keys)
    // Whatever leads to an encrypted field has to be followed.
    var isGrowing = true
    while isGrowing {
      let more = schema.filter { model in
        !kept.contains(model.name) && model.relations(among: kept).isEmpty == false
      }
      kept.formUnion(more.map(\.name))
      isGrowing = !more.isEmpty
    }
    return schema.filter { kept.contains($0.name) }.sorted { $0.name < $1.name }.map { model in
      let names = (own[model.name] ?? []).map { "'\($0.wanted.field.name)'" }
      let relations = model.relations(among: kept).map { "\($0.field): '\($0.model)'" }
      let ways = relations.isEmpty ? "{}" : "{ \(relations.joined(separator: ", ")) }"
      return "  \(model.name): { fields: [\(names.joined(separator: ", "))], relations: \(ways) },"
    }.joined(separator: "\n")
  }

  /// Has every client go through the extension.
  func edits(_ fields: [EncryptedField], module: String) throws(FixObstacle) -> [SourceEdit] {
    var edits = fields.filter { !$0.stored.isText }.flatMap(\.declared.widened)
    for source in site.sources {
      let made = Self.clients(in: source)
      guard let first = made.first else { continue }
      for client in made {
        edits.append(
          .insert(path: source.path, at: client.range.lowerBound, text: "withFieldEncryption(")
        )
        edits.append(.insert(path: source.path, at: client.range.upperBound, text: ")"))
      }
      edits.append(
        ScriptEdits.importing(
          ["withFieldEncryption"],
          from: module,
          in: source,
          site.style,
          before: first.range.lowerBound
        )
      )
    }
    return edits
  }

  // MARK: - Clients

  private static func clients(in source: ScriptSource) -> [SyntaxNode] {
    guard source.contains("PrismaClient") else { return [] }
    return source.nodes(["new_expression"]).filter {
      $0.child("constructor")?.text.split(separator: ".").last == "PrismaClient"
    }
  }

  /// Every client must be one that can be extended, or a way past the encryption stays open.
  private func requireClients(_ field: WantedField) throws(FixObstacle) {
    let version = site.package.versions["@prisma/client"] ?? ""
    let numbers = version.split { !$0.isNumber }.compactMap { Int($0) }
    if let major = numbers.first, major < 4 || major == 4 && numbers.dropFirst().first ?? 0 < 16 {
      throw FixObstacle(
        field.name,
        "Prisma \(version) cannot extend its client",
        at: field.field.location,
        next: "Move to Prisma 4.16 or later first."
      )
    }
    for source in site.sources where source.contains("PrismaClient") {
      func refuse(_ node: SyntaxNode, _ reason: String, _ next: String) -> FixObstacle {
        FixObstacle(
          field.name,
          reason,
          at: SourceLocation(file: source.path, line: node.line),
          next: next
        )
      }
      for clause in source.nodes(["extends_clause"]) where clause.text.contains("PrismaClient") {
        throw refuse(
          clause,
          "\(source.path):\(clause.line) makes a class of its client, which cannot be extended as it is",
          "Give the class a client that is extended, in place of inheriting from one, and run this again."
        )
      }
      for call in source.nodes(["call_expression"]) {
        guard let name = call.child("function")?.child("property")?.text,
          ["$on", "$use", "$extends"].contains(name)
        else { continue }
        throw refuse(
          call,
          "\(source.path):\(call.line) uses \(name), whose order with the encryption matters",
          "Add the extension of the encryption by hand, as the last one."
        )
      }
      let isScript = source.isTypeScript != site.style.isTypeScript
      if isScript, let made = Self.clients(in: source).first {
        throw refuse(
          made,
          "\(source.path):\(made.line) makes a client in another language than the application's",
          "Bring the application's client in there."
        )
      }
    }
  }
}

/// A model of a Prisma schema, line by line.
struct SchemaModel {
  struct Line {
    var text: String
    var words: [String]
    /// The name in the database, where it differs.
    var mapped: String?
    /// The bytes of an attribute that limits the length, with the space before it.
    var native: Range<Int>?
  }

  var name: String
  var path: String
  var lines: [Line] = []

  /// The table's name, where it differs.
  var table: String? {
    lines.first { $0.words.first?.hasPrefix("@@map") == true }
      .flatMap { $0.text.split(separator: "\"").dropFirst().first }.map(String.init)
  }

  /// Fields that lead to models of a set.
  func relations(among models: Set<String>) -> [(field: String, model: String)] {
    lines.compactMap { line in
      guard line.words.count > 1, let field = line.words.first, !field.hasPrefix("@") else {
        return nil
      }
      let type = line.words[1].filter { $0.isLetter || $0.isNumber || $0 == "_" }
      return models.contains(type) ? (field, type) : nil
    }
  }

  /// Reads the models of a schema.
  static func read(_ bytes: [UInt8], path: String) -> [SchemaModel] {
    var models: [SchemaModel] = []
    var open: SchemaModel?
    var start = 0
    for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(100_000) {
      defer { start += part.count + 1 }
      let text = String(decoding: part, as: UTF8.self)
      let bare = text.firstRange(of: "//").map { String(text[..<$0.lowerBound]) } ?? text
      let words = bare.split(whereSeparator: { " \t\r".contains($0) }).map(String.init)
      guard let first = words.first else { continue }
      if open == nil, first == "model", words.count > 1 {
        open = SchemaModel(name: words[1].filter { $0 != "{" }, path: path)
      } else if first == "}", let model = open {
        models.append(model)
        open = nil
      } else {
        open?.lines.append(line(bare, words, at: start))
      }
    }
    return models
  }

  private static func line(_ text: String, _ words: [String], at start: Int) -> Line {
    var line = Line(text: text, words: words)
    if let map = text.firstRange(of: "@map(") {
      line.mapped = text[map.upperBound...].split(separator: "\"").first.map(String.init)
    }
    for name in ["@db.VarChar", "@db.Char"] {
      guard let found = text.firstRange(of: name) else { continue }
      var end = found.upperBound
      if end < text.endIndex, text[end] == "(" {
        end = text[end...].firstIndex(of: ")").map { text.index(after: $0) } ?? end
      }
      let before = text[..<found.lowerBound]
      let blanks = before.reversed().prefix { $0 == " " || $0 == "\t" }.count
      let lower = start + before.utf8.count - blanks
      line.native = lower..<(start + text[..<end].utf8.count)
    }
    return line
  }
}
