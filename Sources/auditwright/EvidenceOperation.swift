import ArgumentParser
import Engine
import ReadinessModel
import Reports

/// Options of commands that tell of the operation of controls.
struct OperationOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Argument(help: "Folder of the repository.", completion: .directory)
  var path = "."

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("Judge as of the end of this day.", valueName: "yyyy-mm-dd")
  )
  var asOf: String?

  @Option(help: "Profile of controls.")
  var profile = "startup"

  @Option(help: "Format of the output.")
  var format = Format.text

  mutating func validate() throws {
    if let asOf, CivilDay(asOf) == nil {
      throw ValidationError("--as-of takes a day such as 2026-11-23, not '\(asOf)'.")
    }
  }

  func engine() throws -> ReadinessEngine {
    var context = RunContext.current()
    if let asOf { context.today = asOf }
    return try ReadinessEngine(context: context)
  }

  func report() throws -> OperationReport {
    try engine().operation(of: path, profile: profile)
  }
}

/// Tells how far each control has come.
struct EvidenceWindows: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "windows",
    abstract: "Tell of each control what is collecting, what is broken, and when it can close.",
    discussion: """
      Examples:
        auditwright evidence windows
        auditwright evidence windows ../shop --format json
      """
  )

  @OptionGroup var operation: OperationOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let report = try operation.report()
    switch operation.format {
    case .text:
      let format = WindowsTableFormat(width: output.width, isColored: output.isColored)
      try output.write(format.render(report))
    case .json: try output.write(try EncodedJSON.text(report.onlyWindows))
    }
  }
}

/// Tells where controls did not do their work.
struct EvidenceDeviations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deviations",
    abstract: "Tell where controls did not do their work, and what an auditor is likely to see.",
    discussion: """
      Examples:
        auditwright evidence deviations
        auditwright evidence deviations --format json --output deviations.json

      Ends with 1 when there is a deviation.
      """
  )

  @OptionGroup var operation: OperationOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let report = try operation.report()
    switch operation.format {
    case .text:
      let format = DeviationsTableFormat(width: output.width, isColored: output.isColored)
      try output.write(format.render(report))
    case .json: try output.write(try EncodedJSON.text(report.onlyDeviations))
    }
    if !report.deviations.isEmpty { throw ExitCode(ProgramExit.thresholdMet) }
  }
}

/// Tells of populations, and writes their files.
struct EvidencePopulations: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "populations",
    abstract: "List everything that controls should have acted on, with proof that it is all.",
    discussion: """
      Examples:
        auditwright evidence populations
        auditwright evidence populations --export populations

      --export writes NAME.jsonl, one item on each line, and NAME.query.json, how it was retrieved.
      """
  )

  @OptionGroup var operation: OperationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Write the populations into this folder.", completion: .directory)
  var export: String?

  func run() throws {
    let report = try operation.report()
    if let export {
      for path in try operation.engine().export(report.populations, into: export) {
        Terminal.writeError("Wrote \(SafeText.line(path))\n")
      }
      return
    }
    switch operation.format {
    case .text:
      let format = PopulationsTableFormat(width: output.width, isColored: output.isColored)
      try output.write(format.render(report))
    case .json: try output.write(try EncodedJSON.text(report.populations))
    }
  }
}

/// Draws samples.
struct EvidenceSample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw the items that an auditor would look at, so that anybody can draw them again.",
    discussion: """
      Examples:
        auditwright evidence sample --control CHG-1
        auditwright evidence populations --export p && draw-sample p/changes.jsonl NAME CHG-1

      The seed comes from the engagement's name in auditwright.yml, the control and the population.
      """
  )

  @OptionGroup var operation: OperationOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Draw for this control only.")
  var control: String?

  func run() throws {
    let engine = try operation.engine()
    let report = try operation.report()
    let samples = try engine.samples(of: report, control: control.map(ControlID.init(rawValue:)))
    switch operation.format {
    case .text:
      let format = PopulationsTableFormat(width: output.width, isColored: output.isColored)
      try output.write(format.render(samples))
    case .json: try output.write(try EncodedJSON.text(samples))
    }
  }
}

extension OperationReport {
  /// The report without what its other commands tell.
  fileprivate var onlyWindows: OperationReport {
    var report = self
    (report.deviations, report.forecasts, report.populations) = ([], [], [])
    return report
  }

  fileprivate var onlyDeviations: OperationReport {
    var report = self
    (report.windows, report.populations) = ([], [])
    return report
  }
}
