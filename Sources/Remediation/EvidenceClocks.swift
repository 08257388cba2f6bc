import ReadinessModel

/// Finds what only time can give: histories that have to gather, and the audit window itself.
struct EvidenceClocks {
  let items: [PlanItem]
  let profile: ControlProfile
  let lastDay: CivilDay
  let windowMonths: Int

  /// The clocks, those that decide a control first and the audit window after them.
  var all: [EvidenceClock] {
    guard !items.isEmpty else { return [] }
    return items.compactMap(deciding) + [window] + (gathering.map { [$0] } ?? [])
  }

  /// The clock of an item whose control nothing but its history shows to work.
  private func deciding(_ item: PlanItem) -> EvidenceClock? {
    let controls = profile.controls.filter {
      item.controls.contains($0.id) && $0.operation.decidedBy != nil
    }
    guard let first = controls.first, let end = item.dates.evidenceOn else { return nil }
    let what = first.operation.decidedBy ?? "evidence"
    return EvidenceClock(
      id: "history-\(item.id)",
      title: "\(item.leadTimeDays) days of \(what)",
      action: "Nothing else shows that \(first.id) works, and days that went unrecorded cannot be"
        + " made up. The clock starts when item \(item.number) is live.",
      items: [item.id],
      controls: controls.map(\.id),
      startsOn: item.dates.endsOn,
      endsOn: end
    )
  }

  private var window: EvidenceClock {
    let opens = lastDay.adding(days: 1)
    let months = windowMonths == 1 ? "month" : "months"
    return EvidenceClock(
      id: "audit-window",
      title: "The audit window of \(windowMonths) \(months)",
      action: "Agree on its length and first day with your auditor now: a day on which a control"
        + " left no evidence cannot be part of it.",
      startsOn: opens,
      endsOn: opens.adding(months: windowMonths).adding(days: -1)
    )
  }

  /// The other histories, which gather while the rest of the work is done.
  private var gathering: EvidenceClock? {
    let gathering = items.filter { $0.leadTimeDays > 0 && !$0.isDecidedByHistory }
    let ids = Set(gathering.flatMap(\.controls))
    let controls = profile.controls.filter { ids.contains($0.id) && $0.leadTimeDays > 0 }
    guard
      let start = gathering.map(\.dates.endsOn).min(),
      let end = gathering.compactMap(\.dates.evidenceOn).max(),
      let days = controls.map(\.leadTimeDays).max()
    else { return nil }
    return EvidenceClock(
      id: "history",
      title: "\(days) days of history for \(controls.map(\.id.rawValue).joined(separator: ", "))",
      action: "They gather by themselves from the day each is in place, which is why those items"
        + " come early.",
      items: gathering.map(\.id),
      controls: controls.map(\.id),
      startsOn: start,
      endsOn: end
    )
  }
}
