import Checks
import Collectors
package import ReadinessModel
package import Reports

/// A review, with what its formats need besides.
package struct ReviewResult: Sendable {
  /// The answer.
  package var review: ReviewedChange
  /// The gaps of both sides, each with its state.
  package var baseline: [BaselinedFinding]
  /// What the checks are, for readers.
  package var descriptions: [CheckDescription]
  /// The text of the files that the change leads to.
  package var source: SourceText
}

extension ReadinessEngine {
  /// Says what a change does to the controls of a repository.
  ///
  /// Facts of both sides are gathered whole and compared, so that what a change does to files that
  /// it does not touch is told too.
  package func review(_ options: ReviewOptions) throws -> ReviewResult {
    try LargeStack.run { [self] in try reviewed(options) }
  }

  private func reviewed(_ options: ReviewOptions) throws -> ReviewResult {
    let gathering = FactGathering(root: options.path, context: context)
    let sides = try ReviewSides.read(options, context: context)
    let map = ChangeDetection.map(sides)
    context.progress(.stage("Gathering facts of the base"))
    var before = try gathering.with(cache: gathering.cache.forOtherSide())
      .gather(from: sides.base).facts
    before.inventory.commit = sides.baseCommit
    context.progress(.stage("Gathering facts of the change"))
    var after = try gathering.gather(from: sides.head).facts
    after.inventory.commit = sides.headCommit
    gathering.cache.save()
    context.progress(.stage("Comparing"))
    let pair = FactPair(before: before, after: after, map: map)
    var (worse, better) = pair.drifts()
    let search = CauseSearch(
      map: map,
      sides: sides,
      gathering: gathering,
      before: before,
      findingsBefore: pair.findingsBefore
    )
    var causes = try search.causes(of: worse)
    let beside =
      SyntaxDamage(sides: sides, map: map).drifts()
      + DeclarationDrift(
        before: sides.base.configuration,
        after: sides.head.configuration,
        told: worse
      ).drifts()
    causes.merge(search.places(of: beside)) { first, _ in first }
    worse += beside
    worse += try HistorySecrets(
      sides: sides,
      prefilter: gathering.prefilter,
      known: [before, after].flatMap { $0.application.value?.secrets ?? [] }
    ).drifts()
    let concerns = ConcernGrouping(
      map: map,
      causes: causes,
      secretLines: (old: Self.secretLines(before), new: Self.secretLines(after))
    ).concerns(worse)
    let controls = try moved(pair)
    let review = ReviewedChange(
      repository: FactSource.repository(path: options.path).repositoryName,
      base: ReviewedSide(
        name: sides.baseName,
        commit: sides.baseCommit,
        routes: before.application.value?.routes.count ?? 0
      ),
      head: ReviewedSide(
        name: sides.headName,
        commit: sides.headCommit,
        routes: after.application.value?.routes.count ?? 0
      ),
      extent: Self.extent(of: map),
      verdict: Self.verdict(over: concerns, controls),
      controls: controls,
      concerns: concerns,
      improvements: better
    )
    let files = sides.head.files
    return ReviewResult(
      review: review,
      baseline: pair.baseline(),
      descriptions: CheckRunner.descriptions,
      source: SourceText { files[$0]?.bytes }
    )
  }

  /// Controls that stand otherwise than before.
  private func moved(_ pair: FactPair) throws -> [ReviewedControl] {
    let selection = try Selection(options: ScanOptions(), catalog: catalog)
    func controls(_ facts: RepositoryFacts, _ findings: [Finding]) -> [ControlAssessment] {
      assess(facts, findings: findings, selection: selection, repository: "").assessment.controls
    }
    let before = Dictionary(
      controls(pair.before, pair.findingsBefore).map { ($0.id, $0.design) },
      uniquingKeysWith: { first, _ in first }
    )
    return controls(pair.after, pair.findingsAfter).compactMap { control in
      guard let was = before[control.id], was != control.design else { return nil }
      return ReviewedControl(
        control: control.id,
        title: control.title,
        before: was,
        after: control.design
      )
    }
  }

  private static func secretLines(_ facts: RepositoryFacts) -> Set<String> {
    Set(
      (facts.application.value?.secrets ?? []).flatMap { secret in
        (secret.location.line...max(secret.location.line, secret.location.endLine ?? 0)).map {
          "\(secret.location.file):\($0)"
        }
      }
    )
  }

  private static func extent(of map: ChangeMap) -> ChangeExtent {
    ChangeExtent(
      files: map.files.count,
      moved: map.files.count(where: \.isMoved),
      addedLines: map.files.flatMap(\.hunks).reduce(0) { $0 + $1.new.count },
      removedLines: map.files.flatMap(\.hunks).reduce(0) { $0 + $1.old.count }
    )
  }

  /// What could not be seen is never approved, and what is certain outranks it.
  static func verdict(
    over concerns: [ReviewConcern],
    _ controls: [ReviewedControl] = []
  ) -> ReviewVerdict {
    let isSevere = { (concern: ReviewConcern) in
      concern.severity == .critical || concern.severity == .high
    }
    if concerns.contains(where: { $0.kind != .notSeen && isSevere($0) && $0.confidence != .low }) {
      return .requestChanges
    }
    let isOpen = { (concern: ReviewConcern) in
      concern.kind == .notSeen || isSevere(concern) || concern.severity == .medium
    }
    // Small gaps can add up to a control that does not hold any more.
    let isWeaker = controls.contains(where: \.isLost)
    return concerns.contains(where: isOpen) || isWeaker ? .needsDiscussion : .approve
  }
}
