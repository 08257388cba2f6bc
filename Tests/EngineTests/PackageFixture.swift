import Crypto
import Engine
import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel
import StoredArchives
import TestSupport
import Testing

/// A small repository with a ledger of several records and checkpoints, and a key to sign with.
final class PackageFixture {
  static let now = Moment(secondsSince1970: 1_790_000_000)
  /// What a redacted package may not hold.
  static let personal = [
    "Grace Hopper", "grace@example.com", "linus", "ops@example.com", "203.0.113.77",
    "ISBN of Grace", "deletion of linus",
  ]
  /// What no package may hold: put together, so that it stands in no file of ours.
  static let secret = "AKIA" + "Q3EGRZ5NTVWJX7PL"

  let folder: TemporaryFolder
  let key: NoteSigningKey
  private(set) var seconds = 0

  init() throws {
    key = try #require(NoteSigningKey(name: "shop/evidence", seed: Data(repeating: 9, count: 32)))
    folder = try TemporaryFolder([
      "shop/package.json": #"{"name": "shop", "dependencies": {"express": "4.18.0"}}"#,
      "shop/infra/main.tf": """
      # Ask grace@example.com before you change this.
      resource "aws_db_instance" "main" {
        identifier = "shop"
        engine     = "postgres"
      }
      provider "aws" { access_key = "\(Self.secret)" }
      """,
      "shop/.github/workflows/ci.yml": """
      name: ci
      on: [pull_request]
      jobs: { test: { runs-on: ubuntu-latest, steps: [{ run: npm test }] } }
      """,
      "shop/docs/incident-response.md": """
      ---
      title: Incident response
      owner: Grace Hopper
      version: 2
      ---
      # Incident response
      Whoever finds an incident calls ops@example.com, ISBN of Grace. The lead judges its severity,
      contains it, and tells everybody who is affected. Each incident ends with a review.
      """,
      "shop/auditwright.yml": """
      version: 1
      engagement: { name: first, type: II, from: 2026-08-01, through: 2026-10-31 }
      """,
      "key": key.text + "\n",
    ])
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keyFile)
    try Ledger.keepPublicKeys(of: key, at: repository + "/.auditwright")
    try recordHistory()
  }

  var repository: String { folder.path + "shop" }
  var keyFile: String { folder.path + "key" }
  var publicKey: NoteVerifierKey { key.verifier(.ed25519) }

  private var context: RunContext {
    let now = Self.now.adding(seconds: seconds)
    var context = RunContext(today: Self.now.day.description, jobs: 1, clock: { now })
    context.signer = EvidenceSigner(keyFile: keyFile, actor: "linus")
    return context
  }

  private func recordHistory() throws {
    let trail = DeployTrail(of: repository, context: context)
    for number in 1...3 {
      _ = try trail.record(
        DeployRecord(
          version: "v1.\(number)",
          commit: "00112233445566778899aabbccddeeff00112233",
          environment: "production",
          deployer: "linus",
          approver: "Grace Hopper",
          finishedAt: Self.now,
          status: .success
        ),
        branch: nil,
        actor: "linus"
      )
    }
    try add("rows.jsonl", #"{"userId":"u1","ip":"203.0.113.77"}"#, .logSample, "SEC-3")
    try add("purge.csv", "customer\n17 (deletion of linus)\n", .record, "CNF-4")
    try add("old.env", "aws_access_key_id=\(Self.secret)\n", .document, "SEC-4")
  }

  /// Adds a record with content, and signs a checkpoint unless told otherwise.
  func add(
    _ name: String,
    _ text: String,
    _ kind: EvidenceKind,
    _ control: ControlID,
    signs: Bool = true
  ) throws {
    seconds += 60
    let desk = try EvidenceDesk(repository: repository, context: context)
    let payload = try desk.keep(Array(text.utf8), mediaType: EvidenceFile.mediaType(of: name))
    let draft = EvidenceDraft(
      kind: kind,
      controls: [control],
      title: "Content of \(name)",
      source: EvidenceSource(system: "file", location: name),
      collector: EvidenceCollector(name: "auditwright", version: "0.1.0"),
      actor: "linus",
      observedAt: Self.now,
      payload: payload,
      outcome: .holds
    )
    _ = try desk.add([draft], signs: signs)
  }

  /// Writes a package, and gives its bytes and what was said of it.
  func package(
    _ kind: PackageKind = .raw,
    named name: String = "p.zip"
  ) throws -> (bytes: [UInt8], receipt: PackageReceipt) {
    // The clock goes on from package to package, as it does for people.
    seconds += 1
    let receipt = try ReadinessEngine(context: context).writePackage(
      of: repository,
      to: folder.path + name,
      options: PackageOptions(kind: kind)
    )
    return (Array(try Data(contentsOf: folder.url.appending(path: name))), receipt)
  }

  /// The texts of a package by name.
  static func texts(in bytes: [UInt8]) throws -> [String: String] {
    let reader = try StoredArchiveReader(ArchiveBytes(bytes))
    return try Dictionary(
      uniqueKeysWithValues: reader.entries.map { entry in
        let content = try reader.content(of: entry, atMost: 1 << 26)
        return (entry.name, String(decoding: content, as: UTF8.self))
      }
    )
  }

  /// A tiny package that was put together by hand, so that every byte of it can be tried.
  func tinyPackage() throws -> [UInt8] {
    let content = ["a.txt": "one\n", "keys/k.vkey": publicKey.text + "\n"]
    let files = content.sorted { $0.key < $1.key }.map { name, text in
      PackageFile(
        path: name,
        sha256: Self.digest(text),
        bytes: text.utf8.count,
        about: "a file"
      )
    }
    let manifest = PackageManifest(
      kind: .raw,
      repository: "shop",
      profile: "startup",
      assessedOn: "2026-09-21",
      toolVersion: "0.1.0",
      files: files
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let list = String(decoding: try encoder.encode(manifest), as: UTF8.self)
    let statement =
      #"{"_type":"https://in-toto.io/Statement/v1","predicate":{},"predicateType":"#
      + #""urn:auditwright:evidence-package:v1","subject":[{"digest":{"sha256":""#
      + Self.digest(list) + #""},"name":"manifest.json"}]}"#
    var envelope = SignedEnvelope(
      payloadType: "application/vnd.in-toto+json",
      payload: Array(statement.utf8)
    )
    try envelope.sign(with: key)
    var all = content
    all["manifest.json"] = list
    all["manifest.dsse.json"] = envelope.description
    let writer = try StoredArchiveWriter(
      path: folder.path + "tiny.zip",
      day: ArchiveDay(year: 2026, month: 9, day: 21)
    )
    for (name, text) in all.sorted(by: { $0.key < $1.key }) {
      try writer.add(name, Array(text.utf8))
    }
    try writer.finish()
    try writer.publish(isPrivate: false)
    return Array(try Data(contentsOf: folder.url.appending(path: "tiny.zip")))
  }

  private static func digest(_ text: String) -> String {
    SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      .joined()
  }
}
