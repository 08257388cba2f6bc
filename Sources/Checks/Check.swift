package import ReadinessModel

/// A sentence about a repository that facts show to be true or false.
///
/// A check is a caseless enum named as the sentence an auditor can answer. It declares the facts
/// it reads and receives nothing else; facts that could not be observed never reach it, because
/// the runner reports their absence once for every check.
package protocol Check<Subject>: SendableMetatype {
  /// The facts the check reads.
  associatedtype Subject: Codable & Hashable & Sendable

  /// How much it matters when the sentence is false.
  static var severity: Severity { get }

  /// Kinds of fact a skipped file may have held that would change the answer.
  static var affectedBySkipped: [SkippedKind] { get }

  /// Picks the facts the check reads out of everything that was collected.
  static func subject(in facts: RepositoryFacts) -> Observation<Subject>

  /// Says whether the sentence is true of the subject; at least one finding.
  static func evaluate(_ subject: Subject) -> [Finding]
}

/// A kind of fact that is lost when a file is skipped.
package enum SkippedKind: String, Sendable, CaseIterable {
  /// Route registrations and their guards.
  case routes
  /// Secrets written in files.
  case secrets
  /// Models and fields.
  case data
  /// Infrastructure code.
  case infrastructure
  /// Container files.
  case containers
  /// Workflows.
  case pipeline
}

extension Check {
  /// Skipped files leave the answer alone unless the check says otherwise.
  package static var affectedBySkipped: [SkippedKind] { [] }

  /// The check's identifier: the kebab case of its type's name.
  package static var id: CheckID { CheckID(rawValue: kebabCase("\(Self.self)")) }
}

/// Writes a type's name in kebab case, keeping runs of capitals together.
package func kebabCase(_ name: String) -> String {
  let characters = Array(name)
  var result = ""
  for (index, character) in characters.enumerated() {
    let followsLower = index > 0 && !characters[index - 1].isUppercase
    let precedesLower = index + 1 < characters.count && characters[index + 1].isLowercase
    if index > 0, character.isUppercase, followsLower || precedesLower { result += "-" }
    result += character.lowercased()
  }
  return result
}
