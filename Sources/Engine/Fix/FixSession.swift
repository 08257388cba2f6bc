import Collectors
import Fixers
import ReadinessModel

/// Runs fixers one after another over files in memory; nothing is written.
struct FixSession {
  /// A change, and whether it became part of the patch.
  struct Judged {
    var change: FixChange
    var isIncluded: Bool
  }

  /// What one fixer did.
  struct Step {
    var fixer: any Fixer.Type
    var changes: [Judged] = []
    var refusals: [FixRefusal] = []
    var followUps: [String] = []
  }

  /// The repository as it is on disk.
  let intake: RepositoryIntake
  /// Facts of the repository as it is on disk.
  let before: RepositoryFacts
  /// Content of files that were changed or made.
  private(set) var overlay: [String: [UInt8]] = [:]
  /// Facts with the changes made.
  private(set) var after: RepositoryFacts
  /// What the fixers did, in order.
  private(set) var steps: [Step] = []
  /// Why the result must not be applied.
  private(set) var problems: [String] = []
  private let gathering: FactGathering
  /// The repository with the changes made.
  private var present: RepositoryIntake
  /// What fixers see of that, until something changes.
  private var plain: FixProject?
  /// The same, with what the checks find.
  private var informed: FixProject?
  private let library = ScriptLibrary()
  private let judge: @Sendable (RepositoryFacts) throws -> [ControlFinding]

  /// Reads the repository; `judge` says what the checks find in facts.
  init(
    gathering: FactGathering,
    judge: @escaping @Sendable (RepositoryFacts) throws -> [ControlFinding]
  ) throws {
    self.gathering = gathering
    self.judge = judge
    intake = try RepositoryIntake.read(root: gathering.root, context: gathering.context)
    before = try gathering.gather(from: intake).facts
    after = before
    present = intake
  }

  /// Takes over files that were read and facts that were gathered from them.
  init(
    gathering: FactGathering,
    intake: RepositoryIntake,
    facts: RepositoryFacts,
    judge: @escaping @Sendable (RepositoryFacts) throws -> [ControlFinding]
  ) {
    self.gathering = gathering
    self.judge = judge
    self.intake = intake
    before = facts
    after = facts
    present = intake
  }

  /// Runs fixers, each on what the ones before it left.
  mutating func run(_ fixers: [any Fixer.Type], answers: FixAnswers) throws {
    for (index, fixer) in fixers.enumerated() {
      try gathering.context.begin("Trying fix \(index + 1) of \(fixers.count): \(fixer.title)")
      var step = Step(fixer: fixer)
      let project = try project(withFindings: fixer.readsFindings)
      let proposal = fixer.propose(for: project, answers: answers)
      step.refusals = proposal.refusals
      step.followUps = proposal.followUps
      let decisions = Dictionary(
        fixer.decisions.map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first }
      )
      step.changes = proposal.changes.map { change in
        Judged(change: change, isIncluded: isIncluded(change, decisions, answers))
      }
      let edits = step.changes.filter(\.isIncluded).flatMap(\.change.edits)
      steps.append(step)
      guard !edits.isEmpty else { continue }
      do {
        let changed = try EditApplication.apply(edits, to: project.files)
        overlay.merge(changed) { $1 }
      } catch {
        problems.append("\(fixer.id): \(error)")
        continue
      }
      try rescan()
    }
    try gathering.context.begin("Proving that a second run changes nothing")
    try checkSecondRun(fixers, answers)
    checkSyntax()
  }

  /// Changes a file that no fixer is about, such as the settings.
  mutating func write(_ bytes: [UInt8], to path: String) {
    overlay[path] = bytes
    (plain, informed) = (nil, nil)
  }

  /// Gathers the facts again, with the changes made.
  mutating func rescan() throws {
    present = try intake.overlaying(overlay)
    (plain, informed) = (nil, nil)
    after = try gathering.silently().gather(from: present).facts
  }

  private mutating func project(withFindings readsFindings: Bool) throws -> FixProject {
    let project = plain ?? FixProject(present, facts: after, library: library)
    plain = project
    guard readsFindings else { return project }
    let told = try informed ?? project.with(findings: judge(after))
    informed = told
    return told
  }

  private func isIncluded(
    _ change: FixChange,
    _ decisions: [String: FixDecision],
    _ answers: FixAnswers
  ) -> Bool {
    switch change.applicability {
    case .safe: true
    case .displayOnly: false
    case .needsDecision(let id): decisions[id].map { answers.settles($0) } ?? false
    }
  }

  // MARK: - Proof

  /// A fix that is made already must find nothing more to do.
  private mutating func checkSecondRun(_ fixers: [any Fixer.Type], _ answers: FixAnswers) throws {
    guard !overlay.isEmpty else { return }
    let plain = try project(withFindings: false)
    let informed = fixers.contains { $0.readsFindings } ? try project(withFindings: true) : plain
    for fixer in fixers {
      let project = fixer.readsFindings ? informed : plain
      let decisions = Dictionary(
        fixer.decisions.map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first }
      )
      let again = fixer.propose(for: project, answers: answers).changes.filter {
        isIncluded($0, decisions, answers)
      }
      guard let first = again.first else { continue }
      problems.append("\(fixer.id) would change its own result (\(first.title))")
    }
  }

  /// What parsed before must parse after, and what is new must parse.
  private mutating func checkSyntax() {
    for (path, bytes) in overlay.sorted(by: { $0.key < $1.key }) {
      let old = intake.files[path].map(\.bytes)
      let was = old.map { SyntaxErrors.count(in: $0, path: path) } ?? 0
      let now = SyntaxErrors.count(in: bytes, path: path)
      guard now > was else { continue }
      problems.append("\(path) would not parse any more")
    }
  }
}
