package import ReadinessModel

/// Puts the findings of an assessment in the order of somebody who looks for weaknesses.
///
/// It judges nothing anew: severity, certainty and places are those of the findings.
package struct SecurityAuditor: Sendable {
  /// Places that an entry names; the rest is counted.
  private static let placesAtMost = 50

  private let index: WeaknessIndex
  private let remedies: [Remedy]

  /// Creates an auditor over the catalogue's weaknesses and remedies.
  package init(index: WeaknessIndex, remedies: [Remedy]) {
    self.index = index
    self.remedies = remedies
  }

  /// Gives the audit without excerpts and without the history; entries are numbered.
  package func audit(_ assessment: ReadinessAssessment, routes: RouteExposure?) -> SecurityAudit {
    let checks = index.checks
    let bearings = assessment.findings.filter { checks.contains($0.finding.check) }
    let controls = Dictionary(
      grouping: assessment.controls.flatMap { control in
        control.checks.map { ($0.check, control.id) }
      },
      by: \.0
    ).mapValues { $0.map(\.1) }
    var seen: Set<Finding> = []
    let findings = bearings.map(\.finding).filter { seen.insert($0).inserted }
    let assessed = Set(controls.keys)
    return SecurityAudit(
      repository: assessment.repository,
      commit: assessment.commit,
      assessedOn: assessment.assessedOn,
      toolVersion: assessment.toolVersion,
      profile: assessment.profile,
      routes: routes,
      entries: numbered(entries(of: findings, controls)),
      holds: holds(findings, controls),
      notSeen: unseen(findings, told: assessment.notSeen),
      leftOut: index.leftOut.map { left in
        var left = left
        left.checks = left.checks.filter(assessed.contains)
        return left
      }.filter { !$0.checks.isEmpty }
    )
  }

  // MARK: - Entries

  private struct Group: Hashable {
    var check: CheckID
    var aspect: String?
    var severity: Severity
    var isCertain: Bool
  }

  private func entries(
    of findings: [Finding],
    _ controls: [CheckID: [ControlID]]
  ) -> [SecurityEntry] {
    let gaps = CheckConclusion.gaps(in: findings).filter { finding in
      !UnseenAspect.all.contains(finding.aspect ?? "")
    }
    let groups = Dictionary(grouping: gaps) { finding in
      Group(
        check: finding.check,
        aspect: finding.aspect,
        severity: finding.severity,
        isCertain: CheckConclusion.outcome(of: finding) == .doesNotHold
      )
    }
    return groups.compactMap { group, findings in
      entry(group, findings, controls[group.check] ?? [])
    }
  }

  private func entry(
    _ group: Group,
    _ findings: [Finding],
    _ controls: [ControlID]
  ) -> SecurityEntry? {
    guard let weakness = index.weakness(of: group.check, aspect: group.aspect) else { return nil }
    let listed = findings.filter { $0.more == nil }
    let count = listed.count + findings.compactMap(\.more).reduce(0, +)
    let places = listed.map { finding in
      SecurityPlace(
        location: finding.locations.first,
        subject: finding.resource,
        message: Self.withoutTotal(finding.message),
        isShownByLines: finding.lookedFor == nil || finding.resource != nil
      )
    }.sorted(by: Self.isOrdered)
    return entry(
      weakness,
      severity: group.severity,
      isCertain: group.isCertain,
      places: places,
      count: count,
      controls: controls,
      next: Set(listed.map(\.nextStep)).count == 1 ? listed.first?.nextStep : nil
    )
  }

  /// A finding's message without the total at its end, which an entry tells once for all.
  private static func withoutTotal(_ message: String) -> String {
    guard let mark = message.ranges(of: "; ").last else { return message }
    let words = message[mark.upperBound...].split(separator: " ", maxSplits: 2)
    let isTotal = words.count == 3 && Int(words[0]) != nil && words[1] == "of"
    return isTotal ? String(message[..<mark.lowerBound]) : message
  }

  /// Makes an entry of places that a weakness was found in.
  package func entry(
    _ weakness: Weakness,
    severity: Severity,
    isCertain: Bool,
    places: [SecurityPlace],
    count: Int,
    controls: [ControlID],
    next: String? = nil
  ) -> SecurityEntry {
    let remedy = remedies.flatMap(\.parts).first { $0.checks.contains(weakness.check) }
    return SecurityEntry(
      severity: severity,
      isCertain: isCertain,
      title: weakness.title(for: count),
      check: weakness.check,
      aspect: weakness.aspect,
      owasp: index.classes(weakness.owasp),
      api: index.classes(weakness.api),
      cwe: index.classes(weakness.cwe),
      controls: controls,
      attack: weakness.attack,
      places: Array(places.prefix(Self.placesAtMost)),
      count: count,
      fix: SecurityFix(advice: weakness.advice ?? next ?? remedy?.how ?? "")
    )
  }

  /// The weakness of the catalogue that a check's gap is.
  package func weakness(of check: CheckID, aspect: String?) -> Weakness? {
    index.weakness(of: check, aspect: aspect)
  }

  /// Sorts entries and numbers them, each severity by itself; the same entries get the same numbers.
  package func numbered(_ entries: [SecurityEntry]) -> [SecurityEntry] {
    let ranks = Dictionary(
      index.weaknesses.enumerated().map { ("\($1.check) \($1.aspect ?? "")", $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let rank = { (entry: SecurityEntry) in
      ranks["\(entry.check) \(entry.aspect ?? "")"] ?? ranks["\(entry.check) "] ?? ranks.count
    }
    let sorted = entries.sorted { left, right in
      if left.severity != right.severity {
        return CheckConclusion.rank(of: left.severity) < CheckConclusion.rank(of: right.severity)
      }
      if left.isCertain != right.isCertain { return left.isCertain }
      let (first, second) = (rank(left), rank(right))
      return first == second ? left.title < right.title : first < second
    }
    var counts: [Severity: Int] = [:]
    return sorted.map { entry in
      var entry = entry
      counts[entry.severity, default: 0] += 1
      entry.number = Self.letter(of: entry.severity) + "\(counts[entry.severity] ?? 0)"
      return entry
    }
  }

  private static func letter(of severity: Severity) -> String {
    switch severity {
    case .critical: "C"
    case .high: "H"
    case .medium: "M"
    case .low: "L"
    case .informational: "I"
    }
  }

  private static func isOrdered(_ left: SecurityPlace, _ right: SecurityPlace) -> Bool {
    switch (left.location, right.location) {
    case (let here?, let there?) where here != there: here < there
    case (.some, nil): true
    case (nil, .some): false
    default: (left.subject ?? "", left.message) < (right.subject ?? "", right.message)
    }
  }

  // MARK: - What holds, and what was not seen

  private func holds(
    _ findings: [Finding],
    _ controls: [CheckID: [ControlID]]
  ) -> [HeldProtection] {
    let order = index.weaknesses.map(\.check)
    let held = findings.filter { CheckConclusion.outcome(of: $0) == .holds }
    let place = { (finding: Finding) in order.firstIndex(of: finding.check) ?? order.count }
    return held.enumerated().sorted {
      (place($0.element), $0.offset) < (place($1.element), $1.offset)
    }
    .map { _, finding in
      HeldProtection(
        check: finding.check,
        message: finding.message,
        controls: controls[finding.check] ?? [],
        location: finding.locations.first
      )
    }
  }

  /// What could not be seen, and the checks that were not answered, each said once.
  ///
  /// Many checks wait for the same thing, such as access to the git host; then they are counted.
  private func unseen(_ findings: [Finding], told: [String]) -> [String] {
    let unanswered = findings.filter { [.notObservable, .needsAttestation].contains($0.outcome) }
    var waiting = unanswered.map(\.message)
    var result: [String] = []
    for sentence in told {
      let reason = sentence.split(separator: ": ", maxSplits: 1).last ?? ""
      let count = waiting.count { $0.hasSuffix(reason) }
      waiting.removeAll { $0.hasSuffix(reason) }
      let checks = count == 1 ? "1 check waits" : "\(count) checks wait"
      result.append(count == 0 ? sentence : "\(sentence) (\(checks) for it)")
    }
    var seen = Set(result)
    return result + waiting.filter { seen.insert($0).inserted }
  }
}
