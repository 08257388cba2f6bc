import ScriptLanguage

extension RouteExaminer {
  /// Finds a refusal that depends on something about the caller.
  func conditional(
    _ passage: CallPassage,
    asksForRoles: Bool,
    where matches: (ScriptMarks) -> Bool
  ) -> (by: String, place: ScriptPlace)? {
    for effect in passage.effects {
      let isRefusal: Bool
      switch effect.action {
      case .respond(let status): isRefusal = Refusals.refuses(status)
      case .fail(let status): isRefusal = status == nil || Refusals.refuses(status)
      case .redirect: isRefusal = true
      default: isRefusal = false
      }
      guard isRefusal else { continue }
      if effect.conditions.contains(where: { asks($0, asksForRoles, matches) }) {
        return (effect.function.isEmpty ? "(inline)" : effect.function, effect.place)
      }
    }
    for step in passage.steps where asksForRoles && !step.declarations.isEmpty {
      // What is declared on the route, compared with the caller, is what the caller must hold.
      for thrown in step.thrown
      where thrown.conditions.contains(where: { $0.test.marks().contains(.identity) }) {
        guard Refusals.status(of: thrown.value, in: evaluator) == 403 else { continue }
        return (step.name, thrown.place ?? step.place)
      }
    }
    for step in passage.steps where step.decidesByReturning {
      for thrown in step.thrown
      where thrown.conditions.contains(where: { asks($0, asksForRoles, matches) }) {
        let status = Refusals.status(of: thrown.value, in: evaluator)
        guard status != 401 || asksForRoles else { continue }
        return (step.name, thrown.place ?? step.place)
      }
      if let value = step.outcome?.value, value.truth == nil, matches(value.marks()),
        asksForRoles || value.relation != .different
      {
        return (step.name, step.place)
      }
    }
    for thrown in passage.thrown
    where thrown.conditions.contains(where: { asks($0, asksForRoles, matches) }) {
      guard Refusals.refuses(Refusals.status(of: thrown.value, in: evaluator)) else { continue }
      guard let place = thrown.place else { continue }
      return (thrown.value.displayName, place)
    }
    return nil
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
