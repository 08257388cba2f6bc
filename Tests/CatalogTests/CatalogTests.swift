import Catalog
import ReadinessModel
import Testing

@Suite("The catalogue holds the published criteria and the startup profile")
struct CatalogTests {
  private let catalog: ReadinessCatalog
  private let profile: ControlProfile

  init() throws {
    catalog = try BuiltInCatalog.load()
    profile = try #require(catalog.profile("startup"))
  }

  @Test("there are 61 criteria, 33 of them common, under their published identifiers")
  func publishedIdentifiers() {
    let sizes = [
      ("CC1", 5), ("CC2", 3), ("CC3", 4), ("CC4", 2), ("CC5", 3), ("CC6", 8), ("CC7", 5),
      ("CC8", 1), ("CC9", 2), ("A1", 3), ("C1", 2), ("PI1", 5),
    ]
    let numbered = sizes.flatMap { family, size in (1...size).map { "\(family).\($0)" } }
    let privacy = [
      "P1.1", "P2.1", "P3.1", "P3.2", "P4.1", "P4.2", "P4.3", "P5.1", "P5.2", "P6.1", "P6.2",
      "P6.3", "P6.4", "P6.5", "P6.6", "P6.7", "P7.1", "P8.1",
    ]
    #expect(catalog.framework.criteria.map(\.id.rawValue) == numbered + privacy)
    #expect(catalog.framework.criteria.filter { $0.category == "security" }.count == 33)
  }

  @Test("of the 38 criteria in scope, 9 can be shown directly, 19 in part and 10 not at all")
  func reach() {
    let scope = Set(profile.criteriaInScope)
    let criteria = catalog.framework.criteria.filter { scope.contains($0.id) }
    #expect(criteria.count == 38)
    #expect(criteria.filter { $0.reach == .direct }.count == 9)
    #expect(criteria.filter { $0.reach == .partial }.count == 19)
    #expect(criteria.filter { $0.reach == .outOfReach }.count == 10)
  }

  @Test("the profile has eight, four, four and two controls, in this order")
  func controls() {
    let expected =
      (1...8).map { "SEC-\($0)" } + (1...4).map { "AVL-\($0)" } + (1...4).map { "CNF-\($0)" }
      + (1...2).map { "CHG-\($0)" }
    #expect(profile.controls.map(\.id.rawValue) == expected)
  }

  @Test("criteria that no control addresses directly are the governance register's 23")
  func register() {
    let addressed = Set(profile.controls.flatMap(\.primaryCriteria))
    let register = profile.criteriaInScope.filter { !addressed.contains($0) }
    #expect(
      register.map(\.rawValue) == [
        "CC1.1", "CC1.2", "CC1.3", "CC1.4", "CC1.5", "CC2.1", "CC2.2", "CC2.3", "CC3.1", "CC3.2",
        "CC3.3", "CC3.4", "CC4.1", "CC4.2", "CC5.1", "CC5.2", "CC5.3", "CC6.2", "CC6.4", "CC6.5",
        "CC6.8", "CC7.5", "CC9.1",
      ]
    )
  }

  @Test(
    "a label in common use leads to the control people mean",
    arguments: [
      ("CC6.1", "SEC-2"), ("CC6.3", "SEC-3"), ("cc6.6", "SEC-4"), ("CC6.7", "SEC-5"),
      ("A1.1", "AVL-1"), ("A1.2", "AVL-3"), ("C1.1", "CNF-1"), ("C1.2", "CNF-3"),
      ("CC8.1", "CHG-2"), ("vendor risk", "SEC-8"), ("DR test", "AVL-4"),
    ]
  )
  func aliases(label: String, control: String) throws {
    let found = try #require(profile.controls(called: label).first)
    #expect(found.control.id.rawValue == control)
    #expect(!found.alias.note.isEmpty)
  }

  @Test("every gap belongs to exactly one piece of work, which says who does it")
  func remedies() {
    let tested = profile.controls.flatMap(\.everTestedBy)
    #expect(Set(catalog.remedies.flatMap(\.checks)) == Set(tested))
    #expect(catalog.remedies.flatMap(\.checks).count == tested.count)
    for remedy in catalog.remedies {
      #expect(!remedy.title.isEmpty && !remedy.title.hasSuffix("."))
      #expect(remedy.together.hasSuffix("."))
      #expect(remedy.parts.allSatisfy { $0.how.hasSuffix(".") })
    }
  }

  @Test("denials are recorded before they are made: audit logging comes before roles")
  func dependencies() throws {
    let roles = try #require(catalog.remedies.first { $0.id == "rbac" })
    #expect(roles.after.map(\.remedy) == ["audit-logging"])
  }

  @Test("a piece of work that waits for itself, or that two gaps share, is refused")
  func contradictoryRemedies() {
    func problems(_ change: (inout ReadinessCatalog) -> Void) -> [String] {
      var changed = catalog
      change(&changed)
      return changed.problems()
    }
    #expect(problems { _ in }.isEmpty)
    let circle = problems {
      $0.remedies[0].after = [RemedyDependency(remedy: $0.remedies[1].id, because: "so")]
      $0.remedies[1].after = [RemedyDependency(remedy: $0.remedies[0].id, because: "so")]
    }
    #expect(circle.filter { $0.hasSuffix("waits in a circle") }.count >= 2)
    #expect(problems { $0.remedies.removeFirst() }.contains { $0.hasPrefix("no remedy closes") })
    #expect(
      problems { $0.remedies.append($0.remedies[0]) }.contains { $0.contains("appears twice") }
    )
    let magic = problems { changed in
      for index in changed.remedies.indices where changed.remedies[index].parts[0].means != .fix {
        changed.remedies[index].parts[0].fixer = "magic"
      }
    }
    #expect(magic.contains { $0.contains("has a fixer") })
  }

  @Test("no text promises more than readiness")
  func guardWords() {
    let texts =
      catalog.framework.criteria.flatMap { [$0.title, $0.summary, $0.repositoryShows] }
      + profile.controls.flatMap { [$0.title, $0.statement] + $0.gaps.values + $0.attestations }
    for word in ["certified", "compliant", "satisfied"] {
      #expect(texts.allSatisfy { !$0.lowercased().contains(word) })
    }
  }
}

@Suite("Catalogue data that contradicts itself is refused")
struct CatalogValidationTests {
  private let control = Control(
    id: "X-1",
    title: "Title",
    statement: "Statement.",
    category: .security,
    primaryCriteria: ["T1.1"],
    testedBy: ["a-check"],
    operation: OperationModel(kind: "state", cadence: "daily", minimumDays: 30),
    effort: ["a-check": EffortModel(fixedLow: 1, fixedHigh: 2)],
    leadTimeDays: 0
  )

  private func problems(_ change: (inout Control) -> Void) -> [String] {
    var control = control
    change(&control)
    let criterion = Criterion(
      id: "T1.1",
      category: "security",
      family: "T1",
      title: "Title",
      summary: "Summary.",
      reach: .direct,
      repositoryShows: "Something.",
      peopleShow: "Something."
    )
    let framework = Framework(id: "f", title: "F", version: "1", criteria: [criterion])
    let profile = ControlProfile(
      id: "p",
      title: "P",
      criteriaInScope: ["T1.1"],
      controls: [control]
    )
    return ReadinessCatalog(framework: framework, profiles: [profile]).problems()
  }

  @Test("consistent data has no problem")
  func consistent() { #expect(problems { _ in }.isEmpty) }

  @Test("a criterion that does not exist is named")
  func unknownCriterion() {
    #expect(problems { $0.supportingCriteria = ["CC8.2"] }.joined().contains("CC8.2"))
  }

  @Test("a check whose effort is missing or upside down is named")
  func effort() {
    #expect(problems { $0.effort = [:] }.joined().contains("a-check"))
    let model = EffortModel(fixedLow: 2, fixedHigh: 1)
    #expect(problems { $0.effort = ["a-check": model] }.joined().contains("a-check"))
  }

  @Test("an alias that looks like a criterion and is none is named")
  func alias() {
    #expect(problems { $0.aliases = [ControlAlias(label: "CC9.9", note: "")] }.count == 1)
  }

  @Test("a file that is missing or malformed is named")
  func files() {
    #expect(throws: CatalogFailure.missing(file: "f.yml")) {
      try CatalogLoader(files: [:]).load(framework: "f", profiles: [])
    }
    let loader = CatalogLoader(files: ["f": Array("id: [".utf8)])
    #expect(throws: CatalogFailure.self) { try loader.load(framework: "f", profiles: []) }
  }
}
