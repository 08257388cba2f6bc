package import ReadinessModel

/// Concludes from the findings of one check whether its statement is true.
package enum CheckConclusion {
  /// Gives the outcome that a finding supports.
  ///
  /// What names alone suggest confirms nothing, neither that a statement is true nor that it is
  /// false.
  package static func outcome(of finding: Finding) -> Outcome {
    switch (finding.outcome, finding.confidence) {
    case (.holds, .low), (.doesNotHold, .low): .unconfirmed
    default: finding.outcome
    }
  }

  /// Gives the outcome over all subjects, which is the worst; without findings, nothing was seen.
  package static func outcome(over findings: [Finding]) -> Outcome {
    findings.map(outcome(of:)).min { rank(of: $0) < rank(of: $1) } ?? .notObservable
  }

  /// Gives the findings that keep a check from holding, the worst first.
  package static func gaps(in findings: [Finding]) -> [Finding] {
    findings.enumerated()
      .filter { isGap(outcome(of: $0.element)) }
      .sorted { left, right in
        let (a, b) = (order(of: left.element), order(of: right.element))
        return (a.outcome, a.severity, left.offset) < (b.outcome, b.severity, right.offset)
      }
      .map(\.element)
  }

  /// Gives an outcome's place in the order from worst to best.
  package static func rank(of outcome: Outcome) -> Int {
    switch outcome {
    case .doesNotHold: 0
    case .unconfirmed: 1
    case .notObservable: 2
    case .needsAttestation: 3
    case .holds: 4
    case .notApplicable: 5
    }
  }

  /// Gives a severity's place in the order from worst to best.
  package static func rank(of severity: Severity) -> Int {
    Severity.allCases.firstIndex(of: severity) ?? Severity.allCases.count
  }

  static func isGap(_ outcome: Outcome) -> Bool {
    outcome == .doesNotHold || outcome == .unconfirmed
  }

  private static func order(of finding: Finding) -> (outcome: Int, severity: Int) {
    (rank(of: outcome(of: finding)), rank(of: finding.severity))
  }
}
