import SyntaxTrees

/// A place that writes rows of a model through Prisma's client, or that writes them along with a row of
/// another model.
package struct StoredWrite: Codable, Hashable, Sendable {
  /// The model or relation as the code has it, nil where that cannot be told.
  package var target: String?
  /// The operation; `*` where it is chosen at run time.
  package var operation: String
  /// Fields that are written, nil where not all of them are told.
  package var fields: [String]?
  /// Whether the rows come along with a row of another model.
  package var isNested = false
  /// Whether it can only be the client that is called: it stands in a function of the same name, which
  /// hands it on, or picks the model by a name that is computed.
  package var isOfClient = false

  /// Operations on many rows at once, which an extension has to name besides those on one.
  static let bulk: Set<String> = [
    "createMany", "createManyAndReturn", "updateMany", "updateManyAndReturn",
  ]

  /// Whether a field may be among those that are written.
  func mayWrite(_ field: String) -> Bool { fields?.contains(field) ?? true }
}

/// Reads where a script writes rows through Prisma's client.
enum StoredWrites {
  private static let nested: Set<String> = [
    "create", "createMany", "connectOrCreate", "update", "updateMany", "upsert",
  ]
  /// Keys that hold what is written, and not the value of a field.
  private static let structure = nested.union(["data"])
  private static let most = 500

  /// Whether a file could write so.
  static func mayOccur(in file: RepositoryFile) -> Bool {
    let text = LowerText(String(decoding: file.bytes.prefix(2_000_000), as: UTF8.self))
    return ["create", "updatemany", "update:", "upsert", "prisma"].contains {
      text.range(of: Array($0.utf8)) != nil
    }
  }

  /// The writes of a script.
  static func read(_ tree: SyntaxTree) -> [StoredWrite] {
    var found: [StoredWrite] = []
    ScriptSyntax.nodes(of: tree) { node in
      guard found.count < most else { return }
      switch node.kind {
      case "call_expression":
        if let write = call(node) { found.append(write) }
      case "pair":
        if let write = relation(node) { found.append(write) }
      default: return
      }
    }
    return ValueReader.unique(found)
  }

  // MARK: - Calls

  private static func call(_ node: SyntaxNode) -> StoredWrite? {
    guard let function = node.child("function"), let object = function.child("object") else {
      return nil
    }
    let operation: String
    switch function.kind {
    case "member_expression":
      operation = function.child("property")?.text ?? ""
      guard StoredWrite.bulk.contains(operation) else { return nil }
    case "subscript_expression":
      // `prisma.user[operation](…)`.
      guard let index = function.child("index"), ScriptSyntax.string(index) == nil,
        object.kind == "member_expression", object.text.lowercased().contains("prisma")
      else { return nil }
      operation = "*"
    default: return nil
    }
    var write = StoredWrite(operation: operation)
    let receiver = ScriptSyntax.unwrapped(object)
    switch receiver.kind {
    case "identifier": write.target = receiver.text
    case "member_expression": write.target = receiver.child("property")?.text
    case "subscript_expression":
      write.target = receiver.child("index").flatMap { ScriptSyntax.string($0) }
      write.isOfClient = write.target == nil
    default: break
    }
    write.isOfClient = write.isOfClient || isInside(operation, node)
    let argument = ScriptSyntax.arguments(node).first.map(ScriptSyntax.unwrapped)
    write.fields = argument.flatMap { ScriptSyntax.property("data", of: $0) }.flatMap(keys)
    return write
  }

  /// Whether a node stands in a function or method called by a name.
  private static func isInside(_ name: String, _ node: SyntaxNode) -> Bool {
    var place = node.parent
    for _ in 0..<60 {
      guard let current = place else { return false }
      if ValueReader.isFunction(current) {
        let own = current.child("name")?.text
        let outer = current.parent.flatMap { $0.child("key") ?? $0.child("name") }?.text
        if own == name || outer == name { return true }
      }
      place = current.parent
    }
    return false
  }

  // MARK: - Relations

  /// `users: { create: { … } }` writes rows of the relation's model.
  private static func relation(_ pair: SyntaxNode) -> StoredWrite? {
    guard let key = pair.child("key"), let value = pair.child("value").map(ScriptSyntax.unwrapped),
      value.kind == "object"
    else { return nil }
    let name = ScriptSyntax.string(key) ?? key.text
    guard !structure.contains(name) else { return nil }
    let parts = ScriptSyntax.properties(value).filter { part in
      nested.contains(part.name) && ["object", "array"].contains(part.value.kind)
    }
    guard let first = parts.first else { return nil }
    var write = StoredWrite(target: name, operation: first.name, isNested: true)
    write.fields = keys(of: value)
    return write
  }

  /// Every key below what is written; nil where something in it is made elsewhere.
  private static func keys(of value: SyntaxNode) -> [String]? {
    var found: Set<String> = []
    var waiting = [value]
    while let next = waiting.popLast(), found.count < 300 {
      let node = ScriptSyntax.unwrapped(next)
      switch node.kind {
      case "array": waiting += node.namedChildren.filter { $0.kind != "comment" }
      case "object":
        for member in node.namedChildren where member.kind != "comment" {
          switch member.kind {
          case "pair":
            guard let key = member.child("key"), key.kind != "computed_property_name",
              let value = member.child("value")
            else { return nil }
            let name = ScriptSyntax.string(key) ?? key.text
            found.insert(name)
            let isInner = ["object", "array"].contains(ScriptSyntax.unwrapped(value).kind)
            if structure.contains(name) || isInner { waiting.append(value) }
          case "shorthand_property_identifier":
            guard !structure.contains(member.text) else { return nil }
            found.insert(member.text)
          default: return nil
          }
        }
      case "string", "number", "true", "false", "null": continue
      default: return nil
      }
    }
    return found.sorted()
  }
}
