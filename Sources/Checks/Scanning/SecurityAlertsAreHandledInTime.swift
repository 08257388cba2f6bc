import ReadinessModel

/// No alert of the git host's scans stays open longer than its severity allows.
///
/// ## Why it matters
/// A weakness that is known and left is what attackers look for first, and what auditors sample.
///
/// ## What is inspected
/// Open alerts about dependencies, source and secrets, with their age: at most 7 days for critical
/// ones and for secrets, 30 for high, 90 for medium ones.
///
/// ## What this cannot show
/// Anything without access to the git host, scans that are switched off there, findings of other
/// tools, and whether the company allowed itself other times.
enum SecurityAlertsAreHandledInTime: Check {
  static let severity = Severity.high

  /// The alerts, and the day they are judged on.
  struct Subject: Codable, Hashable, Sendable {
    var table: HostTable
    var kinds: [HostCollection<SecurityAlert>]
    var assessedOn: String
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    let host = facts.host.value
    return .observed(
      Subject(
        table: HostTable(facts, readsProtectionFiles: false),
        kinds: host.map { [$0.dependencyAlerts, $0.codeAlerts, $0.secretAlerts] } ?? [],
        assessedOn: facts.assessedOn
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let question = "whether alerts are handled in time"
    let table = subject.table
    if table.unconnectedBecause != nil { return needsHost(question, table) }
    guard let today = CivilDay(subject.assessedOn) else {
      return cannotSee("Not assessed: the day of the assessment cannot be read", at: table.home)
    }
    // A scan that is switched off raises no alerts; that another one is on still says something.
    let off: Set<HostReadingOutcome> = [.switchedOff, .absent]
    let asked = subject.kinds.filter { $0.refusal.map(off.contains) != true }
    guard !asked.isEmpty else {
      return hostHides(question, because: "the host's scans are switched off", at: table.home)
    }
    var items = asked.flatMap(\.rows).filter { $0.state == "open" }
      .compactMap { overdue($0, today, table) }
    for kind in asked where !kind.isComplete {
      items += hostHides(question, because: kind.reason ?? "the list is not whole", at: table.home)
    }
    return eachItem(items) {
      let open = asked.flatMap(\.rows).filter { $0.state == "open" }.count
      return ruled(
        open == 0
          ? "No alert is open"
          : "\(all(open, "open alert")) \(verb(open, "is", "are")) within the time it may take",
        table
      )
    }
  }

  private static func overdue(
    _ alert: SecurityAlert,
    _ today: CivilDay,
    _ table: HostTable
  ) -> Finding? {
    let days: [String: Int] = ["critical": 7, "high": 30, "medium": 90]
    let age = today.number - alert.createdAt.day.number
    guard let severity = alert.severity else {
      guard age > 90 else { return nil }
      return finding(
        .unconfirmed,
        "\(quoted(alert.subject)) has been open for \(age) days, and the host gives it no severity"
          + " (\(words(alert.kind)) \(alert.number))",
        at: table.home,
        resource: "\(table.repository) \(alert.kind.rawValue) \(alert.number)"
      )
    }
    guard let allowed = days[severity], age > allowed else { return nil }
    return finding(
      .doesNotHold,
      "\(quoted(alert.subject)) has been open for \(age) days, and \(severity) alerts have"
        + " \(allowed) (\(words(alert.kind)) \(alert.number))",
      at: table.home,
      resource: "\(table.repository) \(alert.kind.rawValue) \(alert.number)",
      next: "Fix it, or dismiss it with a reason that somebody else agreed to."
    )
  }

  private static func words(_ kind: SecurityAlertKind) -> String {
    switch kind {
    case .dependency: "dependency alert"
    case .code: "code scanning alert"
    case .secret: "secret scanning alert"
    }
  }
}
