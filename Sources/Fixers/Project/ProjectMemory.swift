import Synchronization

/// What fixers found out about one view of a repository, for those after them.
final class ProjectMemory: Sendable {
  private struct State {
    var scripts: [String: [ScriptSource]] = [:]
    var books: [FixAnswers: FactBook] = [:]
    var terraform: TerraformProject??
  }

  private let state = Mutex(State())

  /// Scripts that were listed under a name.
  func scripts(_ name: String, list: () -> [ScriptSource]) -> [ScriptSource] {
    if let known = state.withLock({ $0.scripts[name] }) { return known }
    let listed = list()
    state.withLock { $0.scripts[name] = listed }
    return listed
  }

  /// What documents can say under some answers.
  func book(_ answers: FixAnswers, write: () -> FactBook) -> FactBook {
    if let known = state.withLock({ $0.books[answers] }) { return known }
    let written = write()
    state.withLock { $0.books[answers] = written }
    return written
  }

  /// What the Terraform comes to, nil where there is none.
  func terraform(evaluate: () -> TerraformProject?) -> TerraformProject? {
    if let known = state.withLock({ $0.terraform }) { return known }
    let evaluated = evaluate()
    state.withLock { $0.terraform = .some(evaluated) }
    return evaluated
  }
}
