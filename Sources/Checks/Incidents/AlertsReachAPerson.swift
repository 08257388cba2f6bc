import ReadinessModel

/// Alarms on errors, security or availability notify a person.
///
/// ## Why it matters
/// An alarm that nobody receives detects nothing.
///
/// ## What is inspected
/// Alarms in infrastructure code with what they notify, and routing of alerts set up in the
/// application or as code. Alarms that watch capacity, cost or backups only do not count alone.
///
/// ## What this cannot show
/// Alerts set up in the settings of a service, and whether somebody answers.
enum AlertsReachAPerson: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  /// The alarms, the signals that bear on alerts, and where a missing alarm belongs.
  struct Subject: Codable, Hashable, Sendable {
    var alarms: [Alarm]
    var routing: [TelemetrySignal]
    var tracking: [TelemetrySignal]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    let signals = facts.application.value?.telemetry ?? []
    if facts.application.value == nil, case .notObservable(let reason) = facts.infrastructure {
      return .notObservable(reason: reason)
    }
    return .observed(
      Subject(
        alarms: facts.infrastructure.value?.alarms ?? [],
        routing: signals.filter { $0.kind == .alertRouting },
        // Errors that are only counted tell nobody; a service that takes them in may.
        tracking: signals.filter { signal in
          signal.kind == .errorTracking
            && !signals.contains { $0.kind == .metrics && $0.location == signal.location }
        },
        home: facts.infrastructureHome
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let watching = subject.alarms.filter { alarm in
      ["errors", "latency", "availability", "security", "audit"].contains(alarm.concern)
    }
    let items = watching.compactMap { item($0) }
    if watching.isEmpty, subject.routing.isEmpty { return nothingWatches(subject) }
    return eachItem(items) {
      let names = watching.map(\.subject) + subject.routing.map(\.product)
      return holds(
        "Alerts reach a person (\(listed(Set(names).sorted())))",
        at: watching.map(\.location) + subject.routing.map(\.location),
        confidence: watching.isEmpty ? .medium : .high
      )
    }
  }

  private static func nothingWatches(_ subject: Subject) -> [Finding] {
    guard subject.tracking.isEmpty else {
      return [
        finding(
          .unconfirmed,
          "\(listed(Set(subject.tracking.map(\.product)).sorted())) collects errors, but nothing in the"
            + " repository says whom it tells",
          at: subject.tracking.map(\.location),
          next: "Keep the alert rules as code, or attest them."
        )
      ]
    }
    let concerns = Set(subject.alarms.map(\.concern)).sorted()
    return absent(
      subject.alarms.isEmpty
        ? "There is no alarm"
        : "\(all(subject.alarms.count, "alarm")) \(verb(subject.alarms.count, "watches", "watch"))"
          + " \(listed(concerns)), and none errors, security or availability",
      belongs: subject.alarms.isEmpty ? subject.home : subject.alarms.map(\.location),
      lookedFor: "an alarm on errors, security or availability that notifies a person or pager",
      next: "Alarm on errors and failed sign-ins, and notify whoever is on call."
    )
  }

  private static func item(_ alarm: Alarm) -> Finding? {
    if let finding = settingItem(
      alarm.hasAction,
      of: alarm.address,
      at: alarm.location,
      wording: SettingWording(
        what: "its action",
        written: "notifies nothing",
        byDefault: "notifies nothing",
        next: "Give the alarm an action that notifies whoever is on call."
      )
    ) {
      return finding
    }
    return settingItem(
      alarm.reachesPerson,
      of: alarm.address,
      at: alarm.location,
      unsafeDefault: .unconfirmed,
      wording: SettingWording(
        what: "who is notified",
        written: "notifies something that has no person at its end",
        byDefault: "notifies something whose subscribers are not in the code",
        next: "Subscribe a pager, an address or a channel to what the alarm notifies."
      )
    )
  }
}
