import ReadinessModel

/// Builds JSON schemas (2020-12) of the few forms that tools use.
enum Schema {
  static func object(
    _ properties: KeyValuePairs<String, JSON>,
    optional: Set<String> = []
  ) -> JSON {
    let members = Dictionary(properties.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    let required = properties.map(\.key).filter { !optional.contains($0) }
    return [
      "type": "object", "properties": .object(of: members),
      "required": required.isEmpty ? nil : .texts(required), "additionalProperties": false,
    ]
  }

  /// The arguments of a tool; none has to be given unless it is named.
  static func arguments(
    _ properties: KeyValuePairs<String, JSON>,
    required: Set<String> = []
  ) -> JSON {
    object(properties, optional: Set(properties.map(\.key)).subtracting(required))
  }

  static func text(_ description: String, choices: [String] = [], atMost: Int? = nil) -> JSON {
    [
      "type": "string", "description": .string(description),
      "enum": choices.isEmpty ? nil : .texts(choices),
      "maxLength": atMost.map(JSON.integer),
    ]
  }

  static func integer(_ description: String, _ range: ClosedRange<Int>? = nil) -> JSON {
    [
      "type": "integer", "description": .string(description),
      "minimum": range.map { .integer($0.lowerBound) },
      "maximum": range.map { .integer($0.upperBound) },
    ]
  }

  static func number(_ description: String) -> JSON {
    ["type": "number", "description": .string(description)]
  }

  static func flag(_ description: String) -> JSON {
    ["type": "boolean", "description": .string(description)]
  }

  static func list(of item: JSON, _ description: String, atMost: Int? = nil) -> JSON {
    [
      "type": "array", "items": item, "description": .string(description),
      "maxItems": atMost.map(JSON.integer),
    ]
  }

  static func texts(_ description: String, choices: [String] = [], atMost: Int? = nil) -> JSON {
    list(
      of: ["type": "string", "enum": choices.isEmpty ? nil : .texts(choices)],
      description,
      atMost: atMost
    )
  }

  // MARK: - Parts of several tools

  static let day = text("A day, YYYY-MM-DD.", atMost: 10)
  static let effort = object(["low": number("At least."), "high": number("At most.")])
  static let location = object([
    "file": text("Path in the repository."), "line": integer("Line, from 1."),
  ])
  static let locations = list(of: location, "Where it shows.")
  static let notice = text("How text out of the repository is to be taken.")
  static let scan = text("Handle of the scan; kept while this server runs, a few at a time.")
  static let cursor = text("Where the next page begins, as an earlier answer gave it.", atMost: 200)
  static let limit = integer("Entries in one answer.", 1...100)
  static let next = list(
    of: object(
      [
        "tool": text("Tool to call."), "why": text("What for."),
        "arguments": ["type": "object", "description": "What to give it."],
      ]
    ),
    "What is useful next."
  )
}
