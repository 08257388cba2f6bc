internal import ReadinessModel

/// Reads JSON, with the comments and trailing commas that tools allow in their settings.
package enum JSONReader {
  private static let mostBytes = 4_000_000
  private static let mostValues = 400_000

  /// Reads a file; nil when it is empty.
  package static func read(
    _ file: RepositoryFile
  ) throws(ConfigurationFailure) -> ConfigurationNode? {
    guard file.bytes.count <= mostBytes else {
      throw ConfigurationFailure(reason: "larger than \(mostBytes) bytes", location: file.start)
    }
    var parser = JSONParser(file: file, budget: mostValues)
    parser.skipBlanks()
    guard !parser.isAtEnd else { return nil }
    let root = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.isAtEnd else { throw parser.failure("has text after its value") }
    return root
  }
}

private struct JSONParser {
  private static let deepest = 100

  let file: RepositoryFile
  var budget: Int
  private var index: Int

  init(file: RepositoryFile, budget: Int) {
    self.file = file
    self.budget = budget
    index = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  var isAtEnd: Bool { index >= file.bytes.count }

  private var byte: UInt8? { index < file.bytes.count ? file.bytes[index] : nil }
  private var here: SourceLocation { file.location(atByte: index) }

  func failure(_ reason: String) -> ConfigurationFailure {
    ConfigurationFailure(reason: "is not valid JSON: " + reason, location: here)
  }

  mutating func value(depth: Int) throws(ConfigurationFailure) -> ConfigurationNode {
    guard depth <= Self.deepest else {
      throw ConfigurationFailure(
        reason: "nests deeper than \(Self.deepest) levels",
        location: here
      )
    }
    budget -= 1
    guard budget >= 0 else { throw failure("too many values") }
    let start = here
    switch byte {
    case UInt8(ascii: "{"): return try mapping(depth: depth, at: start)
    case UInt8(ascii: "["): return try sequence(depth: depth, at: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return ConfigurationNode(.scalar(try text(), isQuoted: true), at: start)
    default:
      let word = bareWord()
      guard !word.isEmpty else { throw failure("a value is missing") }
      return ConfigurationNode(.scalar(word, isQuoted: false), at: start)
    }
  }

  private mutating func mapping(
    depth: Int,
    at start: SourceLocation
  ) throws(ConfigurationFailure) -> ConfigurationNode {
    index += 1
    var entries: [ConfigurationNode.Entry] = []
    while true {
      skipBlanks()
      guard let byte else { throw failure("an object is not closed") }
      if byte == UInt8(ascii: "}") { break }
      let keyLocation = here
      let isQuoted = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      let key = isQuoted ? try text() : bareWord()
      skipBlanks()
      guard self.byte == UInt8(ascii: ":") else { throw failure("a colon is missing") }
      index += 1
      skipBlanks()
      let value = try value(depth: depth + 1)
      entries.append(ConfigurationNode.Entry(key: key, keyLocation: keyLocation, value: value))
      skipBlanks()
      if self.byte == UInt8(ascii: ",") {
        index += 1
      } else if self.byte != UInt8(ascii: "}") {
        throw failure("a comma is missing")
      }
    }
    index += 1
    return ConfigurationNode(.mapping(entries), at: start)
  }

  private mutating func sequence(
    depth: Int,
    at start: SourceLocation
  ) throws(ConfigurationFailure) -> ConfigurationNode {
    index += 1
    var items: [ConfigurationNode] = []
    while true {
      skipBlanks()
      guard let byte else { throw failure("a list is not closed") }
      if byte == UInt8(ascii: "]") { break }
      items.append(try value(depth: depth + 1))
      skipBlanks()
      if self.byte == UInt8(ascii: ",") {
        index += 1
      } else if self.byte != UInt8(ascii: "]") {
        throw failure("a comma is missing")
      }
    }
    index += 1
    return ConfigurationNode(.sequence(items), at: start)
  }

  private mutating func text() throws(ConfigurationFailure) -> String {
    let quote = file.bytes[index]
    index += 1
    var made: [UInt8] = []
    while let byte {
      index += 1
      if byte == quote { return String(decoding: made, as: UTF8.self) }
      if byte == 0x0A { break }
      guard byte == UInt8(ascii: "\\") else {
        made.append(byte)
        continue
      }
      guard let escaped = self.byte else { break }
      index += 1
      switch escaped {
      case UInt8(ascii: "n"): made.append(0x0A)
      case UInt8(ascii: "t"): made.append(0x09)
      case UInt8(ascii: "r"): made.append(0x0D)
      case UInt8(ascii: "b"): made.append(0x08)
      case UInt8(ascii: "f"): made.append(0x0C)
      case UInt8(ascii: "u"): made.append(contentsOf: unicodeEscape().utf8)
      default: made.append(escaped)
      }
    }
    throw failure("a string is not closed")
  }

  private mutating func unicodeEscape() -> String {
    guard let high = hexUnit() else { return "\u{FFFD}" }
    var units = [high]
    let isFirstHalf = (0xD800..<0xDC00).contains(high)
    if isFirstHalf, byte == UInt8(ascii: "\\"), index + 1 < file.bytes.count,
      file.bytes[index + 1] == UInt8(ascii: "u")
    {
      index += 2
      if let low = hexUnit() { units.append(low) }
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func hexUnit() -> UInt16? {
    guard index + 4 <= file.bytes.count else { return nil }
    let digits = String(decoding: file.bytes[index..<(index + 4)], as: UTF8.self)
    guard let unit = UInt16(digits, radix: 16) else { return nil }
    index += 4
    return unit
  }

  private mutating func bareWord() -> String {
    let start = index
    while let byte, byte > 0x20, !"{}[]:,\"'/".utf8.contains(byte) { index += 1 }
    return String(decoding: file.bytes[start..<index], as: UTF8.self)
  }

  mutating func skipBlanks() {
    while let byte {
      if byte <= 0x20 {
        index += 1
      } else if byte == UInt8(ascii: "/"), index + 1 < file.bytes.count {
        guard skipComment() else { return }
      } else {
        return
      }
    }
  }

  private mutating func skipComment() -> Bool {
    switch file.bytes[index + 1] {
    case UInt8(ascii: "/"):
      while let byte, byte != 0x0A { index += 1 }
      return true
    case UInt8(ascii: "*"):
      index += 2
      while index < file.bytes.count {
        if file.bytes[index] == UInt8(ascii: "*"), index + 1 < file.bytes.count,
          file.bytes[index + 1] == UInt8(ascii: "/")
        {
          index += 2
          return true
        }
        index += 1
      }
      return true
    default: return false
    }
  }
}
