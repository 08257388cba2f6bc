import ReadinessModel

/// Decodes facts from the compact form that specifications use.
///
/// A key that is left out takes an empty value: no text, zero, false, an empty list, the first
/// case. A key nobody asked for is an error, so that a misspelt one cannot pass unseen. Four types
/// have a short form: a place is `file:line`, a setting is its value, a decision is its status,
/// and facts that were observed need not say so.
struct SpecDecoder: Decoder {
  let node: SpecNode
  let codingPath: [any CodingKey]
  let asked = AskedKeys()
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// Decodes a value from a node.
  static func decode<T: Decodable>(
    _ type: T.Type,
    from node: SpecNode,
    path: [any CodingKey] = []
  ) throws -> T {
    if let value = primitive(type, node) { return value }
    if node.isMissing, let first = (type as? any CaseIterable.Type)?.firstCase as? T {
      return first
    }
    let long = (type as? any SpecShortForm.Type)?.longForm(of: node) ?? node
    let decoder = SpecDecoder(node: long, codingPath: path)
    let value = try T(from: decoder)
    if let unknown = long.keys.first(where: { !decoder.asked.keys.contains($0) }) {
      throw SpecError("'\(unknown)' is not a key of \(type) at \(describe(path))")
    }
    return value
  }

  private static func primitive<T>(_ type: T.Type, _ node: SpecNode) -> T? {
    switch node {
    case .missing:
      return ("" as? T) ?? (0 as? T) ?? (0.0 as? T) ?? (false as? T)
    case .scalar(let text):
      if type == String.self { return text as? T }
      return (Int(text) as? T) ?? (Double(text) as? T) ?? (Bool(text) as? T)
    case .list, .map:
      return nil
    }
  }

  static func describe(_ path: [any CodingKey]) -> String {
    path.isEmpty ? "the root" : path.map(\.stringValue).joined(separator: ".")
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    switch node {
    case .missing, .map: KeyedDecodingContainer(SpecKeyed(decoder: self))
    case .scalar, .list: throw SpecError("expected keys at \(Self.describe(codingPath))")
    }
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    switch node {
    case .missing: SpecUnkeyed(decoder: self, nodes: [])
    case .list(let nodes): SpecUnkeyed(decoder: self, nodes: nodes)
    case .scalar, .map: throw SpecError("expected a list at \(Self.describe(codingPath))")
    }
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    SpecSingle(decoder: self)
  }
}

/// The keys a type asked for while it was decoded.
final class AskedKeys {
  var keys: Set<String> = []
}

/// What is wrong with a specification.
struct SpecError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension CaseIterable {
  fileprivate static var firstCase: Self? { allCases.first }
}

private struct SpecKeyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: SpecDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] {
    decoder.asked.keys.formUnion(decoder.node.keys)
    return decoder.node.keys.compactMap { Key(stringValue: $0) }
  }

  private func node(_ key: Key) -> SpecNode {
    decoder.asked.keys.insert(key.stringValue)
    return decoder.node[key.stringValue]
  }

  func contains(_ key: Key) -> Bool { !node(key).isMissing }
  func decodeNil(forKey key: Key) throws -> Bool { node(key).isMissing }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try SpecDecoder.decode(type, from: node(key), path: codingPath + [key])
  }
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type,
    forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try SpecDecoder(node: node(key), codingPath: codingPath + [key]).container(keyedBy: type)
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try SpecDecoder(node: node(key), codingPath: codingPath + [key]).unkeyedContainer()
  }
  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { decoder }
}

private struct SpecUnkeyed: UnkeyedDecodingContainer {
  let decoder: SpecDecoder
  let nodes: [SpecNode]
  var currentIndex = 0
  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { nodes.count }
  var isAtEnd: Bool { currentIndex >= nodes.count }

  mutating func decodeNil() throws -> Bool { false }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    defer { currentIndex += 1 }
    return try SpecDecoder.decode(type, from: nodes[currentIndex], path: codingPath)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try next().container(keyedBy: type)
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }
  mutating func superDecoder() throws -> any Decoder { next() }

  private mutating func next() -> SpecDecoder {
    defer { currentIndex += 1 }
    return SpecDecoder(node: nodes[currentIndex], codingPath: codingPath)
  }
}

private struct SpecSingle: SingleValueDecodingContainer {
  let decoder: SpecDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }
  func decodeNil() -> Bool { decoder.node.isMissing }
  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try SpecDecoder.decode(type, from: decoder.node, path: codingPath)
  }
}
