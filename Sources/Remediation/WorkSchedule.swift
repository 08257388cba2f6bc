import ReadinessModel

/// Who does what, and on which working days.
///
/// An engineer who is free takes the first item in order that waits for nothing. Days are planned
/// by the high estimate, so that a date given is a date kept; Saturdays and Sundays are free.
struct WorkSchedule {
  let firstDay: CivilDay
  private var slots: [Slot]

  /// A time of work, in hundredths of a working day since the first.
  private struct Slot {
    var engineer = 0
    var start = 0
    var end = 0
  }

  init(items: [WorkItem], request: PlanRequest) {
    firstDay = Self.workingDay(request.startsOn)
    slots = Array(repeating: Slot(), count: items.count)
    let indexes = Dictionary(
      items.enumerated().map { ($1.remedy.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    // What stands later in the order is not waited for, so that a circle cannot hold work up.
    let before = items.enumerated().map { index, item in
      item.remedy.after.compactMap { indexes[$0.remedy] }.filter { $0 < index }
    }
    var free = Array(repeating: 0, count: min(request.engineers, max(items.count, 1)))
    var waiting = Array(items.indices)
    while let now = free.min(), let engineer = free.firstIndex(of: now), !waiting.isEmpty {
      let ready = waiting.first { index in
        before[index].allSatisfy { !waiting.contains($0) && slots[$0].end <= now }
      }
      if let index = ready {
        let length = max(Int((items[index].effort.high * 100).rounded()), 1)
        slots[index] = Slot(engineer: engineer + 1, start: now, end: now + length)
        free[engineer] = now + length
        waiting.removeAll { $0 == index }
      } else {
        // Nobody can go on before something that is being done is finished.
        free[engineer] = slots.map(\.end).filter { $0 > now }.min() ?? now + 1
      }
    }
  }

  /// The last day of work; the first one when there is none.
  var lastDay: CivilDay {
    day(at: max((slots.map(\.end).max() ?? 0) - 1, 0))
  }

  /// Gives the days of an item, and the day from which its evidence suffices.
  func dates(of index: Int, leadTimeDays: Int) -> PlanDates {
    let slot = slots[index]
    let end = day(at: max(slot.end - 1, slot.start))
    return PlanDates(
      engineer: slot.engineer,
      startsOn: day(at: slot.start),
      endsOn: end,
      evidenceOn: leadTimeDays > 0 ? end.adding(days: leadTimeDays) : nil
    )
  }

  private func day(at hundredths: Int) -> CivilDay {
    let days = hundredths / 100
    let sinceMonday = firstDay.weekday + days % 5
    return firstDay.adding(days: days / 5 * 7 + days % 5 + (sinceMonday > 4 ? 2 : 0))
  }

  /// The day itself, or the Monday after a weekend.
  private static func workingDay(_ day: CivilDay) -> CivilDay {
    day.weekday > 4 ? day.adding(days: 7 - day.weekday) : day
  }
}
