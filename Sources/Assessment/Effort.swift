package import ReadinessModel

extension EffortModel {
  /// Estimates the days that a number of affected items takes.
  package func days(items: Int) -> EffortRange {
    let counted = Double(min(max(items, 0), itemsAtMost ?? .max))
    return EffortRange(
      low: fixedLow + perItemLow * counted,
      high: fixedHigh + perItemHigh * counted
    ).inHundredths
  }
}
