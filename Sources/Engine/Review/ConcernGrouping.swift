import Checks
import ReadinessModel

/// Joins what one cause brings about into one concern.
struct ConcernGrouping {
  let map: ChangeMap
  let causes: [String: CauseSearch.Cause]
  /// Lines with a secret, as `file:line`, of the old and of the new side.
  let secretLines: (old: Set<String>, new: Set<String>)

  private static let linesAtMost = 12
  private static let causesAtMost = 5

  private struct Group: Hashable {
    var kind: ConcernKind
    var severity: Severity
    var confidence: Confidence
    var check: CheckID?
    var title: String
    var subject: String?
    var cause: CauseSearch.Cause?
  }

  /// The concerns, worst first.
  func concerns(_ drifts: [Drift]) -> [ReviewConcern] {
    var order: [Group] = []
    var members: [Group: [Drift]] = [:]
    for drift in drifts {
      let group = Group(
        kind: drift.kind,
        severity: drift.severity,
        confidence: drift.confidence,
        check: drift.check,
        title: drift.title,
        subject: drift.plural == nil ? drift.subject : nil,
        cause: isEachCausedByItself(drift) ? nil : causes[drift.key]
      )
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(drift)
    }
    let concerns = order.compactMap { group in members[group].flatMap { concern(group, $0) } }
    return Severity.allCases.flatMap { severity in
      concerns.filter { $0.severity == severity }
        .sorted { ($1.affected.count, $0.title) < ($0.affected.count, $1.title) }
    }
  }

  /// Whether what is told stands where its cause stands, so that one cause for each is no news.
  private func isEachCausedByItself(_ drift: Drift) -> Bool {
    drift.plural != nil && drift.plural != "routes"
  }

  private func concern(_ group: Group, _ drifts: [Drift]) -> ReviewConcern? {
    guard let first = drifts.first else { return nil }
    var seen: Set<ChangeMap.Place> = []
    let found = drifts.compactMap { causes[$0.key] }
    let places = found.flatMap(\.places).filter { seen.insert($0).inserted }
    let isProven = !found.isEmpty && found.allSatisfy { $0.ground == .takenBack }
    let affected = drifts.map { drift in
      AffectedSubject(
        name: drift.name,
        location: drift.location,
        isInChange: drift.location.map { map.touches(new: $0.file) } ?? false
      )
    }
    let details = Set(drifts.map(\.detail).filter { !$0.isEmpty }).sorted()
    let why = group.check.flatMap(CheckRunner.description)?.whyItMatters
    let digest = ContentDigest(
      of: [group.kind.rawValue, group.title] + drifts.map(\.subject).sorted()
    )
    return ReviewConcern(
      id: String(digest.text.prefix(16)),
      kind: group.kind,
      severity: group.severity,
      confidence: group.confidence,
      title: title(first, drifts.count, affected),
      detail: (details.prefix(3).map { $0.hasSuffix(".") ? $0 : $0 + "." } + [why ?? ""])
        .filter { !$0.isEmpty }.joined(separator: " "),
      check: group.check,
      causes: places.prefix(Self.causesAtMost).map {
        cause($0, isProven ? .takenBack : .stoodThere)
      },
      affected: affected.sorted {
        ($0.name, $0.location?.line ?? 0) < ($1.name, $1.location?.line ?? 0)
      },
      suggestion: first.suggestion
    )
  }

  private func title(_ drift: Drift, _ count: Int, _ affected: [AffectedSubject]) -> String {
    let subject = count == 1 ? drift.name : "\(count) \(drift.plural ?? "places")"
    var title = drift.title.split(separator: "{}", omittingEmptySubsequences: false)
      .joined(separator: subject)
    guard drift.plural == "routes" else { return title }
    let apart = affected.count { !$0.isInChange }
    if apart == count, apart > 0 {
      title += count == 1 ? ", in a file it does not touch" : ", in files it does not touch"
    } else if apart > 0 {
      title += ", \(apart) of them in files it does not touch"
    }
    return title
  }

  private func cause(_ place: ChangeMap.Place, _ ground: CauseGround) -> ReviewCause {
    let file = map.files[place.file]
    guard let number = place.hunk else {
      return ReviewCause(
        location: SourceLocation(file: file.newPath ?? file.oldPath ?? "", line: 1),
        ground: ground,
        isFileGone: file.newPath == nil
      )
    }
    let hunk = file.hunks[number]
    let line =
      file.newPath == nil
      ? hunk.old.lowerBound + 1
      : min(hunk.new.lowerBound + 1, max(1, file.newLines.count))
    let last = file.newPath == nil ? line : max(line, hunk.new.upperBound)
    return ReviewCause(
      location: SourceLocation(
        file: file.newPath ?? file.oldPath ?? "",
        line: line,
        endLine: last > line ? last : nil
      ),
      ground: ground,
      removed: hunk.old.prefix(Self.linesAtMost).map {
        Self.shown(file.oldLines[$0], $0, file.oldPath, secretLines.old)
      },
      added: hunk.new.prefix(Self.linesAtMost).map {
        Self.shown(file.newLines[$0], $0, file.newPath, secretLines.new)
      },
      isFileGone: file.newPath == nil
    )
  }

  /// The line, shortened; what holds a secret is never shown.
  private static func shown(
    _ line: String,
    _ index: Int,
    _ path: String?,
    _ secrets: Set<String>
  ) -> String {
    if secrets.contains("\(path ?? ""):\(index + 1)") { return "(a line with a secret)" }
    return line.count > 200 ? line.prefix(199) + "…" : line
  }
}
