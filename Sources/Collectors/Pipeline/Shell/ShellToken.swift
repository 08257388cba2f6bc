/// A piece of a shell script.
enum ShellToken: Hashable, Sendable {
  /// A word, its quotes taken away.
  case word(String, line: Int, isQuoted: Bool)
  /// `|`, `||`, `&&`, `;`, `;;`, `&`, `(`, `)` or a line break as `;`.
  case symbol(String, line: Int)
  /// A redirection into a file.
  case output(String, line: Int)
}

/// Splits a shell script into words and symbols; no variable is expanded, nothing is run.
struct ShellTokenizer {
  private static let mostTokens = 50_000

  private let text: [UInt8]
  private var index = 0
  private var line = 0
  private var tokens: [ShellToken] = []
  private var pendingHeredocs: [String] = []
  /// Scripts found in `$(…)`, backquotes and `<(…)`, with their lines.
  private(set) var substitutions: [(text: String, line: Int)] = []

  init(_ text: String) { self.text = Array(text.utf8) }

  mutating func tokenize() -> [ShellToken] {
    while index < text.count, tokens.count < Self.mostTokens { step() }
    return tokens
  }

  private func at(_ offset: Int) -> UInt8 {
    index + offset < text.count ? text[index + offset] : 0
  }

  private mutating func step() {
    let byte = text[index]
    switch byte {
    case 0x20, 0x09, 0x0D: index += 1
    case 0x0A:
      tokens.append(.symbol(";", line: line))
      line += 1
      index += 1
      skipHeredocs()
    case UInt8(ascii: "#"): while index < text.count, text[index] != 0x0A { index += 1 }
    case UInt8(ascii: "\\") where at(1) == 0x0A:
      index += 2
      line += 1
    case UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ";"): symbol(byte)
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      tokens.append(.symbol(String(UnicodeScalar(byte)), line: line))
      index += 1
    case UInt8(ascii: "<"), UInt8(ascii: ">"): redirection()
    default: word()
    }
  }

  private mutating func symbol(_ byte: UInt8) {
    if byte == UInt8(ascii: "&"), at(1) == UInt8(ascii: ">") {
      index += 1
      redirection()
      return
    }
    let isDouble = at(1) == byte
    let one = String(UnicodeScalar(byte))
    tokens.append(.symbol(isDouble ? one + one : one, line: line))
    index += isDouble ? 2 : 1
    if byte == UInt8(ascii: "|"), !isDouble, at(0) == UInt8(ascii: "&") { index += 1 }
  }

  private mutating func redirection() {
    let isInput = text[index] == UInt8(ascii: "<")
    if isInput, at(1) == UInt8(ascii: "("), let inner = balanced(from: index + 1) {
      substitutions.append((inner, line))
      tokens.append(.word("<()", line: line, isQuoted: false))
      return
    }
    if isInput, at(1) == UInt8(ascii: "<"), at(2) != UInt8(ascii: "<") {
      heredoc()
      return
    }
    while index < text.count, "<>&|".utf8.contains(text[index]) { index += 1 }
    while index < text.count, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
    guard index < text.count, text[index] != 0x0A else { return }
    let before = tokens.count
    word()
    guard tokens.count > before, case .word(let target, _, _) = tokens.removeLast() else { return }
    let isDescriptor = target.allSatisfy { $0.isNumber || $0 == "-" }
    if !isInput, !isDescriptor { tokens.append(.output(target, line: line)) }
  }

  private mutating func heredoc() {
    index += 2
    if at(0) == UInt8(ascii: "-") { index += 1 }
    while at(0) == 0x20 || at(0) == 0x09 { index += 1 }
    let start = index
    while index < text.count, text[index] > 0x20, !";|&)".utf8.contains(text[index]) { index += 1 }
    let name = text[start..<index].filter { !"'\"\\".utf8.contains($0) }
    if !name.isEmpty { pendingHeredocs.append(String(decoding: name, as: UTF8.self)) }
  }

  private mutating func skipHeredocs() {
    while let name = pendingHeredocs.first {
      pendingHeredocs.removeFirst()
      while index < text.count {
        let end = text[index...].firstIndex(of: 0x0A) ?? text.count
        let content = text[index..<end].drop { $0 == 0x09 || $0 == 0x20 }
        index = min(end + 1, text.count)
        line += 1
        if content.elementsEqual(name.utf8) { break }
      }
    }
  }

  private mutating func word() {
    var made: [UInt8] = []
    var isQuoted = false
    let start = line
    loop: while index < text.count {
      let byte = text[index]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ";"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
        break loop
      case UInt8(ascii: "\\"):
        if at(1) == 0x0A { line += 1 } else if at(1) != 0 { made.append(at(1)) }
        index += 2
      case UInt8(ascii: "'"):
        isQuoted = true
        singleQuoted(into: &made)
      case UInt8(ascii: "\""):
        isQuoted = true
        doubleQuoted(into: &made)
      case UInt8(ascii: "$"), UInt8(ascii: "`"): dollar(into: &made)
      default:
        made.append(byte)
        index += 1
      }
    }
    index = min(index, text.count)
    tokens.append(.word(String(decoding: made, as: UTF8.self), line: start, isQuoted: isQuoted))
  }

  private mutating func singleQuoted(into made: inout [UInt8]) {
    index += 1
    while index < text.count, text[index] != UInt8(ascii: "'") {
      if text[index] == 0x0A { line += 1 }
      made.append(text[index])
      index += 1
    }
    index += 1
  }

  private mutating func doubleQuoted(into made: inout [UInt8]) {
    index += 1
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      switch text[index] {
      case UInt8(ascii: "\\") where index + 1 < text.count:
        if at(1) == 0x0A { line += 1 } else { made.append(at(1)) }
        index += 2
      case UInt8(ascii: "$"), UInt8(ascii: "`"): dollar(into: &made)
      case let byte:
        if byte == 0x0A { line += 1 }
        made.append(byte)
        index += 1
      }
    }
    index += 1
  }

  /// Takes `$(…)`, `${…}`, `${{ … }}`, backquotes or a lone dollar.
  private mutating func dollar(into made: inout [UInt8]) {
    let start = index
    if text[index] == UInt8(ascii: "`") {
      let end = text[(index + 1)...].firstIndex(of: UInt8(ascii: "`")) ?? text.count
      substitute(String(decoding: text[(index + 1)..<end], as: UTF8.self))
      index = min(end + 1, text.count)
      made.append(contentsOf: Array("$()".utf8))
      return
    }
    if at(1) == UInt8(ascii: "("), let inner = balanced(from: index + 1) {
      // `$((…))` is arithmetic.
      if !inner.hasPrefix("(") { substitutions.append((inner, line - lines(in: inner))) }
      made.append(contentsOf: Array("$()".utf8))
      return
    }
    if at(1) == UInt8(ascii: "{") {
      let close: [UInt8] = at(2) == UInt8(ascii: "{") ? Array("}}".utf8) : Array("}".utf8)
      index += 2
      while index < text.count, !text[index...].starts(with: close) {
        if text[index] == 0x0A { line += 1 }
        index += 1
      }
      index = min(index + close.count, text.count)
      made.append(contentsOf: text[start..<index])
      return
    }
    made.append(text[index])
    index += 1
  }

  private mutating func substitute(_ inner: String) {
    substitutions.append((inner, line))
    line += lines(in: inner)
  }

  private func lines(in text: String) -> Int { text.utf8.count { $0 == 0x0A } }

  /// Takes a parenthesis with its content; nil, and the rest of the text stays, when unclosed.
  private mutating func balanced(from open: Int) -> String? {
    var depth = 0
    var cursor = open
    var quote: UInt8 = 0
    while cursor < text.count {
      let byte = text[cursor]
      if byte == UInt8(ascii: "\\") {
        cursor += 2
        continue
      }
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 {
          let inner = String(decoding: text[(open + 1)..<cursor], as: UTF8.self)
          line += lines(in: inner)
          index = cursor + 1
          return inner
        }
      }
      cursor += 1
    }
    index = open + 1
    return nil
  }
}
