package import ReadinessModel

/// Words that every format of a plan uses for the same thing.
package enum PlanWording {
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// Writes a day as `Monday 23 November`.
  package static func long(_ day: CivilDay) -> String {
    "\(weekdays[day.weekday]) \(day.day) \(months[day.month - 1])"
  }

  /// Writes a day as `Mon 23 Nov`.
  package static func short(_ day: CivilDay) -> String {
    "\(weekdays[day.weekday].prefix(3)) \(dayAndMonth(day))"
  }

  /// Writes a day as `23 Nov`.
  package static func dayAndMonth(_ day: CivilDay) -> String {
    "\(day.day) \(months[day.month - 1].prefix(3))"
  }

  /// Writes a day as `16 Mar 2027`.
  package static func withYear(_ day: CivilDay) -> String { "\(dayAndMonth(day)) \(day.year)" }

  /// Writes the days of an item, as short as they can be read in a column.
  package static func span(_ dates: PlanDates) -> String {
    let (start, end) = (dates.startsOn, dates.endsOn)
    if start == end { return short(start) }
    let sameWeek = end.number - start.number < 7 - start.weekday
    if sameWeek, start.month == end.month {
      return "\(weekdays[start.weekday].prefix(3))–\(short(end))"
    }
    if start.month == end.month { return "\(start.day)–\(dayAndMonth(end))" }
    return "\(dayAndMonth(start))–\(dayAndMonth(end))"
  }

  /// Writes a range of days without the unit.
  package static func number(_ effort: EffortRange) -> String {
    let text = Wording.days(effort)
    return text.lastIndex(of: " ").map { String(text[..<$0]) } ?? text
  }

  /// Says what one plan amounts to.
  package static func bottomLine(_ plan: RemediationPlan) -> String {
    let now = "\(plan.passing) of \(plan.total) controls pass"
    guard !plan.items.isEmpty else { return "\(now), and no gap was found that work could close." }
    let days = number(plan.effort) + " engineering days"
    return "\(now). \(plan.items.count) \(plan.items.count == 1 ? "item" : "items"), \(days),"
      + " bring \(plan.passingAfter) of \(plan.total) to passing as designed."
  }

  /// Says who works when, and what other teams would need.
  package static func calendar(_ plan: RemediationPlan) -> String {
    let start = "from \(short(plan.startsOn)) to \(short(plan.endsOn)) \(plan.endsOn.year)"
    let others = plan.otherTeams.map { "with \($0.engineers) by \(short($0.endsOn))" }
    return "\(people(plan.engineers)), \(start)"
      + (others.isEmpty ? "" : " (\(others.joined(separator: ", ")))")
      + ", on the high estimate."
  }

  private static func people(_ count: Int) -> String {
    count == 1 ? "1 engineer" : "\(count) engineers"
  }

  /// Says who does an item, each once.
  package static func means(_ item: PlanItem) -> [RemedyMeans] {
    RemedyMeans.allCases.filter { means in item.steps.contains { $0.means == means } }
  }

  /// Says what the word for a worker stands for.
  package static func meaning(of means: RemedyMeans) -> String {
    switch means {
    case .fix: "auditwright fix writes the change and proves it; you review it"
    case .guide: "an engineer changes it at the places named"
    case .people: "a decision, a review or a rehearsal, which no code replaces"
    }
  }

  /// Names what is open in a step.
  package static func place(_ step: PlanStep) -> String? {
    guard let first = step.locations.first else { return nil }
    let more = step.findings - 1
    return "\(first)" + (more > 0 ? " and \(more) more" : "")
  }

  /// The command that does a step, where one does.
  package static func command(_ step: PlanStep) -> String? {
    step.fixer.map { "auditwright fix \($0)" }
  }

  /// Lists controls.
  package static func list(_ controls: [ControlID]) -> String {
    controls.map(\.rawValue).joined(separator: ", ")
  }

  /// Says why an item stands after others.
  package static func order(_ item: PlanItem, in plan: RemediationPlan) -> [String] {
    item.after.compactMap { before in
      guard let other = plan.items.first(where: { $0.id == before.remedy }) else { return nil }
      return "Item \(item.number) comes after item \(other.number): \(before.because)."
    }
  }

  /// Items whose gaps belong to more than one control, or of which one change closes many.
  package static func clusters(_ plan: RemediationPlan) -> [(item: PlanItem, text: String)] {
    plan.items.compactMap { item in
      let gaps = item.steps.map(\.findings).reduce(0, +)
      guard item.controls.count > 1 || gaps >= 5 else { return nil }
      return (
        item,
        "Item \(item.number) closes \(gaps) gaps of \(list(item.controls)). \(item.together)"
      )
    }
  }

  /// What no plan promises.
  package static let limit =
    "Passing is as designed: how a control operates shows in its evidence over the window, which an"
    + " auditor examines. Days are estimates for an engineer who knows the code."
}
