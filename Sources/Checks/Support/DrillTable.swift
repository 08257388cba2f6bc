import ReadinessModel

/// Records of restore and recovery tests, beside the jobs that do them.
struct DrillTable: Codable, Hashable, Sendable {
  /// The records of some kinds.
  var drills: [DrillRecord]
  /// The workflows, nil when none could be read.
  var pipeline: PipelineTable?
  /// The day of the assessment.
  var assessedOn: String
  /// Whether any file was read.
  var sawFiles: Bool
  /// Where a missing record belongs.
  var home: [SourceLocation]

  /// Picks records of some kinds out of everything that was collected.
  static func observed(
    _ kinds: Set<String>,
    in facts: RepositoryFacts
  ) -> Observation<DrillTable> {
    .observed(
      DrillTable(
        drills: facts.documents.drills.filter { kinds.contains($0.kind) },
        pipeline: PipelineTable.observed(in: facts).value,
        assessedOn: facts.assessedOn,
        sawFiles: facts.inventory.files > 0,
        home: facts.documents.documents.first { $0.topic == .recoveryRunbook }
          .map { [$0.location] } ?? facts.rootManifest
      )
    )
  }

  /// The latest record, nil when there is none.
  var latest: DrillRecord? {
    drills.max { ($0.performedOn ?? "") < ($1.performedOn ?? "") }
  }
}

extension Check {
  /// Judges the latest record: in date, successful, approved.
  static func judge(_ drill: DrillRecord, asOf today: String, next: String) -> [Finding] {
    let name = "The \(quoted(drill.kind)) test"
    let day = quoted(drill.performedOn ?? "")
    let about = { (outcome: Outcome, message: String) in
      [finding(outcome, message, at: [drill.location], resource: drill.kind, next: next)]
    }
    switch Freshness(of: drill.performedOn, asOf: today) {
    case .stale: return about(.doesNotHold, "\(name) of \(day) is more than twelve months old")
    case .future: return about(.unconfirmed, "\(name) is dated \(day), which is yet to come")
    case .undated: return about(.unconfirmed, "\(name) has no day that can be read")
    case .current: break
    }
    guard let result = drill.result else {
      return about(.unconfirmed, "\(name) of \(day) does not say how it ended")
    }
    let words = Set(result.lowercased().split { !$0.isLetter }.map(String.init))
    let good: Set<String> = [
      "success", "successful", "succeeded", "pass", "passed", "ok", "met", "complete", "completed",
      "restored", "recovered",
    ]
    let bad: Set<String> = [
      "fail", "failed", "failure", "not", "partial", "partially", "aborted", "unsuccessful",
      "incomplete", "missed", "pending", "planned",
    ]
    guard words.isDisjoint(with: bad) else {
      return about(.doesNotHold, "\(name) of \(day) ended with: \(quoted(result))")
    }
    guard !words.isDisjoint(with: good) else {
      return about(.unconfirmed, "\(name) of \(day) ended unclearly: \(quoted(result))")
    }
    guard let approver = drill.approver else {
      return about(.unconfirmed, "\(name) of \(day) succeeded, but nobody signed it")
    }
    let measured = [
      drill.recoveryTimeMinutes.map { "recovered in \($0) minutes" },
      drill.recoveryPointMinutes.map { "data \($0) minutes old" },
    ].compactMap { $0 }.joined(separator: ", ")
    return holds(
      "\(name) of \(day) succeeded, signed by \(quoted(approver))"
        + (measured.isEmpty ? "" : " (\(measured))"),
      at: [drill.location]
    )
  }
}
