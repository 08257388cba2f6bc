import EvidenceLedger
import Foundation
import MerkleLog
package import ReadinessModel

/// The use cases of evidence: what is done with the ledger of one repository.
package struct EvidenceDesk: Sendable {
  /// What came of adding records.
  package struct Receipt: Hashable, Sendable {
    /// The records, as the ledger has them.
    package var records: [EvidenceRecord]
    /// The checkpoint that covers them, as it is written down; nil when there is no key.
    package var checkpoint: String?
  }

  let context: RunContext
  private let place: LedgerPlace
  private var folder: String { place.path }

  /// Creates a desk for the repository at a path.
  package init(repository path: String, context: RunContext) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw EngineFailure.unreadableRepository(path: path, reason: "it is no folder")
    }
    place = LedgerPlace(repository: path)
    self.context = context
  }

  /// The moment it is.
  package var now: Moment { context.clock() }
  /// Who is at the desk, where that is known.
  package var actor: String? { context.signer.actor }

  // MARK: - Adding

  /// Adds records, all or none, and signs a checkpoint that covers them when there is a key.
  ///
  /// When this returns, the disk has them. The ledger is made when there is none.
  package func add(
    _ drafts: [EvidenceDraft],
    clockCorrection: String? = nil,
    signs: Bool = true
  ) throws -> Receipt {
    // A key that cannot be used should be told before the ledger is written.
    if signs { _ = try reporting { try place.signingKey(context) } }
    return try withLedger { ledger in
      let records = try ledger.append(
        drafts,
        clock: context.clock,
        clockCorrection: clockCorrection
      )
      let checkpoint = signs ? try place.sign(ledger, context) : nil
      return Receipt(records: records, checkpoint: checkpoint)
    }
  }

  /// Keeps content beside the ledger, and gives what a draft has to say of it.
  package func keep(
    _ bytes: [UInt8],
    mediaType: String,
    rows: Int? = nil
  ) throws -> EvidencePayload {
    try withLedger { try $0.keep(bytes, mediaType: mediaType, rows: rows) }
  }

  /// Signs what the ledger holds now, and gives the checkpoint as it is written down.
  package func checkpoint() throws -> String {
    guard try reporting({ try place.signingKey(context) }) != nil else { throw Self.noKey }
    return try withLedger { ledger in
      guard let checkpoint = try place.sign(ledger, context) else { throw Self.noKey }
      return checkpoint
    }
  }

  // MARK: - Reading

  /// Records that match; what is damaged is left out, and named.
  package func records(
    matching query: EvidenceQuery = EvidenceQuery()
  ) throws -> IntactEvidence {
    try withLedger(mode: .reading) { try $0.intactRecords(matching: query) }
  }

  /// One record.
  package func record(_ id: EvidenceID) throws -> EvidenceRecord {
    try withLedger(mode: .reading) { ledger in
      guard let record = try ledger.record(id) else {
        throw EngineFailure.record(
          problem: "there is no record \(id)",
          next: "See auditwright evidence list."
        )
      }
      return record
    }
  }

  /// The content that a record names, checked against its digest.
  package func content(of payload: EvidencePayload) throws -> [UInt8] {
    try withLedger(mode: .reading) { try $0.content(of: payload) }
  }

  /// A proof, as C2SP tlog-proof, that a record is in the ledger.
  package func proof(of id: EvidenceID) throws -> String {
    try withLedger(mode: .reading) { try $0.inclusionProof(of: id).description }
  }

  /// Re-derives everything, and names what does not fit.
  package func verify(trusting keys: [String] = []) throws -> LedgerReport {
    let trusted = try keys.map { text in
      do {
        return try NoteVerifierKey(text)
      } catch {
        throw EngineFailure.record(
          problem: "'\(text)' is no public key: \(error)",
          next: "Give the line that auditwright key show prints."
        )
      }
    }
    // The other kind of signature by the same key counts too.
    let both = trusted.flatMap { key in
      [.ed25519, .cosignature].compactMap {
        NoteVerifierKey(name: key.name, algorithm: $0, publicKey: key.publicKey)
      }
    }
    let canWrite = access(folder, W_OK) == 0
    return try withLedger(mode: canWrite ? .appending : .reading) {
      $0.verify(trusting: both.isEmpty ? nil : both)
    }
  }

  /// Writes everything that is needed to check the ledger without this program.
  package func export(to path: String) throws -> ExportSummary {
    try withLedger(mode: .reading) { try $0.export(to: path) }
  }

  // MARK: - Keys

  /// The public keys beside the ledger.
  package func publicKeys() throws -> [String] {
    try keys().filter { $0.algorithm == .ed25519 }.map(\.text)
  }

  private func keys() throws -> [NoteVerifierKey] {
    try reporting { try Ledger.publicKeys(at: folder) }
  }

  /// Makes a private key outside of the repository, and keeps its public half beside the ledger.
  ///
  /// Without a name the repository has one key at most, so that nobody makes a second by mistake.
  package func makeKey(name: String?, output: String?) throws -> (
    key: String, file: String
  ) {
    if name == nil, output == nil, let key = try reporting({ try place.signingKey(context) }) {
      throw EngineFailure.record(
        problem: "there is a key already, \(key.name)",
        next: "Use it, or give the new one a name of its own: --name"
      )
    }
    return try reporting {
      let made = try KeyRing(signer: context.signer).make(
        name: name ?? place.name(),
        output: output
      )
      try Ledger.keepPublicKeys(of: made.key, at: folder)
      try place.keepOutOfGit()
      return (made.key.verifier(.ed25519).text, made.file)
    }
  }

  /// Signs content as a DSSE envelope with the repository's key.
  package func envelope(of content: String, type: String) throws -> String {
    guard let key = try reporting({ try place.signingKey(context) }) else { throw Self.noKey }
    var envelope = SignedEnvelope(payloadType: type, payload: Array(content.utf8))
    try envelope.sign(with: key)
    return envelope.description
  }

  /// The public keys beside the ledger as other programs read them: PEM.
  package func publicKeysAsPEM() throws -> String {
    try keys().filter { $0.algorithm == .ed25519 }.map(\.pem).joined()
  }

  private static let noKey = EngineFailure.record(
    problem: "there is no private key to sign with",
    next: "Make one: auditwright key init; or name it with --key or AUDITWRIGHT_KEY_FILE."
  )

  // MARK: - The ledger

  /// Opens the ledger, for adding unless told otherwise, works with it, and closes it.
  private func withLedger<Value>(
    mode: Ledger.Mode? = nil,
    _ work: (Ledger) throws -> Value
  ) throws -> Value {
    try reporting {
      let ledger = try mode.map { try Ledger.open(at: folder, mode: $0) } ?? place.open()
      let value: Value
      do {
        value = try work(ledger)
      } catch {
        try? ledger.close()
        throw error
      }
      try ledger.close()
      return value
    }
  }

  private func reporting<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch {
      throw EngineFailure(reporting: error) ?? error
    }
  }
}

extension EngineFailure {
  /// Puts into words what a use case threw; nil when it is none of the failures there are words for.
  package init?(reporting error: any Error) {
    switch error {
    case let failure as EngineFailure: self = failure
    case let failure as LedgerFailure:
      self = .evidence(problem: failure.message, next: failure.next)
    default: return nil
    }
  }
}
