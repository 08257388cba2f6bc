package import ReadinessModel

/// Something that can be done about findings by changing the repository's own text.
///
/// A fixer is a caseless enum named as the thing to do. It is pure: it sees files and facts, and
/// answers with edits. It reads nothing, writes nothing and asks nobody; what only a person can
/// decide it declares, and receives as answers.
package protocol Fixer: SendableMetatype {
  /// What it does, as an imperative sentence without a full stop.
  static var title: String { get }

  /// Other names people ask for it by, in kebab case, for example `audit-log`.
  static var aliases: [String] { get }

  /// Controls it serves.
  static var controls: [ControlID] { get }

  /// Checks that fail before it is applied, and hold after.
  static var checks: [CheckID] { get }

  /// What it cannot decide by itself.
  static var decisions: [FixDecision] { get }

  /// Whether what it proposes depends on what the checks found.
  static var readsFindings: Bool { get }

  /// Why an answer to one of its decisions cannot be used, nil when it can.
  static func objection(to answer: String, of decision: FixDecision.ID) -> String?

  /// Says what to change, and what it refuses to change.
  static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal
}

extension Fixer {
  /// The fixer's identifier: the kebab case of its type's name.
  package static var id: FixerID { FixerID(rawValue: kebabCase("\(Self.self)")) }

  /// The facts are enough.
  package static var readsFindings: Bool { false }

  /// Every answer that its decision accepts can be used.
  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? { nil }
}

/// The identifier of a fixer, in kebab case, for example `log-data-access`.
package struct FixerID: RawRepresentable, Hashable, Sendable, Comparable, Codable,
  CustomStringConvertible
{
  /// The identifier's text.
  package let rawValue: String

  /// Creates an identifier from its text.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// The identifier's text.
  package var description: String { rawValue }

  /// Orders identifiers by text.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Writes a type's name in kebab case; capitals that follow each other are one word.
private func kebabCase(_ name: String) -> String {
  var result = ""
  var isInCapitals = false
  for character in name {
    if character.isUppercase, !isInCapitals, !result.isEmpty { result += "-" }
    isInCapitals = character.isUppercase
    result += character.lowercased()
  }
  return result
}
