package import ReadinessModel

/// Compares the world with what was recorded of it before, and says what is worse.
package struct WatchComparison: Sendable {
  /// The days before its end in which a period without evidence is at risk.
  private static let daysAtRisk = 2
  /// The days before its end in which a document is due for review.
  private static let daysOfNotice = 30

  private let now: Moment
  private let titles: [ControlID: String]

  /// Creates a comparison as of a moment; `titles` are those of the controls.
  package init(at now: Moment, titles: [ControlID: String]) {
    self.now = now
    self.titles = titles
  }

  /// What is told of deviations, of which those recorded before are left out unless they go on.
  package func findings(
    in deviations: [Deviation],
    recorded: [Deviation]
  ) -> [WatchFinding] {
    let known = Set(recorded.map(\.id))
    return deviations.filter { !known.contains($0.id) || $0.to == nil }.map { deviation in
      WatchFinding(
        kind: deviation.kind.rawValue,
        severity: deviation.kind.severity,
        controls: deviation.controls,
        at: deviation.from,
        actor: deviation.actor,
        message: known.contains(deviation.id)
          ? "Still: \(deviation.message)" : deviation.message,
        next: deviation.kind.next
      )
    }
  }

  /// Administrators, keys and second factors that are not as they were.
  package func findings(from before: HostFacts?, to after: HostFacts?) -> [WatchFinding] {
    guard let before, let after else { return [] }
    return newAdministrators(before, after) + newKeys(before, after) + lostFactors(before, after)
  }

  /// Windows in which a period is about to end without evidence.
  package func findings(in windows: [ObservationWindow]) -> [WatchFinding] {
    windows.compactMap { window in
      guard
        window.state == .collecting || window.state == .sufficient,
        let slot = window.slots.last, slot.status == .open,
        slot.span.through.number - now.day.number <= Self.daysAtRisk, slot.span.days > 1
      else { return nil }
      return WatchFinding(
        kind: "window-at-risk",
        severity: .medium,
        controls: [window.control],
        at: now,
        message: "The window of \(window.control) (\(title(window.control))) breaks after"
          + " \(slot.span.through) without evidence of this period",
        next: "Record the evidence before then."
      )
    }
  }

  /// Documents whose yearly review is due.
  package func findings(in documents: DocumentFacts) -> [WatchFinding] {
    documents.documents.compactMap { document in
      guard let reviewed = document.reviewedOn.flatMap(CivilDay.init) else { return nil }
      let due = reviewed.adding(months: 12)
      let days = due.number - now.day.number
      guard days <= Self.daysOfNotice else { return nil }
      return WatchFinding(
        kind: "document-due",
        severity: days < 0 ? .medium : .low,
        controls: [],
        at: Moment(startOf: due),
        actor: document.owner,
        message: "\(document.title) (\(document.location.file)) "
          + (days < 0 ? "was due for review on \(due)" : "is due for review by \(due)"),
        next: "Review it, and set the day of the review in its head."
      )
    }
  }

  /// Controls that held when somebody looked last and do not hold now.
  package func regressions(
    from before: [ControlID: EvidenceOutcome],
    to after: [ControlAssessment]
  ) -> [Deviation] {
    after.compactMap { control in
      guard case .holds = before[control.id], control.design == .failing else { return nil }
      return Deviation(
        kind: .controlFailed,
        controls: [control.id],
        subject: control.id.rawValue,
        from: now,
        to: nil,
        message: "\(control.id) \(control.title) held and does not any more: \(control.reason)"
      )
    }
  }

  private func title(_ control: ControlID) -> String { titles[control] ?? control.rawValue }

  // MARK: - Accounts

  private func newAdministrators(_ before: HostFacts, _ after: HostFacts) -> [WatchFinding] {
    guard let old = administrators(before), let new = administrators(after) else { return [] }
    return new.keys.sorted().filter { old[$0] == nil }.map { key in
      let login = new[key] ?? ""
      return WatchFinding(
        kind: "new-administrator",
        severity: .high,
        controls: ["SEC-2"],
        at: after.observedAt,
        actor: login,
        message: "\(login) has become an administrator since \(before.observedAt.day)",
        next: "Keep the request and the approval with the access records, or take the right back."
      )
    }
  }

  /// Names of administrators by their number; nil when the lists are not whole.
  private func administrators(_ host: HostFacts) -> [String: String]? {
    var result: [String: String] = [:]
    guard let collaborators = host.collaborators.whole.value else { return nil }
    for person in collaborators where person.role == "admin" {
      result[person.id.map { "#\($0)" } ?? person.login.lowercased()] = person.login
    }
    for member in host.members.whole.value ?? [] where member.isAdministrator {
      result[member.id.map { "#\($0)" } ?? member.login.lowercased()] = member.login
    }
    return result
  }

  private func newKeys(_ before: HostFacts, _ after: HostFacts) -> [WatchFinding] {
    guard let old = before.deployKeys.whole.value, let new = after.deployKeys.whole.value else {
      return []
    }
    let known = Set(old.map(\.id))
    return new.filter { !known.contains($0.id) && !$0.isReadOnly }.map { key in
      WatchFinding(
        kind: "new-key",
        severity: .high,
        controls: ["SEC-2"],
        at: key.createdAt ?? after.observedAt,
        actor: key.addedBy,
        message: "The deploy key '\(key.title)' may write to the repository and is new",
        next: "Keep the reason with the access records, or remove the key."
      )
    }
  }

  private func lostFactors(_ before: HostFacts, _ after: HostFacts) -> [WatchFinding] {
    guard
      before.organization.value?.requiresTwoFactors == true,
      after.organization.value?.requiresTwoFactors == false
    else { return [] }
    return [
      WatchFinding(
        kind: "second-factor-off",
        severity: .high,
        controls: ["SEC-1"],
        at: after.observedAt,
        message: "The organization no longer asks its members for a second factor",
        next: "Require two-factor authentication again, and find out who changed it."
      )
    ]
  }
}

extension Deviation.Kind {
  /// How much a deviation of this kind matters.
  fileprivate var severity: Severity {
    switch self {
    case .protectionWeakened, .ruleBypassed, .directPush, .unreviewedDeployment: .critical
    case .unreviewedChange, .unapprovedDeployment, .failedChecks, .jobStopped, .controlFailed,
      .unrecordedDeployment:
      .high
    case .staleApproval, .missedCheck, .overdueWeakness, .unreviewedEmergency, .overdueReview:
      .medium
    }
  }

  /// What to do about one of this kind.
  fileprivate var next: String {
    switch self {
    case .protectionWeakened: "Put the rule back, and record who changed it and why."
    case .ruleBypassed: "Ask for the reason, review what was pushed, and record both."
    case .directPush: "Review the commit now, and record the review; close the way it took."
    case .unreviewedChange, .staleApproval: "Have somebody else review the change, and record it."
    case .failedChecks: "Run the checks on the branch, and record the result."
    case .unreviewedDeployment: "Find out what was deployed, and deploy from the protected branch."
    case .unapprovedDeployment: "Have somebody else look at the deployment, and record it."
    case .unrecordedDeployment: "Record the deployment: auditwright deploy record --help"
    case .unreviewedEmergency: "Review the change: auditwright deploy review --help"
    case .jobStopped: "See why the job stopped, and run it."
    case .missedCheck: "See why the weekly check did not run."
    case .overdueWeakness: "Mend the weakness, or record who accepted the risk and until when."
    case .overdueReview: "Do the review, and record it."
    case .controlFailed: "See auditwright scan for what has to be changed."
    }
  }
}
