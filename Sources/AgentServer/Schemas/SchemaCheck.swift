import ReadinessModel

/// Holds arguments against a schema that `Schema` built.
enum SchemaCheck {
  /// Ways in which a value is not what the schema describes; empty when it is.
  static func problems(in value: JSON, _ schema: JSON, at path: String = "") -> [String] {
    let name = path.isEmpty ? "the arguments" : path
    if let problem = typeProblem(value, schema, name) { return [problem] }
    if let choices = schema["enum"]?.items, !choices.contains(value) {
      let known = choices.compactMap(\.text).joined(separator: ", ")
      return ["\(name) has to be one of \(known)"]
    }
    var problems: [String] = []
    if let limit = schema["maxLength"]?.integer, let text = value.text, text.count > limit {
      problems.append("\(name) has more than \(limit) characters")
    }
    if let least = schema["minimum"]?.integer, let number = value.integer, number < least {
      problems.append("\(name) has to be \(least) or more")
    }
    if let most = schema["maximum"]?.integer, let number = value.integer, number > most {
      problems.append("\(name) has to be \(most) or less")
    }
    if let limit = schema["maxItems"]?.integer, value.items.count > limit {
      problems.append("\(name) has more than \(limit) entries")
    } else if let item = schema["items"] {
      for (index, entry) in value.items.enumerated() {
        problems += Self.problems(in: entry, item, at: "\(path)[\(index)]")
      }
    }
    return problems + memberProblems(value, schema, path)
  }

  private static func typeProblem(_ value: JSON, _ schema: JSON, _ name: String) -> String? {
    switch (schema["type"]?.text, value) {
    case (nil, _), ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool),
      ("number", .number):
      nil
    case ("integer", .number): value.integer == nil ? "\(name) has to be a whole number" : nil
    case (let type?, _): "\(name) has to be of type \(type)"
    }
  }

  private static func memberProblems(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    guard value.isObject else { return [] }
    let prefix = path.isEmpty ? "" : path + "."
    let properties = schema["properties"] ?? [:]
    var problems = (schema["required"]?.items ?? []).compactMap(\.text)
      .filter { value[$0] == nil }.map { "\(prefix)\($0) is missing" }
    for member in value.members {
      if let property = properties[member.name] {
        problems += Self.problems(in: member.value, property, at: prefix + member.name)
      } else if let others = schema["additionalProperties"] {
        if others == false {
          problems.append("\(prefix)\(UntrustedText.line(member.name)) is not known here")
        } else if others.isObject {
          problems += Self.problems(in: member.value, others, at: prefix + member.name)
        }
      }
    }
    return problems
  }
}
