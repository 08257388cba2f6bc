package import ReadinessModel

/// Describes a kind of record as a JSON Schema, for editors and other tools.
package struct RecordSchema: Sendable {
  private let kind: RecordKind

  /// Creates the schema of a kind.
  package init(of kind: RecordKind) { self.kind = kind }

  /// The schema (draft 2020-12).
  package var json: CanonicalJSON {
    let fields =
      [RecordField.required("kind", .choice([kind.name]), "the kind of record")]
      + kind.fields
    var members = object(fields)
    members["$schema"] = .string("https://json-schema.org/draft/2020-12/schema")
    members["title"] = .string(kind.name)
    members["description"] = .string(kind.about)
    return .object(of: members)
  }

  private func object(_ fields: [RecordField]) -> [String: CanonicalJSON?] {
    [
      "type": .string("object"),
      "additionalProperties": .bool(false),
      "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
      "properties": .object(
        of: Dictionary(uniqueKeysWithValues: fields.map { ($0.name, schema(of: $0)) })
      ),
    ]
  }

  private func schema(of field: RecordField) -> CanonicalJSON {
    var members: [String: CanonicalJSON?]
    switch field.content {
    case .list(let fields):
      members = ["type": .string("array"), "items": .object(of: object(fields))]
    case .group(let fields): members = object(fields)
    case .texts:
      members = ["type": .string("array"), "items": .object(of: ["type": .string("string")])]
    case .number: members = ["type": .string("integer"), "minimum": .number(0)]
    case .choice(let words): members = ["enum": .array(words.map { .string($0) })]
    case .day: members = ["type": .string("string"), "format": .string("date")]
    case .moment: members = ["type": .string("string"), "format": .string("date-time")]
    case .text, .person, .control: members = ["type": .string("string"), "minLength": .number(1)]
    }
    members["description"] = .string(field.about)
    return .object(of: members)
  }
}
