import ReadinessModel

/// A probe from outside tests whether the service can be reached.
///
/// ## Why it matters
/// A service that is cut off reports nothing about itself.
///
/// ## What is inspected
/// Probes in infrastructure code and monitors configured as code.
///
/// ## What this cannot show
/// Probes set up in the settings of a monitoring service.
enum AvailabilityIsMonitored: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  /// The probes, the alarms near them, and where a missing probe belongs.
  struct Subject: Codable, Hashable, Sendable {
    var probes: [PlatformMonitor]
    var monitors: [TelemetrySignal]
    var alarms: [Alarm]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    if facts.application.value == nil, case .notObservable(let reason) = facts.infrastructure {
      return .notObservable(reason: reason)
    }
    let infrastructure = facts.infrastructure.value
    let signals = facts.application.value?.telemetry ?? []
    return .observed(
      Subject(
        probes: infrastructure?.monitors.filter { $0.kind == "uptime-check" } ?? [],
        monitors: signals.filter { $0.kind == .uptimeMonitor },
        alarms: infrastructure?.alarms.filter { $0.concern == "availability" } ?? [],
        home: facts.infrastructureHome
      )
    )
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let working = subject.probes.filter { $0.isEnabled.effective == true }
    let names = working.map(\.address) + subject.monitors.map(\.product)
    guard names.isEmpty else {
      return holds(
        "\(listed(names)) \(verb(names.count, "probes", "probe")) the service from outside",
        at: working.map(\.location) + subject.monitors.map(\.location)
      )
    }
    if !subject.probes.isEmpty {
      return subject.probes.compactMap { probe in
        settingItem(
          probe.isEnabled,
          of: probe.address,
          at: probe.location,
          wording: SettingWording(
            what: "the probe",
            written: "is switched off",
            byDefault: "is switched off by default",
            next: "Switch the probe on."
          )
        )
      }
    }
    if !subject.alarms.isEmpty {
      return [
        finding(
          .unconfirmed,
          "\(listed(subject.alarms.map(\.address))) \(verb(subject.alarms.count, "watches", "watch"))"
            + " availability from inside; no probe from outside was found",
          at: subject.alarms.map(\.location),
          next: "Add a probe from outside, or attest it."
        )
      ]
    }
    return absent(
      "Nothing probes the service from outside",
      belongs: subject.home,
      lookedFor: "a health check of the platform or a monitor configured as code",
      next: "Probe the health route every minute from outside the network."
    )
  }
}
