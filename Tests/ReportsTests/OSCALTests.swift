import ReadinessModel
import Reports
import TestSupport
import Testing

@Suite("OSCAL documents")
struct OSCALTests {
  private static func documents(of assessment: ReadinessAssessment) throws -> [JSONTree] {
    let report = ReadinessReport(
      assessment: assessment,
      framework: Framework(id: "t", title: "T", version: "1"),
      profile: ControlProfile(id: "startup", title: "Startup profile"),
      plan: SamplePlan.plan
    )
    return try [
      JSONTree(parsing: AssessmentResultsFormat().render(report)),
      JSONTree(parsing: ActionPlanFormat().render(report)),
    ]
  }

  private static let samples = [SampleAssessment.assessment, SampleAssessment.hostile]

  @Test("no reference leads nowhere, and no identifier stands for two things", arguments: samples)
  func references(assessment: ReadinessAssessment) throws {
    let documents = try Self.documents(of: assessment)
    #expect(!documents[0].values(of: "observation-uuid").isEmpty)
    for document in documents {
      let made = document.values(of: "uuid")
      #expect(Set(made).count == made.count)
      let version5 = /[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
      #expect(made.allSatisfy { $0.wholeMatch(of: version5) != nil })
      let used = document.values(of: "observation-uuid")
      #expect(Set(used).subtracting(made).isEmpty)
      let links = document.values(of: "href").filter { $0.hasPrefix("#") }.map { $0.dropFirst() }
      #expect(links.allSatisfy { made.contains(String($0)) })
    }
  }

  @Test("no text is empty or of several lines, and no list is empty", arguments: samples)
  func wellFormed(assessment: ReadinessAssessment) throws {
    for document in try Self.documents(of: assessment) {
      #expect(document.texts.allSatisfy { !$0.isEmpty && !$0.contains("\n") })
      #expect(document.lists.allSatisfy { !$0.isEmpty })
    }
  }

  @Test("a control that was not assessed, or waits, is neither of the two states")
  func honestStates() throws {
    var assessment = SampleAssessment.assessment
    assessment.controls[0].design = .collecting
    let results = try Self.documents(of: assessment)[0]
    let targets = results.values(of: "target-id")
    #expect(targets == ["sec-3_obj", "sec-4_obj"])
    #expect(results.values(of: "state") == ["not-satisfied", "not-satisfied"])
  }

  @Test("the same assessment gives the same documents, and another commit gives others")
  func identifiers() throws {
    let first = try Self.documents(of: SampleAssessment.assessment)[0].values(of: "uuid")
    var other = SampleAssessment.assessment
    other.commit = "fedcba9876543210fedcba9876543210fedcba98"
    #expect(try Self.documents(of: SampleAssessment.assessment)[0].values(of: "uuid") == first)
    let changed = try Self.documents(of: other)[0].values(of: "uuid")
    #expect(Set(changed).isDisjoint(with: first))
  }

  @Test("an in-toto statement is about a commit, or is not made")
  func statement() throws {
    var report = ReadinessReport(
      assessment: SampleAssessment.assessment,
      framework: Framework(id: "t", title: "T", version: "1"),
      profile: ControlProfile(id: "startup", title: "Startup profile")
    )
    let text = try #require(TestResultStatement().render(report))
    let tree = try JSONTree(parsing: text)
    #expect(tree["subject"]?.items.first?["digest"]?["gitCommit"]?.text?.count == 40)
    #expect(tree["predicate"]?["result"]?.text == "FAILED")
    report.assessment.commit = nil
    #expect(TestResultStatement().render(report) == nil)
  }
}

extension JSONTree {
  /// Texts of every member of a name, at any depth; of one object in no order.
  fileprivate func values(of name: String) -> [String] {
    guard case .object(let members) = self else { return items.flatMap { $0.values(of: name) } }
    return [members[name]?.text].compactMap(\.self)
      + members.sorted { $0.key < $1.key }.flatMap { $0.value.values(of: name) }
  }

  /// Every text in it.
  fileprivate var texts: [String] {
    guard case .object(let members) = self else {
      return [text].compactMap(\.self) + items.flatMap(\.texts)
    }
    return members.values.flatMap(\.texts)
  }

  /// Every list in it.
  fileprivate var lists: [[JSONTree]] {
    switch self {
    case .list(let items): [items] + items.flatMap(\.lists)
    case .object(let members): members.values.flatMap(\.lists)
    default: []
    }
  }
}
