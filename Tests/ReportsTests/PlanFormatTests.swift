import Foundation
import ReadinessModel
import Reports
import TestSupport
import Testing

@Suite("Every format shows the same plan")
struct PlanFormatTests {
  static let renderings: [(name: String, text: @Sendable (RemediationPlan) -> String)] = [
    ("plan.txt", { PlanTableFormat(width: 100).render($0) }),
    ("plan-80.txt", { PlanTableFormat(width: 80).render($0) }),
    ("plan.md", { PlanMarkdownFormat().render($0) }),
    ("plan.json", { PlanJSONFormat().render($0) }),
    ("plan.csv", { PlanCSVFormat().render($0) }),
    ("plan.ics", { PlanCalendarFormat().render($0) }),
    (
      "plan-issues.txt",
      { PlanIssueFormat().issues($0).map(\.file).joined(separator: "\n=====\n") }
    ),
  ]

  @Test("what is rendered is what was agreed on", arguments: renderings.map(\.name))
  func snapshots(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    #expect(try Snapshot.difference(of: rendering.text(SamplePlan.plan), from: name) == nil)
  }

  @Test("no line is wider than the terminal", arguments: [60, 80, 100, 160])
  func width(width: Int) {
    for plan in [SamplePlan.plan, SamplePlan.hostile] {
      for line in PlanTableFormat(width: width).render(plan).split(separator: "\n") {
        #expect(TextWidth.of(String(line)) <= width, "\(line)")
      }
    }
  }

  @Test("nothing in a repository reaches the reader's terminal", arguments: renderings.map(\.name))
  func hostileText(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    let text = rendering.text(SamplePlan.hostile)
    let unsafe = text.unicodeScalars.filter {
      !"\r\n".unicodeScalars.contains($0) && SafeText.isUnsafe($0)
    }
    #expect(unsafe.isEmpty)
  }

  @Test("HTML and Markdown of a repository are shown, not followed")
  func hostileMarkdown() {
    let issues = PlanIssueFormat().issues(SamplePlan.hostile).map(\.body).joined()
    for text in [PlanMarkdownFormat().render(SamplePlan.hostile), issues] {
      for marks in ["<script", "](https", "](javascript", "@team"] {
        #expect(!text.contains(marks), "\(marks)")
      }
    }
  }

  @Test("no format promises more than readiness", arguments: renderings.map(\.name))
  func guardWords(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    let text = rendering.text(SamplePlan.plan).lowercased()
    for word in ["certified", "compliant", "satisfied"] { #expect(!text.contains(word)) }
  }

  @Test("what starts on the first day stands before everything else, the audit window with it")
  func firstThings() throws {
    let lines = PlanTableFormat(width: 100).render(SamplePlan.plan).split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("Start on Monday 23 November") })
    let calendar = try #require(lines.firstIndex { $0 == "The plan" })
    let window = try #require(lines.firstIndex { $0.contains("The audit window of 3 months") })
    #expect(start < 6)
    #expect(start < window && window < calendar)
  }

  @Test("a plan without work says so")
  func nothing() {
    var plan = SamplePlan.plan
    plan.items = []
    plan.clocks = []
    plan.unplanned = []
    #expect(PlanTableFormat().render(plan).contains("no gap was found that work could close"))
    #expect(PlanMarkdownFormat().render(plan).contains("no gap was found"))
    #expect(PlanCSVFormat().render(plan).split(separator: "\r\n").count == 1)
  }
}

@Suite("Programs can rely on a plan")
struct PlanMachineFormatTests {
  @Test("JSON of a plan is as its schema says")
  func schema() throws {
    let schema = try JSONSchema(named: "plan.schema.json")
    for plan in [SamplePlan.plan, SamplePlan.hostile] {
      let value = try JSONTree(parsing: PlanJSONFormat().render(plan))
      #expect(schema.problems(in: value) == [])
    }
    let broken = PlanJSONFormat().render(SamplePlan.plan).replacing(
      "\"unlocks\"",
      with: "\"locks\""
    )
    #expect(!schema.problems(in: try JSONTree(parsing: broken)).isEmpty)
  }

  @Test("a row of CSV has a cell for each heading, and none is a formula")
  func csv() {
    var plan = SamplePlan.plan
    for start in ["=1+1", "+1", "-1", "@a", " =1", "＝1"] {
      plan.items[0].title = start
      let rows = PlanCSVFormat().render(plan).components(separatedBy: "\r\n")
      #expect(rows[1].contains("1,deletion,'\(start)"))
    }
    plan.items[0].title = "a, \"b\""
    let text = PlanCSVFormat().render(plan)
    #expect(text.contains("\"a, \"\"b\"\"\""))
    #expect(text.hasSuffix("\r\n"))
    #expect(text.components(separatedBy: "\r\n").count == plan.items.count + 2)
  }

  @Test("a calendar's lines are ended and folded as RFC 5545 asks")
  func folding() {
    var plan = SamplePlan.plan
    plan.items[0].title = String(repeating: "Löschen – 削除, ; \\ 🗑 ", count: 12)
    let text = PlanCalendarFormat().render(plan)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.last == "")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    #expect(
      !text.replacing("\r\n", with: "").unicodeScalars.contains {
        "\r\n".unicodeScalars.contains($0)
      }
    )
    let unfolded = text.replacing("\r\n ", with: "")
    #expect(unfolded.contains("SUMMARY:1. Löschen – 削除\\, \\; \\\\ 🗑"))
  }

  @Test("an event keeps its identifier when the plan changes, and ends after its last day")
  func identifiers() {
    func events(_ plan: RemediationPlan) -> [String] {
      PlanCalendarFormat().render(plan).components(separatedBy: "\r\n")
        .filter { $0.hasPrefix("UID:") }
    }
    var later = SamplePlan.plan
    later.items.swapAt(0, 1)
    later.items[0].number = 1
    later.items[0].dates.startsOn = later.items[0].dates.startsOn.adding(days: 7)
    #expect(Set(events(later)) == Set(events(SamplePlan.plan)))
    #expect(Set(events(later)).count == later.items.count + later.clocks.count)
    let text = PlanCalendarFormat().render(SamplePlan.plan)
    #expect(text.contains("DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261124\r\n"))
  }

  @Test("an issue is known by its mark, and says nothing that changes from day to day")
  func issues() {
    var later = SamplePlan.plan
    later.assessedOn = "2027-01-04"
    for index in later.items.indices {
      later.items[index].dates.startsOn = later.items[index].dates.startsOn.adding(days: 42)
    }
    let issues = PlanIssueFormat().issues(SamplePlan.plan)
    #expect(issues == PlanIssueFormat().issues(later))
    #expect(issues.allSatisfy { $0.body.hasPrefix(PlanIssue.mark(of: $0.item)) })
    #expect(Set(issues.map(\.fileName)).count == issues.count)
  }
}
