/// Who, or what, does a piece of work.
package enum RemedyMeans: String, Codable, Hashable, Sendable, CaseIterable {
  /// A fixer writes the change, and a person reviews it.
  case fix
  /// An engineer does it, by what Auditwright points out.
  case guide
  /// Only people can do it: a decision, a review, a rehearsal.
  case people
}

/// A part of a remedy that is done in one way.
package struct RemedyPart: Codable, Hashable, Sendable {
  /// Checks whose gaps it closes.
  package var checks: [CheckID]
  /// Who does it.
  package var means: RemedyMeans
  /// Name of the fixer, where one does it.
  package var fixer: String?
  /// What to do, in one sentence.
  package var how: String

  /// Creates a value from its parts.
  package init(checks: [CheckID], means: RemedyMeans, fixer: String? = nil, how: String) {
    self.checks = checks
    self.means = means
    self.fixer = fixer
    self.how = how
  }
}

/// A remedy that has to come before another one.
package struct RemedyDependency: Codable, Hashable, Sendable {
  /// Identifier of the remedy that comes first.
  package var remedy: String
  /// Why it comes first, in half a sentence.
  package var because: String

  /// Creates a value from its parts.
  package init(remedy: String, because: String) {
    self.remedy = remedy
    self.because = because
  }
}

/// A piece of work that closes the gaps of one or more checks together.
package struct Remedy: Codable, Hashable, Sendable {
  /// Its identifier, in kebab case.
  package var id: String
  /// What is done, in the imperative.
  package var title: String
  /// Why its checks fall together, in one sentence.
  package var together: String
  /// Remedies that come first.
  package var after: [RemedyDependency]
  /// Its parts.
  package var parts: [RemedyPart]

  /// Creates a value from its parts.
  package init(
    id: String,
    title: String,
    together: String,
    after: [RemedyDependency] = [],
    parts: [RemedyPart]
  ) {
    self.id = id
    self.title = title
    self.together = together
    self.after = after
    self.parts = parts
  }

  /// The checks whose gaps it closes.
  package var checks: [CheckID] { parts.flatMap(\.checks) }
}
