import ReadinessModel

/// Nobody can change the repository, or rule over it, only because they are a member or hold a key.
///
/// ## Why it matters
/// Rights that come with membership are granted by nobody and reviewed by nobody.
///
/// ## What is inspected
/// At the git host: what every member of the organization may do, people from outside with the
/// rights of an administrator, and keys that can write without an account.
///
/// ## What this cannot show
/// Anything without access to the git host; tokens of people and applications; and whether the
/// rights that were granted are needed.
enum RepositoryAccessIsLimited: Check {
  static let severity = Severity.medium

  /// Who has which rights.
  struct Subject: Codable, Hashable, Sendable {
    var table: HostTable
    var organization: Observation<HostOrganization>
    var collaborators: Observation<[HostCollaborator]>
    var deployKeys: Observation<[DeployKey]>
    var isOwnedByOrganization: Bool
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    let reason = "the host was not asked"
    let host = facts.host.value
    return .observed(
      Subject(
        table: HostTable(facts, readsProtectionFiles: false),
        organization: host?.organization ?? .notObservable(reason: reason),
        collaborators: host?.collaborators.whole ?? .notObservable(reason: reason),
        deployKeys: host?.deployKeys.whole ?? .notObservable(reason: reason),
        isOwnedByOrganization: host?.repository.isOwnedByOrganization ?? true
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let question = "who can change the repository"
    let table = subject.table
    if table.unconnectedBecause != nil { return needsHost(question, table) }
    var items = granted(to: subject) + outsiders(subject) + keys(subject)
    for reason in hidden(subject) { items += hostHides(question, because: reason, at: table.home) }
    return eachItem(items) {
      ruled("Membership alone lets nobody change \(table.repository), and no key can", table)
    }
  }

  private static func granted(to subject: Subject) -> [Finding] {
    guard let organization = subject.organization.value,
      let permission = organization.defaultPermission, ["write", "admin"].contains(permission)
    else { return [] }
    return [
      gap(
        "Every member of \(quoted(organization.login)) has \(permission) access to all its"
          + " repositories",
        subject,
        next: "Set the organization's base permission to read, and grant more by team."
      )
    ]
  }

  private static func outsiders(_ subject: Subject) -> [Finding] {
    let admins = (subject.collaborators.value ?? []).filter { $0.isOutside && $0.role == "admin" }
    guard subject.isOwnedByOrganization, !admins.isEmpty else { return [] }
    return [
      gap(
        "\(listed(admins.map(\.login))) \(verb(admins.count, "is", "are")) from outside the"
          + " organization and \(verb(admins.count, "rules", "rule")) over the repository",
        subject,
        next: "Give people from outside no more than write access."
      )
    ]
  }

  private static func keys(_ subject: Subject) -> [Finding] {
    let writing = (subject.deployKeys.value ?? []).filter { !$0.isReadOnly }
    guard !writing.isEmpty else { return [] }
    return [
      finding(
        .unconfirmed,
        "\(counted(writing.count, "deploy key")) can write: \(listed(writing.map(\.title)))",
        at: subject.table.home,
        resource: subject.table.repository,
        next: "Make deploy keys read only, or attest what each is for."
      )
    ]
  }

  private static func hidden(_ subject: Subject) -> [String] {
    var reasons: [String] = []
    if case .notObservable(let reason) = subject.collaborators { reasons.append(reason) }
    if case .notObservable(let reason) = subject.deployKeys { reasons.append(reason) }
    guard subject.isOwnedByOrganization else { return reasons }
    switch subject.organization {
    case .notObservable(let reason): reasons.append(reason)
    case .observed(let organization) where organization.defaultPermission == nil:
      reasons.append("the host shows what members may do to owners of the organization only")
    case .observed: break
    }
    var seen: Set<String> = []
    return reasons.filter { seen.insert($0).inserted }
  }

  private static func gap(_ message: String, _ subject: Subject, next: String) -> Finding {
    finding(
      .doesNotHold,
      message,
      at: subject.table.home,
      resource: subject.table.repository,
      next: next
    )
  }
}
