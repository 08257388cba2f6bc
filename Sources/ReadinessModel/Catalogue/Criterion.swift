/// The most an automatic run alone may claim for a criterion.
package enum CriterionReach: String, Codable, Hashable, Sendable, CaseIterable {
  /// A repository can show it directly.
  case direct
  /// A repository can show a part of it.
  case partial
  /// A repository cannot show it.
  case outOfReach = "none"
}

/// One criterion, by its published identifier and in our own words.
package struct Criterion: Codable, Hashable, Sendable {
  /// Its published identifier.
  package var id: CriterionID
  /// `security`, `availability`, `confidentiality`, `processing-integrity` or `privacy`.
  package var category: String
  /// The family, for example `CC6`.
  package var family: String
  /// A short title in our own words.
  package var title: String
  /// What it asks, in our own words.
  package var summary: String
  /// The most a run may claim.
  package var reach: CriterionReach
  /// What a repository can show of it.
  package var repositoryShows: String
  /// What only people can show.
  package var peopleShow: String
  /// What the label is often mistaken for.
  package var oftenMistakenFor: String?

  /// Creates a value from its parts.
  package init(
    id: CriterionID,
    category: String,
    family: String,
    title: String,
    summary: String,
    reach: CriterionReach,
    repositoryShows: String,
    peopleShow: String,
    oftenMistakenFor: String? = nil
  ) {
    self.id = id
    self.category = category
    self.family = family
    self.title = title
    self.summary = summary
    self.reach = reach
    self.repositoryShows = repositoryShows
    self.peopleShow = peopleShow
    self.oftenMistakenFor = oftenMistakenFor
  }
}
