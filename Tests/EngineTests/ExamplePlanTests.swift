import Engine
import Foundation
import ReadinessModel
import Reports
import TestSupport
import Testing

@Suite("The example's plan says what to do on Monday")
struct ExamplePlanTests {
  private let engine: ReadinessEngine
  private let source = FactSource.repository(
    path: ProjectFolder.root.appending(path: "Examples/acme").path(percentEncoded: false)
  )

  init() throws {
    engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 2))
  }

  @Test("its days are the assessment's 14 to 18, and every control passes afterwards")
  func totals() throws {
    let result = try engine.plan(source)
    #expect(result.plan.effort == result.scan.assessment.summary.effort)
    #expect(result.plan.effort.low.rounded() == 14)
    #expect(result.plan.effort.high.rounded() == 18)
    #expect(result.plan.passing == 4)
    #expect(result.plan.passingAfter == 18)
    #expect(result.plan.unplanned.isEmpty)
  }

  @Test("the deletion record starts today, and all that has to gather evidence comes first")
  func evidenceFirst() throws {
    let plan = try engine.plan(source).plan
    #expect(plan.items.first?.controls == ["CNF-4"])
    #expect(plan.items.first.map { "\($0.dates.startsOn)" } == "2026-11-23")
    let waits = plan.items.map { $0.leadTimeDays > 0 }
    #expect(waits == waits.sorted { $0 && !$1 })
    #expect(plan.clocks.map(\.id) == ["history-deletion", "audit-window", "history"])
  }

  @Test("audit logging is in place before roles deny anything")
  func dependencies() throws {
    let ids = try engine.plan(source).plan.items.map(\.id)
    let logging = try #require(ids.firstIndex(of: "audit-logging"))
    let roles = try #require(ids.firstIndex(of: "rbac"))
    #expect(logging < roles)
  }

  @Test("what Auditwright can do itself is said, also where one fix needs another first")
  func fixers() throws {
    let items = try engine.plan(source).plan.items
    let fixed = Set(items.filter { $0.steps.contains { $0.means == .fix } }.map(\.id))
    let some: Set = [
      "audit-logging", "pipeline", "rbac", "store-settings", "monitoring", "field-protection",
      "data-inventory",
    ]
    #expect(fixed.isSuperset(of: some), "\(fixed)")
  }

  @Test("four engineers are done in six working days")
  func team() throws {
    let plan = try engine.plan(source, options: PlanOptions(engineers: 4)).plan
    #expect("\(plan.startsOn) \(plan.endsOn)" == "2026-11-23 2026-11-30")
  }

  @Test("a plan for one control holds its work only, and the same words as the scan")
  func focus() throws {
    let options = PlanOptions(scan: ScanOptions(controls: ["SEC-3"]))
    let result = try engine.plan(source, options: options)
    #expect(result.plan.items.map(\.id) == ["audit-logging"])
    #expect(result.scan.assessment.fixFirst.map(\.control) == ["SEC-3"])
  }
}

@Suite("Issues are kept as files that can be written again")
struct IssueFolderTests {
  private let issues = ["a", "b"].map { id in
    PlanIssue(item: id, title: "Do \(id)", body: "\(PlanIssue.mark(of: id))\n\nWell.\n")
  }

  @Test("writing the same plan twice gives the same files")
  func idempotent() throws {
    let folder = try TemporaryFolder()
    let first = try IssueFolder(path: folder.path + "issues").write(issues)
    let text = try folder.read("issues/a.md")
    let second = try IssueFolder(path: folder.path + "issues").write(issues)
    #expect(first == second)
    #expect(first.written == ["a.md", "b.md"])
    #expect(try folder.read("issues/a.md") == text)
    #expect(text.hasPrefix("---\ntitle: \"Do a\"\nlabels: [auditwright]\n---\n<!-- auditwright"))
  }

  @Test("a file that is something else is not written over, and then nothing is")
  func foreign() throws {
    let folder = try TemporaryFolder(["b.md": "my notes"])
    #expect(throws: EngineFailure.self) { try IssueFolder(path: folder.path).write(issues) }
    #expect(try folder.read("b.md") == "my notes")
    #expect(throws: (any Error).self) { try folder.read("a.md") }
  }

  @Test("an issue that is no longer in the plan is left alone, and told")
  func leftAlone() throws {
    let folder = try TemporaryFolder(["notes.md": "mine"])
    _ = try IssueFolder(path: folder.path).write(issues)
    let result = try IssueFolder(path: folder.path).write([issues[0]])
    #expect(result.leftAlone == ["b.md"])
    #expect(try folder.read("notes.md") == "mine")
  }
}
