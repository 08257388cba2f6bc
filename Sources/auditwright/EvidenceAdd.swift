import ArgumentParser
import Engine
import Foundation
import ReadinessModel
import Reports

/// Adds a record.
struct EvidenceAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a record, with the file it is about.",
    discussion: """
      The file is copied beside the ledger and found again by its SHA-256. When there is a key, a \
      checkpoint that covers the record is signed.

      Examples:
        auditwright evidence add --control SEC-8 --file drill.pdf --title "Incident drill"
        auditwright evidence add --control CHG-1 --kind population --file merged.csv --rows 212 \\
          --title "Merged pull requests" --from 2026-10-01 --to 2026-12-31 --source github.com \\
          --query "gh pr list --state merged --limit 1000" --completeness "212 of 212, one page"
      """
  )

  @Option(help: "Control it is about, for example SEC-3; may be given again.")
  var control: [String] = []

  @Option(help: "What it is, in a few words.")
  var title: String

  @Option(help: "File with the evidence itself.", completion: .file())
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Kind: \(EvidenceKind.known.map(\.rawValue).joined(separator: ", ")).",
      valueName: "kind"
    )
  )
  var kind = EvidenceKind.document.rawValue

  @Option(help: "Begin of the time it speaks of: a day, or a moment; by default when it was seen.")
  var from: Moment?

  @Option(help: "End of that time; of a day, its last moment.")
  var to: Moment?

  @Option(help: "When it was seen, if not now.")
  var observed: Moment?

  @Option(help: "System it comes from.")
  var source = "file"

  @Option(help: "Where in that system; by default the file's name.")
  var location: String?

  @Option(help: "Exact query or command that gave it.")
  var query: String?

  @Option(help: "What the query was given, as name=value; may be given again.")
  var parameter: [NamedText] = []

  @Option(help: "Who ran it; by default the user.")
  var actor: String?

  @Option(help: "Media type of the file; by default told from its name.")
  var mediaType: String?

  @Option(help: "Rows or items in the file.")
  var rows: Int?

  @Option(help: "Something that was taken out, as what=reason; may be given again.")
  var redaction: [NamedText] = []

  @Option(help: "Why it is complete, or what is missing.")
  var completeness: String?

  @Option(help: "Record that this one takes the place of; that one stays.")
  var supersedes: EvidenceID?

  @Option(help: "What it says of the controls: holds, does-not-hold or not-observable.")
  var outcome: String?

  @Option(help: "Why it does not hold or could not be observed.")
  var reason: String?

  @Option(help: "Anything else, as name=value; may be given again.")
  var field: [NamedText] = []

  @Option(
    help: ArgumentHelp(
      "Add it though the clock went back since the last record, and keep this reason.",
      valueName: "reason"
    )
  )
  var clockWasWrong: String?

  @Flag(name: .customLong("no-checkpoint"), help: "Sign no checkpoint now.")
  var noCheckpoint = false

  @OptionGroup var place: EvidencePlaceOptions
  @OptionGroup var signing: EvidenceKeyOptions

  mutating func validate() throws {
    if control.isEmpty { throw ValidationError("Say which control it is about: --control.") }
    if !EvidenceKind.known.contains(EvidenceKind(rawValue: kind)) {
      let known = EvidenceKind.known.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--kind takes one of \(known), not '\(kind)'.")
    }
    if file == nil, outcome == nil {
      throw ValidationError("Give the evidence: --file, or what was seen: --outcome.")
    }
    if rows != nil, file == nil { throw ValidationError("--rows needs --file.") }
    if let rows, rows < 0 { throw ValidationError("--rows takes a number from 0.") }
    if outcome != nil, try observedOutcome() == nil { throw Self.wrongOutcome }
  }

  private static let wrongOutcome = ValidationError(
    "--outcome takes holds, or does-not-hold or not-observable with a --reason."
  )

  private func observedOutcome() throws -> EvidenceOutcome? {
    switch (outcome, reason) {
    case (nil, nil): nil
    case ("holds", nil): .holds
    case ("does-not-hold", let reason?): .doesNotHold(reason: reason)
    case ("not-observable", let reason?): .notObservable(reason: reason)
    default: throw Self.wrongOutcome
    }
  }

  func run() throws {
    let desk = try place.desk(key: signing.key)
    let (controls, notes) = try ReadinessEngine(context: .current()).controls(named: control)
    for note in notes { Terminal.writeError("Note: \(note)\n") }
    let payload = try file.map { file in
      try desk.keep(
        try EvidenceFile.read(file),
        mediaType: mediaType ?? EvidenceFile.mediaType(of: file),
        rows: rows
      )
    }
    let receipt = try desk.add(
      [try draft(controls, payload, desk)],
      clockCorrection: clockWasWrong,
      signs: !noCheckpoint
    )
    for record in receipt.records {
      Terminal.write("\(record.id)  \(SafeText.line(record.title))\n")
    }
    if let checkpoint = receipt.checkpoint {
      Terminal.write("\n" + checkpoint)
    } else if !noCheckpoint {
      Terminal.writeError(
        "Note: nothing was signed, because there is no key yet. Make one: auditwright key init\n"
      )
    }
  }

  private func draft(
    _ controls: [ControlID],
    _ payload: EvidencePayload?,
    _ desk: EvidenceDesk
  ) throws -> EvidenceDraft {
    let seen = observed ?? desk.now
    let end = to.map { $0 == Moment(startOf: $0.day) ? $0.adding(seconds: 86_399) : $0 }
    return EvidenceDraft(
      kind: EvidenceKind(rawValue: kind),
      controls: controls,
      title: title,
      source: EvidenceSource(
        system: source,
        location: location ?? file.map { URL(filePath: $0).lastPathComponent }
      ),
      collector: EvidenceCollector(name: "auditwright", version: ReadinessEngine.version),
      query: query,
      parameters: NamedText.dictionary(parameter),
      actor: actor ?? desk.actor,
      effective: EffectiveInterval(from: from ?? end ?? seen, to: end ?? from ?? seen),
      observedAt: seen,
      payload: payload,
      redactions: redaction.map { EvidenceRedaction(what: $0.name, reason: $0.text) },
      completeness: completeness,
      supersedes: supersedes,
      outcome: try observedOutcome(),
      fields: NamedText.dictionary(field)
    )
  }
}

/// A name and a text, written `name=text`.
struct NamedText: ExpressibleByArgument {
  let name: String
  let text: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return nil }
    name = String(parts[0])
    text = String(parts[1])
  }

  static func dictionary(_ pairs: [NamedText]) -> [String: String] {
    Dictionary(pairs.map { ($0.name, $0.text) }, uniquingKeysWith: { _, last in last })
  }
}
