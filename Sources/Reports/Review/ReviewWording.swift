import ReadinessModel

/// Words that every format of a review uses.
enum ReviewWording {
  /// The area of a concern, as a reader sorts them.
  static func area(_ kind: ConcernKind) -> String {
    switch kind {
    case .authenticationLost, .authorizationLost, .ownershipLost, .guardChanged, .routeAdded:
      "Access control"
    case .auditLost: "Audit logging"
    case .dataExposed: "Personal data"
    case .secretAdded: "Secrets"
    case .infrastructureWeakened: "Infrastructure"
    case .pipelineWeakened: "Pipeline"
    case .controlWeakened: "Controls"
    case .notSeen: "Visibility"
    }
  }

  /// The verdict, as people say it.
  static func verdict(_ verdict: ReviewVerdict) -> String {
    switch verdict {
    case .approve: "Approve"
    case .requestChanges: "Request changes"
    case .needsDiscussion: "Needs discussion"
    }
  }

  /// The verdict with the reason for it, in one sentence.
  static func bottomLine(_ review: ReviewedChange) -> String {
    let suggestions = review.concerns.isEmpty ? "" : " What is listed below can wait."
    return switch review.verdict {
    case .approve:
      "Nothing in this change weakens a control that could be seen." + suggestions
    case .requestChanges: "This change weakens controls; mend what is critical or high first."
    case .needsDiscussion:
      review.concerns.contains { $0.severity != .low && $0.severity != .informational }
        ? "Somebody has to look: something could not be seen, or is for people to weigh."
        : "Somebody has to look: a control that held does not hold any more."
    }
  }

  /// What becomes of a control, in words.
  static func movement(_ control: ReviewedControl) -> String {
    "\(control.control) \(control.title): \(word(control.before)) → \(word(control.after))"
  }

  private static func word(_ status: DesignStatus) -> String {
    Wording.name(of: status).lowercased()
  }

  /// How many concerns there are of each severity, those of none left out.
  static func counts(_ review: ReviewedChange) -> String {
    let parts = Severity.allCases.compactMap { severity -> String? in
      let count = review.concerns.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    return parts.isEmpty ? "no concern" : parts.joined(separator: ", ")
  }

  /// Which two sides are compared.
  static func sides(_ review: ReviewedChange) -> String {
    let base = "\(review.base.name) (merge base \((review.base.commit ?? "").prefix(12)))"
    let head =
      review.head.commit.map { "\(review.head.name) (\($0.prefix(12)))" }
      ?? "the working tree, uncommitted changes included"
    return "\(base) → \(head)"
  }

  /// How much the change touches.
  static func extent(_ review: ReviewedChange) -> String {
    let extent = review.extent
    let moved = extent.moved > 0 ? " (\(extent.moved) moved)" : ""
    let routes =
      review.base.routes == review.head.routes
      ? "\(review.head.routes) routes" : "\(review.base.routes) → \(review.head.routes) routes"
    return "\(counted(extent.files, "file"))\(moved), +\(extent.addedLines) −\(extent.removedLines)"
      + (review.head.routes + review.base.routes > 0 ? "; \(routes)" : "")
  }

  /// Says how it is known that lines are a cause.
  static func ground(_ cause: ReviewCause) -> String {
    switch cause.ground {
    case .stoodThere: ""
    case .takenBack: "with these lines taken back, it is gone"
    }
  }

  /// Says where the cause is.
  static func place(_ cause: ReviewCause) -> String {
    if cause.isFileGone { return "\(cause.location.file) (the file is gone)" }
    return cause.added.isEmpty && !cause.removed.isEmpty
      ? "\(cause.location) (lines removed)" : "\(cause.location)"
  }

  /// Writes a number with its noun.
  static func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(number == 1 ? noun : noun + "s")"
  }

  /// How sure a concern is, in words; empty when it follows from the code.
  static func doubt(_ concern: ReviewConcern) -> String {
    switch concern.confidence {
    case .high: ""
    case .medium: "Follows from the code and its conventions."
    case .low: "Suspected by names alone; look before you act."
    }
  }

  /// What to mend first: the titles of the worst concerns.
  static func first(_ review: ReviewedChange) -> [ReviewConcern] {
    Array(review.concerns.filter { $0.severity != .low && $0.severity != .informational }.prefix(3))
  }
}
