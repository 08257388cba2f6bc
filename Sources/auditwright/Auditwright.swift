import ArgumentParser
import Engine
import Foundation

/// The command line of Auditwright.
@main
struct Auditwright: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "auditwright",
    abstract: "Says what stands between a code base and its SOC 2 report, with file and line.",
    discussion: """
      Reads a repository, runs nothing of it, and sends nothing anywhere unless told to.

      Examples:
        auditwright scan                      the gap table of this folder
        auditwright scan ../shop --focus security --format markdown --output gaps.md
        auditwright plan                      what to start today, and the days it takes
        auditwright fix audit-log             the patch that adds audit logging
        auditwright propose SEC-2             a model's patch for what is left, proven
        auditwright compare before.json       what moved since an earlier scan
        auditwright review --base main        what a change weakens, and the line that does it
        auditwright report -o readiness.html  the readiness report, as a page
        auditwright report --pack evidence.zip  the auditor's package, signed
        auditwright verify evidence.zip       look whether a package is as it was signed
        auditwright routes --unprotected      routes that answer without sign-in
        auditwright github status             what GitHub lets be read, and what is lacking
        auditwright evidence verify           look whether the evidence is as it was recorded
        auditwright explain CC6.3             what a criterion, control or check is about
        auditwright ask "How ready are we?"   a request in plain English

      Exit codes: 0 done; 1 a threshold given with --fail-on was met; 2 wrong usage; \
      3 nothing could be assessed; 4 incomplete, under --strict; 5 evidence could not be kept or \
      read; 70 a defect of Auditwright.
      """,
    version: ReadinessEngine.version,
    subcommands: [
      Scan.self, Plan.self, Fix.self, Propose.self, Review.self, Compare.self, Report.self,
      Verify.self,
      Evidence.self,
      Key.self,
      Watch.self, Deploy.self, Attest.self, GitHub.self, Routes.self, Facts.self, Explain.self,
      Initialize.self, Ask.self, ModelContext.self,
      Skills.self,
    ],
    defaultSubcommand: nil
  )

  static func main() {
    // A limit on the size of files is an error to report, not a reason to die in the middle.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Self.end(with: error)
    }
  }

  /// Says what went wrong and ends the program with the code that stands for it.
  private static func end(with error: any Error) -> Never {
    if let failure = EngineFailure(reporting: error) {
      Terminal.complain(failure.description, next: failure.next)
      ProgramExit.end(failure.exitCode)
    }
    if let code = error as? ExitCode { ProgramExit.end(code.rawValue) }
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    switch code {
    case .success:
      Terminal.write(message + "\n")
      ProgramExit.end(0)
    case .validationFailure:
      Terminal.writeError(message + "\n")
      ProgramExit.end(ProgramExit.wrongUsage)
    default:
      Terminal.complain("\(error)", next: EngineFailure.broken("").next)
      ProgramExit.end(ProgramExit.defect)
    }
  }
}

/// The codes that the program ends with.
enum ProgramExit {
  static let thresholdMet: Int32 = 1
  static let wrongUsage: Int32 = 2
  static let nothingAssessed: Int32 = 3
  static let incomplete: Int32 = 4
  static let evidence: Int32 = 5
  static let defect: Int32 = 70

  /// Ends the program.
  static func end(_ code: Int32) -> Never { exit(code) }
}

extension EngineFailure {
  fileprivate var exitCode: Int32 {
    switch self {
    case .broken: ProgramExit.defect
    case .evidence: ProgramExit.evidence
    case .unreadableRepository: ProgramExit.nothingAssessed
    default: ProgramExit.wrongUsage
    }
  }
}
