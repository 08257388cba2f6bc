import Collectors
import EvidenceLedger
import Foundation
import MerkleLog
package import ReadinessModel

/// Where people enter the records that they keep: read, checked, signed, and put into the ledger.
package struct RecordDesk: Sendable {
  private let place: LedgerPlace
  private let context: RunContext
  private let controls: Set<ControlID>

  /// Opens the desk of a repository; `controls` are those of the profile.
  package init(of repository: String, controls: Set<ControlID>, context: RunContext) {
    place = LedgerPlace(repository: repository)
    self.controls = controls
    self.context = context
  }

  /// Reads a record and says what is wrong with it; nothing is entered.
  package func read(_ path: String) throws -> RecordReader.Reading {
    guard let today = CivilDay(context.today) else {
      throw EngineFailure.broken("'\(context.today)' is no day")
    }
    guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= 1_000_000 else {
      throw EngineFailure.record(
        problem: "\(path) cannot be read, or is larger than a megabyte",
        next: "Name a file; auditwright attest --draft access-review writes one to fill in."
      )
    }
    let file = RepositoryFile(path: path, bytes: Array(bytes))
    return try RecordReader(today: today, controls: controls).read(file)
  }

  /// The name of the person whose key is here; nil when there is none.
  package func person() throws -> String? { try signingKey()?.name }

  /// Makes a person's key, and keeps its public half beside the ledger.
  package func makeKey(for person: String, output: String?) throws -> (key: String, file: String) {
    let made = try KeyRing(signer: context.signer).make(name: person, output: output)
    try PeopleKeys(of: place).keep(made.key.verifier(.ed25519))
    return (made.key.verifier(.ed25519).text, made.file)
  }

  /// Signs a record with the person's key and enters it; returns the record's identifier.
  ///
  /// The caller has asked the person; nothing here can tell who holds the key.
  package func sign(_ reading: RecordReader.Reading, from path: String) throws -> EvidenceID {
    guard let kind = reading.kind, reading.problems.isEmpty else {
      throw EngineFailure.record(
        problem: "\(path) is not as it should be",
        next: "See what is wrong: auditwright attest --check \(path)"
      )
    }
    guard let key = try signingKey() else {
      throw EngineFailure.record(
        problem: "there is no key of a person to sign with",
        next: "Make one: auditwright key init --person NAME; or name it with --key."
      )
    }
    let text = String(decoding: reading.content.json.bytes, as: UTF8.self) + "\n"
    guard var note = SignedNote(text: text) else {
      throw EngineFailure.record(
        problem: "\(path) holds control characters, which a signature cannot cover",
        next: "Take them out."
      )
    }
    try note.sign(with: key)
    let ledger = try place.open()
    defer { try? ledger.close() }
    let payload = try ledger.keep(Array(note.description.utf8), mediaType: "text/plain")
    let draft = draft(of: reading.content, kind, signedBy: key, payload: payload, from: path)
    guard let record = try ledger.append([draft], clock: context.clock).first else {
      throw EngineFailure.broken("nothing was recorded")
    }
    _ = try place.sign(ledger, context)
    return record.id
  }

  private func signingKey() throws -> NoteSigningKey? {
    try KeyRing(signer: context.signer).key(for: PeopleKeys(of: place).keys())
  }

  private func draft(
    of content: RecordContent,
    _ kind: RecordKind,
    signedBy key: NoteSigningKey,
    payload: EvidencePayload,
    from path: String
  ) -> EvidenceDraft {
    let named = content.texts("controls").map { ControlID(rawValue: $0) }
    let failed = content.text("result") == "failed"
    return EvidenceDraft(
      kind: kind.name == RecordKind.attestation.name ? .attestation : .record,
      controls: named.isEmpty ? kind.control.map { [ControlID(rawValue: $0)] } ?? [] : named,
      title: title(of: content, kind),
      source: EvidenceSource(system: "people", location: path),
      collector: EvidenceCollector(name: "auditwright", version: ReadinessEngine.version),
      actor: key.name,
      effective: interval(of: content, kind),
      observedAt: context.clock(),
      payload: payload,
      outcome: failed ? .doesNotHold(reason: "The \(kind.name) failed") : .holds,
      fields: [
        EvidenceFormat.field: EvidenceFormat.personRecord.rawValue, "record": kind.name,
        "signed-by": key.name, "key": key.verifier(.ed25519).text,
      ]
    )
  }

  private func title(of content: RecordContent, _ kind: RecordKind) -> String {
    let about = ["title", "vendor", "course", "scenario", "statement"].lazy
      .compactMap { content.text($0) }.first
    let day = content.day(kind.dateField).map { " of \($0)" } ?? ""
    let name = kind.name.prefix(1).uppercased() + kind.name.dropFirst().replacing("-", with: " ")
    return "\(name)\(day)" + (about.map { ": \($0)" } ?? "")
  }

  /// The time it speaks of: from its first day to the end of its last.
  private func interval(of content: RecordContent, _ kind: RecordKind) -> EffectiveInterval? {
    guard let last = content.day(kind.dateField) else { return nil }
    let first = content.day("from") ?? last
    let end = Moment(startOf: last.adding(days: 1)).adding(seconds: -1)
    return EffectiveInterval(from: Moment(startOf: first), to: min(end, context.clock()))
  }
}

/// Checks what people signed.
enum SignedRecord {
  /// Why a signed record cannot be relied on; nil when it can.
  static func problem(in bytes: [UInt8], trusting keys: [NoteVerifierKey]) -> String? {
    guard let note = try? SignedNote(reading: bytes) else { return "it is no signed record" }
    do {
      _ = try note.verify(with: keys)
      return nil
    } catch {
      return "it is not signed by anybody whose key is in .auditwright/people (\(error))"
    }
  }
}
