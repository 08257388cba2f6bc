import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

/// The documents of Acme and of a small shop on NestJS, written, filled in and left alone.
@Suite("Documents are written from the repository, and count when people finished them")
struct DocumentProofTests {
  static let fixers = FixerRegistry.fixers(named: "documents")

  private func engine() throws -> ReadinessEngine {
    try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
  }

  /// A copy of a repository in which documents may be written.
  private func copy(of source: URL) throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    let copy = URL(filePath: folder.path).appending(path: "project")
    try FileManager.default.copyItem(at: source, to: copy)
    return (folder, copy.path(percentEncoded: false))
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let acme = root.appending(path: "Examples/acme")
  private static let shop = root.appending(
    path: "Tests/FixersTests/Fixtures/AuditLog/nest-prisma/before"
  )

  private func outcomes(_ path: String) throws -> [CheckID: Outcome] {
    let scan = try engine().scan(.repository(path: path))
    let checks = scan.assessment.controls.flatMap(\.checks)
    return Dictionary(
      checks.map { ($0.check, $0.outcome) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private func rewrite(_ path: String, _ change: (_ file: String, _ text: String) -> String) throws
  {
    for name in try FileManager.default.subpathsOfDirectory(atPath: path + "/docs") {
      let file = path + "/docs/" + name
      guard name.hasSuffix(".md") || name.hasSuffix(".yml") else { continue }
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try change(name, text).write(toFile: file, atomically: true, encoding: .utf8)
    }
  }

  /// Fills marks in as a person would; the reviews of vendors stay to be done.
  static func filled(_ name: String, _ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      line -> String in
      let values = [
        "owner:": "Dana Reyes", "approver:": "Sam Ortiz", "approved_at:": "2026-11-20",
        "effective_date:": "2026-11-20", "next_review:": "2027-11-20", "tier:": "1",
        "data:": "names and mail addresses",
      ]
      let key = line.drop { $0 == " " }.prefix { $0 != " " }
      if line.contains("[[TO WRITE"), let value = values[String(key)] {
        return String(line.prefix { $0 == " " }) + "\(key) \(value)"
      }
      if line == "status: draft" { return "status: approved" }
      guard name.hasSuffix(".md") else { return String(line) }
      return String(line).replacing(/\[\[TO WRITE: [^\]]*\]\]/, with: "Dana Reyes")
    }
    return lines.joined(separator: "\n")
  }

  @Test("Written once, unchanged by a second run, taken back to the byte")
  func written() throws {
    let (folder, path) = try copy(of: Self.acme)
    defer { _ = folder }
    let engine = try engine()
    let applied = try engine.applyFix(to: path, options: FixOptions(names: ["documents"]))
    #expect(applied.isApplied && applied.problems.isEmpty, "\(applied.problems)")
    #expect(applied.files.count { $0.path.hasPrefix("docs/policies/") } == 22)
    let names = Set(applied.files.map(\.path))
    for name in [
      "SECURITY.md", "docs/incident-response-plan.md", "docs/incidents/review-template.md",
      "docs/registers/risks.yml", "docs/registers/vendors.yml", "docs/runbooks/key-rotation.md",
      "docs/runbooks/offboarding.md", "docs/runbooks/recovery.md",
      "docs/runbooks/reviewing-access.md",
      "docs/runbooks/rollback.md", "docs/system-description.md",
    ] { #expect(names.contains(name), "\(name)") }
    let again = try engine.previewFix(of: path, options: FixOptions(names: ["documents"]))
    #expect(again.files.isEmpty)
    _ = try engine.undoFix(in: path)
    #expect(!FileManager.default.fileExists(atPath: path + "/docs/policies"))
  }

  @Test(
    "Unfilled marks keep controls from passing; filled in, the documents count, and reviews do not"
  )
  func marks() throws {
    let (folder, path) = try copy(of: Self.acme)
    defer { _ = folder }
    let engine = try engine()
    _ = try engine.applyFix(to: path, options: FixOptions(names: ["documents"]))
    let before = try outcomes(path)
    for check in [
      "incident-plan-is-current", "recovery-runbook-exists", "vendors-are-registered",
      "vendor-reviews-are-in-date", "security-contact-is-published",
    ] as [CheckID] { #expect(before[check] == .doesNotHold, "\(check)") }

    try rewrite(path, Self.filled)
    let after = try outcomes(path)
    for check in [
      "incident-plan-is-current", "recovery-runbook-exists", "vendors-are-registered",
    ] as [CheckID] { #expect(after[check] == .holds, "\(check)") }
    #expect(after["vendor-reviews-are-in-date"] == .doesNotHold)
    #expect(after["recovery-was-tested"] == .doesNotHold)
    #expect(after["access-is-reviewed"] != .holds)

    // Nothing written here passes for a record of something done.
    let facts = try engine.facts(from: .repository(path: path)).documents
    #expect(facts.drills.isEmpty && facts.accessReviews.isEmpty && facts.incidents.isEmpty)
    #expect(facts.dataInventory == nil)
    // A policy that is approved stays as it is.
    let again = try engine.previewFix(of: path, options: FixOptions(names: ["documents"]))
    #expect(again.files.isEmpty, "\(again.files.map(\.path))")
  }

  @Test(
    "One mark, a passed review, a missing approver or one's own approval keeps the plan from passing"
  )
  func halfFilled() throws {
    let (folder, path) = try copy(of: Self.acme)
    defer { _ = folder }
    _ = try engine().applyFix(to: path, options: FixOptions(names: ["documents"]))
    try rewrite(path, Self.filled)
    let plan = path + "/docs/incident-response-plan.md"
    let good = try String(contentsOfFile: plan, encoding: .utf8)
    let changes: [(String, String)] = [
      ("next_review: 2027-11-20", "next_review: 2026-01-01"),
      ("approver: Sam Ortiz", "approver:"), ("approver: Sam Ortiz", "approver: dana reyes"),
      ("owner: Dana Reyes", "owner:"), ("status: approved", "status: draft"),
      ("approved_at: 2026-11-20", "approved_at: 2028-01-01"),
      ("## 3. Tell", "## 3. Tell\n\n[[TO WRITE: who tells]]"),
    ]
    for (old, new) in changes {
      let bad = good.replacing(old, with: new)
      #expect(bad != good, "\(old)")
      try bad.write(toFile: plan, atomically: true, encoding: .utf8)
      let outcome = try outcomes(path)["incident-plan-is-current"]
      #expect(outcome != .holds, "\(new)")
    }
  }

  @Test("When the configuration changes, drafts follow it and approved policies are listed")
  func refreshed() throws {
    let (folder, path) = try copy(of: Self.acme)
    defer { _ = folder }
    let engine = try engine()
    _ = try engine.applyFix(to: path, options: FixOptions(names: ["documents"]))
    let policy = path + "/docs/policies/passwords-and-secrets.md"
    let draft = try String(contentsOfFile: policy, encoding: .utf8)
    #expect(draft.contains("An access token is good for 8 hours"))
    let ours = draft.replacing("## Secrets of the service", with: "## Our secrets")
    try ours.write(toFile: policy, atomically: true, encoding: .utf8)
    let tokens = path + "/src/lib/tokens.ts"
    let code = try String(contentsOfFile: tokens, encoding: .utf8)
    try ("\n\n" + code.replacing("'8h'", with: "'15m'")).write(
      toFile: tokens,
      atomically: true,
      encoding: .utf8
    )

    let names = FixOptions(names: ["write-policies"])
    _ = try engine.applyFix(to: path, options: names)
    let revised = try String(contentsOfFile: policy, encoding: .utf8)
    #expect(revised.contains("An access token is good for 15 minutes ([src/lib/tokens.ts:17]"))
    #expect(revised.contains("## Our secrets") && !revised.contains("8 hours"))

    try Self.filled("x.md", revised).write(toFile: policy, atomically: true, encoding: .utf8)
    try code.write(toFile: tokens, atomically: true, encoding: .utf8)
    let report = try engine.previewFix(of: path, options: names)
    // Links follow the lines they point to; the words that were approved stay.
    let approved = report.files.first { $0.path.hasSuffix("passwords-and-secrets.md") }
    #expect(approved?.after.contains("is good for 15 minutes") != false)
    let refusals = report.fixers.flatMap(\.refusals)
    #expect(refusals.contains { $0.reason.contains("15 minutes") && $0.reason.contains("8 hours") })
  }

  @Test("A policy that the company wrote itself is left alone, and so is its register")
  func ownDocuments() throws {
    let (folder, path) = try copy(of: Self.acme)
    defer { _ = folder }
    let own = """
      # Encryption policy

      Owner: Dana Reyes
      Last reviewed: 2026-10-01

      Data at rest is encrypted with keys that rotate; TLS 1.2 protects data in transit, and every
      certificate is renewed before it ends. Keys are held in KMS.
      """
    try own.write(toFile: path + "/docs/crypto.md", atomically: true, encoding: .utf8)
    let vendors = "vendors:\n  - name: Stripe\n    tier: 1\n    owner: Dana\n    data: payments\n"
    try vendors.write(toFile: path + "/vendors.yml", atomically: true, encoding: .utf8)
    let report = try engine().previewFix(of: path, options: FixOptions(names: ["documents"]))
    #expect(!report.files.contains { $0.path.hasSuffix("policies/encryption.md") })
    #expect(!report.files.contains { $0.path.hasSuffix("vendors.yml") })
    let reasons = report.fixers.flatMap(\.refusals).map(\.reason)
    #expect(reasons.contains { $0.hasPrefix("docs/crypto.md is about the same") })
    #expect(reasons.contains("it registers vendors already"))
  }

  @Test("Answers about the company stand where marks would")
  func answers() throws {
    let (folder, path) = try copy(of: Self.acme)
    defer { _ = folder }
    let given = [
      "company-name": "Acme CRM, Inc.", "security-contact": "security@acmecrm.example.org",
      "security-owner": "Dana Reyes", "security-approver": "Sam Ortiz",
    ]
    let options = FixOptions(names: ["documents"], answers: given)
    let report = try engine().applyFix(to: path, options: options)
    #expect(report.isApplied, "\(report.problems)")
    #expect(
      report.checks.contains { $0.check == "security-contact-is-published" && $0.after == .holds }
    )
    let policy = try String(contentsOfFile: path + "/docs/policies/encryption.md", encoding: .utf8)
    #expect(
      policy.contains("owner: \"Dana Reyes\"\napprover: \"Sam Ortiz\"\napproved_at: \"[[TO WRITE")
    )
    #expect(throws: EngineFailure.self) {
      try engine().previewFix(
        of: path,
        options: FixOptions(names: ["documents"], answers: ["security-contact": "nobody"])
      )
    }
  }

  // MARK: - Words

  private func texts(of source: URL) throws -> [String: [String]] {
    let report = try engine().previewFix(
      of: source.path(percentEncoded: false),
      options: FixOptions(names: ["documents"])
    )
    #expect(report.problems.isEmpty, "\(report.problems)")
    return Dictionary(
      uniqueKeysWithValues: report.files.map { ($0.path, Self.sentences($0.after)) }
    )
  }

  /// Lines of the body that say something: no headings, front matter, links or rules of tables.
  static func sentences(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") {
      lines = Array(lines[(end + 1)...])
    }
    return lines.map { $0.replacing(#/\ \(\[[^)]*\)[^)]*\)/#, with: "") }.filter { line in
      line.contains(" ") && !line.hasPrefix("#") && !line.hasPrefix("<!--")
        && !line.hasPrefix("|--")
    }
  }

  @Test(
    "Documents of the example read as accepted",
    arguments: [
      "docs/incident-response-plan.md", "docs/policies/access-control.md",
      "docs/registers/vendors.yml", "docs/runbooks/recovery.md",
    ]
  )
  func accepted(_ path: String) throws {
    let report = try engine().previewFix(
      of: Self.acme.path(percentEncoded: false),
      options: FixOptions(names: ["documents"])
    )
    let made = try #require(report.files.first { $0.path == path }).after
    let file = Self.root.appending(path: "Tests/FixersTests/Fixtures/Documents/acme/\(path)")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(made.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == made)
  }

  @Test("Criteria that no control reaches show their documents, and none makes a control pass")
  func register() throws {
    let (folder, path) = try copy(of: Self.acme)
    defer { _ = folder }
    let engine = try engine()
    let before = try engine.scan(.repository(path: path)).assessment
    #expect(before.criteria.allSatisfy { $0.documents == nil })
    _ = try engine.applyFix(to: path, options: FixOptions(names: ["documents"]))
    let drafted = try engine.scan(.repository(path: path)).assessment
    let people = drafted.criteria.filter { $0.coverage != .tested }
    let written = people.filter { $0.documents != nil }
    #expect(written.count > 15)
    #expect(written.allSatisfy { $0.documents?.contains { $0.isApproved } == false })
    try rewrite(path, Self.filled)
    let filled = try engine.scan(.repository(path: path)).assessment
    #expect(filled.criteria.contains { $0.documents?.contains { $0.isApproved } == true })
    #expect(filled.summary.passing == before.summary.passing)
  }

  @Test("Two repositories get two texts")
  func distinct() throws {
    let acme = try texts(of: Self.acme)
    let shop = try texts(of: Self.shop)
    var common = 0
    var all = 0
    for (path, lines) in acme where path.hasPrefix("docs/policies/") {
      guard let other = shop[path] else { continue }
      common += Set(lines).intersection(other).count
      all += Set(lines).union(other).count
    }
    let share = Double(common) / Double(max(all, 1))
    print(
      "policies of two repositories: \(common) of \(all) sentences in common (\(Int(share * 100)) %)"
    )
    #expect(all > 300 && share < 0.34)
  }

  @Test("No sentence uses the words that commit nobody to anything")
  func vague() throws {
    let words = [
      "appropriate", "best practice", "as needed", "periodic", "industry standard", "reasonable",
      "where applicable", "as necessary", "timely", "robust", "ensure", "adequate", "regularly",
    ]
    for source in [Self.acme, Self.shop] {
      for (path, lines) in try texts(of: source) {
        for line in lines {
          let lower = line.lowercased()
          #expect(!words.contains { lower.contains($0) }, "\(path): \(line)")
        }
      }
    }
  }

  @Test("Every place that a document links to is in the repository")
  func links() throws {
    let report = try engine().previewFix(
      of: Self.acme.path(percentEncoded: false),
      options: FixOptions(names: ["documents"])
    )
    let written = Set(report.files.map(\.path))
    for file in report.files where file.path.hasSuffix(".md") {
      for match in file.after.matches(of: /\]\(([^)#]+)[^)]*\)/) where !match.1.hasPrefix("http") {
        var parts = file.path.split(separator: "/").dropLast().map(String.init)
        for part in match.1.split(separator: "/") {
          if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        let target = parts.joined(separator: "/")
        let exists = FileManager.default.fileExists(
          atPath: Self.acme.appending(path: target).path()
        )
        #expect(exists || written.contains(target), "\(file.path): \(match.1)")
      }
    }
  }
}
