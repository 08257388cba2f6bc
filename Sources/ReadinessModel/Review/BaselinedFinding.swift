/// Whether a finding is on one side of a change or on both, as SARIF 2.1.0 calls it.
package enum BaselineState: String, Codable, Hashable, Sendable, CaseIterable {
  /// On the side the change leads to only.
  case new
  /// On both, as it was.
  case unchanged
  /// On both, in other words or at another place.
  case updated
  /// On the side it starts from only.
  case absent
}

/// A finding with the side it is on.
package struct BaselinedFinding: Codable, Hashable, Sendable {
  /// The finding; as it was where it is absent.
  package var finding: Finding
  /// Where it is.
  package var state: BaselineState

  /// Creates a value from its parts.
  package init(finding: Finding, state: BaselineState) {
    self.finding = finding
    self.state = state
  }
}
