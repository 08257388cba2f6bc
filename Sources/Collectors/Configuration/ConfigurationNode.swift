package import ReadinessModel

/// One value of a YAML or JSON file, with its place.
package struct ConfigurationNode: Sendable, Hashable {
  /// One entry of a mapping.
  package struct Entry: Sendable, Hashable {
    /// The key as written, never interpreted: `on` stays `on`.
    package var key: String
    /// The key's place.
    package var keyLocation: SourceLocation
    /// The value.
    package var value: ConfigurationNode
  }

  /// What a value is made of.
  package enum Content: Sendable, Hashable {
    /// A string, number, boolean or null; `isQuoted` says that it can only be a string.
    case scalar(String, isQuoted: Bool)
    /// A list.
    case sequence([ConfigurationNode])
    /// Keys and values, in order.
    case mapping([Entry])
  }

  /// What the value is made of.
  package var content: Content
  /// Where it begins.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// The entries of a mapping, empty for anything else.
  package var entries: [Entry] {
    guard case .mapping(let entries) = content else { return [] }
    return entries
  }

  /// The items of a list, empty for anything else.
  package var items: [ConfigurationNode] {
    guard case .sequence(let items) = content else { return [] }
    return items
  }

  /// The value of a key, nil when there is none.
  package subscript(key: String) -> ConfigurationNode? {
    entries.first { $0.key == key }?.value
  }

  /// The value of the first of several keys, whatever the case of its letters.
  package func value(ofAnyOf keys: [String]) -> ConfigurationNode? {
    for key in keys {
      if let entry = entries.first(where: { Self.normalised($0.key) == Self.normalised(key) }) {
        return entry.value
      }
    }
    return nil
  }

  /// The text of a scalar that is not null.
  package var string: String? {
    guard case .scalar(let text, let isQuoted) = content else { return nil }
    if !isQuoted, text.isEmpty || text == "~" || text.lowercased() == "null" { return nil }
    return text
  }

  /// The scalar as a boolean, nil when it is none.
  package var bool: Bool? {
    guard case .scalar(let text, _) = content else { return nil }
    return switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// The scalar as a whole number, nil when it is none.
  package var int: Int? { string.flatMap { Int($0) } }

  /// The texts of a scalar, of a list of scalars, or of a mapping's keys.
  package var strings: [String] {
    switch content {
    case .scalar: string.map { [$0] } ?? []
    case .sequence(let items): items.compactMap(\.string)
    case .mapping(let entries): entries.map(\.key)
    }
  }

  /// Whether the value is a scalar without content.
  package var isNull: Bool {
    guard case .scalar = content else { return false }
    return string == nil
  }

  private static func normalised(_ key: String) -> String {
    key.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

/// Why a configuration file could not be read.
package struct ConfigurationFailure: Error, Hashable, Sendable {
  /// What is wrong, as a clause.
  package var reason: String
  /// Where, as far as it is known.
  package var location: SourceLocation

  /// The failure as an entry of the list of files not read.
  package func skipped(mattersFor kinds: [String]) -> SkippedFile {
    let place = location.line > 1 ? " (line \(location.line))" : ""
    return SkippedFile(file: location.file, reason: reason + place, mattersFor: kinds)
  }
}

/// Facts, and the files that would have held more of them had they been readable.
package struct Collected<Facts: Sendable & Hashable>: Sendable, Hashable {
  /// What was seen.
  package var facts: Facts
  /// The files that could not be read.
  package var skipped: [SkippedFile]

  /// Creates a value from its parts.
  package init(_ facts: Facts, skipped: [SkippedFile] = []) {
    self.facts = facts
    self.skipped = skipped
  }
}
