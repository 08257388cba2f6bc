import ArgumentParser
import Engine
import Foundation
import Intents
import Reports

/// Reads a request in words and runs the command it means.
struct Ask: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say in plain English what you want; the command is shown, then run.",
    discussion: """
      It is read on this machine, by rules: the same words are always the same command. Changes are \
      previewed, unless --apply is given. What is not understood is refused, with what comes near.

      Examples:
        auditwright ask "How ready are we for SOC 2?"
        auditwright ask "Add audit logging that satisfies CC6.3"
        auditwright ask "Implement RBAC: admin (full access), member (own data only)" --dry-run
        auditwright ask "What should we do first with 2 engineers?"

      For a gap that no fixer closes, 'auditwright propose' has a model write the change, and proves it.

      Ends as the command does that it runs; with 2 when the request was not understood.
      """
  )

  @Argument(help: "What you want, in quotes.")
  var request: [String]

  @Option(name: .customLong("in"), help: "Folder of the repository.", completion: .directory)
  var path = "."

  @Flag(name: .customLong("dry-run"), help: "Show the command, and run nothing.")
  var isDryRun = false

  @Flag(help: "Make changes, instead of showing them.")
  var apply = false

  @Flag(
    help: ArgumentHelp(
      "Let a language model put into other words what is not understood. It is the one that "
        + "OPENAI_BASE_URL or ANTHROPIC_API_KEY, and AUDITWRIGHT_MODEL, name; what would be sent is shown "
        + "first, without secrets and personal data."
    )
  )
  var model = false

  @Flag(help: "After a scan, let that model say in words what was measured.")
  var summarize = false

  @Option(
    help: ArgumentHelp("Send what was shown under this digest.", valueName: "digest")
  )
  var send: String?

  mutating func validate() throws {
    if model, apply {
      throw ValidationError("What a model proposes is only previewed: no --apply.")
    }
    if send != nil, !model, !summarize { throw ValidationError("--send goes with --model.") }
    if model, summarize { throw ValidationError("Give --model or --summarize, one at a time.") }
  }

  func run() throws {
    let engine = try ReadinessEngine(context: .current())
    let names = try engine.explainedNames().map(\.name) + engine.labels()
    let reader = IntentReader(vocabulary: IntentVocabulary(names: names))
    let intent: Intent
    do {
      intent = try reader.read(request.joined(separator: " "))
    } catch {
      guard model else { return try refuse(error) }
      intent = try rephrased(for: reader)
    }
    let placed = placed(intent)
    try carryOut(placed)
    if summarize, !isDryRun, intent.arguments.first == "scan" { try summarize(engine) }
  }

  // MARK: - A model

  /// The request in a model's words, read like that of a person.
  private func rephrased(for reader: IntentReader) throws -> Intent {
    let desk = try ModelConsent.desk()
    let question = try desk.rephrasing(
      request.joined(separator: " "),
      examples: IntentReader.examples
    )
    try ModelConsent.agree(to: question, given: send)
    let words = try desk.rephrased(question)
    Terminal.writeError("The model says: \(SafeText.line(words))\n")
    let intent: Intent
    do {
      intent = try reader.read(words)
    } catch {
      try refuse(error)
      throw ExitCode(ProgramExit.wrongUsage)
    }
    guard intent.effect != .changes else {
      throw EngineFailure.model(
        problem: "the model proposes a command that changes files at once; it was not run",
        next: intent.command
      )
    }
    return intent
  }

  /// A model's words about what was measured; the figures above remain what counts.
  private func summarize(_ engine: ReadinessEngine) throws {
    let desk = try ModelConsent.desk()
    let assessment = try engine.scan(.repository(path: path)).assessment
    let question = try desk.summary(of: assessment)
    try ModelConsent.agree(to: question, given: send)
    let text = try desk.summarized(question)
    let lines = text.split(separator: "\n").map { SafeText.line(String($0)) }
    Terminal.write("\nIn a model's words (\(question.host)); what was measured stands above:\n")
    Terminal.write(lines.map { "  \($0)\n" }.joined())
  }

  private func refuse(_ unread: UnreadRequest) throws {
    Terminal.complain(unread.reason, next: "Requests that are understood, for example:")
    for example in unread.examples { Terminal.writeError("    auditwright ask \"\(example)\"\n") }
    Terminal.writeError("  All commands: auditwright --help\n")
    throw ExitCode(ProgramExit.wrongUsage)
  }

  /// The intent for the folder that was named.
  private func placed(_ intent: Intent) -> Intent {
    guard path != "." else { return intent }
    var intent = intent
    switch intent.arguments.first {
    case "fix": intent.arguments += ["--in", path]
    case "evidence": intent.arguments += ["--repository", path]
    case "explain": break
    default: intent.arguments.append(path)
    }
    return intent
  }

  private func carryOut(_ intent: Intent) throws {
    var intent = intent
    if apply, intent.effect == .proposesChange { intent.arguments.append("--apply") }
    guard !isDryRun else { return Terminal.write(SafeText.line(intent.command) + "\n") }
    Terminal.writeError("Understood as: \(SafeText.line(intent.command))\n\n")
    switch intent.effect {
    case .changes where !apply:
      return Terminal.writeError("It changes files. Run it, or repeat the request with --apply.\n")
    case .makesFile where !apply:
      if let file = intent.outputFile, FileManager.default.fileExists(atPath: file) {
        throw EngineFailure.alreadyThere(path: file)
      }
    default: break
    }
    var command = try Auditwright.parseAsRoot(intent.arguments)
    try command.run()
    if let file = intent.outputFile { Terminal.writeError("Wrote \(SafeText.line(file))\n") }
  }
}

extension Intent {
  /// The file that the command makes, nil for none.
  fileprivate var outputFile: String? {
    arguments.firstIndex { ["--output", "--pack"].contains($0) }.map { arguments.index(after: $0) }
      .flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
  }
}
