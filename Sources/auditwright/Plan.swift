import ArgumentParser
import Engine
import Foundation
import ReadinessModel
import Reports

/// Plans the work that closes the gaps.
struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plan the work: what to start today, in which order, in how many days.",
    discussion: """
      Examples:
        auditwright plan
        auditwright plan ../shop --engineers 4 --start 2026-11-30
        auditwright plan --format markdown --output SOC2-REMEDIATION-PLAN.md
        auditwright plan --format calendar --output plan.ics
        auditwright plan --format github-issues --output issues
        GITHUB_TOKEN=… auditwright plan --publish octo/shop
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case markdown
    case json
    case csv
    case calendar
    case githubIssues = "github-issues"
  }

  @OptionGroup var source: SourceOptions
  @OptionGroup var github: GitHubOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "First day of work; by default today, or the Monday after a weekend.",
      valueName: "yyyy-mm-dd"
    )
  )
  var start: String?

  @Option(help: "People who work at the same time.")
  var engineers = 1

  @Option(
    name: .customLong("window"),
    help: ArgumentHelp("Months that the audit window is to last.", valueName: "months")
  )
  var window = 3

  @Option(
    help: ArgumentHelp(
      "Categories, with commas between: security (change management included), availability, "
        + "confidentiality.",
      valueName: "categories"
    )
  )
  var focus: FocusList?

  @Option(help: "Plan for this control only, by id, criterion or label; may be given again.")
  var control: [String] = []

  @Option(help: "Profile of controls.")
  var profile = "startup"

  @Option(
    help: ArgumentHelp(
      "Write an issue for each item into this repository on GitHub, with the token in GITHUB_TOKEN; "
        + "an issue that is there is brought up to date.",
      valueName: "owner/name"
    )
  )
  var publish: String?

  @Option(help: "Format of the output; github-issues writes one file per item into --output.")
  var format = Format.table

  mutating func validate() throws {
    if let start, CivilDay(start) == nil {
      throw ValidationError("--start takes a day such as 2026-11-30, not '\(start)'.")
    }
    if !(1...100).contains(engineers) {
      throw ValidationError("--engineers takes a number from 1 to 100.")
    }
    if !(1...24).contains(window) {
      throw ValidationError("--window takes a number of months from 1 to 24.")
    }
    if publish != nil, output.output != nil || format != .table {
      throw ValidationError("--publish writes to GitHub and takes neither --format nor --output.")
    }
    if format == .githubIssues, output.output == nil {
      throw ValidationError("--format github-issues needs --output, a folder for the files.")
    }
  }

  func run() throws {
    let options = PlanOptions(
      scan: ScanOptions(profile: profile, focus: focus?.categories ?? [], controls: control),
      startsOn: start.flatMap(CivilDay.init),
      engineers: engineers,
      windowMonths: window
    )
    let result = try source.withEngine(github: github) {
      try $0.plan(source.source, options: options)
    }
    if !source.quiet {
      for note in result.scan.notes { Terminal.writeError("Note: \(note)\n") }
    }
    if let publish {
      try self.publish(result.plan, to: publish)
    } else {
      try write(result.plan)
    }
    if result.scan.assessment.summary.assessed == 0 {
      throw ExitCode(ProgramExit.nothingAssessed)
    }
  }

  private func publish(_ plan: RemediationPlan, to repository: String) throws {
    let outcome = try PlanPublisher.publish(
      plan,
      to: repository,
      environment: ProcessInfo.processInfo.environment
    )
    let lines = [
      ("Created", outcome.created), ("Updated", outcome.updated),
      ("Unchanged", outcome.unchanged), ("Closed by somebody, left alone", outcome.closed),
    ]
    for (what, numbers) in lines where !numbers.isEmpty {
      Terminal.write("\(what): \(numbers.map { "#\($0)" }.joined(separator: ", "))\n")
    }
  }

  private func write(_ plan: RemediationPlan) throws {
    switch format {
    case .table:
      let table = PlanTableFormat(width: output.width, isColored: output.isColored)
      try output.write(table.render(plan))
    case .markdown: try output.write(PlanMarkdownFormat().render(plan))
    case .json: try output.write(PlanJSONFormat().render(plan))
    case .csv: try output.write(PlanCSVFormat().render(plan))
    case .calendar: try output.write(PlanCalendarFormat().render(plan))
    case .githubIssues: try writeIssues(plan)
    }
  }

  private func writeIssues(_ plan: RemediationPlan) throws {
    guard let folder = output.output else { return }
    let issues = PlanIssueFormat().issues(plan)
    let written = try IssueFolder(path: folder).write(issues)
    guard !source.quiet else { return }
    Terminal.write("Wrote \(written.written.count) issues to \(folder).\n")
    for name in written.leftAlone {
      Terminal.writeError("Note: \(name) is no longer in the plan; it was left as it is.\n")
    }
  }
}
