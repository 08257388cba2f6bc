/// One pattern of a set that is looked for in a single pass.
package struct TextPattern: Hashable, Sendable {
  /// How a pattern is written.
  package enum Syntax: Hashable, Sendable {
    /// These bytes and nothing else.
    case literal(String)
    /// A regular expression of the matcher's dialect: Perl's, without captures, back references
    /// and look-around. Write repetitions with an upper bound.
    case expression(String)
  }

  /// Number by which matches name the pattern; unique in its set.
  package var id: UInt32
  /// What is looked for.
  package var syntax: Syntax
  /// Whether upper and lower case ASCII letters are the same.
  package var ignoresCase: Bool
  /// Whether the first match of a buffer is enough.
  package var onlyFirst: Bool
  /// Whether matches tell where they start.
  ///
  /// It costs time when compiling and when scanning; a literal's start is known anyway.
  package var reportsStart: Bool

  /// Creates a pattern from its parts.
  package init(
    id: UInt32,
    syntax: Syntax,
    ignoresCase: Bool,
    onlyFirst: Bool,
    reportsStart: Bool
  ) {
    self.id = id
    self.syntax = syntax
    self.ignoresCase = ignoresCase
    self.onlyFirst = onlyFirst
    self.reportsStart = reportsStart
  }

  /// Creates a pattern that looks for these bytes.
  package static func literal(
    _ text: String,
    id: UInt32,
    ignoresCase: Bool = false,
    onlyFirst: Bool = false
  ) -> TextPattern {
    TextPattern(
      id: id,
      syntax: .literal(text),
      ignoresCase: ignoresCase,
      onlyFirst: onlyFirst,
      reportsStart: false
    )
  }

  /// Creates a pattern from a regular expression.
  package static func expression(
    _ text: String,
    id: UInt32,
    ignoresCase: Bool = false,
    onlyFirst: Bool = false,
    reportsStart: Bool = false
  ) -> TextPattern {
    TextPattern(
      id: id,
      syntax: .expression(text),
      ignoresCase: ignoresCase,
      onlyFirst: onlyFirst,
      reportsStart: reportsStart
    )
  }

  /// The pattern in the matcher's dialect.
  var matcherText: String {
    switch syntax {
    case .expression(let text): text
    case .literal(let text):
      text.utf8.reduce(into: "") { result, byte in
        if Self.isPlain(byte) {
          result.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          result += "\\x" + Self.hexadecimal(byte)
        }
      }
    }
  }

  /// Length in bytes of every match, nil when matches differ.
  var fixedLength: Int? {
    guard case .literal(let text) = syntax else { return nil }
    return text.utf8.count
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.count == 1 ? "0" + text : text
  }
}
