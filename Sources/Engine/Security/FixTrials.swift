import Assessment
import Catalog
import Checks
import Collectors
import Fixers
import ReadinessModel

/// Tries the fixers that a security audit can name, each for itself, in memory.
///
/// A change is shown only when it was proven, as `auditwright fix` proves it; of a large repository it
/// is proposed, and the proof left to the fix.
struct FixTrials {
  let engine: ReadinessEngine
  let gathering: FactGathering
  let intake: RepositoryIntake
  let facts: RepositoryFacts
  let profile: String

  /// The names of the fixers that close gaps of a check, as narrow as they can be given.
  static func names(for check: CheckID) -> [String] {
    FixerRegistry.all.filter { $0.checks.contains(check) }.map { fixer in
      fixer.aliases.first { FixerRegistry.fixers(named: $0).count == 1 } ?? fixer.id.rawValue
    }
  }

  /// What the fixers of a check would change; nil when they have nothing that may be made.
  func illustration(for check: CheckID, remedies: [Remedy]) throws -> FixIllustration? {
    let names = Self.names(for: check)
    guard !names.isEmpty else { return nil }
    if let alone = try trial(of: names, for: check) { return alone }
    // One may refuse until another one was there.
    let remedy = remedies.first { $0.checks.contains(check) }
    let before = (remedy?.after ?? []).flatMap { dependency in
      remedies.first { $0.id == dependency.remedy }?.parts.compactMap(\.fixer) ?? []
    }
    guard !before.isEmpty else { return nil }
    return try trial(of: before + names, for: check)
  }

  private func trial(of names: [String], for check: CheckID) throws -> FixIllustration? {
    let wanted = Set(names.flatMap { FixerRegistry.fixers(named: $0).map { $0.id } })
    let fixers = FixerRegistry.all.filter { wanted.contains($0.id) }
    let answers = FixAnswers(intake.configuration.decisions)
    return ReadinessEngine.isLarge(facts)
      ? try proposal(names, fixers, answers, check) : try proof(names, fixers, answers, check)
  }

  /// Makes the change in memory and scans what comes out.
  private func proof(
    _ names: [String],
    _ fixers: [any Fixer.Type],
    _ answers: FixAnswers,
    _ check: CheckID
  ) throws -> FixIllustration? {
    var session = FixSession(gathering: gathering, intake: intake, facts: facts) { facts in
      try engine.assessment(of: facts, profile: profile).findings
    }
    try session.run(fixers, answers: answers)
    guard session.problems.isEmpty else { return nil }
    // Another fixer's change says nothing of this check.
    let isServed = session.steps.contains { step in
      step.fixer.checks.contains(check) && step.changes.contains(where: \.isIncluded)
    }
    guard isServed else { return undecided(session, names, check) }
    let (before, after) = (
      try engine.assessment(of: facts, profile: profile),
      try engine.assessment(of: session.after, profile: profile)
    )
    let comparison = AssessmentComparison(
      before: before,
      after: after,
      servedControls: Set(fixers.flatMap { $0.controls }),
      servedChecks: Set(fixers.flatMap { $0.checks })
    )
    guard comparison.weakened.isEmpty else { return nil }
    return FixIllustration(
      names: names,
      files: files(session.overlay),
      proof: .proven,
      questions: [],
      findings: after.findings.map(\.finding),
      routes: session.after.application.value?.routes ?? []
    )
  }

  /// A change that waits for a person's word; it is shown, and not proven.
  private func undecided(
    _ session: FixSession,
    _ names: [String],
    _ check: CheckID
  ) -> FixIllustration? {
    let steps = session.steps.filter { $0.fixer.checks.contains(check) }
    var edits: [SourceEdit] = []
    var questions: [String] = []
    for step in steps {
      for change in step.changes.map(\.change) {
        guard case .needsDecision(let id) = change.applicability else { continue }
        edits += change.edits
        let question = step.fixer.decisions.first { $0.id == id }?.question
        if let question, !questions.contains(question) { questions.append(question) }
      }
    }
    let files = ProjectFiles(contents, otherPaths: intake.files.paths)
    guard !edits.isEmpty, session.overlay.isEmpty,
      let changed = try? EditApplication.apply(edits, to: files)
    else { return nil }
    return FixIllustration(
      names: names,
      files: self.files(changed),
      proof: .undecided,
      questions: questions
    )
  }

  /// Asks for the change only.
  private func proposal(
    _ names: [String],
    _ fixers: [any Fixer.Type],
    _ answers: FixAnswers,
    _ check: CheckID
  ) throws -> FixIllustration? {
    try gathering.context.proceed()
    let project = FixProject(
      facts: facts,
      files: ProjectFiles(contents, otherPaths: intake.files.paths),
      findings: try engine.assessment(of: facts, profile: profile).findings
    )
    let edits = fixers.filter { $0.checks.contains(check) }.flatMap { fixer in
      fixer.propose(for: project, answers: answers).changes.filter { change in
        switch change.applicability {
        case .safe: true
        case .displayOnly: false
        case .needsDecision(let id):
          fixer.decisions.contains { $0.id == id && answers.settles($0) }
        }
      }.flatMap(\.edits)
    }
    guard !edits.isEmpty, let changed = try? EditApplication.apply(edits, to: project.files) else {
      return nil
    }
    return FixIllustration(
      names: names,
      files: files(changed),
      proof: .proposed,
      questions: []
    )
  }

  private var contents: [String: [UInt8]] {
    Dictionary(
      intake.files.files.map { ($0.path, $0.bytes) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private func files(
    _ changed: [String: [UInt8]]
  ) -> [String: (before: [UInt8]?, after: [UInt8])] {
    changed.reduce(into: [:]) { result, item in
      let before = intake.files[item.key]?.bytes
      if before != item.value { result[item.key] = (before, item.value) }
    }
  }
}
