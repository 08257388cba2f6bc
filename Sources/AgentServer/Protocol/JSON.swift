import Foundation
package import ReadinessModel

/// A JSON value of a message; its text is one line with members in order, as the transport wants it.
typealias JSON = CanonicalJSON

extension CanonicalJSON: ExpressibleByStringLiteral {
  /// Creates a text from a literal.
  package init(stringLiteral value: String) { self = .string(value) }
}

extension CanonicalJSON: ExpressibleByIntegerLiteral {
  /// Creates a number from a literal.
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension CanonicalJSON: ExpressibleByBooleanLiteral {
  /// Creates a truth value from a literal.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension CanonicalJSON: ExpressibleByArrayLiteral {
  /// Creates a list from a literal.
  package init(arrayLiteral elements: CanonicalJSON...) { self = .array(elements) }
}

extension CanonicalJSON: ExpressibleByDictionaryLiteral {
  /// Creates an object from a literal; members without a value are left out.
  package init(dictionaryLiteral elements: (String, CanonicalJSON?)...) {
    self = .object(of: Dictionary(elements, uniquingKeysWith: { _, last in last }))
  }
}

extension CanonicalJSON {
  static func integer(_ value: Int) -> JSON { .number(Double(value)) }

  static func texts(_ values: some Sequence<String>) -> JSON { .array(values.map { .string($0) }) }

  /// The value that something encodes to.
  static func encoding(_ value: some Encodable) throws -> JSON {
    try JSON(reading: try JSONEncoder().encode(value))
  }

  /// The items of a list; none for anything else.
  var items: [JSON] {
    guard case .array(let items) = self else { return [] }
    return items
  }

  /// The whole number, nil for anything else.
  var integer: Int? {
    guard case .number(let number) = self else { return nil }
    return Int(exactly: number)
  }

  /// The truth value, nil for anything else.
  var flag: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }

  var isObject: Bool {
    guard case .object = self else { return false }
    return true
  }

  /// The members of an object; none for anything else.
  var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// The object with members set; those without a value are left out.
  func setting(_ changes: KeyValuePairs<String, JSON?>) -> JSON {
    var all = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    for (name, value) in changes { all[name] = value }
    return .object(of: all)
  }
}
