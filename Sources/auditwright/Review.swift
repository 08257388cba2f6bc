import ArgumentParser
import Engine
import ReadinessModel
import Reports

/// Reviews a change.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a change weakens: the line that does it, and what it affects elsewhere.",
    discussion: """
      Compares the files as they are on disk, uncommitted changes included, with the commit they have \
      in common with the base. Nothing is checked out, and nothing of the repository is run.

      Examples:
        auditwright review
        auditwright review --base origin/main
        auditwright review ../shop --base v1.4.0 --head feature/exports
        auditwright review --base origin/main --format markdown --output review.md
        auditwright review --base origin/main --format annotations

      Exit codes: 0 approve; 1 request changes; 4 needs discussion, because something could not be \
      seen or is for people to weigh; 2 the change cannot be compared. With --exit-zero a review that \
      was made ends with 0, whatever it says.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case markdown
    case sarif
    case annotations
  }

  @Argument(help: "Folder of the repository.", completion: .directory)
  var path = "."

  @Option(
    help: ArgumentHelp(
      "Branch, tag or commit that the change is to be merged into; by default that of the remote.",
      valueName: "ref"
    )
  )
  var base: String?

  @Option(
    help: ArgumentHelp(
      "Branch, tag or commit to review instead of the files on disk.",
      valueName: "ref"
    )
  )
  var head: String?

  @OptionGroup var output: OutputOptions

  @Option(help: "Format of the output.")
  var format = Format.table

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("Judge dates as of this day.", valueName: "yyyy-mm-dd")
  )
  var asOf: String?

  @Option(help: "Threads to work on; by default one for each core.")
  var jobs: Int?

  @Flag(
    name: .customLong("no-cache"),
    help: "Look at every file anew; keep nothing for the next run."
  )
  var noCache = false

  @Flag(name: .customLong("exit-zero"), help: "End with code 0 whatever the verdict is.")
  var exitsWithZero = false

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  mutating func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to 256.")
    }
    if let asOf, CivilDay(asOf) == nil {
      throw ValidationError("--as-of takes a day such as 2026-11-23, not '\(asOf)'.")
    }
  }

  func run() throws {
    let progress = ProgressLine(isQuiet: quiet)
    var context = RunContext.current()
    if let asOf { context.today = asOf }
    if let jobs { context.jobs = jobs }
    if noCache { context.cacheFolder = nil }
    context.progress = { progress.show($0) }
    let result: ReviewResult
    do {
      defer { progress.clear() }
      result = try ReadinessEngine(context: context)
        .review(ReviewOptions(path: path, base: base, head: head))
    }
    try output.write(render(result))
    guard !exitsWithZero else { return }
    switch result.review.verdict {
    case .approve: return
    case .requestChanges: throw ExitCode(ProgramExit.thresholdMet)
    case .needsDiscussion: throw ExitCode(ProgramExit.incomplete)
    }
  }

  private func render(_ result: ReviewResult) -> String {
    switch format {
    case .table:
      ReviewTableFormat(width: output.width, isColored: output.isColored).render(result.review)
    case .json: ReviewJSONFormat().render(result.review)
    case .markdown: ReviewMarkdownFormat().render(result.review)
    case .sarif:
      ReviewSARIFFormat(
        descriptions: result.descriptions,
        baseline: result.baseline,
        source: result.source,
        toolVersion: ReadinessEngine.version
      ).render(result.review)
    case .annotations: ReviewAnnotationsFormat().render(result.review)
    }
  }
}
