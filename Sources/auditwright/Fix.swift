import ArgumentParser
import Engine
import Foundation
import ReadinessModel
import Reports

/// Previews, makes or takes back fixes.
struct Fix: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the changes that would close gaps, and make them with --apply.",
    discussion: """
      Nothing is written without --apply. A fix is made only when everything still \
      parses, no control stands worse, and a second run would change nothing.

      Examples:
        auditwright fix              everything that can be fixed, as a patch
        auditwright fix SEC-3        what serves one control
        auditwright fix --undo       take back what the last --apply wrote
        auditwright fix audit-log --apply --branch audit-log
        auditwright fix audit-log --decide audit-failure-mode=fail-open --apply
        auditwright fix rbac --roles "admin (full access), member (own data only)"

      Exit codes: 0 done; 2 wrong usage, or a work tree that is not clean; 3 nothing \
      could be fixed; 4 a control it serves does not pass afterwards, under --strict; \
      70 a defect.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "Controls, aliases such as audit-log, or fixers; without any, all that apply.")
  var names: [String] = []

  @Option(name: .customLong("in"), help: "Folder of the repository.", completion: .directory)
  var path = "."

  @Flag(help: "Write the changes.")
  var apply = false

  @Option(help: ArgumentHelp("Create this branch for the changes.", valueName: "name"))
  var branch: String?

  @Flag(help: "Take back what the last --apply wrote.")
  var undo = false

  @Flag(name: .customLong("allow-dirty"), help: "Write even if files are not committed.")
  var allowDirty = false

  @Option(
    name: .customLong("decide"),
    help: ArgumentHelp(
      "Answer a decision; kept in auditwright.yml. May be given again.",
      valueName: "decision=answer"
    )
  )
  var decide: [String] = []

  @Option(
    help: ArgumentHelp(
      "Roles and what each may reach: admin (full access), manager (team data), member (own data"
        + " only). Short for --decide rbac-roles=…",
      valueName: "sentence"
    )
  )
  var roles: String?

  @Option(help: "Profile of controls.")
  var profile = "startup"

  @Option(help: "Format of the output.")
  var format = Format.text

  @Flag(help: "End with code 4 when a control it serves does not pass afterwards.")
  var strict = false

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  @OptionGroup var output: OutputOptions

  mutating func validate() throws {
    if undo, apply || branch != nil || !names.isEmpty || !decide.isEmpty || roles != nil {
      throw ValidationError("--undo takes back the last fix and nothing else.")
    }
    if branch != nil, !apply { throw ValidationError("--branch goes with --apply.") }
    for name in names where name.hasPrefix(".") || name.contains("/") {
      throw ValidationError(
        "'\(name)' names no fix; a folder is given as --in \(name)."
      )
    }
    for answer in decide where !answer.contains("=") {
      throw ValidationError("--decide takes decision=answer, not '\(answer)'.")
    }
  }

  func run() throws {
    let progress = ProgressLine(isQuiet: quiet)
    var context = RunContext.current()
    context.progress = { progress.show($0) }
    let engine = try ReadinessEngine(context: context)
    if undo {
      let files = try engine.undoFix(in: path)
      let list = files.map { "  " + SafeText.line($0) + "\n" }.joined()
      return try output.write("Restored:\n" + list)
    }
    var options = FixOptions(names: names, answers: answers, profile: profile)
    if apply, Terminal.asks { options.answers.merge(try askedAnswers(engine, options)) { $1 } }
    let report = try report(engine, options)
    progress.clear()
    switch format {
    case .text:
      let text = FixFormat(width: output.width, isColored: output.isColored).render(report)
      try output.write(text)
    case .json: try output.write(try FixFile.text(report))
    }
    if let code = exitCode(for: report) { throw ExitCode(code) }
  }

  private func report(_ engine: ReadinessEngine, _ options: FixOptions) throws -> FixReport {
    guard apply else { return try engine.previewFix(of: path, options: options) }
    let application = FixApplication(allowsDirtyTree: allowDirty, branch: branch)
    return try engine.applyFix(to: path, options: options, application: application)
  }

  private var answers: [String: String] {
    let given = decide + (roles.map { ["rbac-roles=\($0)"] } ?? [])
    let pairs = given.map { answer -> (String, String) in
      let parts = answer.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts[1]))
    }
    return Dictionary(pairs, uniquingKeysWith: { $1 })
  }

  /// Asks, once, what nobody has answered yet.
  private func askedAnswers(
    _ engine: ReadinessEngine,
    _ options: FixOptions
  ) throws -> [String: String] {
    let open = try engine.previewFix(of: path, options: options).decisions.filter { !$0.isGiven }
    var answers: [String: String] = [:]
    for decision in open {
      Terminal.writeError("\r\u{1B}[K\(decision.question)\n")
      for choice in decision.choices {
        Terminal.writeError("  \(choice.value): \(choice.meaning)\n")
      }
      Terminal.writeError(decision.answer.map { "[\($0)] " } ?? "> ")
      let answer = (readLine() ?? "").trimmingCharacters(in: .whitespaces)
      guard let chosen = answer.isEmpty ? decision.answer : answer else { continue }
      answers[decision.id] = chosen
    }
    return answers
  }

  private func exitCode(for report: FixReport) -> Int32? {
    if !report.problems.isEmpty || report.isRefusedWhole { return ProgramExit.nothingAssessed }
    return strict && !report.reachesEverything ? ProgramExit.incomplete : nil
  }
}
