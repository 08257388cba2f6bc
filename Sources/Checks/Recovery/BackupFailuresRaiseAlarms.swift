import ReadinessModel

/// An alarm tells when a backup fails.
///
/// ## Why it matters
/// A backup that stopped months ago is noticed on the day it is needed.
///
/// ## What is inspected
/// Alarms of infrastructure code on backup jobs, and whether they notify anything.
///
/// ## What this cannot show
/// Alarms set up elsewhere.
enum BackupFailuresRaiseAlarms: Check {
  static let severity = Severity.low
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  /// The alarms on backups, and where a missing one belongs.
  struct Subject: Codable, Hashable, Sendable {
    var alarms: [Alarm]
    var hasStores: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.infrastructure.map { infrastructure in
      Subject(
        alarms: infrastructure.alarms.filter { $0.concern == "backup" },
        hasStores: !infrastructure.dataStores.isEmpty || !infrastructure.backupPlans.isEmpty,
        home: (infrastructure.backupPlans.first.map { [$0.location] })
          ?? facts.infrastructureHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.alarms.isEmpty else {
      guard subject.hasStores else {
        return cannotSee("No data store was found in infrastructure code", at: subject.home)
      }
      return absent(
        "No alarm tells when a backup fails",
        belongs: subject.home,
        lookedFor: "an alarm or event rule on failed backup jobs",
        next: "Alarm on failed and missing backup jobs."
      )
    }
    let items = subject.alarms.compactMap { alarm in
      settingItem(
        alarm.hasAction,
        of: alarm.address,
        at: alarm.location,
        wording: SettingWording(
          what: "its action",
          written: "watches backups but notifies nothing",
          byDefault: "watches backups but notifies nothing",
          next: "Give the alarm an action."
        )
      )
    }
    return eachItem(items) {
      holds(
        "\(listed(subject.alarms.map(\.address))) \(verb(subject.alarms.count, "tells", "tell"))"
          + " when a backup fails",
        at: subject.alarms.map(\.location)
      )
    }
  }
}
