import ReadinessModel

/// Alarms tell when capacity runs short.
///
/// ## Why it matters
/// Disks and connections run out slowly, and an alarm leaves time to act.
///
/// ## What is inspected
/// Alarms of infrastructure code on processor, memory, storage, connections and queues, and whether
/// they notify anything.
///
/// ## What this cannot show
/// Alarms set up elsewhere, and whether the thresholds are right.
enum CapacityAlarmsExist: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  static func subject(in facts: RepositoryFacts) -> Observation<ScalingTable> {
    ScalingTable.observed(in: facts)
  }

  static func evaluate(_ table: ScalingTable) -> [Finding] {
    guard !table.alarms.isEmpty else {
      guard table.hasRoots else {
        return cannotSee("No infrastructure code was found that could hold alarms", at: table.home)
      }
      return absent(
        "No alarm watches capacity",
        belongs: table.home,
        lookedFor: "an alarm on processor, memory, storage, connections or a queue",
        next: "Alarm on the resource that runs out first."
      )
    }
    let items = table.alarms.compactMap { alarm in
      settingItem(
        alarm.hasAction,
        of: alarm.address,
        at: alarm.location,
        wording: SettingWording(
          what: "its action",
          written: "watches capacity but notifies nothing",
          byDefault: "watches capacity but notifies nothing",
          next: "Give the alarm an action."
        )
      )
    }
    return eachItem(items) {
      holds(
        "\(counted(table.alarms.count, "alarm")) \(verb(table.alarms.count, "watches", "watch"))"
          + " capacity (\(listed(table.alarms.map(\.subject))))",
        at: table.alarms.map(\.location)
      )
    }
  }
}
