package import ReadinessModel

/// The one place that decides whether a control, as designed, would do its work.
package enum Verdict {
  /// Concludes from the outcomes of the checks that a control requires.
  ///
  /// A control passes only when every required check was assessed and none is short of holding.
  /// A gap outweighs what could not be seen, because it is certain. A control that only its history
  /// decides is collecting until the history is there.
  package static func design(
    requiring outcomes: [Outcome],
    isDecidedByHistory: Bool = false
  ) -> DesignStatus {
    if outcomes.contains(.doesNotHold) { return .failing }
    if outcomes.contains(.unconfirmed) { return .warning }
    if outcomes.contains(.notObservable) { return .notAssessed }
    if outcomes.contains(.needsAttestation) { return .needsAttestation }
    if outcomes.contains(.holds) { return isDecidedByHistory ? .collecting : .passing }
    return outcomes.isEmpty ? .notAssessed : .notApplicable
  }
}
