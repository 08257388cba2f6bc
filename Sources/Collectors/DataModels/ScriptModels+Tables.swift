import SyntaxTrees

/// Drizzle's tables and Sequelize's models.
extension ScriptModels {
  /// Reads Drizzle's `pgTable('users', {…})` and its relatives.
  mutating func readTable(_ call: SyntaxNode) {
    guard let function = call.child("function"), let name = ScriptSyntax.lastName(function) else {
      return
    }
    let isFunction = function.kind == "identifier"
    let isTable = isFunction ? name.hasSuffix("Table") : name == "table" || name == "withRLS"
    let arguments = ScriptSyntax.arguments(call)
    guard isTable, arguments.count >= 2, let table = ScriptSyntax.string(arguments[0]),
      let columns = ScriptSyntax.objectLiteral(arguments[1])
    else { return }
    let fields = ScriptSyntax.properties(columns).compactMap { name, value, pair in
      columnField(name, value, pair)
    }
    guard !fields.isEmpty else { return }
    result.records.append(
      StoredRecord(
        name: Self.variableName(for: call) ?? table,
        table: table,
        mapper: "drizzle",
        fields: fields,
        location: location(call)
      )
    )
  }

  private func columnField(
    _ name: String,
    _ value: SyntaxNode,
    _ pair: SyntaxNode
  ) -> StoredRecord.Field? {
    guard let start = ScriptSyntax.chainStart(value), let type = ScriptSyntax.calledName(start)
    else {
      return nil
    }
    var field = field(name, type: type, pair: pair, code: [value])
    field.column = ScriptSyntax.string(ScriptSyntax.arguments(start).first)
    return field
  }

  /// Reads Sequelize's `define('User', {…})` and `User.init({…}, {…})`.
  mutating func readSequelize(_ call: SyntaxNode) {
    guard let function = call.child("function"), function.kind == "member_expression",
      let name = function.child("property")?.text, name == "define" || name == "init"
    else { return }
    let arguments = ScriptSyntax.arguments(call)
    let place = name == "define" ? 1 : 0
    guard arguments.indices.contains(place), arguments[place].kind == "object" else { return }
    let options = arguments.dropFirst(place + 1).first
    let fields = attributeFields(arguments[place])
    guard !fields.isEmpty else { return }
    let model =
      name == "define"
      ? ScriptSyntax.string(arguments[0]) : function.child("object").flatMap(ScriptSyntax.lastName)
    let given = ScriptSyntax.string(ScriptSyntax.property("modelName", of: options))
    guard let model = given ?? model ?? Self.variableName(for: call) else { return }
    result.records.append(
      StoredRecord(
        name: model,
        table: ScriptSyntax.string(ScriptSyntax.property("tableName", of: options)),
        mapper: "sequelize",
        fields: fields,
        location: location(call)
      )
    )
  }

  /// Reads attributes in Sequelize's form; empty when the object is something else.
  func attributeFields(_ object: SyntaxNode) -> [StoredRecord.Field] {
    ScriptSyntax.properties(object).compactMap { name, value, pair in
      let type = value.kind == "object" ? ScriptSyntax.property("type", of: value) : value
      guard let type, Self.isDataType(type.text) else { return nil }
      let parts = type.text.split { ".(".contains($0) }
      let place = parts.firstIndex { $0 == "DataTypes" || $0 == "Sequelize" || $0 == "DataType" }
      let kind = place.flatMap { parts.indices.contains($0 + 1) ? parts[$0 + 1] : nil }
      var field = field(
        name,
        type: String(kind ?? parts.last ?? ""),
        pair: pair,
        code: [value]
      )
      field.column = ScriptSyntax.string(ScriptSyntax.property("field", of: value))
      return field
    }
  }

  private static func isDataType(_ text: String) -> Bool {
    ["DataTypes.", "DataType.", "Sequelize.", "sequelize.Sequelize.", "EncryptedField", ".vault("]
      .contains(where: text.contains)
  }
}
