/// A statement: pipelines joined by `&&` and `||`.
struct ShellStatement: Hashable, Sendable {
  var parts: [ShellPipeline] = []
  var isBackground = false

  /// Whether a command in it ends the script in failure.
  var exitsInFailure: Bool { simpleCommands.contains(where: Self.isFailingExit) }

  /// Whether it looks at `$?`.
  var readsStatus: Bool {
    parts.flatMap(\.elements).contains { element in
      guard case .simple(let words, _, _, let assigned) = element else { return false }
      return (words + assigned).contains { $0.contains("$?") }
    }
  }

  /// Whether it ends the script with a result kept in a variable.
  var exitsWithVariable: Bool {
    simpleCommands.contains { $0.first == "exit" && $0.count > 1 && $0[1].hasPrefix("$") }
  }

  private var simpleCommands: [[String]] {
    parts.flatMap(\.elements).flatMap(\.simpleCommands)
  }

  static func isFailingExit(_ words: [String]) -> Bool {
    guard let first = words.first else { return false }
    switch first {
    case "exit", "return": return words.count > 1 && words[1] != "0"
    case "false": return true
    case "throw": return true
    default: return false
    }
  }
}

/// Commands joined by `|`.
struct ShellPipeline: Hashable, Sendable {
  enum Joint: Hashable, Sendable {
    case first
    case and
    case or
  }

  var joint: Joint
  var isNegated = false
  var elements: [ShellElement] = []

  /// Whether running it ends in failure.
  var fails: Bool {
    guard let last = elements.last else { return false }
    switch last {
    case .simple(let words, _, _, _): return ShellStatement.isFailingExit(words)
    case .group(let statements): return statements.contains { $0.exitsInFailure }
    case .conditional: return false
    }
  }

  /// Its first words, to be shown.
  var summary: String {
    guard case .simple(let words, _, _, _)? = elements.first else { return "a group" }
    return words.prefix(2).joined(separator: " ")
  }
}

/// One element of a pipeline.
indirect enum ShellElement: Hashable, Sendable {
  case simple([String], line: Int, writes: [String], assigned: [String])
  case group([ShellStatement])
  case conditional(condition: [ShellStatement], branches: [[ShellStatement]])

  var simpleCommands: [[String]] {
    switch self {
    case .simple(let words, _, _, _): [words]
    case .group(let statements):
      statements.flatMap(\.parts).flatMap(\.elements).flatMap(\.simpleCommands)
    case .conditional(let condition, let branches):
      ([condition] + branches).flatMap { $0 }.flatMap(\.parts).flatMap(\.elements)
        .flatMap(\.simpleCommands)
    }
  }
}

/// Reads the structure of a script; what it does not understand it takes as plain commands.
struct ShellParser {
  private static let deepest = 40

  private let tokens: [ShellToken]
  private var index = 0
  private var depth = 0
  /// Whether a trap ends the script in success whatever happened.
  private(set) var hasForgivingTrap = false

  init(tokens: [ShellToken]) { self.tokens = tokens }

  mutating func statements(until ends: Set<String>) -> [ShellStatement] {
    var made: [ShellStatement] = []
    while index < tokens.count, !stands(at: ends) {
      let before = index
      let statement = statement(until: ends)
      if !statement.parts.isEmpty { made.append(statement) }
      if index == before { index += 1 }
    }
    return made
  }

  private func stands(at ends: Set<String>) -> Bool {
    guard index < tokens.count else { return true }
    switch tokens[index] {
    case .word(let word, _, let isQuoted): return !isQuoted && ends.contains(word)
    case .symbol(let symbol, _): return symbol != ";" && ends.contains(symbol)
    case .output: return false
    }
  }

  private mutating func statement(until ends: Set<String>) -> ShellStatement {
    var statement = ShellStatement()
    var joint = ShellPipeline.Joint.first
    while index < tokens.count, !stands(at: ends) {
      let pipeline = pipeline(joint: joint, until: ends)
      if !pipeline.elements.isEmpty { statement.parts.append(pipeline) }
      guard index < tokens.count, case .symbol(let symbol, _) = tokens[index] else { break }
      switch symbol {
      case "&&", "||":
        joint = symbol == "&&" ? .and : .or
        index += 1
        skipBreaks()
      case "&":
        statement.isBackground = true
        index += 1
        return statement
      case ";", ";;":
        index += 1
        return statement
      default: return statement
      }
    }
    return statement
  }

  private mutating func skipBreaks() {
    while index < tokens.count, case .symbol(";", _) = tokens[index] { index += 1 }
  }

  private mutating func pipeline(
    joint: ShellPipeline.Joint,
    until ends: Set<String>
  ) -> ShellPipeline {
    var pipeline = ShellPipeline(joint: joint)
    if case .word("!", _, false)? = tokens[safe: index] {
      pipeline.isNegated = true
      index += 1
    }
    while index < tokens.count, !stands(at: ends) {
      if let element = element(until: ends) { pipeline.elements.append(element) }
      guard case .symbol("|", _)? = tokens[safe: index] else { break }
      index += 1
      skipBreaks()
    }
    return pipeline
  }

  private mutating func element(until ends: Set<String>) -> ShellElement? {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { return simple(until: ends) }
    if case .symbol("(", _)? = tokens[safe: index] {
      index += 1
      return .group(closed(by: ")"))
    }
    guard case .word(let word, _, false)? = tokens[safe: index] else { return simple(until: ends) }
    switch word {
    case "{":
      index += 1
      return .group(closed(by: "}"))
    case "if": return conditional()
    case "while", "until":
      index += 1
      let condition = statements(until: ["do"])
      index += 1
      return .conditional(condition: condition, branches: [closed(by: "done")])
    case "for", "select":
      while index < tokens.count, !stands(at: ["do"]) { index += 1 }
      index += 1
      return .group(closed(by: "done"))
    case "case":
      while index < tokens.count, !stands(at: ["in"]) { index += 1 }
      index += 1
      return .group(caseBranches())
    default: return simple(until: ends)
    }
  }

  private mutating func closed(by end: String) -> [ShellStatement] {
    let inner = statements(until: [end])
    index += 1
    return inner
  }

  private mutating func conditional() -> ShellElement {
    index += 1
    let condition = statements(until: ["then"])
    index += 1
    var branches = [statements(until: ["elif", "else", "fi"])]
    while index < tokens.count, case .word(let word, _, _) = tokens[index], word != "fi" {
      index += 1
      if word == "elif" {
        branches.append(statements(until: ["then"]))
        index += 1
      }
      branches.append(statements(until: ["elif", "else", "fi"]))
    }
    index += 1
    return .conditional(condition: condition, branches: branches)
  }

  /// Takes the branches of a `case`; their patterns are passed over.
  private mutating func caseBranches() -> [ShellStatement] {
    var made: [ShellStatement] = []
    while index < tokens.count, !stands(at: ["esac"]) {
      while index < tokens.count, !stands(at: [")", "esac"]) { index += 1 }
      guard !stands(at: ["esac"]) else { break }
      index += 1
      while index < tokens.count, !stands(at: ["esac"]) {
        if case .symbol(";;", _) = tokens[index] { break }
        let before = index
        let statement = statement(until: ["esac"])
        if !statement.parts.isEmpty { made.append(statement) }
        if index == before { index += 1 }
        if case .symbol(";;", _)? = tokens[safe: index - 1] { break }
      }
    }
    index += 1
    return made
  }

  private mutating func simple(until ends: Set<String>) -> ShellElement? {
    var words: [String] = []
    var writes: [String] = []
    var line: Int?
    var assigned: [String] = []
    loop: while index < tokens.count {
      switch tokens[index] {
      case .word(let word, let wordLine, let isQuoted):
        if words.isEmpty, !isQuoted, ends.contains(word) { break loop }
        line = line ?? wordLine
        if words.isEmpty, Self.isAssignment(word) {
          assigned.append(word)
        } else {
          words.append(word)
        }
      case .output(let target, let wordLine):
        line = line ?? wordLine
        writes.append(target)
      case .symbol("(", _) where words.count == 1:
        // A function: its body is read as if it stood here.
        if case .symbol(")", _)? = tokens[safe: index + 1] {
          index += 2
          skipBreaks()
          return element(until: ends)
        }
        break loop
      case .symbol: break loop
      }
      index += 1
    }
    noteTrap(words)
    guard let line, !words.isEmpty || !assigned.isEmpty || !writes.isEmpty else { return nil }
    return .simple(words, line: line, writes: writes, assigned: assigned)
  }

  private mutating func noteTrap(_ words: [String]) {
    guard words.count > 2, words[0] == "trap", words[1].contains("exit 0") else { return }
    if words.contains("EXIT") || words.contains("ERR") { hasForgivingTrap = true }
  }

  private static func isAssignment(_ word: String) -> Bool {
    guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
    return word[..<equals].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "+" }
  }
}

extension Array {
  /// The element at a position, nil outside the array.
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
