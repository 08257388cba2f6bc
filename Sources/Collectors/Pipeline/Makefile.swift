/// A call of make, or of a runner whose files look the same.
struct MakeCall: Hashable, Sendable {
  var program: String
  var folder: String?
  var targets: [String]
  var fileNames: [String]

  init?(_ words: [String]) {
    guard let program = words.first, ["make", "gmake", "just"].contains(program) else { return nil }
    self.program = program
    folder = ["-C", "--directory"].flatMap { ToolRule.values(of: $0, in: words) }.first
    let files = ["-f", "--file", "--justfile"].flatMap { ToolRule.values(of: $0, in: words) }
    fileNames =
      files.isEmpty
      ? (program == "just"
        ? ["justfile", "Justfile", ".justfile"] : ["GNUmakefile", "makefile", "Makefile"])
      : files
    var targets: [String] = []
    var skipsNext = false
    for word in words.dropFirst() {
      if skipsNext {
        skipsNext = false
      } else if ["-C", "-f", "--file", "--directory", "-j", "--justfile"].contains(word) {
        skipsNext = true
      } else if !word.hasPrefix("-"), !word.contains("=") {
        targets.append(word)
      }
    }
    self.targets = targets
  }
}

/// The targets of a makefile or justfile, with the commands that make them.
struct Makefile: Sendable {
  struct Line: Hashable, Sendable {
    var text: String
    var isForgiven: Bool
  }

  private struct Target {
    var needs: [String] = []
    var lines: [Line] = []
  }

  private var targets: [String: Target] = [:]
  private(set) var defaultTargets: [String] = []

  init(_ text: String) {
    var current: [String] = []
    var continued = ""
    for raw in text.split(separator: "\n", omittingEmptySubsequences: false).prefix(20_000) {
      let line = continued + raw
      if line.hasSuffix("\\") {
        continued = String(line.dropLast()) + " "
        continue
      }
      continued = ""
      if line.first == "\t" || line.first == " " {
        add(recipe: line.trimmingBlanks, to: current)
      } else if let names = header(line) {
        current = names
      }
    }
  }

  /// The commands of a target, those of the targets it needs first.
  func recipe(of target: String) -> [Line] {
    var seen: Set<String> = []
    var lines: [Line] = []
    func collect(_ name: String, depth: Int) {
      guard depth < 20, seen.insert(name).inserted, let target = targets[name] else { return }
      for need in target.needs { collect(need, depth: depth + 1) }
      lines += target.lines
    }
    collect(target, depth: 0)
    return lines
  }

  private mutating func header(_ line: String) -> [String]? {
    let code =
      line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
    guard let colon = code.firstIndex(of: ":"), code.first != "." || code.hasPrefix("./") else {
      return nil
    }
    let after = code[code.index(after: colon)...]
    guard !after.hasPrefix("="), !code[..<colon].contains("=" as Character) else { return nil }
    let names = code[..<colon].split(separator: " ").map(String.init)
    guard let first = names.first else { return nil }
    let needs = after.drop { $0 == ":" }.split(separator: " ").map(String.init)
    // A justfile writes parameters behind the name.
    for name in names.count > 1
      && names.dropFirst().contains(where: { $0.contains("*") || $0.contains("+") })
      ? [first] : names
    {
      targets[name, default: Target()].needs += needs
    }
    if defaultTargets.isEmpty { defaultTargets = [first] }
    return names
  }

  private mutating func add(recipe line: String, to names: [String]) {
    var text = Substring(line)
    var isForgiven = false
    while let first = text.first, "@-+".contains(first) {
      if first == "-" { isForgiven = true }
      text = text.dropFirst()
    }
    let plain = text.replacing("$(MAKE)", with: "make").replacing("${MAKE}", with: "make")
      .replacing("$$", with: "$")
    guard !plain.isEmpty else { return }
    for name in names {
      targets[name]?.lines.append(Line(text: String(plain), isForgiven: isForgiven))
    }
  }
}
