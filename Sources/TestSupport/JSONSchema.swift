import Foundation

/// A JSON Schema of the keywords that our own schemas use; a keyword it does not know is a problem,
/// so that no schema promises more than is tested.
package struct JSONSchema: Sendable {
  private static let known: Set<String> = [
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "enum", "const", "minimum", "maximum", "minLength",
    "maxLength",
    "maxItems", "anyOf",
  ]

  private let root: JSONTree

  /// Reads a schema from text.
  package init(parsing text: String) throws { root = try JSONTree(parsing: text) }

  /// Takes a schema that was read already.
  package init(of tree: JSONTree) { root = tree }

  /// Reads a schema of the project by its file's name.
  package init(named name: String) throws {
    let file = ProjectFolder.root.appending(path: "Documentation/Schemas/\(name)")
    try self.init(parsing: try String(contentsOf: file, encoding: .utf8))
  }

  /// Ways in which a value is not what the schema describes; empty when it is.
  package func problems(in value: JSONTree) -> [String] {
    problems(value, root, at: "$", depth: 0)
  }

  private func problems(
    _ value: JSONTree,
    _ schema: JSONTree,
    at path: String,
    depth: Int
  ) -> [String] {
    guard depth < 50 else { return ["\(path): the schema nests too deep"] }
    guard case .object(let keywords) = schema else { return ["\(path): the schema is no object"] }
    var result = Set(keywords.keys).subtracting(Self.known).sorted()
      .map { "\(path): the schema uses \($0)" }
    if let reference = keywords["$ref"]?.text {
      guard let target = definition(reference) else {
        return result + ["\(path): the schema has no \(reference)"]
      }
      result += problems(value, target, at: path, depth: depth + 1)
    }
    if let choices = keywords["anyOf"]?.items,
      choices.allSatisfy({ !problems(value, $0, at: path, depth: depth + 1).isEmpty })
    {
      result.append("\(path): none of the choices fits")
    }
    if let values = keywords["enum"]?.items, !values.contains(value) {
      result.append("\(path): \(value) is none of the values")
    }
    if let constant = keywords["const"], constant != value {
      result.append("\(path): \(value) is not \(constant)")
    }
    result += typeProblems(value, keywords, at: path)
    result += memberProblems(value, keywords, at: path, depth: depth)
    if let items = keywords["items"] {
      for (index, item) in value.items.enumerated() {
        result += problems(item, items, at: "\(path)[\(index)]", depth: depth + 1)
      }
    }
    return result
  }

  private func typeProblems(
    _ value: JSONTree,
    _ keywords: [String: JSONTree],
    at path: String
  ) -> [String] {
    var result: [String] = []
    if let type = keywords["type"] {
      let types = type.text.map { [$0] } ?? type.items.compactMap(\.text)
      if !types.contains(where: value.isOfType) {
        result.append("\(path): \(value) is not of type \(types.joined(separator: " or "))")
      }
    }
    if let minimum = keywords["minimum"]?.number, let number = value.number, number < minimum {
      result.append("\(path): \(number) is less than \(minimum)")
    }
    if let maximum = keywords["maximum"]?.number, let number = value.number, number > maximum {
      result.append("\(path): \(number) is more than \(maximum)")
    }
    if let length = keywords["maxLength"]?.number, let text = value.text,
      text.count > Int(length)
    {
      result.append("\(path): the text is too long")
    }
    if let count = keywords["maxItems"]?.number, value.items.count > Int(count) {
      result.append("\(path): the list is too long")
    }
    if let length = keywords["minLength"]?.number, let text = value.text,
      text.count < Int(length)
    {
      result.append("\(path): the text is too short")
    }
    return result
  }

  private func memberProblems(
    _ value: JSONTree,
    _ keywords: [String: JSONTree],
    at path: String,
    depth: Int
  ) -> [String] {
    guard case .object(let members) = value else { return [] }
    var result = (keywords["required"]?.items ?? []).compactMap(\.text)
      .filter { members[$0] == nil }.map { "\(path): \($0) is missing" }
    var described: [String: JSONTree] = [:]
    if case .object(let properties)? = keywords["properties"] { described = properties }
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      if let schema = described[name] {
        result += problems(member, schema, at: "\(path).\(name)", depth: depth + 1)
      } else if keywords["additionalProperties"] == .boolean(false) {
        result.append("\(path): \(name) is not described")
      }
    }
    return result
  }

  private func definition(_ reference: String) -> JSONTree? {
    guard reference.hasPrefix("#/$defs/") else { return nil }
    return root["$defs"]?[String(reference.dropFirst(8))]
  }
}

extension JSONTree {
  fileprivate func isOfType(_ type: String) -> Bool {
    switch (self, type) {
    case (.text, "string"), (.number, "number"), (.boolean, "boolean"), (.list, "array"),
      (.object, "object"), (.null, "null"):
      true
    case (.number(let number), "integer"): number == number.rounded()
    default: false
    }
  }
}
