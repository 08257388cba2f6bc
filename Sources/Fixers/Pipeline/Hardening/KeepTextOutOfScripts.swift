package import ReadinessModel

/// Hands what strangers write to scripts through the environment, instead of into their text.
///
/// `${{ github.event.pull_request.title }}` in a script is put there before the shell reads it, so that
/// a title can be a command. As a variable in quotes it stays a text.
package enum KeepTextOutOfScripts: Fixer {
  package static let title = "Keep what strangers write out of the text of scripts"
  package static let aliases = ["pipeline", "injection"]
  package static let controls: [ControlID] = ["SEC-6"]
  package static let checks: [CheckID] = ["workflows-resist-injection"]
  package static let decisions: [FixDecision] = []

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    var proposal = FixProposal()
    let risks = (project.facts.delivery.value?.workflows ?? []).flatMap(\.risks)
      .filter { $0.kind == "script-injection" }
    var seen: Set<SourceLocation> = []
    for risk in risks.sorted(by: { $0.location < $1.location })
    where seen.insert(risk.location).inserted {
      guard let text = WorkflowText(risk.location.file, in: project.files),
        let step = text.step(atLine: risk.location.line - 1)
      else {
        proposal.refusals.append(refusal(risk, "its place cannot be told"))
        continue
      }
      switch edits(for: risk, step, text) {
      case .success(let edits):
        proposal.changes.append(
          FixChange(
            title: "Take \(risk.expressions.joined(separator: ", ")) out of a script in"
              + " \(risk.location.file)",
            reason: "Whoever opens a pull request could run commands with the rights of the"
              + " workflow.",
            applicability: .safe,
            edits: edits
          )
        )
      case .failure(let obstacle): proposal.refusals.append(refusal(risk, obstacle.reason))
      }
    }
    return proposal
  }

  private static func refusal(_ risk: WorkflowRisk, _ reason: String) -> FixRefusal {
    FixRefusal(
      subject: risk.expressions.joined(separator: ", "),
      reason: reason,
      location: risk.location,
      next: "Put it under env: of the step, and read it from the environment in the script."
    )
  }

  // MARK: - Edits

  private static func edits(
    for risk: WorkflowRisk,
    _ step: YAMLItem,
    _ text: WorkflowText
  ) -> Result<[SourceEdit], YAMLObstacle> {
    func fail(_ reason: String) -> Result<[SourceEdit], YAMLObstacle> {
      .failure(YAMLObstacle(reason: reason, line: risk.location.line))
    }
    guard let run = step.value.entry("run"), !run.value.isSpecial else {
      return fail("it is handed to an action as code")
    }
    let job = text.job(atLine: step.line)
    let shell = Shell(step, job, text)
    guard shell != .other else { return fail("its shell is none that variables are written for") }
    guard let script = Script(run.value, in: text) else {
      return fail("the script's notation has no place for an edit")
    }
    var env = Environment(step, text)
    var edits: [SourceEdit] = []
    let places = ShellPlaces(script.text)
    for found in script.expressions where risk.expressions.contains(found.expression) {
      let name = env.variable(for: found.expression)
      guard let reference = shell.reference(to: name, places.quoting(at: found.index)) else {
        return fail("it stands where no variable is read")
      }
      edits.append(.replace(path: text.path, range: found.range, text: reference))
    }
    guard !edits.isEmpty else { return fail("its place cannot be told") }
    guard let added = env.edits(run: run, in: text) else {
      return fail("the environment of its step has a notation that cannot be added to")
    }
    return .success(added + edits)
  }
}

/// A shell that a script is written for.
private enum Shell {
  case posix
  case power
  case other

  init(_ step: YAMLItem, _ job: YAMLEntry?, _ text: WorkflowText) {
    let named =
      step.value["shell"]?.scalar ?? job?.value["defaults"]?["run"]?["shell"]?.scalar
      ?? text.root["defaults"]?["run"]?["shell"]?.scalar
    let runner = job?.value["runs-on"].map { text.text($0.range).lowercased() } ?? ""
    let word = named?.split(separator: " ").first.map(String.init)
    switch word.map(ProjectPath.name(of:)) {
    case "bash", "sh", "zsh", "dash": self = .posix
    case "pwsh", "powershell": self = .power
    case nil: self = runner.contains("windows") ? .power : runner.contains("${{") ? .other : .posix
    default: self = .other
    }
  }

  /// How a variable is read at a place; nil where it is not.
  func reference(to name: String, _ quoting: ShellPlaces.Quoting) -> String? {
    switch (self, quoting) {
    case (.other, _), (_, .unexpandable): nil
    case (.posix, .bare): "\"$\(name)\""
    case (.posix, .expanded), (.posix, .comment): "${\(name)}"
    case (.posix, .literal): "'\"$\(name)\"'"
    case (.power, .bare), (.power, .expanded), (.power, .comment): "${env:\(name)}"
    case (.power, .literal): nil
    }
  }
}

/// The script of a step, with the places of its expressions in the file.
private struct Script {
  struct Found {
    var expression: String
    /// The index of its first character in the text.
    var index: Int
    var range: Range<Int>
  }

  var text: String
  var expressions: [Found] = []

  init?(_ node: YAMLNode, in file: WorkflowText) {
    var pieces: [(text: String, start: Int)] = []
    switch node.content {
    case .block(let lines, let indent):
      for line in lines {
        let dropped = min(indent, file.lines.indent(line))
        let start = file.lines.start(line) + dropped
        pieces.append((String(file.lines.text(line).dropFirst(dropped)), start))
      }
    case .scalar:
      let raw = file.text(node.range)
      // A quoted text may hold escapes, and one of several lines is folded.
      guard node.lines.count == 1, raw.first != "\"", raw.first != "'" else { return nil }
      pieces = [(raw, node.range.lowerBound)]
    default: return nil
    }
    text = pieces.map(\.text).joined(separator: "\n")
    var offset = 0
    for piece in pieces {
      find(in: piece.text, at: piece.start, offset: offset)
      offset += piece.text.count + 1
    }
  }

  private mutating func find(in line: String, at start: Int, offset: Int) {
    var rest = line[...]
    while let open = rest.firstRange(of: "${{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      let inner = rest[open.upperBound..<close.lowerBound].drop { $0 == " " }
      let expression = String(inner.reversed().drop { $0 == " " }.reversed())
      let before = line[..<open.lowerBound]
      let whole = line[open.lowerBound..<close.upperBound]
      let lower = start + before.utf8.count
      expressions.append(
        Found(
          expression: expression,
          index: offset + before.count,
          range: lower..<(lower + whole.utf8.count)
        )
      )
      rest = rest[close.upperBound...]
    }
  }
}

/// The environment of a step, and what is added to it.
private struct Environment {
  private let entry: YAMLEntry?
  private var known: [String: String] = [:]
  private var added: [(name: String, expression: String)] = []

  init(_ step: YAMLItem, _ text: WorkflowText) {
    entry = step.value.entry("env")
    for entry in entry?.value.entries ?? [] { known[entry.key] = entry.value.scalar ?? "" }
  }

  /// The variable that holds an expression's value.
  mutating func variable(for expression: String) -> String {
    if expression.hasPrefix("env.") { return String(expression.dropFirst(4)) }
    let value = "${{ \(expression) }}"
    if let name = known.first(where: { $0.value == value })?.key { return name }
    let base = Self.name(of: expression)
    var name = base
    var number = 2
    while known[name] != nil {
      name = "\(base)_\(number)"
      number += 1
    }
    known[name] = value
    added.append((name, expression))
    return name
  }

  /// A name such as `PULL_REQUEST_TITLE`.
  private static func name(of expression: String) -> String {
    let isPath = expression.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
    guard isPath else { return "EVENT_TEXT" }
    let parts = expression.split(separator: ".").drop { $0 == "github" || $0 == "event" }
    let name = parts.joined(separator: "_").uppercased()
      .map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return name.isEmpty ? "EVENT_TEXT" : String(name)
  }

  /// Adds the variables; nil where the environment cannot be added to.
  func edits(run: YAMLEntry, in text: WorkflowText) -> [SourceEdit]? {
    guard !added.isEmpty else { return [] }
    func lines(_ column: Int) -> [String] {
      added.map { variable in
        String(repeating: " ", count: column) + "\(variable.name): ${{ \(variable.expression) }}"
      }
    }
    if let entry {
      guard let last = entry.value.entries.last, last.line > entry.line, !entry.value.isSpecial
      else { return nil }
      return [text.insert(lines(last.column), before: last.lines.upperBound)]
    }
    let blanks = String(repeating: " ", count: run.column)
    let block = [blanks + "env:"] + lines(run.column + text.unit)
    let isBehindDash = text.lines.indent(run.line) != run.column
    guard isBehindDash else { return [text.insert(block, before: run.line)] }
    // The script stands behind the dash, so the environment comes after it.
    return [text.insert(block, before: run.lines.upperBound)]
  }
}
