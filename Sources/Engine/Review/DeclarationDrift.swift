import Checks
import Collectors
import ReadinessModel

/// What a change lets the team's settings vouch for, which no code has to show from then on.
struct DeclarationDrift {
  let before: ProjectConfiguration
  let after: ProjectConfiguration
  /// What was told of routes already.
  let told: [Drift]

  func drifts() -> [Drift] { openRoutes() + vouchers() }

  private func openRoutes() -> [Drift] {
    let known = Set(before.publicRoutes.map { "\($0.method) \($0.path)" })
    return after.publicRoutes.compactMap { route in
      let name = "\(route.method) \(route.path)"
      let isTold = told.contains { $0.brought.contains(route.location) }
      guard !known.contains(name), !isTold else { return nil }
      return drift(
        subject: "public \(name)",
        name: name,
        title: "Declares {} open to anybody",
        detail: "The reason given: \(route.reason)",
        at: route.location
      )
    }
  }

  private func vouchers() -> [Drift] {
    let lists: [(String, KeyPath<ProjectConfiguration, [String]>)] = [
      ("authentication", \.authenticationGuards), ("authorization", \.authorizationGuards),
      ("ownership", \.ownershipGuards), ("audit logging", \.auditFunctions),
    ]
    return lists.flatMap { what, list in
      after[keyPath: list].filter { !before[keyPath: list].contains($0) }.map { name in
        drift(
          subject: "voucher \(what) \(name)",
          name: "'\(name)'",
          title: "Has {} taken for \(what) by its name",
          detail:
            "Routes that call it count as having it wherever its code is not there to be read",
          at: SourceLocation(file: InitialConfiguration.fileName, line: 1)
        )
      }
    }
  }

  private func drift(
    subject: String,
    name: String,
    title: String,
    detail: String,
    at place: SourceLocation
  ) -> Drift {
    Drift(
      kind: .notSeen,
      severity: .medium,
      subject: subject,
      name: name.count > 80 ? name.prefix(79) + "…" : name,
      title: title,
      detail: detail,
      location: place,
      brought: [place],
      suggestion: "Have whoever answers for it agree."
    )
  }
}
