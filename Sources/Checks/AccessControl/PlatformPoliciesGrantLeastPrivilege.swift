import ReadinessModel

/// No policy on the platform grants everything, a whole service everywhere, or anything to anybody.
///
/// ## Why it matters
/// Whoever takes over one service with such a policy has the whole account.
///
/// ## What is inspected
/// Roles, users, groups, resource and trust policies of infrastructure code, merged and evaluated.
/// A wildcard on actions or on resources alone is unconfirmed, because it is sometimes needed.
///
/// ## What this cannot show
/// Policies made outside the infrastructure code, and limits set above the account.
enum PlatformPoliciesGrantLeastPrivilege: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  /// The policies, with what could not be evaluated beside them.
  struct Subject: Codable, Hashable, Sendable {
    var policies: [AccessPolicy]
    var unresolved: [UnresolvedInfrastructure]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.infrastructure.map { infrastructure in
      Subject(
        policies: infrastructure.accessPolicies,
        unresolved: infrastructure.unresolved,
        home: facts.infrastructureHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let items = subject.policies.compactMap { item($0) }
    return eachItem(items + unresolvedBlocks(subject.unresolved)) {
      guard !subject.policies.isEmpty else {
        return cannotSee(
          "No policy was found in infrastructure code, so rights on the platform are granted"
            + " elsewhere",
          at: subject.home,
          lookedFor: "roles and policies",
          next: "Declare roles and policies as code, or attest them."
        )
      }
      return holds(
        "\(all(subject.policies.count, "policy", plural: "policies"))"
          + " \(verb(subject.policies.count, "names", "name")) the actions and resources"
          + " \(verb(subject.policies.count, "it grants", "they grant"))",
        at: subject.policies.map(\.location)
      )
    }
  }

  private static func item(_ policy: AccessPolicy) -> Finding? {
    let name = quoted(policy.address)
    let reason = policy.grantsAdministrator.unknownReason ?? policy.publicPrincipal.unknownReason
    if policy.grantsAdministrator.effective == true {
      return fault(policy, "\(name) grants every action on every resource")
    }
    if policy.publicPrincipal.effective == true {
      return fault(policy, "\(name) may be used by anybody", severity: .critical)
    }
    let actions = listed(policy.wildcardActions, limit: 3)
    if !policy.wildcardActions.isEmpty, policy.wildcardResources {
      return fault(policy, "\(name) grants \(actions) on every resource")
    }
    if let reason {
      return unsure(policy, "What \(name) grants is unknown: \(reason)")
    }
    if !policy.wildcardActions.isEmpty {
      return unsure(policy, "\(name) grants \(actions), although on named resources only")
    }
    if policy.wildcardResources {
      return unsure(policy, "\(name) grants actions that change things on every resource")
    }
    return nil
  }

  private static func fault(
    _ policy: AccessPolicy,
    _ message: String,
    severity: Severity? = nil
  ) -> Finding {
    finding(
      .doesNotHold,
      message,
      at: [policy.location],
      severity: severity,
      resource: policy.address,
      next: "Name the actions and resources that are needed."
    )
  }

  private static func unsure(_ policy: AccessPolicy, _ message: String) -> Finding {
    finding(.unconfirmed, message, at: [policy.location], resource: policy.address)
  }
}
