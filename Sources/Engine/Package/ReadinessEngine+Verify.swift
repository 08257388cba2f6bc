import EvidenceLedger
import Foundation
import MerkleLog
package import ReadinessModel
import Reports
import StoredArchives

extension ReadinessEngine {
  /// Verifies a package, or a DSSE envelope on its own.
  ///
  /// With `keys`, files of public keys, only these count. Without, a package is checked with the key in
  /// it, which shows that it is whole; an envelope is checked with the keys of the repository here.
  package static func verify(
    _ path: String,
    keys: [String] = [],
    repository: String = "."
  ) throws -> PackageReport {
    let trusted = try keys.flatMap(publicKeys)
    let bytes: ArchiveBytes
    let start: [UInt8]
    do {
      bytes = try ArchiveBytes(file: path)
      start = try bytes.read(min(bytes.count, 64), at: 0)
    } catch {
      throw EngineFailure.evidence(
        problem: "\(error)",
        next: "Name a package or an envelope."
      )
    }
    let isObject = start.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
    guard isObject else { return PackageVerifier(keys: trusted).verify(bytes) }
    let known =
      try trusted.isEmpty
      ? Ledger.publicKeys(at: LedgerPlace(repository: repository).path) : trusted
    return try envelope(in: bytes, keys: known, isPinned: !trusted.isEmpty)
  }

  private static func envelope(
    in bytes: ArchiveBytes,
    keys: [NoteVerifierKey],
    isPinned: Bool
  ) throws -> PackageReport {
    guard !keys.isEmpty else {
      throw EngineFailure.record(
        problem: "there is no public key to check the envelope with",
        next: "Name one: --key FILE, with what auditwright key show prints."
      )
    }
    var report = PackageReport(of: .envelope)
    do {
      guard bytes.count <= 64 << 20 else { throw NoteFailure.noEnvelope("it is too large") }
      let envelope = try SignedEnvelope(reading: bytes.read(bytes.count, at: 0))
      report.payloadType = envelope.payloadType
      let found = try envelope.verify(with: keys.filter { $0.algorithm == .ed25519 })
      if let key = found.first {
        report.signer = PackageReport.Signer(
          name: key.name,
          keyID: key.envelopeKeyID,
          isPinned: isPinned
        )
      }
      if found.count < envelope.signatures.count {
        report.notes.append("there are signatures by keys that are not known here")
      }
    } catch {
      report.problems.append(.init(.signature, "\(error)"))
    }
    return report
  }

  /// The keys in a file: lines as `key show` prints them, or one key in PEM.
  private static func publicKeys(in file: String) throws -> [NoteVerifierKey] {
    let failure = { (reason: String) in
      EngineFailure.record(
        problem: "\(file) is no public key: \(reason)",
        next: "Give a file with what auditwright key show prints, or a key in PEM."
      )
    }
    guard let bytes = FileManager.default.contents(atPath: file), bytes.count <= 100_000 else {
      throw failure("it cannot be read")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if text.hasPrefix("-----BEGIN") {
      let name = URL(filePath: file).deletingPathExtension().lastPathComponent
      guard let key = NoteVerifierKey(pem: text, name: name) else {
        throw failure("it is no Ed25519 key in PEM")
      }
      return [key]
    }
    do {
      let keys = try text.split(whereSeparator: \.isNewline).map { try NoteVerifierKey(String($0)) }
      guard !keys.isEmpty else { throw failure("it is empty") }
      return keys
    } catch let problem as NoteKeyFailure {
      throw failure("\(problem)")
    }
  }
}
