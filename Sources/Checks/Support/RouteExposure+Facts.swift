package import ReadinessModel

extension RouteExposure {
  /// Counts the routes of a repository by who reaches them; nil when none could be seen.
  ///
  /// A route needs authentication when the check of it says so, so that both tell the same number.
  package init?(_ facts: RepositoryFacts) {
    guard case .observed(let table) = RouteTable.observed(in: facts),
      !table.routes.isEmpty || !table.unresolved.isEmpty
    else { return nil }
    let count = { (status: AccessStatus) in
      table.routes.count { $0.authentication.status == status }
    }
    let open = table.product.count { $0.authentication.status == .unprotected }
    self.init(
      total: table.routes.count,
      signedIn: count(.protected),
      open: open,
      openByPurpose: count(.unprotected) - open,
      declaredPublic: count(.declaredPublic),
      unresolved: count(.unresolved),
      unresolvedRegistrations: table.unresolved.count
    )
  }
}
