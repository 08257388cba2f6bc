import Assessment
import Checks
import Collectors
import ReadinessModel

/// Measures a change by the gap that it is to close: nothing is taken on anybody's word.
struct ProposalProof {
  /// What it is to close.
  let gap: Finding
  /// The repository as it is.
  let intake: RepositoryIntake
  let before: RepositoryFacts
  /// The content of files that the change touches.
  let overlay: [String: [UInt8]]
  /// Facts with the change made.
  let after: RepositoryFacts

  /// Why the change must not be made, in sentences; empty when it may be.
  func problems(_ comparison: AssessmentComparison) -> [String] {
    var problems: [String] = []
    for (path, bytes) in overlay.sorted(by: { $0.key < $1.key }) {
      let was = intake.files[path].map { SyntaxErrors.count(in: $0.bytes, path: path) } ?? 0
      if SyntaxErrors.count(in: bytes, path: path) > was {
        problems.append("\(path) would not parse any more")
      }
    }
    let pair = FactPair(before: before, after: after, map: map)
    let baseline = pair.baseline()
    if !isGone(in: baseline) { problems.append("the gap would still be there: \(gap.message)") }
    let answered: Set<Outcome> = [.holds, .doesNotHold, .unconfirmed]
    if comparison.checks.contains(where: { $0.check == gap.check && !answered.contains($0.after) })
    {
      problems.append("the check could not be answered any more")
    }
    problems += pair.evasions()
    problems += statedAnew()
    problems += baseline.filter { $0.state == .new }.map {
      "a new gap: \($0.finding.message)" + place($0.finding.locations.first)
    }
    problems += pair.drifts().worse.map { drift in
      let title = drift.title.split(separator: "{}", omittingEmptySubsequences: false)
        .joined(separator: drift.name)
      return "a review of it says: \(title)" + place(drift.location)
    }
    problems += comparison.weakened
    problems += comparison.checks.filter { rank($0.after) > rank($0.before) }.map {
      "a check would stand worse: \($0.statement)"
    }
    var told: Set<String> = []
    return problems.filter { told.insert($0).inserted }
  }

  /// What was measured of a change that may be made.
  func measured(_ comparison: AssessmentComparison) -> [String] {
    let parsed = overlay.keys.filter { SyntaxErrors.parses($0) }.sorted()
    let unparsed = overlay.keys.filter { !SyntaxErrors.parses($0) }.sorted()
    var lines = ["The gap is not found any more: \(gap.message)"]
    if !parsed.isEmpty { lines.append("What it changes parses as before.") }
    if !unparsed.isEmpty {
      lines.append("Nobody looked at the syntax of \(unparsed.joined(separator: ", ")).")
    }
    lines.append(
      "No check stands worse, there is no new gap, and a review finds nothing lost: no guard, audit call,"
        + " encryption, store, field or route."
    )
    return lines
  }

  var map: ChangeMap {
    ChangeMap(
      overlay.sorted { $0.key < $1.key }.map { path, bytes in
        let old = intake.files[path]
        return ChangedFile(
          oldPath: old?.path,
          newPath: path,
          old: old?.text ?? "",
          new: RepositoryFile(path: path, bytes: bytes).text
        )
      }
    )
  }

  /// Whether the gap stands in the earlier scan alone.
  private func isGone(in baseline: [BaselinedFinding]) -> Bool {
    !baseline.contains { item in
      item.finding.check == gap.check && item.state != .absent && isSame(item.finding)
    } && baseline.contains { $0.state == .absent && $0.finding == gap }
  }

  private func isSame(_ finding: Finding) -> Bool {
    gap.resource == nil
      ? finding.resource == nil && finding.message == gap.message
        && finding.locations.first == gap.locations.first
      : finding.resource == gap.resource
  }

  /// What people state, and a change of code therefore may not.
  private func statedAnew() -> [String] {
    let (old, new) = (files(stating: before.documents), files(stating: after.documents))
    let touched = overlay.keys.filter { old.contains($0) || new.contains($0) }.sorted()
    return touched.map { "\($0) states what only people can state" }
  }

  private func files(stating facts: DocumentFacts) -> Set<String> {
    let places =
      facts.documents.map(\.location) + facts.drills.map(\.location)
      + facts.accessReviews.map(\.location) + facts.incidents
      + [
        facts.vendorRegister?.location, facts.dataInventory?.location, facts.riskRegister?.location,
        facts.statusPage, facts.securityContact,
      ].compactMap { $0 }
    return Set(places.map(\.file))
  }

  private func rank(_ outcome: Outcome) -> Int {
    switch outcome {
    case .holds, .notApplicable: 0
    case .needsAttestation: 1
    case .unconfirmed, .notObservable: 2
    case .doesNotHold: 3
    }
  }

  private func place(_ location: SourceLocation?) -> String {
    location.map { " (\($0.file):\($0.line))" } ?? ""
  }
}
