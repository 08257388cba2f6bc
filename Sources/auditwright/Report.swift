import ArgumentParser
import Engine
import Foundation
import ReadinessModel
import Reports

/// Writes the readiness report.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the readiness report, as a page, a document or data.",
    discussion: """
      The page is one file that needs no network and opens from disk.

      Examples:
        auditwright report --output readiness.html
        auditwright report --before before.json --output readiness.html
        auditwright report ../shop --format markdown --output SOC2-READINESS-REPORT.md
        auditwright report --from scan.json --format csv --output gaps.csv
        auditwright report --format pdf --output readiness.pdf
        auditwright report --format in-toto --sign --output statement.dsse.json
        auditwright report --pack acme-evidence.zip
        auditwright report --pack acme-shared.zip --kind redacted

      --pack writes everything an auditor asks for and that is known here: the report in every format, \
      the ledger's records with proofs, populations, samples, configurations, documents, tables of access \
      and encryption, and a list of what could not be collected. It is signed with the key of 'auditwright \
      key init', holds a verifier that needs Python alone, and is the same each time it is written.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case html
    case pdf
    case markdown
    case json
    case csv
    case sarif
    case oscal
    case oscalPlan = "oscal-poam"
    case statement = "in-toto"
  }

  @OptionGroup var source: SourceOptions
  @OptionGroup var github: GitHubOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Format of the output; without it, what the name of --output ends in, or html.")
  var format: Format?

  @Option(
    help: ArgumentHelp(
      "Report on the assessment in FILE, written by 'auditwright scan --format json', instead of "
        + "scanning.",
      valueName: "file"
    ),
    completion: .file(extensions: ["json"])
  )
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Compare with an earlier side: a folder, or a file of an assessment or of facts.",
      valueName: "earlier"
    ),
    completion: .file()
  )
  var before: String?

  @Option(
    help: ArgumentHelp("Write the auditor's package, a zip file, to FILE.", valueName: "file"),
    completion: .file(extensions: ["zip"])
  )
  var pack: String?

  @Option(
    help:
      "With --pack: raw, for the auditor alone, or redacted, without people, code and their files."
  )
  var kind: PackageKind?

  @Flag(help: "With --format in-toto: sign the statement, as a DSSE envelope.")
  var sign = false

  @OptionGroup var signing: EvidenceKeyOptions

  @Option(help: "Profile of controls.")
  var profile = "startup"

  @Option(help: "People who work at the same time, for the roadmap.")
  var engineers = 1

  mutating func validate() throws {
    guard (1...1_000).contains(engineers) else {
      throw ValidationError("--engineers takes a number from 1 to 1000.")
    }
    if from != nil, source.facts != nil {
      throw ValidationError("--from and --facts exclude each other.")
    }
    if pack == nil, kind != nil { throw ValidationError("--kind belongs to --pack.") }
    if pack != nil, format != nil || output.output != nil {
      throw ValidationError("--pack holds every format; give it without --format and --output.")
    }
    if pack != nil, from != nil || source.facts != nil {
      throw ValidationError("--pack needs the repository itself, not --from or --facts.")
    }
    if sign, format != .statement {
      throw ValidationError("--sign belongs to --format in-toto; a package is always signed.")
    }
  }

  func run() throws {
    let options = ReportOptions(
      plan: PlanOptions(scan: ScanOptions(profile: profile), engineers: engineers),
      before: before
    )
    if let pack { return try writePackage(to: pack, options) }
    let report = try source.withEngine(github: github) { engine in
      try from.map { try engine.report(ofAssessmentAt: $0, options: options) }
        ?? engine.report(source.source, options: options)
    }
    switch chosen {
    case .html: try output.write(ReportPageFormat().render(report))
    case .pdf: try output.write(try PagePrinter().pdf(of: ReportPageFormat().render(report)))
    case .markdown: try output.write(ReportMarkdownFormat().render(report))
    case .json: try output.write(JSONFormat().render(report.assessment))
    case .csv: try output.write(GapsCSVFormat().render(report))
    case .sarif:
      try output.write(
        SARIFFormat(descriptions: report.descriptions, source: report.source)
          .render(report.assessment)
      )
    case .oscal: try output.write(AssessmentResultsFormat().render(report))
    case .oscalPlan: try output.write(ActionPlanFormat().render(report))
    case .statement:
      let statement = try statement(of: report)
      try output.write(sign ? try signed(statement) : statement)
    }
  }

  private func signed(_ statement: String) throws -> String {
    try EvidencePlaceOptions.desk(of: source.path, key: signing.key)
      .envelope(of: statement, type: TestResultStatement.payloadType)
  }

  private func writePackage(to path: String, _ options: ReportOptions) throws {
    let receipt = try source.withEngine(github: github, key: signing.key) { engine in
      try engine.writePackage(
        of: source.path,
        to: path,
        options: PackageOptions(kind: kind ?? .raw, report: options)
      )
    }
    Terminal.write(PackageReceiptText.text(receipt, path: path))
  }

  private func statement(of report: ReadinessReport) throws -> String {
    guard let statement = TestResultStatement().render(report) else {
      throw ValidationError(
        "An in-toto statement is about a commit, and the folder is in no git work tree."
      )
    }
    return statement
  }

  /// The format that was named, or the one that the name of the output says.
  private var chosen: Format {
    if let format { return format }
    return switch output.output.map({ URL(filePath: $0).pathExtension.lowercased() }) {
    case "pdf": .pdf
    case "md": .markdown
    case "json": .json
    case "csv": .csv
    case "sarif": .sarif
    default: .html
    }
  }
}
