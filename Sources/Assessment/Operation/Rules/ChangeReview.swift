import ReadinessModel

/// Judges how one merged change was reviewed and checked.
struct ChangeReview {
  let change: MergedChange
  /// Names of the checks that must have passed; nil when not known.
  let requiredChecks: [String]?

  /// What was not as it should be.
  var deviations: [Deviation] { [review, staleness, checks].compactMap { $0 } }

  /// Why it cannot be judged, in sentences.
  var doubts: [String] {
    var result: [String] = []
    if case .notObservable(let reason) = change.reviews {
      result.append("The reviews of \(label) could not be read: \(reason)")
    }
    if requiredChecks?.isEmpty == false, case .notObservable(let reason) = change.checks {
      result.append("The checks of \(label) could not be read: \(reason)")
    }
    return result
  }

  /// Approvals by somebody else that stood when it was merged, oldest first.
  ///
  /// The last word of each reviewer counts; a comment takes no approval back. Who wrote part of the
  /// change does not approve it, only somebody else does.
  var approvals: [ChangeReviewEntry] {
    var last: [String: ChangeReviewEntry] = [:]
    for review in change.reviews.value ?? [] {
      guard
        review.state != .commented, review.state != .pending,
        let user = review.user, let at = review.submittedAt, at <= change.mergedAt
      else { continue }
      last[user.key] = ChangeReviewEntry(
        user: user,
        at: at,
        commit: review.commit,
        state: review.state
      )
    }
    return last.values.filter { $0.state == .approved && !wrote($0.user) }
      .sorted { ($0.at, $0.user.key) < ($1.at, $1.user.key) }
  }

  private var label: String { "#\(change.number)" }

  private func wrote(_ user: HostActor) -> Bool {
    if change.author?.key == user.key { return true }
    return (change.commits.value ?? []).contains { $0.author?.key == user.key }
  }

  private var review: Deviation? {
    guard case .observed(let reviews) = change.reviews, approvals.isEmpty else { return nil }
    let late = reviews.contains {
      $0.state == .approved && ($0.submittedAt ?? change.mergedAt) > change.mergedAt
    }
    let own = reviews.contains { $0.state == .approved && $0.user.map(wrote) == true }
    let how =
      if late { "was approved only after it was merged" } else if own {
        "was approved only by somebody who wrote part of it"
      } else { "was merged without an approval" }
    return deviation(.unreviewedChange, "\(label) by \(author) \(how)")
  }

  private var staleness: Deviation? {
    let approvals = self.approvals
    guard !approvals.isEmpty, approvals.allSatisfy({ isStale($0) }) else { return nil }
    return deviation(
      .staleApproval,
      "\(label) by \(author) was changed after its last approval and then merged"
    )
  }

  private func isStale(_ approval: ChangeReviewEntry) -> Bool {
    guard let commit = approval.commit else {
      return change.lastPushedAt.map { $0 > approval.at } ?? false
    }
    return commit != change.headSHA
  }

  private var checks: Deviation? {
    guard let required = requiredChecks, case .observed(let checks) = change.checks else {
      return nil
    }
    let missing = required.filter { name in
      !checks.contains { $0.name == name && $0.passes }
    }
    guard !missing.isEmpty else { return nil }
    let names = missing.sorted().joined(separator: ", ")
    return deviation(.failedChecks, "\(label) by \(author) was merged without a pass of \(names)")
  }

  private var author: String { change.author?.login ?? "an account that is gone" }

  private func deviation(_ kind: Deviation.Kind, _ message: String) -> Deviation {
    Deviation(
      kind: kind,
      controls: ["CHG-1", "CHG-2"],
      subject: label,
      from: change.mergedAt,
      to: change.mergedAt,
      actor: change.mergedBy?.login ?? change.author?.login,
      message: message,
      evidence: [change.mergeSHA ?? change.headSHA]
    )
  }
}

/// The last word of one reviewer.
struct ChangeReviewEntry {
  let user: HostActor
  let at: Moment
  let commit: String?
  let state: ReviewState
}

extension HostActor {
  /// What tells accounts apart: the number, which stays, or else the name.
  var key: String { id.map { "#\($0)" } ?? login.lowercased() }
}
