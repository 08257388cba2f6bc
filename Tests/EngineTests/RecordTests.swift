import Collectors
import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Records that people keep")
struct RecordTests {
  private static let accessReview = """
    kind: access-review
    performed-on: 2026-03-28
    reviewer: Grace
    approver: ada
    systems:
      - name: aws
        accounts: 2
    entries:
      - system: aws
        account: carlos
        decision: keep
      - system: aws
        account: dormant
        decision: revoke
        done-on: 2026-03-29
    """

  private static let drill = """
    kind: recovery-drill
    type: restore
    performed-on: 2026-03-28
    scenario: The database is gone
    systems: [orders]
    performed-by: carlos
    recovery-time-target-minutes: 60
    recovery-time-minutes: 41
    recovery-point-target-minutes: 15
    recovery-point-minutes: 4
    result: passed
    approver: sarah
    """

  private static let vendor = """
    kind: vendor-review
    vendor: Mailer
    service: Sends mail
    tier: high
    data: [addresses]
    reviewed-on: 2026-03-01
    reviewer: sarah
    owner: carlos
    assurance: { type: soc2-type-2, from: 2025-01-01, through: 2025-12-31 }
    conclusion: accept
    next-review: 2027-02-28
    """

  private static let incident = """
    kind: incident
    title: Orders were slow
    severity: high
    detected-at: 2026-03-01T10:00:00Z
    contained-at: 2026-03-01T10:30:00Z
    resolved-at: 2026-03-01T12:00:00Z
    lead: carlos
    impact: All customers waited
    cause: An index was missing
    reviewed-by: sarah
    reviewed-on: 2026-03-03
    actions:
      - { what: Add the index, owner: ada, due: 2026-04-30 }
    """

  private static let training = """
    kind: training
    course: Security basics
    version: "3"
    held-on: 2026-03-01
    controls: [SEC-7]
    staff: 2
    completed:
      - { person: ada, on: 2026-02-27 }
      - { person: grace, on: 2026-03-01 }
    recorded-by: sarah
    """

  private static let attestation = """
    kind: attestation
    controls: [SEC-7]
    statement: No incident occurred
    person: Sarah
    role: CTO
    from: 2026-01-01
    through: 2026-03-31
    """

  @Test(
    "a record that is as it should be has no problem",
    arguments: [accessReview, drill, vendor, incident, training, attestation]
  )
  func good(text: String) throws {
    #expect(try messages(text) == [])
  }

  @Test(
    "what is wrong is told with its line",
    arguments: [
      (accessReview, "reviewer: Grace", "reviewer: ADA ", 4, "cannot accept the review"),
      (accessReview, "accounts: 2", "accounts: 3", 5, "has 3 accounts and 2 entries"),
      (accessReview, "account: carlos", "account: grace", 8, "decided on their own account"),
      (accessReview, "account: carlos", "account: dormant", 8, "listed twice"),
      (accessReview, "    done-on: 2026-03-29", "", 8, "nothing says when"),
      (accessReview, "decision: keep", "decision: maybe", 11, "keep, change, revoke"),
      (accessReview, "2026-03-28", "2026-13-28", 2, "takes a day"),
      (accessReview, "2026-03-28", "2026-04-02", 2, "in the future"),
      (accessReview, "approver: ada", "approver: TODO", 4, "still says 'todo'"),
      (accessReview, "approver: ada\n", "", 1, "needs approver"),
      (accessReview, "approver: ada", "approver: ada\ncolour: red", 5, "no field 'colour'"),
      (accessReview, "kind: access-review", "kind: survey", 1, "needs a kind"),
      (drill, "approver: sarah", "approver: carlos", 12, "cannot accept its result"),
      (drill, "minutes: 41", "minutes: 90", 11, "that is no pass"),
      (drill, "recovery-point-minutes: 4\n", "", 1, "measures it"),
      (vendor, "2027-02-28", "2027-06-01", 11, "every year"),
      (vendor, "soc2-type-2", "none", 10, "accepted with conditions"),
      (incident, "12:00:00", "10:10:00", 6, "comes before"),
      (incident, "reviewed-by: sarah", "reviewed-by: carlos", 10, "cannot be the one"),
      (training, "staff: 2", "staff: 1", 6, "2 completed it, and 1"),
      (training, "person: grace", "person: ada", 7, "listed twice"),
      (attestation, "[SEC-7]", "[SEC-99]", 2, "no control 'SEC-99'"),
      (attestation, "through: 2026-03-31", "through: 2025-03-31", 7, "before the first"),
    ]
  )
  func bad(text: String, old: String, new: String, line: Int, words: String) throws {
    #expect(text.contains(old))
    let problems = try read(text.replacing(old, with: new, maxReplacements: 1))
      .problems
    #expect(
      problems.contains { $0.line == line && $0.message.contains(words) },
      "\(problems)"
    )
  }

  @Test("a draft names every field, and holds no answer", arguments: RecordKind.all.map(\.name))
  func draft(name: String) throws {
    let kind = try #require(RecordKind.named(name))
    let reading = try read(RecordDraft(of: kind).text)
    #expect(reading.kind?.name == name)
    #expect(!reading.problems.isEmpty)
    #expect(
      reading.problems.allSatisfy { $0.message.contains("needs") || $0.message.contains("takes") }
    )
  }

  @Test(
    "the schemas of the documentation are those of the program",
    arguments: RecordKind.all.map(\.name)
  )
  func schema(name: String) throws {
    let kind = try #require(RecordKind.named(name))
    let text = String(decoding: RecordSchema(of: kind).json.bytes, as: UTF8.self) + "\n"
    let file = ProjectFolder.root.appending(
      path: "Documentation/Schemas/records/\(name).schema.json"
    )
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  private func messages(_ text: String) throws -> [String] {
    try read(text).problems.map(\.message)
  }

  private func read(_ text: String) throws -> RecordReader.Reading {
    let today = try #require(CivilDay("2026-04-01"))
    return try RecordReader(today: today, controls: ["SEC-7", "SEC-2"])
      .read(RepositoryFile(path: "record.yml", text: text))
  }
}
