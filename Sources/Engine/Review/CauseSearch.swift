import Checks
import Collectors
import ReadinessModel

/// Finds the lines of a change that bring a concern about.
///
/// What stood on a line that is gone, or stands on one that is new, shows its cause by itself. For
/// the rest, and to be sure, lines are taken back one run after another, in memory, and the facts
/// gathered again: what is gone then was brought about by these lines.
struct CauseSearch {
  /// Where the cause of a drift is, and how that is known.
  struct Cause: Hashable {
    var places: [ChangeMap.Place] = []
    var ground = CauseGround.stoodThere
  }

  let map: ChangeMap
  let sides: ReviewSides
  let gathering: FactGathering
  let before: RepositoryFacts
  let findingsBefore: [Finding]

  /// So many files are looked at again in all, so that a review of a large repository ends.
  private static let filesAtMost = 100_000
  private static let trialsAtMost = 48

  /// Finds the causes of drifts, by their keys.
  func causes(of drifts: [Drift]) throws -> [String: Cause] {
    var causes = places(of: drifts)
    var open = drifts.filter { needsProof($0, causes[$0.key]) }
    var trials = min(
      Self.trialsAtMost,
      max(4, Self.filesAtMost / max(1, sides.head.files.files.count))
    )
    for candidate in candidates(for: open, causes) where !open.isEmpty && trials > 0 {
      trials -= 1
      guard let intake = try takingBack(candidate) else { continue }
      let facts = try gathering.with(cache: gathering.cache.passing()).gather(from: intake).facts
      let left = FactPair(before: before, findings: findingsBefore, after: facts, map: map).drifts()
      let keys = Set(left.worse.map(\.key))
      for drift in open where !keys.contains(drift.key) {
        causes[drift.key] = Cause(places: candidate, ground: .takenBack)
      }
      open.removeAll { !keys.contains($0.key) }
    }
    return causes
  }

  /// The lines that show by themselves what brought drifts about, by their keys.
  func places(of drifts: [Drift]) -> [String: Cause] {
    var causes: [String: Cause] = [:]
    for drift in drifts {
      var direct = Set(drift.lost.flatMap(map.places(removing:)))
      if direct.isEmpty { direct = Set(drift.brought.flatMap(map.places(adding:))) }
      if !direct.isEmpty { causes[drift.key] = Cause(places: direct.sorted()) }
    }
    return causes
  }

  /// New things stand where they stand; what was lost may have been lost elsewhere than where it
  /// stood.
  private func needsProof(_ drift: Drift, _ cause: Cause?) -> Bool {
    switch drift.kind {
    case .secretAdded, .routeAdded: false
    case .guardChanged: cause == nil
    case .notSeen where drift.subject == "history": false
    default: cause.map { $0.places.count > 1 || drift.kind != .dataExposed } ?? true
    }
  }

  // MARK: - Candidates

  /// Runs of changed lines, likeliest first, then whole files.
  private func candidates(
    for drifts: [Drift],
    _ causes: [String: Cause]
  ) -> [[ChangeMap.Place]] {
    guard !drifts.isEmpty else { return [] }
    var direct: [ChangeMap.Place: Int] = [:]
    for drift in drifts {
      for place in causes[drift.key]?.places ?? [] { direct[place, default: 0] += 1 }
    }
    let names = Set(drifts.flatMap(\.names))
    let near = Set(drifts.flatMap { [$0.location?.file] + $0.lost.map(\.file) }.compactMap { $0 })
    var scored: [(score: Int, places: [ChangeMap.Place])] = []
    for (index, file) in map.files.enumerated() {
      let isNear = [file.oldPath, file.newPath].contains { $0.map(near.contains) ?? false }
      var whole: [ChangeMap.Place] = []
      var best = 0
      for number in file.hunks.indices {
        let place = ChangeMap.Place(file: index, hunk: number)
        let score =
          (direct[place] ?? 0) * 1_000
          + (mentions(names, file, file.hunks[number]) ? 100 : 0) + (isNear ? 10 : 0)
        scored.append((score, [place]))
        whole.append(place)
        best = max(best, score)
      }
      if file.isMoved || whole.count > 1 {
        scored.append((best - 1, whole.isEmpty ? [ChangeMap.Place(file: index)] : whole))
      }
    }
    return scored.enumerated().sorted {
      ($1.element.score, $0.offset) < ($0.element.score, $1.offset)
    }
    .map(\.element.places)
  }

  private func mentions(
    _ names: Set<String>,
    _ file: ChangedFile,
    _ hunk: LineDifference.Hunk
  ) -> Bool {
    guard !names.isEmpty else { return false }
    return (file.oldLines[hunk.old].prefix(200) + file.newLines[hunk.new].prefix(200)).contains {
      !names.isDisjoint(
        with: $0.prefix(400).split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
          .map(String.init)
      )
    }
  }

  // MARK: - Taking back

  /// The head as it would be without some runs of the change to one file.
  private func takingBack(_ places: [ChangeMap.Place]) throws -> RepositoryIntake? {
    guard let index = places.first?.file else { return nil }
    let file = map.files[index]
    let numbers = Set(places.compactMap(\.hunk))
    let isWhole = numbers.count == file.hunks.count
    guard let newPath = file.newPath else {
      return try sides.head.replacing([file.oldPath ?? "": bytes(file.oldLines)])
    }
    guard let oldPath = file.oldPath else { return try sides.head.replacing([newPath: nil]) }
    if isWhole, oldPath != newPath {
      return try sides.head.replacing([newPath: nil, oldPath: bytes(file.oldLines)])
    }
    var lines: [String] = []
    var next = 0
    for (number, hunk) in file.hunks.enumerated() {
      lines += file.newLines[next..<hunk.new.lowerBound]
      lines += numbers.contains(number) ? file.oldLines[hunk.old] : file.newLines[hunk.new]
      next = hunk.new.upperBound
    }
    lines += file.newLines[next...]
    return try sides.head.replacing([newPath: bytes(lines)])
  }

  private func bytes(_ lines: [String]) -> [UInt8] {
    Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}

extension RepositoryIntake {
  /// The repository with some files changed or added, and without those that are given no content.
  func replacing(_ changes: [String: [UInt8]?]) throws -> RepositoryIntake {
    let gone = Set(changes.filter { $0.value == nil }.keys)
    let changed = changes.compactMapValues { $0 }
    guard !gone.isEmpty else { return try overlaying(changed) }
    let kept = RepositoryIntake(
      files: RepositoryFiles(
        files.files.filter { !gone.contains($0.path) },
        otherPaths: files.paths.filter { !gone.contains($0) }
      ),
      walked: walked.filter { !gone.contains($0.path) },
      skipped: skipped,
      configuration: gone.contains(InitialConfiguration.fileName)
        ? ProjectConfiguration() : configuration
    )
    return try kept.overlaying(changed)
  }
}
