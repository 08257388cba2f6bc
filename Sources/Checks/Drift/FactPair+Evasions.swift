import ReadinessModel

extension FactPair {
  /// How a change makes gaps go away without closing them, in sentences.
  ///
  /// A gap is gone also when its subject is: a route that is not registered any more, a field under another
  /// name, a query that the scan cannot follow. Nor is a route protected by declaring it open. A review
  /// lets people do all of that; a change that is to close a gap may do none of it.
  package func evasions() -> [String] {
    routeEvasions()
      + gone("the field", fields(before), fields(after))
      + gone("the store", stores(before), stores(after))
  }

  private func gone(_ noun: String, _ old: Set<String>, _ new: Set<String>) -> [String] {
    old.subtracting(new).sorted().map { "\(noun) \(quoted($0)) would be gone" }
  }

  private func fields(_ facts: RepositoryFacts) -> Set<String> {
    Set(
      (facts.data.value?.models ?? []).flatMap { model in
        model.fields.map { "\(model.table ?? model.name).\($0.name)" }
      }
    )
  }

  private func stores(_ facts: RepositoryFacts) -> Set<String> {
    Set((facts.infrastructure.value?.dataStores ?? []).map(\.address))
  }

  // MARK: - Routes

  private func routeEvasions() -> [String] {
    let key = { (route: Route) in "\(route.package)\u{1F}\(route.method) \(route.path)" }
    let old = Dictionary(grouping: before.application.value?.routes ?? [], by: key)
    let new = Dictionary(grouping: after.application.value?.routes ?? [], by: key)
    var result: [String] = []
    for (name, routes) in old.sorted(by: { $0.key < $1.key }) {
      let now = new[name] ?? []
      guard now.count >= routes.count else {
        result.append("the route \(routes[0].label) would be gone")
        continue
      }
      result += evasions(routes, now)
    }
    for (name, routes) in new.sorted(by: { $0.key < $1.key }) where old[name] == nil {
      result.append("the route \(routes[0].label) would be new")
    }
    return result
  }

  private func evasions(_ old: [Route], _ new: [Route]) -> [String] {
    let label = old[0].label
    var result: [String] = []
    for decision in [\Route.authentication, \Route.authorization, \Route.ownership]
    where opened(old, decision) < opened(new, decision) {
      result.append("\(label) would be declared open, which is for people to say")
      break
    }
    if Set(old.map(\.purpose)) != Set(new.map(\.purpose)) {
      result.append("\(label) would count as another kind of route")
    }
    let reached = { (routes: [Route]) in Set(routes.flatMap { $0.dataAccess.map(\.model) }) }
    let lost = reached(old).subtracting(reached(new)).sorted()
    if !lost.isEmpty {
      result.append(
        "\(label) would not be seen to reach \(lost.map(quoted).joined(separator: ", ")) any more"
      )
    }
    return result
  }

  private func opened(_ routes: [Route], _ decision: KeyPath<Route, AccessDecision>) -> Int {
    routes.count { $0[keyPath: decision].status == .declaredPublic }
  }
}
