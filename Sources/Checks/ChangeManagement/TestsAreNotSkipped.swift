import ReadinessModel

/// The product has tests, and at most one case in twenty is skipped.
///
/// ## Why it matters
/// A suite that is empty or switched off passes whatever is changed.
///
/// ## What is inspected
/// Test suites with their number of cases, and cases that are marked to be skipped.
///
/// ## What this cannot show
/// What the tests cover.
enum TestsAreNotSkipped: Check {
  static let severity = Severity.medium

  /// The suites, and where a missing one belongs.
  struct Subject: Codable, Hashable, Sendable {
    var suites: [TestSuite]
    var hasApplication: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      Subject(
        suites: application.testSuites,
        hasApplication: !application.routes.isEmpty || !application.manifests.isEmpty,
        home: facts.rootManifest
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let cases = subject.suites.map(\.cases).reduce(0, +)
    let skipped = subject.suites.flatMap(\.skipped)
    guard cases > 0 else {
      guard subject.hasApplication || !subject.suites.isEmpty else {
        return cannotSee("No application was recognised that could have tests")
      }
      return absent(
        subject.suites.isEmpty ? "There is no test suite" : "The test suite has no case",
        belongs: subject.suites.isEmpty ? subject.home : subject.suites.map(\.location),
        lookedFor: "test cases of a known test framework",
        next: "Write tests, and run them on every pull request."
      )
    }
    let names = listed(Set(subject.suites.map(\.framework)).sorted())
    guard skipped.count * 20 <= cases else {
      return [
        finding(
          .doesNotHold,
          "\(skipped.count) of \(counted(cases, "test")) (\(names)) \(verb(skipped.count, "is", "are"))"
            + " skipped",
          at: skipped,
          next: "Repair or delete the tests that are skipped."
        )
      ]
    }
    return holds(
      "\(counted(cases, "test")) (\(names))"
        + (skipped.isEmpty ? ", none skipped" : ", \(skipped.count) of them skipped"),
      at: subject.suites.map(\.location) + skipped
    )
  }
}
