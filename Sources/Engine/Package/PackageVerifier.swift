import Crypto
import Foundation
package import MerkleLog
package import ReadinessModel
import Reports
package import StoredArchives

/// Verifies a package that anybody may have made: its zip file, its list of files, the signature, every
/// file, and the ledger's records against their checkpoints.
package struct PackageVerifier {
  private static let listedAtMost = 64 << 20
  private static let problemsAtMost = 100

  /// Keys that are trusted; empty to take those in the package.
  let keys: [NoteVerifierKey]

  /// Creates a verifier that trusts these keys; without any, those that come with a package.
  package init(keys: [NoteVerifierKey] = []) { self.keys = keys }

  /// Verifies a package.
  package func verify(_ bytes: ArchiveBytes) -> PackageReport {
    var report = PackageReport(of: .package)
    do {
      let reader = try StoredArchiveReader(bytes)
      try verify(reader, &report)
    } catch let failure as ArchiveFailure {
      report.problems.append(.init(.container, "\(failure)"))
    } catch let failure as PackageFault {
      report.problems.append(failure.problem)
    } catch {
      report.problems.append(.init(.container, "it cannot be understood: \(error)"))
    }
    report.problems = Array(report.problems.prefix(Self.problemsAtMost))
    return report
  }

  private func verify(_ reader: StoredArchiveReader, _ report: inout PackageReport) throws {
    let entries = Dictionary(reader.entries.map { ($0.name, $0) }) { first, _ in first }
    let list = try content(PackageAssembly.manifestName, reader, entries)
    let own = try ownKeys(reader, entries)
    let signed = try content(PackageAssembly.signatureName, reader, entries)
    let signer = try signer(of: list, in: signed, trusted: keys.isEmpty ? own : keys)
    let manifest = try self.manifest(list)
    report.manifest = manifest
    try compareNames(manifest, reader, entries)
    for file in manifest.files { try compare(file, reader, entries, &report) }
    guard report.problems.isEmpty else { return }
    report.signer = PackageReport.Signer(
      name: signer.name,
      keyID: signer.envelopeKeyID,
      isPinned: !keys.isEmpty
    )
    if let head = manifest.ledger {
      let check = PackageLedgerCheck(
        head: head,
        trusted: keys.isEmpty ? own : keys,
        known: own + keys,
        isRedacted: manifest.kind == .redacted
      )
      try check.run(entries: reader.entries, &report) { name, part in
        guard let entry = entries[name] else { throw PackageFault(.file, name, "is missing") }
        try reader.read(entry, part: part)
      }
    } else if entries.keys.contains(where: { $0.hasPrefix("ledger/") }) {
      throw PackageFault(.ledger, nil, "the package has parts of a ledger that it does not name")
    }
    noteVerifier(reader, entries, &report)
  }

  private func content(
    _ name: String,
    _ reader: StoredArchiveReader,
    _ entries: [String: ArchiveEntry]
  ) throws -> [UInt8] {
    guard let entry = entries[name] else { throw PackageFault(.manifest, name, "is missing") }
    return try reader.content(of: entry, atMost: Self.listedAtMost)
  }

  // MARK: - Signature

  private func ownKeys(
    _ reader: StoredArchiveReader,
    _ entries: [String: ArchiveEntry]
  ) throws -> [NoteVerifierKey] {
    // Keys of people, one folder further down, sign no package and no checkpoint.
    try entries.keys.sorted()
      .filter { $0.hasPrefix("keys/") && $0.hasSuffix(".vkey") && $0.count { $0 == "/" } == 1 }
      .map { name in
        let text = String(decoding: try content(name, reader, entries), as: UTF8.self)
        guard let key = try? NoteVerifierKey(text.trimmingCharacters(in: .newlines)),
          key.algorithm == .ed25519
        else { throw PackageFault(.signature, name, "is no public key") }
        return key
      }
  }

  private func signer(
    of list: [UInt8],
    in signed: [UInt8],
    trusted: [NoteVerifierKey]
  ) throws -> NoteVerifierKey {
    let name = PackageAssembly.signatureName
    let envelope: SignedEnvelope
    let found: [NoteVerifierKey]
    do {
      envelope = try SignedEnvelope(reading: signed)
      // Nothing but this says what bytes the envelope has, so there may be one way only to write it.
      guard Array(envelope.description.utf8) == signed else {
        throw NoteFailure.noEnvelope("it is not written as it should be")
      }
      found = try envelope.verify(with: trusted)
    } catch NoteFailure.unsigned {
      throw PackageFault(
        .signature,
        name,
        keys.isEmpty
          ? "is signed with a key that is not in the package"
          : "is not signed with the key that you gave"
      )
    } catch let failure as NoteFailure {
      throw PackageFault(.signature, name, "cannot be relied on: \(failure)")
    }
    guard let signer = found.first, found.count == envelope.signatures.count,
      zip(found, envelope.signatures).allSatisfy({ $0.envelopeKeyID == $1.keyID })
    else { throw PackageFault(.signature, name, "has a signature that says nothing") }
    guard let statement = try? CanonicalJSON(reading: envelope.payload),
      envelope.payloadType == "application/vnd.in-toto+json",
      statement["_type"]?.text == "https://in-toto.io/Statement/v1",
      statement["predicateType"]?.text == PackageAssembly.predicateType,
      case .array(let subjects)? = statement["subject"], subjects.count == 1,
      subjects[0]["name"]?.text == PackageAssembly.manifestName,
      subjects[0]["digest"]?["sha256"]?.text
        == PackageContent.hexadecimal(SHA256.hash(data: list))
    else { throw PackageFault(.signature, name, "is of another manifest") }
    return signer
  }

  // MARK: - Files

  private func manifest(_ bytes: [UInt8]) throws -> PackageManifest {
    // Names that stand twice would let two readers see two different lists.
    guard (try? CanonicalJSON(reading: bytes)) != nil,
      let manifest = try? JSONDecoder().decode(PackageManifest.self, from: Data(bytes)),
      manifest.schemaVersion == 1
    else {
      throw PackageFault(.manifest, PackageAssembly.manifestName, "is none that this program reads")
    }
    return manifest
  }

  private func compareNames(
    _ manifest: PackageManifest,
    _ reader: StoredArchiveReader,
    _ entries: [String: ArchiveEntry]
  ) throws {
    var names: Set = [PackageAssembly.manifestName, PackageAssembly.signatureName]
    for file in manifest.files {
      guard names.insert(file.path).inserted else {
        throw PackageFault(.manifest, file.path, "is named twice in the manifest")
      }
      guard entries[file.path] != nil else { throw PackageFault(.file, file.path, "is missing") }
    }
    for entry in reader.entries where !names.contains(entry.name) {
      throw PackageFault(.file, entry.name, "is in the package and not in the manifest")
    }
    guard let day = CivilDay(manifest.assessedOn),
      reader.day == ArchiveDay(year: day.year, month: day.month, day: day.day)
    else { throw PackageFault(.container, nil, "its files have another day than the manifest") }
  }

  private func compare(
    _ file: PackageFile,
    _ reader: StoredArchiveReader,
    _ entries: [String: ArchiveEntry],
    _ report: inout PackageReport
  ) throws {
    guard let entry = entries[file.path] else { return }
    var hash = SHA256()
    do {
      try reader.read(entry) { hash.update(data: $0) }
    } catch let failure as ArchiveFailure {
      report.problems.append(.init(.file, file: file.path, "\(failure)"))
      return
    }
    guard PackageContent.hexadecimal(hash.finalize()) == file.sha256, entry.size == file.bytes
    else {
      report.problems.append(
        .init(.file, file: file.path, "\(file.path) is not what the manifest says")
      )
      return
    }
    report.files += 1
  }

  private func noteVerifier(
    _ reader: StoredArchiveReader,
    _ entries: [String: ArchiveEntry],
    _ report: inout PackageReport
  ) {
    guard let bytes = try? content("verify.py", reader, entries),
      bytes != Array(PackageTexts.verifier.utf8)
    else { return }
    report.notes.append(
      "the verify.py in the package is not the one of this version of Auditwright; read it before"
        + " you run it"
    )
  }
}

/// Something that keeps a package from being relied on.
struct PackageFault: Error {
  let problem: PackageReport.Problem

  /// Creates a fault of a file, whose name comes before the words, or of the whole.
  init(_ part: PackageReport.Problem.Part, _ file: String?, _ words: String) {
    problem = .init(part, file: file, file.map { "\($0) \(words)" } ?? words)
  }
}
