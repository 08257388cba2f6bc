import ReadinessModel
import SyntaxTrees

/// Columns of TypeORM's entities, and the transformer that they get.
struct EntityEncryption {
  private let site: JobSite

  init(_ site: JobSite) { self.site = site }

  func declaration(of field: WantedField) throws(FixObstacle) -> FieldDeclaration {
    let at = field.field.location
    func refuse(_ reason: String, _ next: String) -> FixObstacle {
      FixObstacle(field.name, reason, at: at, next: next)
    }
    let byHand = "Give the column a transformer by hand."
    guard let source = site.sources.first(where: { $0.path == at.file }),
      let member = source.nodes(["public_field_definition", "field_definition"])
        .first(where: {
          ($0.child("name") ?? $0.child("property"))?.text == field.field.name
            && ($0.line...$0.endLine).contains(at.line)
        })
    else { throw refuse("its declaration was not found", byHand) }
    guard let type = Self.owner(of: member), type.child("name")?.text == field.model.name else {
      throw refuse("it comes from a class that several entities share", byHand)
    }
    let marks = member.namedChildren.filter { $0.kind == "decorator" }
    let names = marks.map {
      $0.namedChildren.first?.child("function")?.text ?? $0.namedChildren.first?.text ?? ""
    }
    guard let column = zip(names, marks).first(where: { $0.0 == "Column" })?.1.namedChildren.first,
      column.kind == "call_expression", let list = column.child("arguments"),
      source.localNames(of: "Column", from: { $0 == "typeorm" }).contains("Column")
    else { throw refuse("it is no plain @Column of TypeORM", byHand) }
    if let other = names.first(where: { ["Index", "Unique"].contains($0) }) {
      throw refuse(
        "it has \(other), and the database could not compare what is encrypted",
        "Keep a keyed hash of it in a column of its own for that."
      )
    }
    let heads = [type, type.parent].compactMap(\.self).flatMap(\.namedChildren)
      .filter { mark in
        mark.kind == "decorator" && mark.text.contains(field.field.name)
          && ["@Index", "@Unique", "@Check"].contains(where: mark.text.hasPrefix)
      }
    guard heads.isEmpty else {
      throw refuse(
        "the class has an index or a rule on it, and the database could not compare what is encrypted",
        "Keep a keyed hash of it in a column of its own for that."
      )
    }
    let options = list.namedChildren.last { $0.kind == "object" }
    for key in [
      "transformer", "unique", "array", "enum", "default", "generatedType", "asExpression",
      "primary",
    ] {
      guard let value = options.flatMap({ Self.pair(key, of: $0) })?.child("value"),
        value.text != "false"
      else { continue }
      throw refuse(
        "its column has \(key): \(value.text.prefix(60)), which encryption would break",
        byHand
      )
    }
    let written = member.child("type")?.text.drop { ": ".contains($0) } ?? ""
    let parts = written.split(separator: "|").map { $0.filter { !$0.isWhitespace } }
    guard parts.allSatisfy({ ["string", "null", "undefined"].contains($0) }) else {
      throw refuse("it is of type \(written), and what is encrypted is text", byHand)
    }
    return FieldDeclaration(
      table: nil,
      column: options.flatMap { Self.text("name", of: $0) },
      edits: Self.edits(field, list, options, source),
      widened: Self.widened(field, list, options, source),
      file: source.path
    )
  }

  /// What the files of the entities need besides.
  func edits(_ fields: [EncryptedField], module: String) -> [SourceEdit] {
    let own = fields.filter { $0.wanted.model.mapper == "typeorm" }
    var edits: [SourceEdit] = []
    for (path, declared) in Dictionary(grouping: own, by: { $0.declared.file ?? "" })
      .sorted(by: { $0.key < $1.key })
    {
      guard let source = site.sources.first(where: { $0.path == path }) else { continue }
      edits += declared.flatMap { $0.stored.isText ? $0.declared.edits : $0.declared.widened }
      edits.append(ScriptEdits.importing(["encrypted"], from: module, in: source, site.style))
    }
    return edits
  }

  // MARK: - Columns

  private static func edits(
    _ field: WantedField,
    _ list: SyntaxNode,
    _ options: SyntaxNode?,
    _ source: ScriptSource
  ) -> [SourceEdit] {
    let text = transformer(field, source)
    if let options {
      guard options.namedChildren.contains(where: { $0.kind != "comment" }) else {
        return [.replace(path: source.path, range: options.range, text: "{ \(text) }")]
      }
      return ScriptEdits.appending(text, to: options, in: source)
    }
    guard list.namedChildren.contains(where: { $0.kind != "comment" }) else {
      return [.insert(path: source.path, at: list.range.upperBound - 1, text: "{ \(text) }")]
    }
    return ScriptEdits.appending("{ \(text) }", to: list, in: source)
  }

  /// The same, with a column of text without a limit.
  private static func widened(
    _ field: WantedField,
    _ list: SyntaxNode,
    _ options: SyntaxNode?,
    _ source: ScriptSource
  ) -> [SourceEdit] {
    let quote = ScriptStyle(source).quote
    let text = "\(quote)text\(quote)"
    let path = source.path
    let length = options.flatMap { pair("length", of: $0) }
    let type =
      list.namedChildren.first { $0.kind == "string" }
      ?? options.flatMap { pair("type", of: $0) }?.child("value")
    if let type {
      // What limited the length makes room for the transformer.
      let rest =
        length.map { [.replace(path: path, range: $0.range, text: transformer(field, source))] }
        ?? edits(field, list, options, source)
      return [.replace(path: path, range: type.range, text: text)] + rest
    }
    if let length {
      return [.replace(path: path, range: length.range, text: "type: \(text)")]
        + edits(field, list, options, source)
    }
    return [.insert(path: path, at: list.range.lowerBound + 1, text: "\(text), ")]
      + edits(field, list, options, source)
  }

  private static func transformer(_ field: WantedField, _ source: ScriptSource) -> String {
    let quote = ScriptStyle(source).quote
    return "transformer: encrypted(\(quote)\(field.name)\(quote))"
  }

  private static func owner(of member: SyntaxNode) -> SyntaxNode? { member.parent?.parent }

  private static func pair(_ key: String, of object: SyntaxNode) -> SyntaxNode? {
    object.namedChildren.first { $0.kind == "pair" && $0.child("key")?.text == key }
  }

  private static func text(_ key: String, of object: SyntaxNode) -> String? {
    guard let value = pair(key, of: object)?.child("value"), value.kind == "string" else {
      return nil
    }
    return String(value.text.dropFirst().dropLast())
  }
}
