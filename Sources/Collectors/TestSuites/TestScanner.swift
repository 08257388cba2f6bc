internal import ReadinessModel

/// Finds test cases in a source text by its tokens; comments and strings are no code.
struct TestScanner {
  private static let deepest = 2_000

  /// An open parenthesis, brace or bracket.
  private struct Opening {
    var callee: String
    var isTestCase: Bool
    var location: Int
    var isDenial: Bool
    /// Position of the innermost test case around what stands inside, itself included.
    var testCase: Int?
    /// Whether what stands inside is among the arguments of an assertion of that case.
    var isAsserting: Bool
  }

  private static let caseNames: Set = ["it", "test", "specify"]
  private static let groupNames: Set = ["describe", "suite", "context"]
  private static let skippedNames: Set = ["xit", "xtest", "xdescribe", "xspecify", "xcontext"]
  private static let focusedNames: Set = ["fit", "fdescribe"]
  private static let assertions: Set = [
    ".expect", "assert", "ok", "toBe", "toEqual", "toStrictEqual", "toThrow", "toThrowError",
    "toHaveProperty",
    "toMatchObject", "toMatch", "toContain", "toHaveBeenCalledWith", "equal", "strictEqual",
    "deepEqual", "deepStrictEqual", "equals", "eql", "is", "throws", "rejects", "throw",
    "rejectedWith", "assertStatus", "toBeInstanceOf", "instanceOf", "instanceof",
    "objectContaining", "same", "oneOf", "toHaveStatus", "have", "property",
  ]
  private static let refusals = [
    "forbidden", "unauthorized", "unauthorised", "unauthenticated", "accessdenied",
    "permissiondenied", "notauthorized", "not authorized", "not allowed", "access denied",
    "permission denied", "insufficient permission", "insufficient_permission",
  ]

  private let file: RepositoryFile
  private let bytes: [UInt8]
  private var index = 0
  private var openings: [Opening] = []
  /// The identifiers that lead to the current place, as `["it", "skip"]`.
  private var chain: [String] = []
  private var chainStart = 0
  private var afterDot = false
  private var lastSignificant: UInt8 = 0
  private var lastWord = ""
  /// Whether the last word stands behind a dot.
  private var isDotted = false

  private(set) var cases = 0
  private(set) var skipped: [SourceLocation] = []
  private(set) var denials: [SourceLocation] = []
  private(set) var framework: String?

  init(_ file: RepositoryFile) {
    self.file = file
    bytes = file.bytes
  }

  mutating func scan() {
    while index < bytes.count { step() }
  }

  private func at(_ offset: Int) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  private mutating func step() {
    let byte = bytes[index]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: index += 1
    case UInt8(ascii: "/") where at(1) == UInt8(ascii: "/"):
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    case UInt8(ascii: "/") where at(1) == UInt8(ascii: "*"): skipBlockComment()
    case UInt8(ascii: "/") where beginsPattern: skipPattern()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): text(quote: byte)
    case UInt8(ascii: "`"): template()
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open(byte)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): close(byte)
    case UInt8(ascii: "."):
      // Three dots spread; one joins the names of a chain.
      if at(1) == byte {
        while at(0) == byte { index += 1 }
        endChain(byte)
      } else {
        afterDot = true
        lastSignificant = byte
        index += 1
      }
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case _ where Self.isWord(byte): word()
    default:
      if byte != UInt8(ascii: "?") || at(1) != UInt8(ascii: ".") { endChain(byte) }
      index += 1
    }
  }

  private mutating func endChain(_ byte: UInt8) {
    chain = []
    afterDot = false
    lastSignificant = byte
    lastWord = ""
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
      || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  // MARK: - What is no code

  private mutating func skipBlockComment() {
    index += 2
    while index < bytes.count, !(bytes[index] == UInt8(ascii: "*") && at(1) == UInt8(ascii: "/")) {
      index += 1
    }
    index += 2
  }

  /// Whether a slash here begins a regular expression rather than divides.
  private var beginsPattern: Bool {
    if ["return", "typeof", "case", "in", "of", "await"].contains(lastWord) { return true }
    return lastSignificant == 0 || "(,=:[!&|?{};<>+-*%~^".utf8.contains(lastSignificant)
  }

  private mutating func skipPattern() {
    var isInSet = false
    index += 1
    while index < bytes.count, bytes[index] != 0x0A {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): isInSet = true
      case UInt8(ascii: "]"): isInSet = false
      case UInt8(ascii: "/") where !isInSet:
        index += 1
        endChain(UInt8(ascii: ")"))
        return
      default: break
      }
      index += 1
    }
  }

  private mutating func text(quote: UInt8) {
    let start = index + 1
    index += 1
    // A quotation mark in the text between tags is no string: it ends with its line.
    while index < bytes.count, bytes[index] != quote, bytes[index] != 0x0A {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(index, bytes.count)
    noteText(start..<max(start, end))
    index = end + 1
    endChain(UInt8(ascii: ")"))
  }

  private mutating func template() {
    let start = index + 1
    var depth = 0
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if byte == UInt8(ascii: "$"), at(1) == UInt8(ascii: "{") {
        depth += 1
        index += 1
      } else if depth > 0, byte == UInt8(ascii: "{") {
        depth += 1
      } else if depth > 0, byte == UInt8(ascii: "}") {
        depth -= 1
      } else if depth == 0, byte == UInt8(ascii: "`") {
        break
      }
      index += 1
    }
    let end = min(index, bytes.count)
    noteText(start..<max(start, end))
    index = end + 1
    // `it.each` takes its table as a template: the chain goes on behind it.
    if chain.last != "each" { endChain(UInt8(ascii: ")")) }
    lastSignificant = UInt8(ascii: ")")
  }

  private mutating func noteText(_ range: Range<Int>) {
    if lastWord == "from" || openings.last.map({ $0.callee == "require" }) == true {
      framework = framework ?? Self.framework(of: String(decoding: bytes[range], as: UTF8.self))
    }
    guard isAsserting, range.count < 500 else { return }
    let text = String(decoding: bytes[range], as: UTF8.self).lowercased()
    if Self.refusals.contains(where: text.holds) || text == "401" || text == "403" {
      noteDenial()
    }
  }

  private static func framework(of module: String) -> String? {
    switch module {
    case "vitest": "vitest"
    case "@jest/globals", "jest": "jest"
    case "node:test", "test": "node:test"
    case "@playwright/test": "playwright"
    case "mocha": "mocha"
    case "ava": "ava"
    case "tap", "node-tap": "tap"
    case "bun:test": "bun"
    case "uvu": "uvu"
    case "cypress": "cypress"
    case "tape": "tape"
    case "@japa/runner": "japa"
    default: nil
    }
  }

  // MARK: - Code

  private mutating func word() {
    let start = index
    while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    if afterDot {
      if !chain.isEmpty { chain.append(name) }
    } else {
      chain = [name]
      chainStart = start
    }
    lastWord = name
    isDotted = afterDot
    afterDot = false
    lastSignificant = UInt8(ascii: "a")
    if isAsserting, name.count < 80 {
      let lower = name.lowercased()
      // `ForbiddenException` and `ERR_FORBIDDEN`, but not `rejectUnauthorized`.
      if Self.refusals.contains(where: { lower.hasPrefix($0) || lower.holds("_" + $0) }) {
        noteDenial()
      }
    }
  }

  private mutating func number() {
    let start = index
    while index < bytes.count, Self.isWord(bytes[index]) || bytes[index] == UInt8(ascii: ".") {
      index += 1
    }
    let text = bytes[start..<index]
    endChain(UInt8(ascii: "0"))
    if isAsserting, text.elementsEqual("401".utf8) || text.elementsEqual("403".utf8) {
      noteDenial()
    }
  }

  /// Whether the place is among the arguments of an assertion of a test case.
  private var isAsserting: Bool { openings.last?.isAsserting ?? false }

  private mutating func noteDenial() {
    guard let position = openings.last?.testCase else { return }
    openings[position].isDenial = true
  }

  private mutating func open(_ byte: UInt8) {
    var opening = Opening(
      callee: "",
      isTestCase: false,
      location: chainStart,
      isDenial: false,
      testCase: openings.last?.testCase,
      isAsserting: false
    )
    if byte == UInt8(ascii: "("), lastSignificant == UInt8(ascii: "a") {
      // What `expect(…)` takes is looked at; what `.expect(…)` takes is expected.
      opening.callee = isDotted && lastWord == "expect" ? ".expect" : lastWord
      if chain.count < 6, let root = chain.first { opening.isTestCase = note(root) }
    } else if byte == UInt8(ascii: "("), chain.last == "each", let root = chain.first {
      // The second pair of parentheses of `it.each(table)(title, body)`.
      opening.isTestCase = note(root)
    }
    if byte == UInt8(ascii: "("), chain.last == "each", !opening.isTestCase {
      opening.callee = "each"
    }
    index += 1
    let keepsChain = opening.callee == "each"
    let kept = chain
    endChain(byte)
    if opening.isTestCase {
      opening.testCase = openings.count
    } else if opening.testCase != nil {
      let isAssertion = Self.assertions.contains(opening.callee)
      opening.isAsserting = isAssertion || openings.last?.isAsserting == true
    }
    if keepsChain { opening.callee = "each:" + kept.joined(separator: ".") }
    guard openings.count < Self.deepest else { return }
    openings.append(opening)
  }

  /// Counts a call by its name; true when it is a test case.
  private mutating func note(_ root: String) -> Bool {
    let rest = chain.dropFirst()
    // A table comes first: the call behind it is the case.
    if chain.last == "each", lastSignificant == UInt8(ascii: "a") { return false }
    if let last = rest.last,
      ["skipIf", "runIf", "extend", "use", "beforeEach", "afterEach"].contains(last)
    {
      return false
    }
    let isCase =
      Self.caseNames.contains(root) && !rest.contains("describe") && !rest.contains("step")
    let isGroup = Self.groupNames.contains(root) || rest.contains("describe") && root == "test"
    let isOff = Self.skippedNames.contains(root)
    let isFocus = Self.focusedNames.contains(root)
    guard isCase || isGroup || isOff || isFocus else { return false }
    let known: Set = [
      "skip", "only", "todo", "fixme", "each", "concurrent", "failing", "sequential", "describe",
      "serial", "parallel", "fails", "slow", "for", "fail",
    ]
    guard rest.allSatisfy(known.contains) else { return false }
    let place = file.location(atByte: chainStart)
    let marks: Set = ["skip", "todo", "fixme", "only"]
    // `test.skip()` without a title skips on a condition, inside a test.
    let hasTitle = startsWithTitle
    guard hasTitle || !(rest.contains("skip") || rest.contains("fixme") || rest.contains("slow"))
    else {
      return false
    }
    if isOff || isFocus || !marks.isDisjoint(with: rest) || hasSkipOption { skipped.append(place) }
    let counts = isCase || ["xit", "xtest", "xspecify", "fit"].contains(root)
    if counts { cases += 1 }
    return counts
  }

  /// Whether the parenthesis here is followed by a string.
  private var startsWithTitle: Bool {
    var cursor = index + 1
    while cursor < bytes.count, bytes[cursor] <= 0x20 { cursor += 1 }
    return cursor < bytes.count && "\"'`".utf8.contains(bytes[cursor])
  }

  /// Whether the call has `{ skip: true }` behind its title.
  private var hasSkipOption: Bool {
    var cursor = index + 1
    while cursor < bytes.count, bytes[cursor] <= 0x20 { cursor += 1 }
    guard cursor < bytes.count, "\"'`".utf8.contains(bytes[cursor]) else { return false }
    let quote = bytes[cursor]
    cursor += 1
    let limit = min(bytes.count, cursor + 1_000)
    while cursor < limit, bytes[cursor] != quote {
      cursor += bytes[cursor] == UInt8(ascii: "\\") ? 2 : 1
    }
    cursor += 1
    while cursor < limit, bytes[cursor] <= 0x20 || bytes[cursor] == UInt8(ascii: ",") {
      cursor += 1
    }
    guard cursor < limit, bytes[cursor] == UInt8(ascii: "{") else { return false }
    let end =
      bytes[cursor..<min(bytes.count, cursor + 300)].firstIndex(of: UInt8(ascii: "}")) ?? cursor
    let options = bytes[cursor..<end].filter { $0 > 0x20 }
    let text = String(decoding: options, as: UTF8.self)
    return ["skip:true", "todo:true", "skip:'", "skip:\"", "todo:'", "todo:\""].contains(
      where: text.contains
    )
  }

  private mutating func close(_ byte: UInt8) {
    index += 1
    endChain(byte)
    guard let opening = openings.popLast() else { return }
    if opening.isDenial { denials.append(file.location(atByte: opening.location)) }
    if opening.callee.hasPrefix("each:") {
      chain = opening.callee.dropFirst(5).split(separator: ".").map(String.init)
      chainStart = opening.location
    }
  }
}
