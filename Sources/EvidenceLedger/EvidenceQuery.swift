package import ReadinessModel

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

  /// Whether a record with these bytes can be wanted; reading it takes longer than asking.
  func mayMatch(_ leaf: [UInt8]) -> Bool {
    kinds.isEmpty
      || kinds.contains { leaf.contains(CanonicalJSON.string($0.rawValue).bytes) }
  }
}

extension [UInt8] {
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= count else { return false }
    return withUnsafeBufferPointer { all in
      part.withUnsafeBufferPointer { part in
        (0...(all.count - part.count)).contains { start in
          all[start] == first && (1..<part.count).allSatisfy { all[start + $0] == part[$0] }
        }
      }
    }
  }
}
