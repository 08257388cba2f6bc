internal import ReadinessModel
internal import Yams

/// Reads YAML written by strangers.
///
/// The parser is never shown an alias, so nothing in it can grow beyond the size of the file:
/// every `*` is handed over as a private character, and what turns out to be an alias is looked
/// up afterwards, within a budget.
package enum YAMLReader {
  private static let mostBytes = 512_000
  private static let mostValues = 100_000
  private static let deepest = 100
  private static let mark: Character = "\u{E000}"

  /// Reads the first document of a file; nil when the file is empty.
  package static func read(
    _ file: RepositoryFile
  ) throws(ConfigurationFailure) -> ConfigurationNode? {
    try read(file.text, lines: file.lines, path: file.path)
  }

  /// Reads the first document of a text that begins at the first line of a file.
  static func read(
    _ text: String,
    lines: LineIndex,
    path: String
  ) throws(ConfigurationFailure) -> ConfigurationNode? {
    let start = SourceLocation(file: path, line: 1)
    guard text.utf8.count <= mostBytes else {
      throw ConfigurationFailure(reason: "larger than \(mostBytes) bytes", location: start)
    }
    guard !text.utf8.contains(0) else {
      throw ConfigurationFailure(reason: "holds NUL bytes", location: start)
    }
    guard !text.unicodeScalars.contains("\u{E000}") else {
      throw ConfigurationFailure(reason: "holds characters for private use", location: start)
    }
    let parser: Parser
    let root: Node?
    do {
      let masked = String(text.map { $0 == "*" ? mark : $0 })
      parser = try Parser(yaml: masked)
      root = try parser.nextRoot()
    } catch {
      throw failure(error, path: path)
    }
    // Nodes know their anchors only as long as the parser lives.
    defer { withExtendedLifetime(parser) {} }
    guard let root else { return nil }
    var conversion = Conversion(path: path, lines: lines)
    return try conversion.convert(root, depth: 0)
  }

  private static func failure(_ error: any Error, path: String) -> ConfigurationFailure {
    var line = 1
    var reason = "is not valid YAML"
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      line = mark.line
      reason += ": " + problem
    case .reader(let problem, _, _, _): reason += ": " + problem
    case .duplicatedKeysInMapping(let keys, let context):
      line = context.mark.line
      let shown = keys.prefix(3).map { $0.replacing("\u{E000}", with: "*").prefix(40) }
      reason = "has keys twice in one mapping: " + shown.joined(separator: ", ")
    default: break
    }
    let location = SourceLocation(file: path, line: max(1, line))
    return ConfigurationFailure(reason: reason, location: location)
  }

  /// Turns the parser's nodes into ours, looking aliases up on the way.
  private struct Conversion {
    let path: String
    let lines: LineIndex
    var anchors: [String: ConfigurationNode] = [:]
    var sizes: [String: Int] = [:]
    var budget = YAMLReader.mostValues

    mutating func convert(
      _ node: Node,
      depth: Int
    ) throws(ConfigurationFailure) -> ConfigurationNode {
      let location = self.location(node.mark)
      guard depth <= YAMLReader.deepest else {
        let reason = "nests deeper than \(YAMLReader.deepest) levels"
        throw ConfigurationFailure(reason: reason, location: location)
      }
      let before = budget
      try spend(1, at: location)
      let made: ConfigurationNode
      switch node {
      case .scalar(let scalar): made = try self.scalar(scalar, at: location)
      case .sequence(let sequence):
        var items: [ConfigurationNode] = []
        for item in sequence { items.append(try convert(item, depth: depth + 1)) }
        made = ConfigurationNode(.sequence(items), at: location)
      case .mapping(let mapping):
        made = try self.mapping(mapping, depth: depth, at: location)
      case .alias: made = ConfigurationNode(.scalar("", isQuoted: false), at: location)
      }
      if let anchor = node.anchor?.rawValue {
        anchors[anchor] = made
        sizes[anchor] = before - budget
      }
      return made
    }

    private mutating func scalar(
      _ scalar: Node.Scalar,
      at location: SourceLocation
    ) throws(ConfigurationFailure) -> ConfigurationNode {
      let isPlain = scalar.style == .plain || scalar.style == .any
      if isPlain, scalar.string.first == YAMLReader.mark {
        let name = String(scalar.string.dropFirst())
        let isName =
          !name.isEmpty
          && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
        if isName, let known = anchors[name] {
          try spend(sizes[name] ?? 1, at: location)
          return known
        }
        if isName {
          throw ConfigurationFailure(reason: "uses an alias nobody defined", location: location)
        }
      }
      let text = scalar.string.replacing("\u{E000}", with: "*")
      return ConfigurationNode(.scalar(text, isQuoted: !isPlain), at: location)
    }

    private mutating func mapping(
      _ mapping: Node.Mapping,
      depth: Int,
      at location: SourceLocation
    ) throws(ConfigurationFailure) -> ConfigurationNode {
      var entries: [ConfigurationNode.Entry] = []
      var merged: [ConfigurationNode] = []
      for (key, value) in mapping {
        let keyNode = try convert(key, depth: depth + 1)
        let value = try convert(value, depth: depth + 1)
        guard case .scalar(let name, let isQuoted) = keyNode.content else { continue }
        if name == "<<", !isQuoted {
          merged += value.items.isEmpty ? [value] : value.items
        } else {
          entries.append(
            ConfigurationNode.Entry(key: name, keyLocation: keyNode.location, value: value)
          )
        }
      }
      var known = Set(entries.map(\.key))
      for entry in merged.flatMap(\.entries) where known.insert(entry.key).inserted {
        entries.append(entry)
      }
      return ConfigurationNode(.mapping(entries), at: location)
    }

    private mutating func spend(
      _ amount: Int,
      at location: SourceLocation
    ) throws(ConfigurationFailure) {
      budget -= amount
      guard budget >= 0 else {
        let reason = "expands to more than \(YAMLReader.mostValues) values"
        throw ConfigurationFailure(reason: reason, location: location)
      }
    }

    /// The parser counts characters; editors and SARIF count UTF-16 units.
    private func location(_ mark: Mark?) -> SourceLocation {
      guard let mark else { return SourceLocation(file: path, line: 1) }
      let bytes = lines.bytes(ofLine: mark.line)
      var column = 1
      var characters = 1
      for byte in bytes where byte & 0xC0 != 0x80 {
        guard characters < mark.column else { break }
        characters += 1
        column += byte >= 0xF0 ? 2 : 1
      }
      return SourceLocation(file: path, line: mark.line, column: max(column, 1))
    }
  }
}
