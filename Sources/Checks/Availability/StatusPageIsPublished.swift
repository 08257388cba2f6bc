import ReadinessModel

/// Customers can see the state of the service.
///
/// ## Why it matters
/// Customers depend on the service and must be told when it fails.
///
/// ## What is inspected
/// Links to, or configuration of, a status page in the repository.
///
/// ## What this cannot show
/// Whether the page is kept true.
enum StatusPageIsPublished: Check {
  static let severity = Severity.low

  /// The page, and where a link to it belongs.
  struct Subject: Codable, Hashable, Sendable {
    var pages: [SourceLocation]
    var sawFiles: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    let signals = facts.application.value?.telemetry.filter { $0.kind == .statusPage } ?? []
    let documented = facts.documents.statusPage.map { [$0] } ?? []
    return .observed(
      Subject(
        pages: documented + signals.map(\.location),
        sawFiles: facts.inventory.files > 0,
        home: facts.rootManifest
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    if let page = subject.pages.first {
      return holds("\(quoted(page.file)) names a status page", at: subject.pages)
    }
    guard subject.sawFiles else { return cannotSee("No file was read") }
    return absent(
      "No status page is named",
      belongs: subject.home,
      lookedFor: "a link to a status page or its configuration",
      next: "Publish a status page and link to it."
    )
  }
}
