import ReadinessModel

/// Tests assert that access is refused to callers who must not have it.
///
/// ## Why it matters
/// Access that is granted by mistake breaks no feature, so only a test of the refusal notices it.
///
/// ## What is inspected
/// Test cases that assert a refusal: a 401, 403 or hiding 404, or an error that means one.
///
/// ## What this cannot show
/// Whether every boundary between roles has its test.
enum DenialsAreTested: Check {
  static let severity = Severity.medium

  /// The test suites, and where a missing test belongs.
  struct Subject: Codable, Hashable, Sendable {
    var suites: [TestSuite]
    var hasRoutes: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      Subject(
        suites: application.testSuites,
        hasRoutes: !application.routes.isEmpty,
        home: application.testSuites.first.map { [$0.location] } ?? facts.rootManifest
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let denials = subject.suites.flatMap(\.denials)
    let cases = subject.suites.map(\.cases).reduce(0, +)
    if !denials.isEmpty {
      return holds(
        "\(counted(denials.count, "test")) of \(cases) \(verb(denials.count, "asserts", "assert"))"
          + " that access is refused",
        at: denials,
        confidence: .medium
      )
    }
    guard subject.hasRoutes else {
      return cannotSee("No route was found whose refusals could be tested", at: subject.home)
    }
    return absent(
      subject.suites.isEmpty
        ? "There is no test suite, so no test asserts that access is refused"
        : "None of \(counted(cases, "test")) asserts that access is refused",
      belongs: subject.home,
      lookedFor: "a test case that expects status 401, 403 or 404, or an error that means one",
      next: "Test each role at a boundary it must not cross."
    )
  }
}
