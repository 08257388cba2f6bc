import ReadinessModel

/// When a scheduled workflow is to run, from its five-field cron expression.
///
/// The fields are those of POSIX crontab with names, ranges, lists and steps; when both a day of the
/// month and a day of the week are given, either is enough.
package struct CronSchedule: Hashable, Sendable {
  private let minutes: Set<Int>
  private let hours: Set<Int>
  private let days: Set<Int>
  private let months: Set<Int>
  private let weekdays: Set<Int>
  private let restrictsDay: Bool
  private let restrictsWeekday: Bool

  /// Reads an expression, nil when it is none.
  package init?(_ text: String) {
    let fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard
      fields.count == 5,
      let minutes = Self.field(fields[0], 0...59), let hours = Self.field(fields[1], 0...23),
      let days = Self.field(fields[2], 1...31),
      let months = Self.field(fields[3], 1...12, names: Self.monthNames, first: 1),
      let weekdays = Self.field(fields[4], 0...7, names: Self.dayNames, first: 0)
    else { return nil }
    self.minutes = minutes
    self.hours = hours
    self.days = days
    self.months = months
    self.weekdays = Set(weekdays.map { $0 % 7 })
    restrictsDay = fields[2] != "*"
    restrictsWeekday = fields[4] != "*"
  }

  /// The longest time between two runs in ten years, in seconds; nil when it never runs twice.
  package var longestInterval: Int? {
    let times = hours.flatMap { hour in minutes.map { hour * 3600 + $0 * 60 } }.sorted()
    guard let first = times.first, let last = times.last else { return nil }
    let withinDay = zip(times, times.dropFirst()).map { $1 - $0 }.max() ?? 0
    // Ten years from 1 January 2024 hold every combination of leap day and weekday that matters.
    let start = 19_723
    var longest = 0
    var previous: Int?
    for number in start..<start + 3_653 where matches(CivilDay(number: number)) {
      if let previous {
        longest = max(longest, (number - previous) * 86_400 - last + first, withinDay)
      }
      previous = number
    }
    return longest == 0 ? nil : longest
  }

  private func matches(_ day: CivilDay) -> Bool {
    guard months.contains(day.month) else { return false }
    // Crontab counts weekdays from Sunday.
    let isWeekday = weekdays.contains((day.weekday + 1) % 7)
    let isDay = days.contains(day.day)
    return restrictsDay && restrictsWeekday ? isDay || isWeekday : isDay && isWeekday
  }

  private static let monthNames = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  private static func field(
    _ text: String,
    _ range: ClosedRange<Int>,
    names: [String] = [],
    first: Int = 0
  ) -> Set<Int>? {
    var result: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(separator: "/", omittingEmptySubsequences: false)
      guard (1...2).contains(halves.count), let base = halves.first else { return nil }
      let step = halves.count == 2 ? Int(halves[1]) ?? 0 : 1
      guard (1...59).contains(step),
        let span = span(base, range, names, first, isStepped: halves.count == 2)
      else { return nil }
      result.formUnion(stride(from: span.lowerBound, through: span.upperBound, by: step))
    }
    return result
  }

  private static func span(
    _ text: Substring,
    _ range: ClosedRange<Int>,
    _ names: [String],
    _ first: Int,
    isStepped: Bool
  ) -> ClosedRange<Int>? {
    if text == "*" { return range }
    func number(_ text: Substring) -> Int? {
      let value = Int(text) ?? names.firstIndex(of: text.lowercased()).map { $0 + first }
      return value.flatMap { range.contains($0) ? $0 : nil }
    }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(number)
    switch ends.count {
    case 1: return ends[0].map { isStepped ? $0...range.upperBound : $0...$0 }
    case 2:
      guard let low = ends[0], let high = ends[1], low <= high else { return nil }
      return low...high
    default: return nil
    }
  }
}
