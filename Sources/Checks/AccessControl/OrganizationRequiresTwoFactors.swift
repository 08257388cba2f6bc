import ReadinessModel

/// The organization at the git host lets in only members who use a second factor.
///
/// ## Why it matters
/// One stolen password of one member is otherwise enough to change the product.
///
/// ## What is inspected
/// The organization's setting as the git host reports it, and which members use no second factor.
///
/// ## What this cannot show
/// Anything without access to the git host.
enum OrganizationRequiresTwoFactors: Check {
  static let severity = Severity.high

  /// The organization and its members.
  struct Subject: Codable, Hashable, Sendable {
    var table: HostTable
    var organization: Observation<HostOrganization>
    var members: Observation<[HostMember]>
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    let reason = "the host was not asked"
    return .observed(
      Subject(
        table: HostTable(facts, readsProtectionFiles: false),
        organization: facts.host.value?.organization ?? .notObservable(reason: reason),
        members: facts.host.value?.members.whole ?? .notObservable(reason: reason)
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let question = "whether the organization requires two factors"
    let table = subject.table
    if table.unconnectedBecause != nil { return needsHost(question, table) }
    guard case .observed(let organization) = subject.organization else {
      guard case .notObservable(let reason) = subject.organization else { return [] }
      return hostHides(question, because: reason, at: table.home)
    }
    switch organization.requiresTwoFactors {
    case true:
      return [
        finding(
          .holds,
          "The organization \(quoted(organization.login)) requires two factors of its members",
          resource: organization.login
        )
      ]
    case false: return notRequired(of: organization, subject)
    case nil:
      return hostHides(
        question,
        because: "the host shows it to owners of the organization only",
        at: table.home
      )
    }
  }

  private static func notRequired(
    of organization: HostOrganization,
    _ subject: Subject
  ) -> [Finding] {
    let without = (subject.members.value ?? []).filter { $0.hasTwoFactors == false }
    let who =
      without.isEmpty
      ? "" : "; \(listed(without.map(\.login))) \(verb(without.count, "uses", "use")) none"
    return [
      finding(
        .doesNotHold,
        "The organization \(quoted(organization.login)) does not require two factors\(who)",
        at: subject.table.home,
        resource: organization.login,
        lookedFor: "the organization's setting",
        next: "Require two-factor authentication in the organization's settings."
      )
    ]
  }
}
