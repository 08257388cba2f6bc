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
      It is read on this machine, by rules: the same words are always the same command. Changes are
      previewed, unless --apply is given. What is not understood is refused, with what comes near.

      Examples:
        auditwright ask "How ready are we for SOC 2?"
        auditwright ask "Add audit logging that satisfies CC6.3"
        auditwright ask "Implement RBAC: admin (full access), member (own data only)" --dry-run
        auditwright ask "What should we do first with 2 engineers?"

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

  func run() throws {
    let engine = try ReadinessEngine(context: .current())
    let names = try engine.explainedNames().map(\.name) + engine.labels()
    let reader = IntentReader(vocabulary: IntentVocabulary(names: names))
    let intent: Intent
    do {
      intent = try reader.read(request.joined(separator: " "))
    } catch {
      return try refuse(error)
    }
    try carryOut(placed(intent))
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
    arguments.firstIndex(of: "--output").map { arguments.index(after: $0) }
      .flatMap { arguments.indices.contains($0) ? arguments[$0] : nil }
  }
}
