package import ReadinessModel

extension ReadinessSummary {
  /// Computes the bottom line; the only function that counts controls.
  ///
  /// A control that does not apply counts nowhere but as such. A control counts as assessed when
  /// it passes, fails, is warned about, or
  /// has its history gathered.
  package init(of controls: [ControlAssessment], routes: [Route]) {
    self.init(
      of: controls,
      routes: routes.count,
      unprotectedRoutes: routes.count { $0.authentication.status == .unprotected }
    )
  }

  /// Computes the bottom line again, over the same routes.
  package func recounted(over controls: [ControlAssessment]) -> ReadinessSummary {
    ReadinessSummary(of: controls, routes: routes, unprotectedRoutes: unprotectedRoutes)
  }

  private init(of controls: [ControlAssessment], routes: Int, unprotectedRoutes: Int) {
    func count(_ status: DesignStatus) -> Int { controls.filter { $0.design == status }.count }
    self.init(
      passing: count(.passing),
      total: controls.filter(\.applies).count,
      assessed: controls.filter(\.isAssessed).count,
      failing: count(.failing),
      warning: count(.warning),
      notAssessed: count(.notAssessed),
      needsAttestation: count(.needsAttestation),
      collecting: count(.collecting),
      notApplicable: count(.notApplicable),
      effort: controls.map(\.effort).reduce(.zero, +),
      categories: ControlCategory.allCases.compactMap { category in
        let members = controls.filter { $0.category == category }
        guard !members.isEmpty else { return nil }
        return CategoryScore(
          category: category,
          passing: members.filter { $0.design == .passing }.count,
          assessed: members.filter(\.isAssessed).count,
          total: members.filter(\.applies).count
        )
      },
      routes: routes,
      unprotectedRoutes: unprotectedRoutes
    )
  }
}

extension ControlAssessment {
  fileprivate var applies: Bool { design != .notApplicable }
  fileprivate var isAssessed: Bool {
    [.passing, .failing, .warning, .collecting].contains(design)
  }
}
