import ReadinessModel

/// A code owners file names who must review changes.
///
/// ## Why it matters
/// A review counts when it comes from somebody who knows the code.
///
/// ## What is inspected
/// The code owners file and its entries.
///
/// ## What this cannot show
/// Whether the git host requires an owner's review, and whether the owners exist.
enum CodeOwnersAreDeclared: Check {
  static let severity = Severity.low

  /// The file, and where a missing one belongs.
  struct Subject: Codable, Hashable, Sendable {
    var codeOwners: CodeOwners?
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.delivery.map { Subject(codeOwners: $0.codeOwners, home: facts.rootManifest) }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard let codeOwners = subject.codeOwners else {
      return absent(
        "There is no code owners file",
        belongs: subject.home,
        lookedFor: "CODEOWNERS in the root, docs or .github",
        next: "Name owners for the whole repository and for its sensitive parts."
      )
    }
    let owned = codeOwners.entries.filter { !$0.owners.isEmpty }
    guard !owned.isEmpty else {
      return [
        finding(
          .doesNotHold,
          "\(quoted(codeOwners.location.file)) names no owner",
          at: [codeOwners.location],
          next: "Name owners for the whole repository and for its sensitive parts."
        )
      ]
    }
    let everything: Set<String> = ["*", "**", "/", "/*", "/**"]
    guard owned.contains(where: { everything.contains($0.pattern) }) else {
      return [
        finding(
          .unconfirmed,
          "\(quoted(codeOwners.location.file)) names owners for \(listed(owned.map(\.pattern))) only",
          at: owned.map(\.location),
          next: "Add a first line `*` with owners for everything else."
        )
      ]
    }
    return holds(
      "\(counted(owned.count, "pattern")) \(verb(owned.count, "has", "have")) owners, the whole"
        + " repository among them",
      at: [codeOwners.location]
    )
  }
}
