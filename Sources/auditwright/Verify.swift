import ArgumentParser
import Engine
import ReadinessModel
import Reports

/// Verifies packages and signed statements.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Verify an auditor's package, or a signed statement.",
    discussion: """
      Of a package: every byte of the zip file, the signature of the list of files, every file and that \
      there are no others, every record against the signed checkpoints. Without --key, the key comes out \
      of the package itself: that shows that it is whole, and not who made it.

      Examples:
        auditwright verify acme-evidence.zip --key acme.vkey
        auditwright verify acme-evidence.zip --format json
        auditwright verify statement.dsse.json --key acme.pem

      Exit codes: 0 everything fits; 1 something does not; 2 wrong usage; 5 the file cannot be read; 70 a \
      defect of Auditwright. A package also has a verifier of its own, verify.py, that needs Python alone.
      """
  )

  @Argument(
    help: "The package, or a DSSE envelope.",
    completion: .file(extensions: ["zip", "json"])
  )
  var file: String

  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "Trust the public key in FILE, and no other: what 'auditwright key show' prints, or PEM; may be "
        + "given again.",
      valueName: "file"
    ),
    completion: .file(extensions: ["vkey", "pem"])
  )
  var key: [String] = []

  @Option(help: "Format of the output.")
  var format = EvidenceFormatName.text

  func run() throws {
    let report = try ReadinessEngine.verify(file, keys: key)
    switch format {
    case .text: try output.write(PackageReportFormat(isColored: output.isColored).render(report))
    case .json: try output.write(PackageReportFormat.json(report))
    }
    if !report.holds { throw ExitCode(ProgramExit.thresholdMet) }
  }
}
