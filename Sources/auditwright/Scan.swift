import ArgumentParser
import Engine
import ReadinessModel
import Reports

/// Finds the gaps of a repository.
struct Scan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Assess the controls of a repository, with file and line for each gap.",
    discussion: """
      Examples:
        auditwright scan
        auditwright scan ../shop --focus availability,confidentiality
        auditwright scan --control SEC-3 --control CC8.1
        auditwright scan --github octo/shop
        auditwright scan --format sarif --output gaps.sarif --fail-on failing
        auditwright scan --view security
        auditwright scan --view security --format markdown --output security.md
        auditwright scan --view security --fail-on high

      --view security tells the same findings as somebody reads them who looks for weaknesses: numbered
      by severity, with the category of OWASP, the lines, the change that closes it, and secrets that
      only the git history still has. In SARIF its rules and results name OWASP categories and CWEs.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case markdown
    case sarif
  }

  enum View: String, ExpressibleByArgument, CaseIterable {
    case readiness
    case security
  }

  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case failing
    case warning
    case notAssessed = "not-assessed"
    case critical
    case high
    case medium
    case low

    /// The least severity that meets it; nil for one that is about controls.
    var severity: Severity? { Severity(rawValue: rawValue) }
  }

  @OptionGroup var source: SourceOptions
  @OptionGroup var github: GitHubOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "Categories, with commas between: security (change management included), availability, "
        + "confidentiality.",
      valueName: "categories"
    )
  )
  var focus: FocusList?

  @Option(help: "Assess this control only, by id, criterion or label; may be given again.")
  var control: [String] = []

  @Option(help: "Profile of controls.")
  var profile = "startup"

  @Option(help: "Whose report it is: that of readiness by controls, or that of a security audit.")
  var view = View.readiness

  @Option(help: "Format of the output.")
  var format = Format.table

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "End with code 1 when a control is failing; with 'warning' also when one could not be "
        + "confirmed; with 'not-assessed' also when one could not be seen. In the security view it"
        + " is about the report's entries, and may also be a severity: 'high' is met by what is high"
        + " or critical, and certain.",
      valueName: "status"
    )
  )
  var failOn: Threshold?

  @Flag(help: "End with code 4 when a required fact could not be seen.")
  var strict = false

  mutating func validate() throws {
    if let failOn, failOn.severity != nil, view != .security {
      throw ValidationError("--fail-on \(failOn.rawValue) goes with --view security.")
    }
  }

  func run() throws {
    let options = ScanOptions(
      profile: profile,
      focus: focus?.categories ?? [],
      controls: control
    )
    guard view == .readiness else { return try runSecurity(options) }
    let result = try source.withEngine(github: github) {
      try $0.scan(source.source, options: options)
    }
    if !source.quiet {
      for note in result.notes { Terminal.writeError("Note: \(note)\n") }
    }
    try output.write(render(result))
    if let code = exitCode(for: result) { throw ExitCode(code) }
  }

  private func render(_ result: ScanResult) -> String {
    switch format {
    case .table:
      TableFormat(width: output.width, isColored: output.isColored).render(result.assessment)
    case .json: JSONFormat().render(result.assessment)
    case .markdown: MarkdownFormat().render(result.assessment)
    case .sarif:
      SARIFFormat(descriptions: result.descriptions, source: result.source)
        .render(result.assessment)
    }
  }

  /// The code for what was found; a threshold that was met is certain, so it outranks what is
  /// missing.
  private func exitCode(for result: ScanResult) -> Int32? {
    let summary = result.assessment.summary
    if summary.assessed == 0 { return ProgramExit.nothingAssessed }
    let isMet =
      switch failOn {
      case nil, .critical, .high, .medium, .low: false
      case .failing: summary.failing > 0
      case .warning: summary.failing + summary.warning > 0
      case .notAssessed: summary.failing + summary.warning + summary.notAssessed > 0
      }
    if isMet { return ProgramExit.thresholdMet }
    return strict && result.isIncomplete ? ProgramExit.incomplete : nil
  }
}

/// Categories with commas between.
struct FocusList: ExpressibleByArgument {
  let categories: [FocusCategory]

  init?(argument: String) {
    let names = argument.split(separator: ",").map { $0.trimmingPrefix(" ").lowercased() }
    let categories = names.compactMap(FocusCategory.init(rawValue:))
    guard !names.isEmpty, categories.count == names.count else { return nil }
    self.categories = categories
  }

  static var allValueStrings: [String] { FocusCategory.allCases.map(\.rawValue) }
}
