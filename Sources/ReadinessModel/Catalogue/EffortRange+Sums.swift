extension EffortRange {
  /// No effort.
  package static let zero = EffortRange(low: 0, high: 0)

  /// Adds two ranges, in hundredths of a day, so that sums of sums stay equal.
  package static func + (left: Self, right: Self) -> Self {
    EffortRange(low: left.low + right.low, high: left.high + right.high).inHundredths
  }

  /// The same range, rounded to hundredths of a day.
  package var inHundredths: Self {
    EffortRange(low: (low * 100).rounded() / 100, high: (high * 100).rounded() / 100)
  }

  /// The middle of the range.
  package var middle: Double { (low + high) / 2 }
}
