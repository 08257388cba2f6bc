package import ReadinessModel

/// Renders a plan as a calendar (RFC 5545): a day or more for each item, and the evidence windows.
///
/// An event has the same identifier in every plan of a repository, so that a calendar that is
/// imported again moves its events instead of doubling them.
package struct PlanCalendarFormat: Sendable {
  private static let octetsAtMost = 75

  /// Creates a format.
  package init() {}

  /// Renders the plan, in lines folded and ended as the standard asks.
  package func render(_ plan: RemediationPlan) -> String {
    let stamp = CivilDay(plan.assessedOn) ?? plan.startsOn
    let lines =
      [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Auditwright//\(plan.toolVersion)//EN",
        "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "X-WR-CALNAME:\(text("SOC 2 plan of \(plan.repository)"))",
      ]
      + plan.items.flatMap { event($0, in: plan, stamp) }
      + plan.clocks.flatMap { event($0, in: plan, stamp) }
      + ["END:VCALENDAR"]
    return lines.map { folded($0) + "\r\n" }.joined()
  }

  private func event(_ item: PlanItem, in plan: RemediationPlan, _ stamp: CivilDay) -> [String] {
    let steps = item.steps.map { step in
      [step.how, PlanWording.command(step), PlanWording.place(step)].compactMap { $0 }
        .map(SafeText.line).joined(separator: "\n")
    }
    let about =
      "\(Wording.days(item.effort)); \(PlanWording.list(item.controls)); engineer"
      + " \(item.dates.engineer)"
    return event(
      id: "item-\(item.id)",
      in: plan,
      stamp,
      from: item.dates.startsOn,
      to: item.dates.endsOn,
      title: "\(item.number). \(item.title)",
      text: ([about] + steps).joined(separator: "\n"),
      isBusy: true
    )
  }

  private func event(_ clock: EvidenceClock, in plan: RemediationPlan, _ stamp: CivilDay)
    -> [String]
  {
    event(
      id: "clock-\(clock.id)",
      in: plan,
      stamp,
      from: clock.startsOn,
      to: clock.endsOn,
      title: clock.title,
      text: clock.action,
      isBusy: false
    )
  }

  private func event(
    id: String,
    in plan: RemediationPlan,
    _ stamp: CivilDay,
    from start: CivilDay,
    to end: CivilDay,
    title: String,
    text description: String,
    isBusy: Bool
  ) -> [String] {
    [
      "BEGIN:VEVENT", "UID:\(id).\(name(plan.repository))@auditwright",
      "DTSTAMP:\(digits(stamp))T000000Z", "DTSTART;VALUE=DATE:\(digits(start))",
      "DTEND;VALUE=DATE:\(digits(end.adding(days: 1)))", "SUMMARY:\(text(title))",
      "DESCRIPTION:\(text(description))", "CATEGORIES:SOC 2",
      "TRANSP:\(isBusy ? "OPAQUE" : "TRANSPARENT")", "END:VEVENT",
    ]
  }

  private func digits(_ day: CivilDay) -> String {
    "\(day)".split(separator: "-").joined()
  }

  /// A repository's name as it may stand in an identifier.
  private func name(_ repository: String) -> String {
    repository.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      return isPlain || character == "-" || character == "." ? String(character) : "_\(byte)"
    }.joined()
  }

  /// Escapes text; what is no line break and does not print is shown by its number.
  private func text(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        SafeText.line(String(line)).map { character in
          "\\;,".contains(character) ? "\\\(character)" : String(character)
        }.joined()
      }
      .joined(separator: "\\n")
  }

  /// Folds a line so that no part is longer than the standard allows, and no character is cut.
  private func folded(_ line: String) -> String {
    var result = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let length = UTF8.width(scalar)
      if octets + length > Self.octetsAtMost {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(scalar)
      octets += length
    }
    return result
  }
}
