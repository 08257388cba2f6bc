import ScriptLanguage

extension RouteExaminer {
  /// Finds a refusal that depends on something about the caller.
  func conditional(
    _ passage: CallPassage,
    asksForRoles: Bool,
    where matches: (ScriptMarks) -> Bool
  ) -> (by: String, place: ScriptPlace, wanted: ScriptWanted)? {
    for effect in passage.effects {
      let isRefusal: Bool
      switch effect.action {
      case .respond(let status): isRefusal = Refusals.refuses(status)
      case .fail(let status): isRefusal = status == nil || Refusals.refuses(status)
      // Where people sign in nobody is told whose an object is.
      case .redirect(let target):
        isRefusal = asksForRoles || target.map { !AccessWords.isSignInPath($0) } ?? false
      default: isRefusal = false
      }
      guard isRefusal else { continue }
      if let wanted = wanted(effect.conditions, asksForRoles, matches) {
        return (effect.function.isEmpty ? "(inline)" : effect.function, effect.place, wanted)
      }
    }
    for step in passage.steps where asksForRoles && !step.declarations.isEmpty {
      // What is declared on the route, compared with the caller, is what the caller must hold.
      for thrown in step.thrown
      where thrown.conditions.contains(where: { $0.test.marks().contains(.identity) }) {
        guard Refusals.status(of: thrown.value, in: evaluator) == 403 else { continue }
        let wanted = wanted(thrown.conditions, true) { $0.contains(.identity) }
        return (step.name, thrown.place ?? step.place, wanted ?? ScriptWanted())
      }
    }
    for step in passage.steps where step.decidesByReturning {
      for thrown in step.thrown {
        guard let wanted = wanted(thrown.conditions, asksForRoles, matches) else { continue }
        let status = Refusals.status(of: thrown.value, in: evaluator)
        guard status != 401 || asksForRoles else { continue }
        return (step.name, thrown.place ?? step.place, wanted)
      }
      if let value = step.outcome?.value, value.truth == nil, matches(value.marks()),
        asksForRoles || value.relation != .different
      {
        return (step.name, step.place, value.wanted)
      }
    }
    for thrown in passage.thrown {
      guard let wanted = wanted(thrown.conditions, asksForRoles, matches) else { continue }
      guard Refusals.refuses(Refusals.status(of: thrown.value, in: evaluator)) else { continue }
      guard let place = thrown.place else { continue }
      // A guard goes by its own name, and what a handler throws by the name of that.
      let step = passage.steps.first { step in step.thrown.contains { $0.place == place } }
      return (step?.name ?? thrown.value.displayName, place, wanted)
    }
    return nil
  }

  /// The texts that conditions which ask what is wanted compare with, nil where none asks it.
  private func wanted(
    _ conditions: [ScriptCondition],
    _ asksForRoles: Bool,
    _ matches: (ScriptMarks) -> Bool
  ) -> ScriptWanted? {
    let asking = conditions.filter { asks($0, asksForRoles, matches) }
    guard !asking.isEmpty else { return nil }
    var parts: [ScriptWanted] = []
    var isDenied = false
    for condition in asking {
      for alternative in condition.test.alternatives where matches(alternative.marks()) {
        parts.append(alternative.wanted)
        isDenied = isDenied || condition.relation(of: alternative) == .same
      }
    }
    var wanted = ScriptWanted.union(parts)
    // Of those that are turned away, each one less lets somebody in.
    wanted.isAll = wanted.isAll || isDenied
    return wanted
  }

  /// Whether a refusal under a condition asks what is wanted.
  ///
  /// Refusing the same says that something has been done already, or may not be done to oneself:
  /// nothing of whose an object is.
  private func asks(
    _ condition: ScriptCondition,
    _ asksForRoles: Bool,
    _ matches: (ScriptMarks) -> Bool
  ) -> Bool {
    condition.test.alternatives.contains { alternative in
      matches(alternative.marks())
        && (asksForRoles || condition.relation(of: alternative) != .same)
    }
  }
}
