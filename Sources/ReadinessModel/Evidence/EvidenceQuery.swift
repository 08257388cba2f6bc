/// Which records are wanted; without a condition, all.
package struct EvidenceQuery: Hashable, Sendable {
  /// Records about this control.
  package var control: ControlID?
  /// Records of these kinds; empty for any.
  package var kinds: [EvidenceKind]
  /// Records that speak of any moment of this interval.
  package var effective: EffectiveInterval?

  /// Creates a query.
  package init(
    control: ControlID? = nil,
    kinds: [EvidenceKind] = [],
    effective: EffectiveInterval? = nil
  ) {
    self.control = control
    self.kinds = kinds
    self.effective = effective
  }

  /// Whether a record is wanted.
  package func matches(_ record: EvidenceRecord) -> Bool {
    control.map { record.controls.contains($0) } != false
      && (kinds.isEmpty || kinds.contains(record.kind))
      && effective.map { record.effective.intersects($0) } != false
  }
}
