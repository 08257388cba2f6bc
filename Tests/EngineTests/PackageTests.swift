import Engine
import Foundation
import MerkleLog
import ReadinessModel
import Reports
import StoredArchives
import TestSupport
import Testing

@Suite("The auditor's package")
struct PackageTests {
  private let fixture: PackageFixture

  init() throws { fixture = try PackageFixture() }

  private func verify(_ bytes: [UInt8], keys: [NoteVerifierKey] = []) -> PackageReport {
    PackageVerifier(keys: keys).verify(ArchiveBytes(bytes))
  }

  @Test("two packages of the same are the same, byte by byte, whatever the time")
  func reproducible() throws {
    #expect(try fixture.package().bytes == fixture.package(named: "other.zip").bytes)
    #expect(
      try fixture.package(.redacted).bytes == fixture.package(.redacted, named: "other.zip").bytes
    )
  }

  @Test("it holds what controls rest on, and verifies with the key that signed it and no other")
  func content() throws {
    let (bytes, receipt) = try fixture.package()
    let texts = try PackageFixture.texts(in: bytes)
    for name in [
      "README.md", "index.html", "index.csv", "verify.py", "not-collected.md", "redactions.json",
      "report/readiness.html", "report/oscal-poam.json", "report/findings.sarif",
      "deploys/deploys.csv", "operation/windows.json", "ledger/records.jsonl", "ledger/leaves.txt",
      "ledger/proofs/EV-6.tlog-proof", "ledger/consistency.json", "encryption/at-rest.csv",
      "configurations/infra/main.tf", "documents/docs/incident-response.md",
      "documents/register.csv", "pipeline/pipeline.json", "populations/deployments/query.json",
      "populations/deployments/reconciliation.json",
    ] { #expect(texts[name]?.isEmpty == false, "\(name)") }
    #expect(texts["ledger/records.jsonl"]?.split(separator: "\n").count == 6)
    #expect(texts.keys.contains { $0.hasPrefix("evidence/EV-4_log-sample_") })
    let report = verify(bytes, keys: [fixture.publicKey])
    #expect(report.holds && report.signer?.isPinned == true, "\(report.problems)")
    #expect(report.records == 6 && report.proofs == 6 && report.checkpoints == 6)
    #expect(report.files == receipt.manifest.files.count)
    let unpinned = verify(bytes)
    #expect(unpinned.holds && unpinned.signer?.isPinned == false)
    let other = try #require(NoteSigningKey(name: "x", seed: Data(repeating: 1, count: 32)))
    let strange = verify(bytes, keys: [other.verifier(.ed25519)])
    #expect(!strange.holds && strange.problems.first?.part == .signature)
    let pem = try #require(NoteVerifierKey(pem: fixture.publicKey.pem, name: "from-pem"))
    #expect(verify(bytes, keys: [pem]).holds)
  }

  @Test("what could not be collected is told, and nothing that was is")
  func gaps() throws {
    let subjects = try fixture.package().receipt.gaps.map(\.subject)
    for part in ["Certificates in use", "Rules of the default branch", "in-toto statement"] {
      #expect(subjects.contains { $0.contains(part) }, "\(part) in \(subjects)")
    }
    #expect(!subjects.contains { $0.contains("Samples of the audit log") })
    #expect(!subjects.contains { $0.contains("deploy trail") })
  }

  @Test("records that no checkpoint covers are left out, and that is told")
  func uncovered() throws {
    try fixture.add("late.csv", "x\n", .record, "CNF-4", signs: false)
    let (bytes, receipt) = try fixture.package()
    #expect(receipt.manifest.ledger?.size == 6)
    #expect(receipt.gaps.contains { $0.subject == "1 records, from EV-7 on" })
    #expect(try PackageFixture.texts(in: bytes)["ledger/records.jsonl"]?.contains("late") == false)
  }

  @Test("no package holds a secret, and the list of redactions says which files held one")
  func secrets() throws {
    for kind in PackageKind.allCases {
      let (bytes, receipt) = try fixture.package(kind)
      for (name, text) in try PackageFixture.texts(in: bytes) {
        #expect(!text.contains(PackageFixture.secret), "\(kind) \(name)")
      }
      #expect(receipt.redactions.contains { $0.path.hasSuffix("infra/main.tf") })
      #expect(receipt.redactions.contains { $0.path.contains("EV-6_document") && $0.isLeftOut })
    }
  }

  @Test("a redacted package names nobody, and its files can be matched to the raw ones")
  func redacted() throws {
    let (rawBytes, raw) = try fixture.package()
    let (bytes, receipt) = try fixture.package(.redacted)
    let rawTexts = try PackageFixture.texts(in: rawBytes)
    for text in PackageFixture.personal {
      #expect(rawTexts.values.contains { $0.contains(text) }, "the raw package holds \(text)")
    }
    for (name, content) in try PackageFixture.texts(in: bytes) {
      for text in PackageFixture.personal {
        #expect(!content.localizedCaseInsensitiveContains(text), "\(text) in \(name)")
      }
      #expect(!content.contains("resource \"aws_db_instance\""), "code in \(name)")
    }
    let files = Dictionary(raw.manifest.files.map { ($0.path, $0.sha256) }) { first, _ in first }
    for redaction in receipt.redactions where !redaction.what.contains("secrets") {
      if let digest = files[redaction.path], !redaction.path.hasSuffix("main.tf") {
        #expect(redaction.rawSHA256 == digest, "\(redaction.path)")
      }
    }
    #expect(verify(bytes, keys: [fixture.publicKey]).holds)
    let deploys = try #require(PackageFixture.texts(in: bytes)["deploys/deploys.csv"])
    let people = deploys.matches(of: /\[person \d+\]/).map { String($0.output) }
    #expect(Set(people).count == 2 && people.count == 6, "deployer and approver differ: \(deploys)")
  }

  @Test("every byte of a small package that is changed is found")
  func everyByte() throws {
    let bytes = try fixture.tinyPackage()
    #expect(verify(bytes).holds, "\(verify(bytes).problems)")
    let keys = [fixture.publicKey]
    for position in bytes.indices {
      for mask in [1, 0x20, 0xff] as [UInt8] {
        var changed = bytes
        changed[position] ^= mask
        if verify(changed).holds || verify(changed, keys: keys).holds {
          Issue.record("byte \(position), \(mask)")
        }
      }
    }
  }

  @Test("a byte changed in any file, header or table of a whole package is found")
  func spreadBytes() throws {
    let bytes = try fixture.package().bytes
    for position in try Self.positions(in: bytes) {
      var changed = bytes
      changed[position] ^= 0x04
      if verify(changed).holds { Issue.record("byte \(position) of \(bytes.count)") }
    }
  }

  /// Positions in the header, at the start, in the middle and at the end of every entry; every 61st
  /// byte of the table at the end, and all of its last bytes.
  static func positions(in bytes: [UInt8]) throws -> [Int] {
    var offset = 0
    var positions: [Int] = []
    for entry in try StoredArchiveReader(ArchiveBytes(bytes)).entries {
      let start = offset + 30 + entry.name.utf8.count
      positions += [offset, offset + 11, offset + 15, offset + 27, start - 1]
      if entry.size > 0 { positions += [start, start + entry.size / 2, start + entry.size - 1] }
      offset = start + entry.size
    }
    return positions + stride(from: offset, to: bytes.count, by: 61)
      + ((bytes.count - 22)..<bytes.count)
  }

  @Test("a package that was made of another's files is refused")
  func mixed() throws {
    let one = try fixture.package().bytes
    let reader = try StoredArchiveReader(ArchiveBytes(one))
    let rewrite = { (change: (inout [(String, [UInt8])]) -> Void) -> [UInt8] in
      var entries = try reader.entries.map {
        ($0.name, try reader.content(of: $0, atMost: 1 << 26))
      }
      change(&entries)
      let path = fixture.folder.path + "mixed.zip"
      let writer = try StoredArchiveWriter(path: path, day: reader.day)
      for (name, content) in entries.sorted(by: { $0.0 < $1.0 }) { try writer.add(name, content) }
      try writer.finish()
      try writer.publish(isPrivate: false)
      return Array(try Data(contentsOf: URL(filePath: path)))
    }
    #expect(verify(try rewrite { _ in }).holds)
    let extra = verify(try rewrite { $0.append(("zzz.txt", [1])) })
    #expect(extra.problems.first?.message == "zzz.txt is in the package and not in the manifest")
    let missing = verify(try rewrite { $0.removeAll { $0.0 == "README.md" } })
    #expect(missing.problems.first?.message == "README.md is missing")
    let unsigned = verify(try rewrite { $0.removeAll { $0.0 == "manifest.dsse.json" } })
    #expect(!unsigned.holds)
    let empty = verify(try rewrite { $0.removeAll() })
    #expect(!empty.holds)
    let changed = verify(
      try rewrite { entries in
        entries = entries.map {
          $0.0 == "README.md" ? ($0.0, [UInt8](repeating: 65, count: $0.1.count)) : $0
        }
      }
    )
    #expect(changed.problems.first?.message == "README.md is not what the manifest says")
  }

  @Test("without a key, or with a ledger that does not fit, no package is written")
  func refusals() throws {
    let context = RunContext(today: "2026-09-21", jobs: 1, clock: { PackageFixture.now })
    let path = fixture.folder.path + "none.zip"
    #expect(throws: EngineFailure.self) {
      try ReadinessEngine(context: context).writePackage(of: fixture.repository, to: path)
    }
    let payloads = fixture.folder.url.appending(path: "shop/.auditwright/payloads")
    try FileManager.default.removeItem(at: payloads)
    #expect(throws: EngineFailure.self) { try fixture.package(named: "none.zip") }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
