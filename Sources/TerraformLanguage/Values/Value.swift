/// A value of the configuration language.
package indirect enum Value: Hashable, Sendable {
  /// No value.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number.
  case number(Double)
  /// Text.
  case string(String)
  /// A sequence.
  case list(ListValue)
  /// A map or object.
  case object(ObjectValue)
  /// A whole resource instance; its attributes are read on demand.
  case resource(ResourceReference)
  /// Something the configuration alone does not tell.
  case unknown(UnknownValue)

  /// Builds a tuple.
  package static func tuple(_ elements: [Value]) -> Value { .list(ListValue(.tuple, elements)) }

  /// Builds an object.
  package static func object(_ entries: [String: Value]) -> Value {
    .object(ObjectValue(entries))
  }

  /// Builds an unknown value for a reason.
  package static func unknown(because reason: String) -> Value {
    .unknown(UnknownValue(reason: reason))
  }

  /// Nodes in the value, which bounds what any walk over it costs.
  var weight: Int {
    switch self {
    case .string(let text): 1 + text.utf8.count / 64
    case .list(let list): list.weight
    case .object(let object): object.weight
    case .unknown(let unknown): unknown.weight
    default: 1
    }
  }

  var depth: Int {
    switch self {
    case .list(let list): list.depth
    case .object(let object): object.depth
    case .unknown(let unknown): unknown.depth
    default: 0
    }
  }

  /// Whether nothing inside is unknown.
  package var isWhollyKnown: Bool {
    switch self {
    case .null, .bool, .number, .string: true
    case .list(let list): list.isWhollyKnown
    case .object(let object): object.isWhollyKnown
    case .resource, .unknown: false
    }
  }

  /// Whether the value is null.
  package var isNull: Bool { self == .null }

  /// The text, nil for anything else.
  package var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The elements of a sequence, nil for anything else.
  package var elements: [Value]? {
    guard case .list(let list) = self else { return nil }
    return list.elements
  }

  /// The entries of a map or object, nil for anything else.
  package var entries: [String: Value]? {
    guard case .object(let object) = self else { return nil }
    return object.entries
  }

  /// What is not known, nil when the value itself is known.
  package var unknown: UnknownValue? {
    switch self {
    case .unknown(let unknown): unknown
    case .resource(let reference):
      UnknownValue(reason: "known only after apply", references: [reference])
    default: nil
    }
  }

  /// Everything unknown inside the value, as one.
  func unknownInside(limit: Int = 20) -> UnknownValue? {
    switch self {
    case .unknown, .resource: return unknown
    case .list(let list):
      return list.isWhollyKnown
        ? nil : UnknownValue.merging(list.elements.lazy.compactMap { $0.unknownInside() })
    case .object(let object):
      return object.isWhollyKnown
        ? nil : UnknownValue.merging(object.entries.values.lazy.compactMap { $0.unknownInside() })
    default: return nil
    }
  }

  /// Name of the value's type for messages.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .number: "number"
    case .string: "string"
    case .list(let list): list.kind.rawValue
    case .object: "object"
    case .resource: "resource"
    case .unknown: "unknown"
    }
  }
}

/// A sequence of values.
package struct ListValue: Hashable, Sendable {
  /// What kind of sequence it is.
  package enum Kind: String, Hashable, Sendable {
    case tuple, list, set
  }

  /// What kind of sequence it is.
  package let kind: Kind
  /// The elements; those of a set are sorted and differ from one another.
  package let elements: [Value]
  let weight: Int
  let depth: Int
  let isWhollyKnown: Bool

  init(_ kind: Kind, _ elements: [Value]) {
    self.kind = kind
    self.elements = elements
    weight = elements.reduce(1) { $0 &+ $1.weight }
    depth = 1 + elements.reduce(0) { max($0, $1.depth) }
    isWhollyKnown = elements.allSatisfy(\.isWhollyKnown)
  }
}

/// Values by name.
package struct ObjectValue: Hashable, Sendable {
  /// The values by name.
  package let entries: [String: Value]
  /// Whether it is a map, whose values all have one type.
  let isMap: Bool
  let weight: Int
  let depth: Int
  let isWhollyKnown: Bool

  init(_ entries: [String: Value], isMap: Bool = false) {
    self.entries = entries
    self.isMap = isMap
    weight = entries.values.reduce(1) { $0 &+ $1.weight &+ 1 }
    depth = 1 + entries.values.reduce(0) { max($0, $1.depth) }
    isWhollyKnown = entries.values.allSatisfy(\.isWhollyKnown)
  }

  /// The entries in the language's order: by the bytes of their names.
  package var sorted: [(key: String, value: Value)] {
    entries.sorted { $0.key.isByteOrdered(before: $1.key) }
  }
}

extension String {
  /// Whether the text sorts before another by its bytes, as the language sorts.
  func isByteOrdered(before other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
