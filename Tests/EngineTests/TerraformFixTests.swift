import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Terraform is changed as it is written, and left alone with a reason where that is not safe")
struct TerraformFixTests {
  private static let answers = [
    "existing-stores": "new", "backup-region": "eu-west-1",
    "alert-address": "oncall@shop.example",
    "probe-address": "https://api.shop.example/healthz", "administration-network": "10.0.0.0/8",
    "public-stores": "close",
  ]

  /// Configurations, and the answers given for each besides the usual ones.
  private static let cases: [(name: String, answers: [String: String])] = [
    ("stores-of-many-kinds", [:]),
    ("awkward-writing", ["existing-stores": "migrate"]),
    ("modules-and-variables", ["existing-stores": "already-encrypted"]),
    ("listeners-and-buckets", [:]),
    ("left-alone", [:]),
  ]

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/terraform")

  private func engine() throws -> ReadinessEngine {
    try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
  }

  private static func files(in folder: URL) throws -> [String: String] {
    var result: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".tf") || name.hasSuffix(".tfvars") || name.hasSuffix(".txt") {
      result[name] = String(
        decoding: try Data(contentsOf: folder.appending(path: name)),
        as: UTF8.self
      )
    }
    return result
  }

  @Test("What is written before and after", arguments: cases.map(\.name))
  func golden(_ name: String) throws {
    let answers = try #require(Self.cases.first { $0.name == name }).answers
    let before = try Self.files(in: Self.fixtures.appending(path: "\(name)/before"))
    let folder = try TemporaryFolder(before)
    let report = try engine().previewFix(
      of: folder.path,
      options: FixOptions(
        names: ["infrastructure"],
        answers: Self.answers.merging(answers) { $1 }
      )
    )
    #expect(report.problems == [])
    var after = before
    for file in report.files where file.path != "auditwright.yml" { after[file.path] = file.after }
    after["refusals.txt"] =
      Set(
        report.fixers.flatMap(\.refusals).map { refusal in
          let place = refusal.location.map { " (\($0.file):\($0.line))" } ?? ""
          return "\(refusal.subject)\(place): \(refusal.reason). \(refusal.next)"
        }
      ).sorted().joined(separator: "\n") + "\n"
    let expected = Self.fixtures.appending(path: "\(name)/after")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
      try? FileManager.default.removeItem(at: expected)
      for (path, text) in after {
        let file = expected.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
      }
    }
    let recorded = try Self.files(in: expected)
    #expect(Set(recorded.keys) == Set(after.keys))
    for (path, text) in after { #expect(recorded[path] == text, "\(path)") }
  }

  @Test("Without answers nothing is written that a person must decide")
  func undecided() throws {
    let before = try Self.files(in: Self.fixtures.appending(path: "stores-of-many-kinds/before"))
    let folder = try TemporaryFolder(before)
    let report = try engine().previewFix(
      of: folder.path,
      options: FixOptions(names: ["infrastructure"])
    )
    let text = report.files.map(\.after).joined()
    #expect(report.problems == [])
    #expect(!text.contains("storage_encrypted"))
    #expect(!text.contains("aws_backup_plan"))
    #expect(!text.contains("aws_sns_topic_subscription"))
    #expect(text.contains("multi_az"))
  }

  @Test("Acme: encryption at rest and recovery pass, and what passed before still does")
  func acme() throws {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Examples/acme").standardizedFileURL.path
    let report = try engine().previewFix(
      of: source,
      options: FixOptions(
        names: ["infrastructure"],
        answers: Self.answers.merging(["existing-stores": "already-encrypted"]) { $1 }
      )
    )
    #expect(report.problems == [])
    let controls = Dictionary(report.controls.map { ($0.id, $0.after) }) { $1 }
    #expect(controls["SEC-4"] == .passing)
    #expect(controls["AVL-3"] == .passing)
    #expect(controls["SEC-1"] == .passing)
    #expect(controls["SEC-5"] == .passing)
    let checks = Dictionary(report.checks.map { ($0.check, $0.after) }) { $1 }
    #expect(checks["alerts-reach-a-person"] == .holds)
    #expect(checks["availability-is-monitored"] == .holds)
    #expect(checks["backup-failures-raise-alarms"] == .holds)
  }

  @Test(
    "What only looks like alerting and probing does not count",
    arguments: [
      ("protocol  = \"email\"", "protocol  = \"lambda\""),
      ("endpoint  = \"oncall@shop.example\"", "endpoint  = \"\""),
      ("alarm_actions       = [aws_sns_topic.alerts.arn]", "alarm_actions       = []"),
      ("treat_missing_data ", "actions_enabled     = false\n  treat_missing_data "),
      ("resource \"aws_sns_topic_subscription\" \"alerts\"", "resource \"aws_x\" \"alerts\""),
    ]
  )
  func hollow(_ good: String, _ hollow: String) throws {
    let checks = try Self.checks(replacing: good, with: hollow)
    #expect(checks["alerts-reach-a-person"] != .holds)
  }

  @Test(
    "A probe that is switched off, or that tells nobody, does not count",
    arguments: [
      ("failure_threshold = 3", "failure_threshold = 3\n  disabled          = true"),
      ("namespace           = \"AWS/Route53\"", "namespace           = \"AWS/EC2\""),
      ("HealthCheckId = aws_route53_health_check.service.id", "HealthCheckId = \"other\""),
    ]
  )
  func hollowProbe(_ good: String, _ hollow: String) throws {
    let checks = try Self.checks(replacing: good, with: hollow)
    #expect(checks["availability-is-monitored"] != .holds)
  }

  /// Outcomes for a fixed configuration in which every place of a text was replaced.
  private static func checks(
    replacing good: String,
    with hollow: String
  ) throws -> [CheckID: Outcome] {
    var files = try files(in: fixtures.appending(path: "listeners-and-buckets/after"))
    let monitoring = try #require(files["monitoring.tf"])
    try #require(monitoring.contains(good))
    files["monitoring.tf"] = monitoring.replacing(good, with: hollow)
    let folder = try TemporaryFolder(files)
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    let report = try engine.previewFix(of: folder.path, options: FixOptions(names: ["monitoring"]))
    return Dictionary(report.checks.map { ($0.check, $0.before) }) { $1 }
  }
}
