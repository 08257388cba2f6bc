import ReadinessModel

/// A period of time: its first moment, and the first moment after it.
struct HostPeriod: Hashable, Sendable {
  var from: Moment
  var to: Moment

  func contains(_ moment: Moment) -> Bool { from <= moment && moment < to }

  /// The word for the shortest span up to now that the host offers and that covers the period.
  func span(upTo now: Moment, of spans: [(days: Int, word: String)]) -> String? {
    let days = (now.secondsSince1970 - from.secondsSince1970 + 86_399) / 86_400
    return spans.first { $0.days >= days }?.word
  }
}

extension HostCollection {
  /// The collection with only some of its rows; what was read of them stays as it was.
  func keeping(_ wanted: (Row) -> Bool) -> HostCollection {
    var result = self
    result.rows = rows.filter(wanted)
    return result
  }

  /// Says that rows may be missing, unless that was said before.
  mutating func lacks(_ reason: String, _ refusal: HostReadingOutcome? = nil) {
    if isComplete {
      self.reason = reason
      self.refusal = refusal
    }
    isComplete = false
  }
}
