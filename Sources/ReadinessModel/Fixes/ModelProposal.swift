/// A change that a language model wrote, and what of it was measured.
package struct ModelProposal: Codable, Hashable, Sendable {
  /// The host and the model.
  package var writtenBy: String
  /// The gap that it is to close.
  package var gap: Finding
  /// What it does, in the model's words.
  package var summary: String
  /// Names exactly these files, as they were and as they become.
  package var digest: String
  /// What was measured of it, in sentences.
  package var measured: [String]
  /// What no scan can say of it.
  package var caution: String

  /// Creates a value from its parts.
  package init(
    writtenBy: String,
    gap: Finding,
    summary: String,
    digest: String = "",
    measured: [String] = [],
    caution: String = ModelProposal.standardCaution
  ) {
    self.writtenBy = writtenBy
    self.gap = gap
    self.summary = summary
    self.digest = digest
    self.measured = measured
    self.caution = caution
  }

  /// What is said of every change that a model wrote.
  package static let standardCaution =
    "A model wrote this, and it was measured by a scan alone: code that only looks right to a scan passes"
    + " it too. It needs the review of a person who knows the code."
}
