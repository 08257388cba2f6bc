import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel
import Reports

/// Records of the ledger with their content, checkpoints, proofs and keys.
struct PackageLedger {
  /// Proofs are written one by one up to so many records; the leaves prove all of them together.
  static let proofsAtMost = 10_000
  private static let readAtMost = 64 << 20

  let source: PackageSource

  func add(to draft: inout PackageDraft, signedBy key: NoteSigningKey) throws {
    addKeys(signedBy: key, to: &draft)
    guard let (ledger, sealed) = source.ledger else {
      draft.lack(
        PackageGap(
          subject: "Records of evidence, their checkpoints and proofs",
          reason: source.archive.size == nil
            ? "no ledger is kept: nothing was recorded of how controls operate"
            : "no checkpoint was signed, so that nothing vouches for the records",
          next: source.archive.size == nil
            ? "Begin: auditwright watch" : "Sign one: auditwright evidence checkpoint"
        )
      )
      return
    }
    let size = sealed.last.checkpoint.size
    if sealed.size > size {
      draft.lack(
        PackageGap(
          subject: "\(sealed.size - size) records, from \(EvidenceID(index: size)) on",
          reason: "they are newer than the last checkpoint, so that nothing vouches for them yet",
          next: "Sign one and write the package again: auditwright evidence checkpoint"
        )
      )
    }
    try addRecords(ledger, size: size, to: &draft)
    try addSeals(ledger, sealed, to: &draft)
    try addContents(ledger, size: size, to: &draft)
  }

  private func addKeys(signedBy key: NoteSigningKey, to draft: inout PackageDraft) {
    let signer = key.verifier(.ed25519)
    var seen: Set<[UInt8]> = []
    for key in [signer] + source.keys
    where key.algorithm == .ed25519 && seen.insert(key.publicKey).inserted {
      let name = "keys/\(Ledger.keyFileName(key))"
      let about = key == signer ? "The key this package is signed with" : "A key of the ledger"
      draft.add("\(name).vkey", about: about, raw: PackageContent(key.text + "\n"))
      draft.add("\(name).pem", about: "\(about), as PEM", raw: PackageContent(key.pem))
    }
    for key in source.people {
      draft.add(
        "keys/people/\(Ledger.keyFileName(key)).vkey",
        about: "The key of a person who signs records",
        raw: PackageContent(key.text + "\n"),
        shared: .nothing(what: "the whole file", reason: "It bears the name of a person")
      )
    }
  }

  private func addRecords(_ ledger: Ledger, size: Int, to draft: inout PackageDraft) throws {
    let raw = try PackageContent { write in
      try ledger.forEachRecord(before: size) { _, leaf in try write(leaf + [0x0A]) }
    }
    var shared = PackageDraft.Shared.same
    if draft.isRedacted {
      let personal = draft.personal
      _ = personal.takeParts()
      let content = try PackageContent { write in
        try ledger.forEachRecord(before: size) { _, leaf in
          try write(Self.shared(leaf, personal) + [0x0A])
        }
      }
      shared = .instead(content, what: personal.takeParts().map(\.rawValue))
    }
    draft.add(
      "ledger/records.jsonl",
      about: "The records of evidence, one to a line: EV-1 is the first",
      raw: raw,
      shared: shared
    )
    draft.add(
      "ledger/leaves.txt",
      about: "The hash of each record: the SHA-256 of a zero byte and its line, in base64",
      raw: try PackageContent { write in
        try ledger.forEachRecord(before: size) { _, leaf in
          try write(Array((TreeHash(leaf: leaf).base64 + "\n").utf8))
        }
      }
    )
  }

  /// A record without personal data; its hash says which of the raw package it is.
  private static func shared(_ leaf: [UInt8], _ personal: PersonalData) throws -> [UInt8] {
    guard case .object(let members) = personal.redacted(try CanonicalJSON(reading: leaf)) else {
      throw EngineFailure.broken("a record is no object")
    }
    var all = Dictionary(members.map { ($0.name, Optional($0.value)) }) { first, _ in first }
    all["leafHash"] = .string(TreeHash(leaf: leaf).base64)
    return CanonicalJSON.object(of: all).bytes
  }

  private func addSeals(
    _ ledger: Ledger,
    _ sealed: SealedLedger,
    to draft: inout PackageDraft
  ) throws {
    draft.add(
      "ledger/checkpoint",
      about: "The last checkpoint: how many records there were and the root of their tree, signed",
      raw: PackageContent(sealed.last.note.description)
    )
    for seal in sealed.seals {
      draft.add(
        "ledger/checkpoints/\(seal.name)",
        about: "A checkpoint of \(seal.checkpoint.size) records, signed",
        raw: PackageContent(seal.note.description)
      )
    }
    let size = sealed.last.checkpoint.size
    let sizes = Array(Set(sealed.seals.map(\.checkpoint.size)).subtracting([0])).sorted()
    let steps = try zip(sizes, sizes.dropFirst()).map { old, new in
      ConsistencyStep(
        from: old,
        to: new,
        hashes: try ledger.consistencyProof(from: old, to: new).hashes.map(\.base64)
      )
    }
    draft.add(
      "ledger/consistency.json",
      about: "Proofs that the ledger only grew from one checkpoint to the next (RFC 6962)",
      raw: PackageContent(try PackageJSON.text(steps))
    )
    guard size <= Self.proofsAtMost else {
      draft.lack(
        PackageGap(
          subject: "Proofs of inclusion, one to a record",
          reason: "there are \(size) records; ledger/leaves.txt proves all of them together"
        )
      )
      return
    }
    for position in 0..<size {
      let id = EvidenceID(index: position)
      draft.add(
        "ledger/proofs/\(id).tlog-proof",
        about: "Proof that \(id) is in the ledger (C2SP tlog-proof)",
        records: [id],
        raw: PackageContent(try ledger.proof(of: id, in: sealed.last).description)
      )
    }
  }

  /// A proof of consistency in the package.
  struct ConsistencyStep: Codable {
    var from: Int
    var to: Int
    var hashes: [String]
  }

  // MARK: - Contents

  private func addContents(_ ledger: Ledger, size: Int, to draft: inout PackageDraft) throws {
    var named: [String: [EvidenceRecord]] = [:]
    var order: [String] = []
    try ledger.forEachRecord(before: size) { _, leaf in
      let record = try EvidenceRecord(canonicalBytes: leaf)
      guard let payload = record.payload else { return }
      if named[payload.sha256] == nil { order.append(payload.sha256) }
      named[payload.sha256, default: []].append(record)
    }
    let mask = SecretMask()
    for digest in order {
      guard let records = named[digest], let first = records.first, let payload = first.payload
      else { continue }
      do {
        let file = try ledger.contentFile(of: payload)
        let raw = PackageContent(file: file, size: payload.bytes, sha256: payload.sha256)
        try add(raw, of: records, payload, mask, to: &draft)
      } catch let failure as LedgerFailure {
        draft.lack(
          PackageGap(
            subject: "The content of \(first.id)",
            reason: failure.message,
            next: failure.next,
            controls: first.controls
          )
        )
      }
    }
  }

  private func add(
    _ raw: PackageContent,
    of records: [EvidenceRecord],
    _ payload: EvidencePayload,
    _ mask: SecretMask,
    to draft: inout PackageDraft
  ) throws {
    guard let first = records.first else { return }
    let path =
      "evidence/\(first.id)_\(kindName(first))_\(payload.sha256.prefix(8))"
      + EvidenceFile.fileExtension(of: payload.mediaType)
    let controls = Array(Set(records.flatMap(\.controls))).sorted()
    let isOurs = first.format != nil && first.format != .personRecord
    // What people put in may hold anything; what we made holds no secret by its shape.
    if !isOurs, try mask.finds(in: raw, path: first.source.location ?? path) {
      let reason = "It holds what looks like a secret; its record names this digest"
      draft.leaveOut(path, what: "the whole file", reason: reason, raw: raw)
      return
    }
    var shared = PackageDraft.Shared.nothing(
      what: "the whole file",
      reason: "It cannot be told whom it names"
    )
    if draft.isRedacted, isOurs, let bytes = try raw.bytes(atMost: Self.readAtMost) {
      _ = draft.personal.takeParts()
      if let text = try? redacted(bytes, payload.mediaType, draft.personal) {
        shared = .instead(text, what: draft.personal.takeParts().map(\.rawValue))
      }
    }
    draft.add(
      path,
      about: first.title + (records.count > 1 ? " (and \(records.count - 1) more)" : ""),
      controls: controls,
      records: records.map(\.id),
      source: [first.source.system, first.source.location].compactMap { $0 }.joined(separator: " "),
      raw: raw,
      shared: shared
    )
  }

  private func kindName(_ record: EvidenceRecord) -> String {
    let name = ArchiveFileName.part(record.kind.rawValue)
    return name.isEmpty ? "record" : name
  }

  private func redacted(
    _ bytes: [UInt8],
    _ mediaType: String,
    _ personal: PersonalData
  ) throws -> PackageContent {
    guard mediaType == "application/json" else {
      let lines = try bytes.split(separator: 0x0A).map { line in
        personal.redacted(try CanonicalJSON(reading: line)).bytes + [0x0A]
      }
      return PackageContent(Array(lines.joined()))
    }
    return PackageContent(try PackageJSON.text(personal.redacted(CanonicalJSON(reading: bytes))))
  }
}

/// Parts of names of files.
enum ArchiveFileName {
  /// A text as a part of a name: letters, digits and dashes, not too many.
  static func part(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(60))
  }
}
