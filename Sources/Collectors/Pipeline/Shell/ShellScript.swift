/// One command of a shell script, with what its failure leads to.
package struct ShellCommand: Hashable, Sendable {
  /// The program and its arguments; assignments before the program are left out.
  package var words: [String]
  /// 0-based line of the script.
  package var line: Int
  /// Why its failure does not fail the script, nil when it does.
  package var ignoredBecause: String?
  /// Files it writes to by redirection.
  package var writes: [String]
}

/// How the shell that runs a script treats failures.
struct ShellManners: Hashable, Sendable {
  /// Whether a failing command ends the script.
  var stopsAtFailure: Bool
  /// Whether a failing command inside a pipe fails the pipe.
  var failsPipes: Bool
}

/// Reads a shell script: its commands, in order, and whether each one's failure counts.
///
/// What counts follows the rules of `set -e`: a failure is lost on the left of `||`, inside a
/// condition, in the middle of a pipe, before `&&` when further statements follow, and in the
/// background.
struct ShellScript {
  private(set) var commands: [ShellCommand] = []
  private var manners: ShellManners
  private var depth: Int
  private var endsInSuccessAnyway = false

  /// Reads a script; the depth counts scripts within scripts.
  init(_ text: String, manners: ShellManners, depth: Int = 0, firstLine: Int = 0) {
    self.manners = manners
    self.depth = depth
    guard depth < 6, text.utf8.count < 300_000 else { return }
    var tokenizer = ShellTokenizer(text)
    var parser = ShellParser(tokens: tokenizer.tokenize())
    let statements = parser.statements(until: [])
    endsInSuccessAnyway = parser.hasForgivingTrap
    walk(statements, reason: nil, propagates: true)
    let outer = commands
    for substitution in tokenizer.substitutions.prefix(200) {
      let inner = ShellScript(
        substitution.text,
        manners: ShellManners(stopsAtFailure: false, failsPipes: false),
        depth: depth + 1,
        firstLine: substitution.line
      )
      commands += inner.commands.map { command in
        var command = command
        let isAssigned = outer.contains {
          $0.words.isEmpty && $0.line == substitution.line && $0.ignoredBecause == nil
        }
        if !isAssigned, command.ignoredBecause == nil {
          command.ignoredBecause = "its result is used as text only"
        }
        return command
      }
    }
    for index in commands.indices {
      // Substitutions carry their own offset already.
      commands[index].line += firstLine
      if endsInSuccessAnyway, commands[index].ignoredBecause == nil {
        commands[index].ignoredBecause = "a trap ends the script in success"
      }
    }
    commands.removeAll { $0.words.isEmpty }
  }

  private mutating func walk(
    _ statements: [ShellStatement],
    reason: String?,
    propagates: Bool,
    isChecked: Bool = false
  ) {
    for (index, statement) in statements.enumerated() {
      let isLast = index == statements.count - 1
      let isCheckedLater =
        index + 1 < statements.count && statements[index + 1].readsStatus
        && statements[index...].contains { $0.exitsWithVariable }
      let parts = statement.parts
      for (position, part) in parts.enumerated() {
        var lost = reason
        if lost == nil, statement.isBackground { lost = "it runs in the background" }
        let failure = parts[(position + 1)...].first { $0.joint == .or }
        if lost == nil, let failure, !failure.fails {
          lost = "it is followed by || \(failure.summary)"
        }
        let isFinal = position == parts.count - 1 || failure != nil
        let stops = manners.stopsAtFailure && isFinal
        if lost == nil, !stops, !(isLast && propagates), !isCheckedLater {
          lost =
            isFinal
            ? "the shell goes on after a failure here"
            : "the && it stands before does not stop the script"
        }
        walk(part, reason: lost, propagates: isLast && propagates, isChecked: isChecked)
      }
    }
  }

  private mutating func walk(
    _ part: ShellPipeline,
    reason: String?,
    propagates: Bool,
    isChecked: Bool
  ) {
    for (index, element) in part.elements.enumerated() {
      var lost = reason
      if lost == nil, part.isNegated, !isChecked { lost = "its result is turned round" }
      if lost == nil, index < part.elements.count - 1, !manners.failsPipes {
        lost = "its result is lost in a pipe"
      }
      switch element {
      case .simple(let words, let line, let writes, _):
        setManners(words)
        commands.append(
          ShellCommand(words: words, line: line, ignoredBecause: lost, writes: writes)
        )
      case .group(let statements): walk(statements, reason: lost, propagates: propagates)
      case .conditional(let condition, let branches):
        let mayExit = branches.contains { $0.contains { $0.exitsInFailure } }
        let unless = mayExit ? lost : lost ?? "its result is only a condition"
        walk(condition, reason: unless, propagates: true, isChecked: mayExit)
        for branch in branches { walk(branch, reason: lost, propagates: propagates) }
      }
    }
  }

  private mutating func setManners(_ words: [String]) {
    guard words.first == "set" else { return }
    for (index, word) in words.enumerated().dropFirst() {
      if word == "-o" || word == "+o" || word.hasSuffix("o"), index + 1 < words.count {
        if words[index + 1] == "pipefail" { manners.failsPipes = word.hasPrefix("-") }
        if words[index + 1] == "errexit" { manners.stopsAtFailure = word.hasPrefix("-") }
      }
      guard word.count < 8, !word.hasPrefix("--") else { continue }
      if word.hasPrefix("-"), word.contains("e") { manners.stopsAtFailure = true }
      if word.hasPrefix("+"), word.contains("e") { manners.stopsAtFailure = false }
    }
  }
}
