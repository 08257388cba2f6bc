/// A value of a YAML file, with the bytes it takes.
struct YAMLNode: Hashable, Sendable {
  /// What it is made of.
  enum Content: Hashable, Sendable {
    /// Keys and values under each other.
    case mapping([YAMLEntry])
    /// Values under each other, each behind a dash.
    case sequence([YAMLItem])
    /// A text on one line or several, quoted or not.
    case scalar(String)
    /// A text behind `|` or `>`, with its lines as they stand in the file.
    case block(lines: Range<Int>, indent: Int)
    /// A list between brackets whose items are plain texts.
    case list([YAMLWord])
    /// Anything else between brackets or braces.
    case flow
    /// Nothing.
    case null
  }

  var content: Content
  /// Bytes from its first to its last; for a block they begin at the `|`.
  var range: Range<Int>
  /// Lines it reaches over, 0-based; those of blank lines and comments after it are left out.
  var lines: Range<Int>
  /// Whether an anchor, an alias or a tag stands before it.
  var isSpecial = false

  /// The entries of a mapping, none for anything else.
  var entries: [YAMLEntry] {
    guard case .mapping(let entries) = content else { return [] }
    return entries
  }

  /// The items of a sequence, none for anything else.
  var items: [YAMLItem] {
    guard case .sequence(let items) = content else { return [] }
    return items
  }

  /// The text of a scalar that stands on its own lines, nil for anything else.
  var scalar: String? {
    guard case .scalar(let text) = content else { return nil }
    return text
  }

  /// The texts of a scalar, a list of scalars or the keys of a mapping.
  var words: [String] {
    switch content {
    case .scalar(let text): [text]
    case .list(let words): words.map(\.text)
    case .sequence(let items): items.compactMap(\.value.scalar)
    case .mapping(let entries): entries.map(\.key)
    case .block, .flow, .null: []
    }
  }

  /// The entry of a key, nil when there is none.
  func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key == key } }

  /// The value of a key, nil when there is none.
  subscript(key: String) -> YAMLNode? { entry(key)?.value }
}

/// A key and its value.
struct YAMLEntry: Hashable, Sendable {
  var key: String
  /// The first byte of the key.
  var start: Int
  /// The line of the key, 0-based.
  var line: Int
  /// Bytes before the key on its line.
  var column: Int
  var value: YAMLNode

  /// Lines from the key to the end of its value.
  var lines: Range<Int> { line..<max(line + 1, value.lines.upperBound) }
}

/// A value behind a dash.
struct YAMLItem: Hashable, Sendable {
  /// The line of the dash, 0-based.
  var line: Int
  /// Bytes before the dash on its line.
  var column: Int
  var value: YAMLNode

  /// Lines from the dash to the end of its value.
  var lines: Range<Int> { line..<max(line + 1, value.lines.upperBound) }
}

/// A plain text between brackets.
struct YAMLWord: Hashable, Sendable {
  var text: String
  var range: Range<Int>
}

/// Why the places of a YAML file cannot be told.
struct YAMLObstacle: Error, Hashable, Sendable {
  /// What is in the way, as a clause.
  var reason: String
  /// 1-based line.
  var line: Int
}
