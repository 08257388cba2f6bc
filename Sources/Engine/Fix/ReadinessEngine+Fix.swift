import Assessment
import Catalog
import Checks
import Collectors
package import Fixers
import Foundation
package import ReadinessModel

/// Fixes are previewed, proven in memory, written whole or not at all, and can be undone.
extension ReadinessEngine {
  /// Says what a fix would change, without writing anything.
  package func previewFix(
    of path: String,
    options: FixOptions = FixOptions(),
    fixers: [any Fixer.Type] = FixerRegistry.all
  ) throws -> FixReport {
    try plannedFix(of: path, options: options, fixers: fixers).report
  }

  /// Makes a fix, and scans the repository again.
  ///
  /// A fix that cannot be proven is not written: its report says why. Nor is one that `approve`, which
  /// sees what is about to be written, throws at.
  package func applyFix(
    to path: String,
    options: FixOptions = FixOptions(),
    application: FixApplication = FixApplication(),
    fixers: [any Fixer.Type] = FixerRegistry.all,
    approve: (FixReport) throws -> Void = { _ in }
  ) throws -> FixReport {
    try FixJournal.recover(in: path)
    let git = GitTree(root: path)
    if !application.allowsDirtyTree { try git?.requireClean() }
    if let branch = application.branch {
      guard let git else { throw EngineFailure.git("\(path) is not in a git repository") }
      try git.requireUsable(branch: branch)
    }
    let planned = try plannedFix(of: path, options: options, fixers: fixers)
    var report = planned.report
    guard report.problems.isEmpty, !planned.changes.isEmpty else { return report }
    try approve(report)
    try context.proceed()
    if let branch = application.branch, let git { try git.create(branch: branch) }
    try FixJournal.write(planned.changes, in: path)
    report.isApplied = true
    // What is written is written, so that its proof is owed whoever waits.
    var context = context
    context.isCancelled = { false }
    let proof = try LargeStack.run { [context] in
      try FactGathering(root: path, context: context).gather().facts
    }
    let comparison = try comparison(
      from: planned.before,
      to: proof,
      served: planned.fixers,
      profile: options.profile
    )
    report.controls = comparison.controls
    report.checks = comparison.checks
    return report
  }

  /// Takes back the last fix that was made, and returns the files it restored.
  package func undoFix(in path: String) throws -> [String] { try FixJournal.undo(in: path) }

  /// The fixers that names stand for, each once, in the order in which they are applied.
  package func fixers(
    named names: [String],
    profile: String,
    among all: [any Fixer.Type] = FixerRegistry.all
  ) throws -> [any Fixer.Type] {
    guard !names.isEmpty else { return all }
    guard let profile = catalog.profile(profile) else {
      throw EngineFailure.unknownProfile(profile, known: catalog.profiles.map(\.id))
    }
    var wanted: Set<FixerID> = []
    for name in names {
      let lower = name.lowercased()
      var found = all.filter { fixer in
        fixer.id.rawValue == lower || fixer.aliases.contains(lower)
          || fixer.controls.contains { $0.rawValue.lowercased() == lower }
      }
      if found.isEmpty {
        let controls = try controls(named: name, in: profile, among: all)
        found = all.filter { !Set($0.controls).isDisjoint(with: controls) }
      }
      guard !found.isEmpty else {
        throw EngineFailure.noFixer(name, known: Self.names(of: all))
      }
      wanted.formUnion(found.map { $0.id })
    }
    return all.filter { wanted.contains($0.id) }
  }

  private func controls(
    named name: String,
    in profile: ControlProfile,
    among all: [any Fixer.Type]
  ) throws -> [ControlID] {
    do {
      return try Selection.controls(named: name, in: profile, catalog).controls.map(\.id)
    } catch EngineFailure.unknownName(_, let near) {
      let names = Self.names(of: all)
      let fixes = NearNames.of(name, among: names)
      throw EngineFailure.unknownFix(name, near: fixes.isEmpty ? near : fixes, known: names)
    }
  }

  /// What fixers are called, each by the names people ask for, some of which several share.
  private static func names(of fixers: [any Fixer.Type]) -> [String] {
    var seen: Set<String> = []
    return fixers.flatMap { $0.aliases.isEmpty ? [$0.id.rawValue] : $0.aliases }
      .filter { seen.insert($0).inserted }
  }

  // MARK: - Planning

  private struct PlannedFix: Sendable {
    var report: FixReport
    var changes: [FileChange]
    var before: RepositoryFacts
    var fixers: [any Fixer.Type]
  }

  private func plannedFix(
    of path: String,
    options: FixOptions,
    fixers all: [any Fixer.Type]
  ) throws -> PlannedFix {
    let chosen = try fixers(named: options.names, profile: options.profile, among: all)
    let known = Dictionary(
      all.flatMap { $0.decisions }.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    try check(options.answers, against: known)
    try object(to: options.answers, all, isKept: false)
    let gathering = FactGathering(root: path, context: context)
    return try LargeStack.run {
      var session = try FixSession(gathering: gathering) { facts in
        try assessment(of: facts, profile: options.profile).findings
      }
      let kept = session.intake.configuration.decisions
      let answers = FixAnswers(kept.merging(options.answers) { $1 })
      try object(to: kept.filter { options.answers[$0.key] == nil }, chosen, isKept: true)
      try session.run(chosen, answers: answers)
      let given = options.answers.filter { kept[$0.key] != $0.value }
      if !given.isEmpty, !session.overlay.isEmpty {
        try keep(given, in: &session)
      }
      var report = try report(of: session, chosen, answers, options)
      report.repository = URL(filePath: path).standardizedFileURL.lastPathComponent
      let changes = session.overlay.sorted { $0.key < $1.key }.map { path, bytes in
        FileChange(path: path, before: session.intake.files[path]?.bytes, after: bytes)
      }
      return PlannedFix(
        report: report,
        changes: changes.filter { $0.before != $0.after },
        before: session.before,
        fixers: chosen
      )
    }
  }

  private func check(_ answers: [String: String], against known: [String: FixDecision]) throws {
    for (id, answer) in answers.sorted(by: { $0.key < $1.key }) {
      guard let decision = known[id] else {
        throw EngineFailure.unknownDecision(id, known: known.keys.sorted())
      }
      guard decision.accepts(answer) else {
        throw EngineFailure.unknownAnswer(
          answer,
          decision: id,
          known: decision.choices.map(\.value)
        )
      }
    }
  }

  /// Stops at an answer that its fixer cannot use: a guess in its place would go unnoticed.
  private func object(
    to answers: [String: String],
    _ fixers: [any Fixer.Type],
    isKept: Bool
  ) throws {
    for fixer in fixers {
      for decision in fixer.decisions {
        guard let answer = answers[decision.id] else { continue }
        var problem = fixer.objection(to: answer, of: decision.id)
        if problem == nil, isKept, !decision.accepts(answer) {
          problem =
            "'\(answer)' is none of \(decision.choices.map(\.value).joined(separator: ", "))"
        }
        guard let problem else { continue }
        throw EngineFailure.unusableAnswer(
          decision: decision.id,
          problem: problem,
          isKept: isKept
        )
      }
    }
  }

  private func keep(_ answers: [String: String], in session: inout FixSession) throws {
    let name = InitialConfiguration.fileName
    let old = session.overlay[name] ?? session.intake.files[name]?.bytes
    session.write(try DecisionKeeper.keep(answers, in: old), to: name)
  }

  // MARK: - Reporting

  private func report(
    of session: FixSession,
    _ fixers: [any Fixer.Type],
    _ answers: FixAnswers,
    _ options: FixOptions
  ) throws -> FixReport {
    let comparison = try comparison(
      from: session.before,
      to: session.after,
      served: fixers,
      profile: options.profile
    )
    var report = FixReport(repository: "", problems: session.problems)
    report.fixers = session.steps.map(\.report)
    report.files = session.overlay.sorted { $0.key < $1.key }.compactMap { path, bytes in
      let old = session.intake.files[path]?.bytes
      guard old != bytes else { return nil }
      return FilePatch(
        path: path,
        before: old.map { String(decoding: $0, as: UTF8.self) },
        after: String(decoding: bytes, as: UTF8.self)
      )
    }
    report.controls = comparison.controls
    report.checks = comparison.checks
    report.problems += comparison.weakened
    let used = session.steps.filter { !$0.changes.isEmpty }.flatMap { step in
      step.fixer.decisions.filter { $0.standard != nil || step.waits(for: $0.id) }
    }
    // Several fixers may ask the same.
    var asked: Set<FixDecision.ID> = []
    report.decisions = used.filter { asked.insert($0.id).inserted }.map { decision in
      DecisionReport(
        id: decision.id,
        question: decision.question,
        answer: answers[decision],
        isGiven: answers.isGiven(decision.id),
        choices: decision.choices.map { .init(value: $0.value, meaning: $0.meaning) }
      )
    }
    return report
  }

  private func comparison(
    from before: RepositoryFacts,
    to after: RepositoryFacts,
    served fixers: [any Fixer.Type],
    profile: String
  ) throws -> AssessmentComparison {
    let controls = Set(fixers.flatMap { $0.controls })
    let checks = Set(fixers.flatMap { $0.checks })
    return AssessmentComparison(
      before: try assessment(of: before, profile: profile),
      after: try assessment(of: after, profile: profile),
      servedControls: controls,
      servedChecks: checks
    )
  }

  func assessment(
    of facts: RepositoryFacts,
    profile: String
  ) throws -> ReadinessAssessment {
    let selection = try Selection(options: ScanOptions(profile: profile), catalog: catalog)
    return assess(facts, selection: selection, repository: "").assessment
  }
}

extension FixSession.Step {
  /// Whether a change depends on a decision.
  fileprivate func waits(for decision: FixDecision.ID) -> Bool {
    changes.contains { $0.change.applicability == .needsDecision(decision) }
  }

  /// What the step amounts to, for readers.
  fileprivate var report: FixerReport {
    FixerReport(
      id: fixer.id.rawValue,
      title: fixer.title,
      controls: fixer.controls,
      changes: changes.map(\.report),
      refusals: refusals.map {
        RefusalReport(
          subject: $0.subject,
          reason: $0.reason,
          location: $0.location,
          next: $0.next
        )
      },
      followUps: followUps
    )
  }
}

extension FixSession.Judged {
  fileprivate var report: ChangeReport {
    var decision: String?
    if case .needsDecision(let id) = change.applicability { decision = id }
    let suggestions = change.edits.map { edit in
      switch edit {
      case .create(_, let text), .replace(_, _, let text): text
      }
    }
    return ChangeReport(
      title: change.title,
      reason: change.reason,
      applicability: change.applicability.label,
      decision: decision,
      isIncluded: isIncluded,
      files: Set(change.edits.map(\.path)).sorted(),
      suggestions: isIncluded ? [] : suggestions
    )
  }
}

extension Applicability {
  fileprivate var label: String {
    switch self {
    case .safe: "safe"
    case .needsDecision: "needs-decision"
    case .displayOnly: "display-only"
    }
  }
}
