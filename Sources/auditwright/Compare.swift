import ArgumentParser
import Engine
import ReadinessModel
import Reports

/// Compares two assessments.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what moved between two assessments, and why.",
    discussion: """
      Each side is a repository's folder, or a file written by 'auditwright scan --format json' or \
      by 'auditwright facts'.

      Examples:
        auditwright scan --format json --output before.json
        auditwright compare before.json .
        auditwright compare before.json after.json --format markdown
        auditwright compare main.json . --fail-on-worse
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case markdown
  }

  @Argument(help: "The earlier side: a folder or a file.", completion: .file())
  var before: String

  @Argument(help: "The later side: a folder or a file.", completion: .file())
  var after = "."

  @OptionGroup var output: OutputOptions

  @Option(help: "Profile of controls, for sides that are scanned.")
  var profile = "startup"

  @Option(help: "Format of the output.")
  var format = Format.table

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("Judge dates as of this day.", valueName: "yyyy-mm-dd")
  )
  var asOf: String?

  @Flag(
    name: .customLong("fail-on-worse"),
    help: "End with code 1 when a control stands worse than before."
  )
  var failsOnWorse = false

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  mutating func validate() throws {
    if let asOf, CivilDay(asOf) == nil {
      throw ValidationError("--as-of takes a day such as 2026-11-23, not '\(asOf)'.")
    }
  }

  func run() throws {
    let progress = ProgressLine(isQuiet: quiet)
    var context = RunContext.current()
    if let asOf { context.today = asOf }
    context.progress = { progress.show($0) }
    let comparison: ReadinessComparison
    do {
      defer { progress.clear() }
      comparison = try ReadinessEngine(context: context)
        .compare(before, with: after, options: ScanOptions(profile: profile))
    }
    try output.write(render(comparison))
    if failsOnWorse, comparison.hasWorsened { throw ExitCode(ProgramExit.thresholdMet) }
  }

  private func render(_ comparison: ReadinessComparison) -> String {
    switch format {
    case .table:
      ComparisonTableFormat(width: output.width, isColored: output.isColored).render(comparison)
    case .json: ComparisonJSONFormat().render(comparison)
    case .markdown: ComparisonMarkdownFormat().render(comparison)
    }
  }
}
