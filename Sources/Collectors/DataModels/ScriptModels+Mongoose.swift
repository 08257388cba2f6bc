import SyntaxTrees

/// Mongoose schemas: `new Schema({…})`, the models made of them, and plug-ins that encrypt.
extension ScriptModels {
  private static let deepest = 6

  /// Reads `new Schema({…})` and `new EntitySchema({…})`.
  mutating func readSchema(_ node: SyntaxNode) {
    guard let name = ScriptSyntax.calledName(node) else { return }
    let arguments = ScriptSyntax.arguments(node)
    guard let first = arguments.first, first.kind == "object" else { return }
    if name == "EntitySchema" { return readEntitySchema(node, first) }
    // Editors and validators have schemas too.
    guard name == "Schema", mentionsMongoose else { return }
    let variable = Self.variableName(for: node)
    let fields = schemaFields(first, prefix: "", depth: 0)
    guard !fields.isEmpty else { return }
    let options = arguments.dropFirst().first
    let record = StoredRecord(
      name: variable.map(Self.modelName) ?? "Schema",
      table: ScriptSyntax.string(ScriptSyntax.property("collection", of: options)),
      mapper: "mongoose",
      fields: fields,
      location: location(node)
    )
    if let variable { schemaVariables[variable, default: []].append(result.records.count) }
    result.records.append(record)
  }

  /// Reads `model('User', schema)`, `schema.plugin(…)` and `schema.add({…})`.
  mutating func readSchemaUse(_ call: SyntaxNode) {
    guard !schemaVariables.isEmpty, let name = ScriptSyntax.calledName(call) else { return }
    let arguments = ScriptSyntax.arguments(call)
    if name == "model", arguments.count >= 2, let model = ScriptSyntax.string(arguments[0]) {
      for index in schemaVariables[arguments[1].text] ?? [] { result.records[index].name = model }
      return
    }
    guard name == "plugin" || name == "add",
      let object = call.child("function")?.child("object"), object.kind == "identifier",
      let indices = schemaVariables[object.text]
    else { return }
    for index in indices {
      if name == "add", let added = arguments.first {
        result.records[index].fields += schemaFields(added, prefix: "", depth: 0)
      } else if name == "plugin", call.text.lowercased().contains("encrypt") {
        markEncrypted(index, arguments.dropFirst().first)
      }
    }
  }

  private mutating func markEncrypted(_ index: Int, _ options: SyntaxNode?) {
    for key in ["fields", "encryptedFields"] {
      guard let list = ScriptSyntax.property(key, of: options), list.kind == "array" else {
        continue
      }
      let names = Set(list.namedChildren.compactMap(ScriptSyntax.string))
      for place in result.records[index].fields.indices
      where names.contains(result.records[index].fields[place].name) {
        result.records[index].fields[place].remarks.append("encrypted by plug-in")
      }
    }
  }

  private func schemaFields(
    _ object: SyntaxNode,
    prefix: String,
    depth: Int
  ) -> [StoredRecord.Field] {
    guard depth < Self.deepest else { return [] }
    return ScriptSyntax.properties(object).flatMap { name, value, pair -> [StoredRecord.Field] in
      let path = prefix + name
      var value = value
      if value.kind == "array" {
        guard let element = value.namedChildren.first(where: { $0.kind != "comment" }) else {
          return []
        }
        value = ScriptSyntax.unwrapped(element)
      }
      guard value.kind == "object" else {
        return [self.field(path, type: Self.typeName(value.text), pair: pair)]
      }
      let inner = ScriptSyntax.property("type", of: value)
      if let inner, !Self.declaresType(inner) {
        let nested = inner.kind == "array" ? inner.namedChildren.first ?? inner : inner
        // `type: { type: String }` is a field that is itself called "type".
        let isField = ScriptSyntax.property("type", of: nested) != nil
        return schemaFields(isField ? value : nested, prefix: path + ".", depth: depth + 1)
      }
      guard let inner else { return schemaFields(value, prefix: path + ".", depth: depth + 1) }
      let isReference = ScriptSyntax.property("ref", of: value) != nil
      let type = Self.typeName(inner.text)
      return [
        self.field(
          path,
          type: isReference ? "relation \(type)" : type,
          pair: pair,
          code: [value]
        )
      ]
    }
  }

  /// Whether the value of a `type` property names a type rather than nesting more fields.
  private static func declaresType(_ node: SyntaxNode) -> Bool {
    if node.kind == "object" { return false }
    if node.kind == "array", let first = node.namedChildren.first {
      return ScriptSyntax.unwrapped(first).kind != "object"
    }
    return true
  }

  private static func typeName(_ text: String) -> String {
    String(text.split(separator: ".").last ?? "")
  }

  private static func modelName(of variable: String) -> String {
    var name = variable
    for ending in ["Schema", "Model"] where name.hasSuffix(ending) && name.count > ending.count {
      name.removeLast(ending.count)
    }
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// TypeORM's entities without decorators.
  private mutating func readEntitySchema(_ node: SyntaxNode, _ options: SyntaxNode) {
    guard let columns = ScriptSyntax.property("columns", of: options) else { return }
    let fields = ScriptSyntax.properties(columns).map { name, value, pair in
      let type = ScriptSyntax.property("type", of: value)
      return field(
        name,
        type: ScriptSyntax.string(type) ?? type?.text ?? "",
        pair: pair,
        code: [value]
      )
    }
    let name = ScriptSyntax.string(ScriptSyntax.property("name", of: options))
    result.records.append(
      StoredRecord(
        name: name ?? Self.variableName(for: node).map(Self.modelName) ?? "Entity",
        table: ScriptSyntax.string(ScriptSyntax.property("tableName", of: options)),
        mapper: "typeorm",
        fields: fields,
        location: location(node)
      )
    )
  }
}
