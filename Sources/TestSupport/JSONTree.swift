import Foundation

/// Any JSON value, for tests that look into output.
package indirect enum JSONTree: Hashable, Sendable, Decodable {
  /// A string.
  case text(String)
  /// A number.
  case number(Double)
  /// A truth value.
  case boolean(Bool)
  /// A list.
  case list([JSONTree])
  /// Members by name.
  case object([String: JSONTree])
  /// Nothing.
  case null

  /// Reads a value from text.
  package init(parsing text: String) throws {
    self = try JSONDecoder().decode(JSONTree.self, from: Data(text.utf8))
  }

  /// Reads any value.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let boolean = try? container.decode(Bool.self) {
      self = .boolean(boolean)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONTree].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONTree].self))
    }
  }

  /// A member of an object, nil when there is none.
  package subscript(name: String) -> JSONTree? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  /// The items of a list, empty for anything else.
  package var items: [JSONTree] {
    guard case .list(let items) = self else { return [] }
    return items
  }

  /// The text of a string, nil for anything else.
  package var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The number, nil for anything else.
  package var number: Double? {
    guard case .number(let number) = self else { return nil }
    return number
  }
}
