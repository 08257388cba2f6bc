/// Whether something done on a day is recent enough.
enum Freshness: Hashable {
  /// Done in the twelve months before the assessment.
  case current
  /// Done longer ago.
  case stale
  /// Dated after the assessment.
  case future
  /// Not dated, or not with a day that can be read.
  case undated

  /// Judges a day, written `YYYY-MM-DD`, as of the day of the assessment.
  ///
  /// Days in this form compare as text, so no calendar is needed and no clock is read.
  init(of day: String?, asOf today: String) {
    guard let day, Self.isDay(day), Self.isDay(today), let year = Int(today.prefix(4)) else {
      self = .undated
      return
    }
    let before = String(year - 1)
    let yearAgo = String(repeating: "0", count: max(0, 4 - before.count)) + before
    if day > today {
      self = .future
    } else {
      self = day >= yearAgo + today.dropFirst(4) ? .current : .stale
    }
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], text.allSatisfy({ $0.isASCII }) else { return false }
    guard let month = Int(parts[1]), let day = Int(parts[2]), Int(parts[0]) != nil else {
      return false
    }
    return (1...12).contains(month) && (1...31).contains(day)
  }
}
