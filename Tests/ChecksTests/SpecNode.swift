import Yams

/// A node of a facts block: YAML without the styles.
enum SpecNode {
  case missing
  case scalar(String)
  case list([SpecNode])
  case map([(key: String, value: SpecNode)])

  /// Reads a block of YAML.
  init(yaml: String) throws {
    guard let node = try Yams.compose(yaml: yaml) else {
      self = .map([])
      return
    }
    self = Self(node)
  }

  private init(_ node: Node) {
    switch node {
    case .scalar(let scalar):
      self = scalar.string.isEmpty && scalar.style == .any ? .missing : .scalar(scalar.string)
    case .sequence(let sequence):
      self = .list(sequence.map { SpecNode($0) })
    case .mapping(let mapping):
      self = .map(mapping.map { (key: $0.key.string ?? "", value: SpecNode($0.value)) })
    case .alias:
      self = .missing
    }
  }

  /// The value under a key; missing when there is none.
  subscript(key: String) -> SpecNode {
    guard case .map(let entries) = self else { return .missing }
    return entries.first { $0.key == key }?.value ?? .missing
  }

  /// The keys of a map.
  var keys: [String] {
    guard case .map(let entries) = self else { return [] }
    return entries.map(\.key)
  }

  /// Whether there is nothing here.
  var isMissing: Bool {
    if case .missing = self { return true }
    return false
  }
}
