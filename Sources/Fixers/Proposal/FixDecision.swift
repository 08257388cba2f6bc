/// A question that only a person can answer, asked once and kept in the project's settings.
package struct FixDecision: Codable, Hashable, Sendable, Identifiable {
  /// One answer that can be given.
  package struct Choice: Codable, Hashable, Sendable {
    /// The answer as it is written down.
    package var value: String
    /// What it means, in one sentence.
    package var meaning: String

    /// Creates a choice from its parts.
    package init(_ value: String, _ meaning: String) {
      self.value = value
      self.meaning = meaning
    }
  }

  /// The name it is kept under, in kebab case, for example `audit-failure-mode`.
  package var id: String
  /// The question.
  package var question: String
  /// Answers that can be given; empty for free text.
  package var choices: [Choice]
  /// The answer when nobody gives one; nil when somebody has to.
  package var standard: String?

  /// Creates a decision from its parts.
  package init(id: String, question: String, choices: [Choice] = [], standard: String? = nil) {
    self.id = id
    self.question = question
    self.choices = choices
    self.standard = standard
  }

  /// Whether an answer can be accepted.
  package func accepts(_ answer: String) -> Bool {
    choices.isEmpty ? !answer.isEmpty : choices.contains { $0.value == answer }
  }
}

/// Answers to decisions, by the decision's name.
package struct FixAnswers: Hashable, Sendable {
  private var given: [FixDecision.ID: String]

  /// Creates answers.
  package init(_ given: [FixDecision.ID: String] = [:]) { self.given = given }

  /// The answer that somebody gave, or the decision's standard one.
  package subscript(_ decision: FixDecision) -> String? {
    given[decision.id].flatMap { decision.accepts($0) ? $0 : nil } ?? decision.standard
  }

  /// Whether somebody gave an answer.
  package func isGiven(_ decision: FixDecision.ID) -> Bool { given[decision] != nil }

  /// Whether edits that depend on a decision may be made.
  package func settles(_ decision: FixDecision) -> Bool { self[decision] != nil }
}
