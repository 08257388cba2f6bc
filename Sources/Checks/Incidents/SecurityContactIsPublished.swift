import ReadinessModel

/// Outsiders are told how to report a vulnerability.
///
/// ## Why it matters
/// Who finds a flaw and cannot report it tells somebody else.
///
/// ## What is inspected
/// A security policy file or a `security.txt` in the repository.
///
/// ## What this cannot show
/// Whether reports are read, and contacts published elsewhere.
enum SecurityContactIsPublished: Check {
  static let severity = Severity.low

  /// The contact, and where a missing one belongs.
  struct Subject: Codable, Hashable, Sendable {
    var contact: SourceLocation?
    var sawFiles: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    .observed(
      Subject(
        contact: facts.documents.securityContact,
        sawFiles: facts.inventory.files > 0,
        home: facts.rootManifest
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    if let contact = subject.contact {
      return holds("\(quoted(contact.file)) says how to report a vulnerability", at: [contact])
    }
    guard subject.sawFiles else { return cannotSee("No file was read") }
    return absent(
      "Nothing says how to report a vulnerability",
      belongs: subject.home,
      lookedFor: "SECURITY.md or .well-known/security.txt",
      next: "Add SECURITY.md with an address and what a reporter can expect."
    )
  }
}
