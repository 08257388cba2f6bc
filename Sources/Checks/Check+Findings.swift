import ReadinessModel

/// Most findings of one outcome a check reports before it only counts.
private let findingsAtMost = 200

/// Most places one finding names.
private let locationsAtMost = 20

/// Most characters of a message, because names in a repository may be of any length.
private let messageAtMost = 600

extension Check {
  /// Makes a finding of this check.
  static func finding(
    _ outcome: Outcome,
    _ message: String,
    at locations: [SourceLocation] = [],
    severity: Severity? = nil,
    confidence: Confidence = .high,
    resource: String? = nil,
    lookedFor: String? = nil,
    next: String? = nil,
    aspect: String? = nil,
    more: Int? = nil
  ) -> Finding {
    Finding(
      check: id,
      outcome: outcome,
      severity: severity ?? defaultSeverity(of: outcome),
      confidence: confidence,
      message: message.count > messageAtMost ? message.prefix(messageAtMost - 1) + "…" : message,
      locations: Array(distinct(locations).prefix(locationsAtMost)),
      resource: resource,
      lookedFor: lookedFor,
      nextStep: next,
      aspect: aspect,
      more: more
    )
  }

  /// Says that the sentence is true, and where it shows.
  static func holds(
    _ message: String,
    at locations: [SourceLocation] = [],
    confidence: Confidence = .high
  ) -> [Finding] {
    [finding(.holds, message, at: locations, confidence: confidence)]
  }

  /// Says that the sentence is false because something is absent.
  static func absent(
    _ message: String,
    belongs locations: [SourceLocation],
    lookedFor: String,
    next: String
  ) -> [Finding] {
    [finding(.doesNotHold, message, at: locations, lookedFor: lookedFor, next: next)]
  }

  /// Says that the deciding facts could not be seen.
  static func cannotSee(
    _ reason: String,
    at locations: [SourceLocation] = [],
    lookedFor: String? = nil,
    next: String? = nil
  ) -> [Finding] {
    [finding(.notObservable, reason, at: locations, lookedFor: lookedFor, next: next)]
  }

  /// Says that there is nothing the sentence could be about.
  static func notApplicable(_ reason: String, at locations: [SourceLocation] = []) -> [Finding] {
    [finding(.notApplicable, reason, at: locations)]
  }

  /// Gives the item findings, or the one that all hold when there are none.
  ///
  /// Each outcome is reported for a bounded number of items; a closing finding says how many more
  /// there are.
  static func eachItem(_ items: [Finding], orHolds allHold: () -> [Finding]) -> [Finding] {
    guard !items.isEmpty else { return allHold() }
    var result: [Finding] = []
    for outcome in Outcome.allCases {
      let findings = items.filter { $0.outcome == outcome }
      result += findings.prefix(findingsAtMost)
      if let next = findings.dropFirst(findingsAtMost).first {
        let more = findings.count - findingsAtMost
        result.append(
          finding(
            outcome,
            "\(counted(more, "more item")) of the same kind \(verb(more, "is", "are")) not listed",
            at: next.locations,
            aspect: next.aspect,
            more: more
          )
        )
      }
    }
    return result
  }

  private static func defaultSeverity(of outcome: Outcome) -> Severity {
    switch outcome {
    case .doesNotHold: severity
    case .unconfirmed: severity == .low ? .low : .medium
    case .notObservable, .needsAttestation: .low
    case .holds, .notApplicable: .informational
    }
  }
}

/// Drops repeated places and keeps the order of the others.
private func distinct(_ locations: [SourceLocation]) -> [SourceLocation] {
  var seen: Set<SourceLocation> = []
  return locations.filter { seen.insert($0).inserted }
}
