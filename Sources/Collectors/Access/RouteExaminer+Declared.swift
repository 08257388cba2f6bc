import ReadinessModel
import ScriptLanguage

extension RouteExaminer {
  /// Says of a refusal that it is the team's word, where it is.
  func declared(_ reason: String, by step: CallStep) -> String {
    guard let declaration = step.declaredGuards.first else { return reason }
    return "\(reason); \(declaration.name) is declared in \(settings.file)"
  }

  /// The verdict where nothing refuses anybody, against what may have been declared.
  func unprotected(_ kind: GuardKinds, _ passage: CallPassage) -> AccessDecision {
    let contradiction = passage.contradictions.first { contradiction in
      contradiction.declaration.kinds.contains(kind) && contradiction.kinds.contains(kind)
    }
    guard let contradiction else { return AccessDecision(status: .unprotected) }
    let name = contradiction.declaration.name
    return AccessDecision(
      status: .unprotected,
      by: name,
      at: locate(contradiction.place),
      reason: "\(settings.file) declares \(name) a guard, but by its code it refuses nobody here"
    )
  }
}

extension LibraryDecision {
  /// Says of a decision that it is the team's word, where it is.
  func inItsOwnWords(_ reason: String) -> String {
    declaredIn.map { "\(reason); \(name) is declared in \($0)" } ?? reason
  }
}
