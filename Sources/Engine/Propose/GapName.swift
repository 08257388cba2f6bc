import Assessment
import Catalog
import Checks
import ReadinessModel

/// The gap that a change is to close: by its check or control, and by its place where there are several.
package struct GapName: Hashable, Sendable {
  /// A check, control, criterion or label.
  package var name: String
  /// A file, or a file and a line as `src/app.ts:12`, or a subject such as `GET /api/users`; nil for the first.
  package var place: String?
  /// Identifier of the profile.
  package var profile: String

  /// Creates a name.
  package init(_ name: String, at place: String? = nil, profile: String = "startup") {
    self.name = name
    self.place = place
    self.profile = profile
  }
}

extension GapName {
  /// The gap itself, worst first among those of this name.
  func find(in assessment: ReadinessAssessment, _ catalog: ReadinessCatalog) throws -> Finding {
    let checks = try checks(in: catalog)
    let order = Dictionary(uniqueKeysWithValues: checks.enumerated().map { ($1, $0) })
    var gaps: [Finding] = []
    for item in assessment.findings.map(\.finding)
    where order[item.check] != nil && Self.isGap(item) && !gaps.contains(item) {
      gaps.append(item)
    }
    guard !gaps.isEmpty else {
      throw EngineFailure.model(
        problem: "'\(name)' has no gap that code could close",
        next: "See what there is: auditwright scan"
      )
    }
    let here = gaps.filter(isHere)
    let best = here.min { left, right in
      (order[left.check] ?? 0, rank(left)) < (order[right.check] ?? 0, rank(right))
    }
    guard let best else {
      throw EngineFailure.model(
        problem: "'\(name)' has no gap at \(place ?? "")",
        next: "Its gaps: " + gaps.prefix(5).map(Self.label).joined(separator: ", ")
          + (gaps.count > 5 ? " and \(gaps.count - 5) more." : ".")
      )
    }
    return best
  }

  private func checks(in catalog: ReadinessCatalog) throws -> [CheckID] {
    let lower = name.lowercased()
    if CheckRunner.description(of: CheckID(rawValue: lower)) != nil {
      return [CheckID(rawValue: lower)]
    }
    guard let profile = catalog.profile(profile) else {
      throw EngineFailure.unknownProfile(profile, known: catalog.profiles.map(\.id))
    }
    let controls = try Selection.controls(named: name, in: profile, catalog).controls
    var seen: Set<CheckID> = []
    return controls.flatMap { $0.everTestedBy + $0.supportedBy }.filter { seen.insert($0).inserted }
  }

  private func isHere(_ finding: Finding) -> Bool {
    guard let place else { return true }
    return finding.resource == place
      || finding.locations.contains { $0.file == place || "\($0.file):\($0.line)" == place }
  }

  private func rank(_ finding: Finding) -> Int {
    Severity.allCases.firstIndex(of: finding.severity) ?? 0
  }

  static func isGap(_ finding: Finding) -> Bool {
    finding.outcome == .doesNotHold || finding.outcome == .unconfirmed
  }

  static func label(_ finding: Finding) -> String {
    finding.resource ?? finding.locations.first.map { "\($0.file):\($0.line)" }
      ?? finding.check.rawValue
  }
}
