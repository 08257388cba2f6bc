import SyntaxTrees

/// Classes whose decorators make them models: TypeORM, MikroORM, sequelize-typescript, and
/// NestJS's Mongoose schemas.
extension ScriptModels {
  /// Reads a class, if its decorators declare a model.
  mutating func readDecoratedClass(_ node: SyntaxNode) {
    let marked = Self.decorators(of: node).lazy.compactMap { decorator -> (SyntaxNode, String)? in
      guard let name = Self.name(of: decorator), let mapper = Self.classMarkers[name] else {
        return nil
      }
      return (decorator, mapper)
    }.first
    guard let body = node.child("body"), let name = node.child("name")?.text else { return }
    let mapper = marked?.1 ?? "typeorm"
    var record = StoredRecord(
      name: name,
      table: marked.flatMap { Self.tableName(in: $0.0) },
      mapper: mapper,
      fields: [],
      location: location(node),
      parent: Self.parent(of: node),
      isPart: marked == nil
    )
    var usesPropertyDecorators = false
    for member in body.namedChildren
    where member.kind == "public_field_definition" || member.kind == "field_definition" {
      guard let field = decoratedField(member, &usesPropertyDecorators) else { continue }
      record.fields.append(field)
    }
    if mapper == "typeorm", usesPropertyDecorators { record.mapper = "mikro-orm" }
    // A class marked for another purpose (`@Schema` of an API description) has no columns.
    // A class without mark, but with columns, is part of the models that extend or embed it.
    guard !record.fields.isEmpty || marked != nil && mapper == "typeorm" else { return }
    result.records.append(record)
  }

  private func decoratedField(
    _ member: SyntaxNode,
    _ usesPropertyDecorators: inout Bool
  ) -> StoredRecord.Field? {
    let decorators = member.namedChildren.filter { $0.kind == "decorator" }
    let named = decorators.compactMap { decorator in
      Self.name(of: decorator).map { (name: $0, decorator: decorator) }
    }
    guard let column = named.first(where: { Self.isColumn($0.name) }) else { return nil }
    if Self.propertyDecorators.contains(column.name) { usesPropertyDecorators = true }
    guard let nameNode = member.child("name") ?? member.child("property") else { return nil }
    let isRelation = named.contains { Self.relations.contains($0.name) }
    let annotation = member.child("type")?.text.drop { ": ".contains($0) }
    let declared = Self.declaredType(in: column.decorator)
    let type = declared ?? annotation.map(String.init) ?? ""
    let comments = ScriptSyntax.comments(around: member)
    let inner = member.namedChildren.filter { $0.kind == "comment" }.map {
      String($0.text.prefix(600))
    }
    return StoredRecord.Field(
      name: nameNode.text,
      column: Self.columnName(in: column.decorator),
      type: isRelation ? "relation \(type)" : String(type.prefix(120)),
      remarks: comments + inner + decorators.flatMap(Self.innerComments),
      code: decorators.map(Self.code),
      location: location(nameNode)
    )
  }

  private static func parent(of node: SyntaxNode) -> String? {
    guard let heritage = node.namedChildren.first(where: { $0.kind == "class_heritage" }) else {
      return nil
    }
    let clause = heritage.namedChildren.first { $0.kind == "extends_clause" } ?? heritage
    return (clause.child("value") ?? clause.namedChildren.first).flatMap(ScriptSyntax.lastName)
  }

  private static func decorators(of node: SyntaxNode) -> [SyntaxNode] {
    let own = node.namedChildren.filter { $0.kind == "decorator" }
    guard own.isEmpty, let parent = node.parent, parent.kind == "export_statement" else {
      return own
    }
    return parent.namedChildren.filter { $0.kind == "decorator" }
  }

  private static func name(of decorator: SyntaxNode) -> String? {
    guard let inner = decorator.namedChildren.first else { return nil }
    return inner.kind == "call_expression"
      ? ScriptSyntax.calledName(inner) : ScriptSyntax.lastName(inner)
  }

  private static func arguments(of decorator: SyntaxNode) -> [SyntaxNode] {
    guard let call = decorator.namedChildren.first, call.kind == "call_expression" else {
      return []
    }
    return ScriptSyntax.arguments(call)
  }

  private static func tableName(in decorator: SyntaxNode) -> String? {
    let arguments = arguments(of: decorator)
    if let name = ScriptSyntax.string(arguments.first) { return name }
    for key in ["name", "tableName", "collection"] {
      for argument in arguments {
        if let name = ScriptSyntax.string(ScriptSyntax.property(key, of: argument)) { return name }
      }
    }
    return nil
  }

  private static func columnName(in decorator: SyntaxNode) -> String? {
    for argument in arguments(of: decorator) {
      for key in ["name", "field", "fieldName"] {
        if let name = ScriptSyntax.string(ScriptSyntax.property(key, of: argument)) { return name }
      }
    }
    return nil
  }

  private static func declaredType(in decorator: SyntaxNode) -> String? {
    for argument in arguments(of: decorator) {
      if let type = ScriptSyntax.string(argument) { return type }
      if let type = ScriptSyntax.property("type", of: argument) {
        return ScriptSyntax.string(type) ?? (type.kind == "arrow_function" ? nil : type.text)
      }
      if argument.kind == "member_expression" { return argument.text }
    }
    return nil
  }

  private static func isColumn(_ name: String) -> Bool {
    // Projects compose their own, such as `@EncryptedColumn()`.
    name.hasSuffix("Column") && name != "JoinColumn" || propertyDecorators.contains(name)
      || name == "Prop"
  }

  private static let classMarkers = [
    "Entity": "typeorm", "ChildEntity": "typeorm", "ViewEntity": "typeorm",
    "Embeddable": "mikro-orm", "Table": "sequelize", "Schema": "mongoose",
  ]
  private static let propertyDecorators: Set<String> = [
    "Property", "PrimaryKey", "SerializedPrimaryKey", "Enum", "EncryptedProperty",
  ]
  private static let relations: Set<String> = [
    "OneToMany", "ManyToOne", "OneToOne", "ManyToMany", "BelongsTo", "HasMany", "HasOne",
    "BelongsToMany",
  ]
}
