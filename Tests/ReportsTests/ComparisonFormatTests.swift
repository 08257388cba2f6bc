import Assessment
import ReadinessModel
import Reports
import TestSupport
import Testing

@Suite("A comparison as readers and programs get it")
struct ComparisonFormatTests {
  static let comparison: ReadinessComparison = {
    var before = SampleAssessment.assessment
    var after = SampleAssessment.assessment
    before.commit = "fedcba9876543210fedcba9876543210fedcba98"
    after.controls[1].design = .passing
    after.controls[1].reason = "Every route that reaches data writes an audit event"
    for index in after.controls[1].checks.indices {
      after.controls[1].checks[index].outcome = .holds
    }
    after.summary.passing = 2
    after.summary.failing = 0
    after.summary.categories[0].passing = 2
    after.findings[0].finding.message = "Something new is wrong"
    return ReadinessComparison(from: before, to: after)
  }()

  static let renderings: [(name: String, text: @Sendable (ReadinessComparison) -> String)] = [
    ("compare.txt", { ComparisonTableFormat(width: 100).render($0) }),
    ("compare-60.txt", { ComparisonTableFormat(width: 60).render($0) }),
    ("compare.md", { ComparisonMarkdownFormat().render($0) }),
    ("compare.json", { ComparisonJSONFormat().render($0) }),
  ]

  @Test("what is rendered is what was agreed on", arguments: renderings.map(\.name))
  func snapshots(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    #expect(try Snapshot.difference(of: rendering.text(Self.comparison), from: name) == nil)
  }

  @Test("JSON is as its schema says")
  func schema() throws {
    let schema = try JSONSchema(named: "compare.schema.json")
    for comparison in [Self.comparison, hostile] {
      let value = try JSONTree(parsing: ComparisonJSONFormat().render(comparison))
      #expect(schema.problems(in: value) == [])
    }
  }

  @Test("nothing in a repository reaches the reader's terminal", arguments: renderings.map(\.name))
  func hostileText(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    let unsafe = rendering.text(hostile).unicodeScalars
      .filter { $0 != "\n" && SafeText.isUnsafe($0) }
    #expect(unsafe.isEmpty)
  }

  private var hostile: ReadinessComparison {
    ReadinessComparison(from: SampleAssessment.assessment, to: SampleAssessment.hostile)
  }
}
