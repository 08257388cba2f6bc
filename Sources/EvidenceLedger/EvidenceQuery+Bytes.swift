import ReadinessModel

extension EvidenceQuery {
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
