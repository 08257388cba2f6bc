import ArgumentParser
import Engine
import ReadinessModel
import Reports

/// Looks whether everything is still as it was.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look whether controls still stand, and record that somebody looked.",
    discussion: """
      Compares the repository, and the git host if it may, with what the ledger holds: protection \
      that was weakened, rules that were bypassed, new administrators, jobs that stopped, windows and \
      documents about to lapse. It records what it sees, also when nothing is wrong, so that a week \
      without a check shows.

      Examples:
        auditwright watch
        auditwright watch --github --format markdown --output issue.md

      Ends with 1 when something needs attention.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case markdown
    case json
  }

  @Argument(help: "Folder of the repository.", completion: .directory)
  var path = "."

  @OptionGroup var output: OutputOptions
  @OptionGroup var github: GitHubOptions

  @Option(help: "Profile of controls.")
  var profile = "startup"

  @Option(help: "Format of the output.")
  var format = Format.text

  @Flag(name: .customLong("dry-run"), help: "Record nothing.")
  var isDryRun = false

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  func run() throws {
    let progress = ProgressLine(isQuiet: quiet)
    defer { progress.clear() }
    var context = RunContext.current()
    context.progress = { progress.show($0) }
    let engine = try ReadinessEngine(context: context)
    let connection = try github.connection(
      folder: path,
      cacheFolder: context.cacheFolder,
      progress: context.progress
    )
    let options = WatchOptions(repository: path, profile: profile, records: !isDryRun)
    let report = try engine.watch(options) { from, to in
      guard let connection else { return .notAsked(because: "it was not asked; give --github") }
      return engine.hostReport(connection, from: from, to: to)
    }
    progress.clear()
    let terminal = WatchFormat(width: output.width, isColored: output.isColored)
    switch format {
    case .text: try output.write(terminal.table(report))
    case .markdown: try output.write(terminal.markdown(report))
    case .json: try output.write(try EncodedJSON.text(report))
    }
    if !report.findings.isEmpty { throw ExitCode(ProgramExit.thresholdMet) }
  }
}
