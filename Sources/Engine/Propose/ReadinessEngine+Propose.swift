import Assessment
import Checks
import Collectors
import Fixers
import Foundation
package import ReadinessModel

/// What is asked of a model about one gap.
package struct ProposalDraft: Sendable {
  /// The gap.
  package let gap: Finding
  /// What would be sent, and where.
  package let question: ModelDesk.Question
  let profile: String
  let writtenBy: String
}

/// A model proposes a change for a gap that no fixer closes; what it proposes is proven like a fix.
extension ReadinessEngine {
  /// Finds a gap, and says what would be sent about it; nothing is sent.
  ///
  /// A gap that a fixer closes by itself is left to the fixer.
  package func draftProposal(
    for name: GapName,
    in path: String,
    desk: ModelDesk
  ) throws -> ProposalDraft {
    let (gap, excerpt) = try LargeStack.run { [self] in try chosenGap(name, in: path) }
    return ProposalDraft(
      gap: gap,
      question: try desk.proposal(for: excerpt),
      profile: name.profile,
      writtenBy: desk.host
    )
  }

  /// Sends what somebody agreed to, and gives what the model proposes; it is not proven yet.
  package func proposal(to draft: ProposalDraft, from desk: ModelDesk) throws -> KeptProposal {
    KeptProposal(
      gap: draft.gap,
      profile: draft.profile,
      writtenBy: draft.writtenBy,
      edits: try desk.edits(draft.question)
    )
  }

  /// Proves a proposal in memory, and keeps it for the yes to it; nothing of the repository is written.
  package func previewProposal(_ proposal: KeptProposal, in path: String) throws -> FixReport {
    let report = try proven(proposal, in: path).report
    if report.problems.isEmpty, let digest = report.proposal?.digest {
      try ProposalShelf(context)?.keep(proposal, digest: digest)
    }
    return report
  }

  /// Writes the proposal that was shown under a digest, after it was proven again.
  package func applyProposal(
    _ digest: String,
    to path: String,
    application: FixApplication = FixApplication()
  ) throws -> FixReport {
    guard let shelf = ProposalShelf(context) else {
      throw EngineFailure.model(
        problem: "no folder for caches is known, so no proposal was kept",
        next: "Set XDG_CACHE_HOME, and ask again."
      )
    }
    let proposal = try shelf.proposal(digest)
    try FixJournal.recover(in: path)
    let git = GitTree(root: path)
    if !application.allowsDirtyTree { try git?.requireClean() }
    if let branch = application.branch {
      guard let git else { throw EngineFailure.git("\(path) is not in a git repository") }
      try git.requireUsable(branch: branch)
    }
    var planned = try proven(proposal, in: path)
    guard planned.report.problems.isEmpty else { return planned.report }
    guard planned.report.proposal?.digest == digest else {
      throw EngineFailure.changedMeanwhile(files: planned.changes.map(\.path))
    }
    try context.proceed()
    if let branch = application.branch, let git { try git.create(branch: branch) }
    try FixJournal.write(
      planned.changes,
      in: path,
      origin: "proposed by a language model, \(proposal.writtenBy), for \(proposal.gap.check)"
    )
    try confirm(planned, in: path)
    shelf.forget(digest)
    planned.report.isApplied = true
    return planned.report
  }

  // MARK: - Proof

  private struct ProvenProposal: Sendable {
    var report: FixReport
    var changes: [FileChange]
    var after: RepositoryFacts
  }

  private func proven(_ proposal: KeptProposal, in path: String) throws -> ProvenProposal {
    let gathering = FactGathering(root: path, context: context)
    return try LargeStack.run { [self] in
      let intake = try RepositoryIntake.read(root: path, context: context)
      let before = try gathering.gather(from: intake).facts
      let old = try assessment(of: before, profile: proposal.profile)
      guard old.findings.contains(where: { $0.finding == proposal.gap }) else {
        throw EngineFailure.model(
          problem: "the gap is not there any more: \(proposal.gap.message)",
          next: "See what there is: auditwright scan"
        )
      }
      let overlay = try EditPlacement(
        excerpt: excerpt(of: proposal.gap, before, intake),
        intake: intake,
        facts: before
      ).place(proposal.edits)
      try requireKept(overlay, intake, in: path)
      let after = try gathering.gather(from: intake.overlaying(overlay)).facts
      let comparison = AssessmentComparison(
        before: old,
        after: try assessment(of: after, profile: proposal.profile),
        servedControls: Set(old.findings.filter { $0.finding == proposal.gap }.map(\.control)),
        servedChecks: [proposal.gap.check]
      )
      let proof = ProposalProof(
        gap: proposal.gap,
        intake: intake,
        before: before,
        overlay: overlay,
        after: after
      )
      var report = report(proposal, proof, comparison)
      report.repository = URL(filePath: path).standardizedFileURL.lastPathComponent
      return ProvenProposal(report: report, changes: changes(overlay, intake), after: after)
    }
  }

  private func changes(_ overlay: [String: [UInt8]], _ intake: RepositoryIntake) -> [FileChange] {
    overlay.sorted { $0.key < $1.key }.map { path, bytes in
      FileChange(path: path, before: intake.files[path]?.bytes, after: bytes)
    }
  }

  private func report(
    _ proposal: KeptProposal,
    _ proof: ProposalProof,
    _ comparison: AssessmentComparison
  ) -> FixReport {
    var report = FixReport(repository: "", problems: proof.problems(comparison))
    report.files = changes(proof.overlay, proof.intake).map { change in
      FilePatch(
        path: change.path,
        before: change.before.map { String(decoding: $0, as: UTF8.self) },
        after: String(decoding: change.after, as: UTF8.self)
      )
    }
    report.controls = comparison.controls
    report.checks = comparison.checks
    report.proposal = ModelProposal(
      writtenBy: proposal.writtenBy,
      gap: proposal.gap,
      summary: proposal.edits.summary,
      digest: String(FixDigest.of(report).prefix(16)),
      measured: report.problems.isEmpty ? proof.measured(comparison) : []
    )
    return report
  }

  /// Scans what was written, and takes it back when that is not what was proven.
  private func confirm(_ planned: ProvenProposal, in path: String) throws {
    // What is written is written, so that its proof is owed whoever waits.
    var context = context
    context.isCancelled = { false }
    let facts = try LargeStack.run { [context] in
      try FactGathering(root: path, context: context).gather().facts
    }
    var (now, then) = (facts, planned.after)
    now.inventory.commit = nil
    then.inventory.commit = nil
    guard
      now.application != then.application || now.data != then.data
        || now.infrastructure != then.infrastructure || now.delivery != then.delivery
    else { return }
    _ = try FixJournal.undo(in: path)
    throw EngineFailure.model(
      problem:
        "the files on disk do not give what was measured in memory; the change was taken back",
      next: "See whether something else writes in this folder, and ask again."
    )
  }

  // MARK: - What is asked

  private func chosenGap(_ name: GapName, in path: String) throws -> (Finding, GapExcerpt) {
    let gathering = FactGathering(root: path, context: context)
    let session = try FixSession(gathering: gathering) { facts in
      try assessment(of: facts, profile: name.profile).findings
    }
    let before = try assessment(of: session.before, profile: name.profile)
    let gap = try name.find(in: before, catalog)
    let shown = excerpt(of: gap, session.before, session.intake)
    guard !shown.shown.isEmpty else {
      throw EngineFailure.model(
        problem: "no file that a model may write shows the gap: \(gap.message)",
        next: "See what it is about: auditwright explain \(gap.check)"
      )
    }
    if let fixer = try fixer(closing: gap, session) {
      throw EngineFailure.model(
        problem: "no model is needed here; a fixer closes it: \(gap.message)",
        next: "auditwright fix \(fixer)"
      )
    }
    return (gap, shown)
  }

  private func excerpt(
    of gap: Finding,
    _ facts: RepositoryFacts,
    _ intake: RepositoryIntake
  ) -> GapExcerpt {
    let holding = CheckRunner.run(facts).filter { $0.check == gap.check && $0.outcome == .holds }
    let here = Set(gap.locations.map(\.file))
    let others = holding.flatMap(\.locations).filter { !here.contains($0.file) }
    return GapExcerpt(gap, facts: facts, files: intake.files, others: Array(others.prefix(2)))
  }

  /// The fixer that closes a gap without a further answer, nil for none.
  private func fixer(closing gap: Finding, _ session: FixSession) throws -> FixerID? {
    for fixer in FixerRegistry.all where fixer.checks.contains(gap.check) {
      var trial = session
      try trial.run([fixer], answers: FixAnswers(trial.intake.configuration.decisions))
      guard trial.problems.isEmpty, !trial.overlay.isEmpty else { continue }
      let left = CheckRunner.run(trial.after).filter { $0.check == gap.check && GapName.isGap($0) }
      if !left.contains(where: { $0.resource == gap.resource }) { return fixer.id }
    }
    return nil
  }

  /// Refuses files that git does not keep, and new ones in the place of something that was not read.
  private func requireKept(
    _ overlay: [String: [UInt8]],
    _ intake: RepositoryIntake,
    in root: String
  ) throws {
    let git = GitTree(root: root)
    let writer = try RepositoryWriter(root: root)
    for path in overlay.keys.sorted() {
      guard intake.files[path] == nil else {
        if git?.tracks(path) == false {
          throw ProposedEdits.unusable("\(path): git does not track it")
        }
        continue
      }
      guard try writer.contents(of: path) == nil else {
        throw ProposedEdits.unusable("\(path): it is there already")
      }
      if git?.ignores(path) == true {
        throw ProposedEdits.unusable("\(path): git ignores it")
      }
    }
  }
}
