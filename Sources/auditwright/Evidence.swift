import ArgumentParser
import Engine
import Foundation
import ReadinessModel
import Reports

/// Keeps and shows evidence.
struct Evidence: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Keep evidence in a ledger that anybody can verify.",
    discussion: """
      The ledger is .auditwright/ledger.db of the repository. What is in it cannot be changed without \
      notice: records are the leaves of a Merkle tree whose root is signed. Checkpoints, which git \
      should have, stand beside it in .auditwright/checkpoints.

      Examples:
        auditwright evidence add --control SEC-8 --file drill.pdf --title "Incident drill"
        auditwright evidence list --control CHG-1
        auditwright evidence verify
        auditwright evidence export evidence-2026

      Exit codes: 0 done; 1 verify found what does not fit; 2 wrong usage; 5 the ledger could not be \
      opened, read or written; 70 a defect of Auditwright.
      """,
    subcommands: [
      EvidenceAdd.self, EvidenceList.self, EvidenceShow.self, EvidenceVerify.self,
      EvidenceCheckpoint.self, EvidenceProof.self, EvidenceExport.self, EvidenceWindows.self,
      EvidenceDeviations.self, EvidencePopulations.self, EvidenceSample.self,
    ]
  )
}

/// Lists records.
struct EvidenceList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the records, or those that are wanted.",
    discussion: """
      Examples:
        auditwright evidence list
        auditwright evidence list --control CHG-1 --from 2026-10-01 --to 2026-12-31
        auditwright evidence list --kind deploy --format json
      """
  )

  @OptionGroup var place: EvidencePlaceOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Only records about this control.")
  var control: String?

  @Option(help: "Only records of this kind; may be given again.")
  var kind: [String] = []

  @Option(help: "Only records that speak of this time or later: a day, or a moment.")
  var from: Moment?

  @Option(help: "Only records that speak of this time or earlier; of a day, its last moment.")
  var to: Moment?

  @Option(help: "Format of the output.")
  var format = EvidenceFormatName.text

  func run() throws {
    let evidence = try place.desk().records(matching: query)
    switch format {
    case .text:
      try output.write(
        EvidenceListFormat(width: output.width, isColored: output.isColored)
          .render(evidence.records)
      )
    case .json: try output.write(EvidenceListFormat.json(evidence.records))
    }
    guard evidence.lost.isEmpty else {
      let named = evidence.lost.prefix(5).map(\.description).joined(separator: ", ")
      throw EngineFailure.evidence(
        problem: "\(evidence.lost.count) records are damaged and left out: \(named)"
          + (evidence.lost.count > 5 ? " …" : ""),
        next: "Run auditwright evidence verify, and put the ledger back from a backup."
      )
    }
  }

  private var query: EvidenceQuery {
    var query = EvidenceQuery(
      control: control.map { ControlID(rawValue: $0.uppercased()) },
      kinds: kind.map { EvidenceKind(rawValue: $0) }
    )
    if from != nil || to != nil {
      let end = to.map { $0 == Moment(startOf: $0.day) ? $0.adding(seconds: 86_399) : $0 }
      query.effective = EffectiveInterval(
        from: from ?? Moment(secondsSince1970: 0),
        to: end ?? Moment(secondsSince1970: 253_402_300_799)
      )
    }
    return query
  }
}

/// Shows one record.
struct EvidenceShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one record, or the content it names.",
    discussion: """
      Examples:
        auditwright evidence show EV-12
        auditwright evidence show EV-12 --payload --output drill.pdf
      """
  )

  @Argument(help: "The record, for example EV-12.")
  var id: EvidenceID

  @OptionGroup var place: EvidencePlaceOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Write the content that the record names, after checking its digest.")
  var payload = false

  @Option(help: "Format of the output.")
  var format = EvidenceFormatName.text

  func run() throws {
    let desk = try place.desk()
    let record = try desk.record(id)
    guard payload else {
      switch format {
      case .text: try output.write(EvidenceRecordFormat.text(record))
      case .json: try output.write(EvidenceRecordFormat.json(record))
      }
      return
    }
    guard let content = record.payload else {
      throw EngineFailure.record(problem: "\(id) names no content", next: "")
    }
    try output.write(Data(try desk.content(of: content)))
  }
}

/// Signs a checkpoint.
struct EvidenceCheckpoint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign what the ledger holds now, also when nothing happened.",
    discussion: """
      The checkpoint is printed and kept in .auditwright/checkpoints. Commit it, or send it to somebody \
      else: what is kept elsewhere cannot be changed here.

      Example:
        auditwright evidence checkpoint
      """
  )

  @OptionGroup var place: EvidencePlaceOptions
  @OptionGroup var signing: EvidenceKeyOptions

  func run() throws { Terminal.write(try place.desk(key: signing.key).checkpoint()) }
}

/// Proves that a record is in the ledger.
struct EvidenceProof: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proof",
    abstract: "Prove that a record is in the ledger, in the form of C2SP tlog-proof.",
    discussion: """
      Example:
        auditwright evidence proof EV-12 --output EV-12.tlog-proof
      """
  )

  @Argument(help: "The record, for example EV-12.")
  var id: EvidenceID

  @OptionGroup var place: EvidencePlaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws { try output.write(try place.desk().proof(of: id)) }
}

/// Exports the ledger.
struct EvidenceExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all that is needed to check the evidence without Auditwright.",
    discussion: """
      Records, contents, checkpoints, public keys, proofs, the tree as C2SP tlog-tiles, and a short \
      script that checks them with Python and OpenSSL alone.

      Example:
        auditwright evidence export evidence-2026 && python3 evidence-2026/verify.py
      """
  )

  @Argument(help: "Folder to make.", completion: .directory)
  var folder: String

  @OptionGroup var place: EvidencePlaceOptions

  func run() throws {
    let summary = try place.desk().export(to: folder)
    Terminal.write(
      "Wrote \(summary.records) records and \(summary.payloads) payloads to \(folder); the last "
        + "checkpoint covers \(summary.covered).\n"
    )
    for line in summary.missing { Terminal.writeError("Note: \(SafeText.line(line))\n") }
  }
}

/// Verifies the ledger.
struct EvidenceVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Re-derive everything, and name the first record that does not fit.",
    discussion: """
      Ends with 0 only when all holds. Without --trust, checkpoints are checked with the keys in \
      .auditwright/keys, which whoever can write there can replace: give the public key that you were \
      told another way.

      Examples:
        auditwright evidence verify
        auditwright evidence verify --trust "$(cat auditors-copy.vkey)" --format json
      """
  )

  @OptionGroup var place: EvidencePlaceOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "A public key that is trusted, and no others; may be given again.")
  var trust: [String] = []

  @Option(help: "Format of the output.")
  var format = EvidenceFormatName.text

  func run() throws {
    let report = try place.desk().verify(trusting: trust)
    switch format {
    case .text:
      try output.write(LedgerReportFormat(isColored: output.isColored).render(report))
    case .json: try output.write(LedgerReportFormat.json(report))
    }
    if !report.holds { throw ExitCode(ProgramExit.thresholdMet) }
  }
}
