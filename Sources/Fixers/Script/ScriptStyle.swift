import SyntaxTrees

/// How a team writes its scripts, as far as a fixer has to know to write like them.
package struct ScriptStyle: Hashable, Sendable {
  /// Whether statements end with a semicolon.
  package var usesSemicolons = true
  /// The quote that strings are written with.
  package var quote: Character = "'"
  /// One level of indentation.
  package var indent = "  "
  /// The line break.
  package var newline = "\n"
  /// Whether files end with a line break.
  package var endsWithNewline = true
  /// Whether modules are brought in by `require`.
  package var usesRequire = false
  /// Whether relative imports name the file's ending, and which; nil when they do not.
  package var importEnding: String?
  /// Whether the language is TypeScript.
  package var isTypeScript = true
  /// Whether the last argument or element on its own line is followed by a comma.
  package var usesTrailingCommas = true

  /// Creates the style most scripts are written in.
  package init() {}

  /// Reads the style of one file.
  package init(_ source: ScriptSource) { self.init([source]) }

  /// Reads the style of several files; what most of them do counts.
  package init(_ sources: [ScriptSource]) {
    var votes = StyleVotes()
    for source in sources { votes.add(source.parsed.votes { $0.count(source) }) }
    usesSemicolons = votes.semicolons >= votes.noSemicolons
    quote = votes.doubleQuotes > votes.singleQuotes ? "\"" : "'"
    newline = votes.carriageReturns * 2 > votes.lines ? "\r\n" : "\n"
    endsWithNewline = votes.unterminatedFiles * 2 <= sources.count
    usesRequire = votes.requires > votes.imports
    isTypeScript = sources.isEmpty || sources.contains(where: \.isTypeScript)
    usesTrailingCommas = votes.trailingCommas >= votes.noTrailingCommas
    importEnding = votes.importEnding
    indent = votes.indent
  }
}

/// What the files of a team do, counted.
struct StyleVotes {
  var semicolons = 0
  var noSemicolons = 0
  var singleQuotes = 0
  var doubleQuotes = 0
  var lines = 0
  var carriageReturns = 0
  var unterminatedFiles = 0
  var imports = 0
  var requires = 0
  var trailingCommas = 0
  var noTrailingCommas = 0
  private var endings: [String: Int] = [:]
  private var indents: [String: Int] = [:]

  /// The ending most relative imports have, nil when most have none.
  var importEnding: String? {
    let best = endings.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    return best.flatMap { $0.isEmpty ? nil : $0 }
  }

  var indent: String {
    indents.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "  "
  }

  private static let statements: Set<String> = [
    "expression_statement", "lexical_declaration", "variable_declaration", "return_statement",
    "import_statement", "throw_statement",
  ]

  private static let lists: Set<String> = ["arguments", "object", "array", "formal_parameters"]

  /// Adds what other files do.
  mutating func add(_ other: StyleVotes) {
    semicolons += other.semicolons
    noSemicolons += other.noSemicolons
    singleQuotes += other.singleQuotes
    doubleQuotes += other.doubleQuotes
    lines += other.lines
    carriageReturns += other.carriageReturns
    unterminatedFiles += other.unterminatedFiles
    imports += other.imports
    requires += other.requires
    trailingCommas += other.trailingCommas
    noTrailingCommas += other.noTrailingCommas
    endings.merge(other.endings, uniquingKeysWith: +)
    indents.merge(other.indents, uniquingKeysWith: +)
  }

  /// Counts what one file does.
  mutating func count(_ source: ScriptSource) {
    for node in source.nodes(Self.statements.union(Self.lists).union(["string"])) {
      if Self.statements.contains(node.kind) {
        let last = node.range.upperBound - 1
        if source.bytes.indices.contains(last), source.bytes[last] == 0x3B {
          semicolons += 1
        } else {
          noSemicolons += 1
        }
      } else if node.kind == "string" {
        let text = node.text
        if text.dropFirst().dropLast().contains(where: { $0 == "'" || $0 == "\"" }) { continue }
        if text.hasPrefix("'") { singleQuotes += 1 } else { doubleQuotes += 1 }
      } else if node.endLine > node.line {
        countComma(node)
      }
    }
    countModules(source)
    countLines(source)
  }

  private mutating func countComma(_ list: SyntaxNode) {
    let parts = Array(list.children).filter { $0.kind != "comment" }
    guard parts.count > 2, parts[parts.count - 2].endLine < list.endLine else { return }
    if parts[parts.count - 2].kind == "," { trailingCommas += 1 } else { noTrailingCommas += 1 }
  }

  private mutating func countModules(_ source: ScriptSource) {
    for module in source.imports {
      if module.isRequire { requires += 1 } else { imports += 1 }
      guard module.source.hasPrefix(".") else { continue }
      let ending = ProjectPath.fileExtension(of: module.source)
      let isEnding = ["js", "mjs", "cjs", "ts", "mts", "cts"].contains(ending)
      endings[isEnding ? ending : "", default: 0] += 1
    }
  }

  /// Counts how lines end, and how much deeper each is than the one above it.
  private mutating func countLines(_ source: ScriptSource) {
    let bytes = source.bytes
    if let last = bytes.last, last != 0x0A { unterminatedFiles += 1 }
    var above = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: true) {
      lines += 1
      if line.last == 0x0D { carriageReturns += 1 }
      let blank = line.prefix { $0 == 0x20 || $0 == 0x09 }
      guard blank.count < line.count, line[line.startIndex + blank.count] != 0x0D else { continue }
      if blank.contains(0x09) {
        indents["\t", default: 0] += 1
        above = 0
      } else {
        let deeper = blank.count - above
        if [2, 4, 8, 3].contains(deeper) {
          indents[String(repeating: " ", count: deeper), default: 0] += 1
        }
        above = blank.count
      }
    }
  }
}
