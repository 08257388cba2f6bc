import Assessment
package import Catalog
import Checks
import Collectors
import Foundation
package import ReadinessModel
import Remediation
package import Reports

/// What Auditwright can do, and the only order in which it is done.
package struct ReadinessEngine: Sendable {
  /// The version of Auditwright.
  package static let version = "0.1.0"

  /// The criteria and the profiles.
  package let catalog: ReadinessCatalog
  let context: RunContext

  /// Creates an engine with the catalogue that is part of the program.
  package init(context: RunContext) throws {
    do {
      catalog = try BuiltInCatalog.load()
    } catch {
      throw EngineFailure.broken("the built-in catalogue cannot be used: \(error)")
    }
    self.context = context
  }

  /// Collects facts, runs every check over them and assesses the controls.
  package func scan(_ source: FactSource, options: ScanOptions = ScanOptions()) throws -> ScanResult
  {
    // A slip in the options should not cost the time of a scan.
    _ = try Selection(options: options, catalog: catalog)
    let (facts, configuration) = try gather(from: source)
    var options = options
    if options.focus.isEmpty, options.controls.isEmpty { options.focus = configuration.categories }
    let selection = try Selection(options: options, catalog: catalog)
    try context.begin("Checking")
    var result = assess(facts, selection: selection, repository: source.repositoryName)
    result.source = source.text
    if case .repository(let path) = source { try addOperation(to: &result, from: path) }
    return result
  }

  /// Runs every check over facts, unless that was done, and assesses the controls.
  func assess(
    _ facts: RepositoryFacts,
    findings known: [Finding]? = nil,
    selection: Selection,
    repository: String
  ) -> ScanResult {
    let findings = known ?? CheckRunner.run(facts)
    let profile = selection.profile.connected(answering: Self.answered(by: findings))
    let statements = Dictionary(
      CheckRunner.descriptions.map { ($0.id, $0.statement) },
      uniquingKeysWith: { first, _ in first }
    )
    let assessor = ReadinessAssessor(
      framework: catalog.framework,
      profile: profile,
      statements: statements
    )
    let subject = AssessmentSubject(repository: repository, toolVersion: Self.version)
    var assessment = assessor.assess(findings, from: facts, of: subject)
    assessment.fixFirst =
      RemediationPlanner(profile: profile, remedies: catalog.remedies)
      .fixFirst(assessment)
    return ScanResult(
      assessment: assessment,
      profile: profile,
      facts: facts,
      notes: selection.notes,
      descriptions: CheckRunner.descriptions,
      source: .none
    )
  }

  /// Checks that the facts let be answered one way or another.
  private static func answered(by findings: [Finding]) -> Set<CheckID> {
    let unanswered: Set<Outcome> = [.notObservable, .notApplicable]
    let answered = Dictionary(grouping: findings, by: \.check).filter {
      !unanswered.contains(CheckConclusion.outcome(over: $0.value))
    }
    return Set(answered.keys)
  }

  /// Collects the facts of a repository, or reads those that an earlier run wrote.
  package func facts(from source: FactSource) throws -> RepositoryFacts {
    try gather(from: source).facts
  }

  /// Collects facts, and reads what the project says of itself.
  func gather(
    from source: FactSource
  ) throws -> (facts: RepositoryFacts, configuration: ProjectConfiguration) {
    var facts: RepositoryFacts
    var configuration = ProjectConfiguration()
    switch source {
    case .repository(let path):
      let gathering = FactGathering(root: path, context: context)
      let gathered = try LargeStack.run { try gathering.gather() }
      (facts, configuration) = (gathered.facts, gathered.configuration)
    case .file(let path): facts = try FactsFile.read(path)
    }
    if let host = context.host {
      context.progress(.stage("Asking the git host"))
      facts.host = host.facts()
    }
    return (facts, configuration)
  }
}

/// What a scan found.
package struct ScanResult: Sendable {
  /// The answer.
  package var assessment: ReadinessAssessment
  /// The controls that were asked for.
  package var profile: ControlProfile
  /// The facts it rests on.
  package var facts: RepositoryFacts
  /// What the names used in the options really are, to be told once.
  package var notes: [String]
  /// What the checks are, for readers.
  package var descriptions: [CheckDescription]
  /// The text of the repository's files, where there is a repository.
  package var source: SourceText

  /// Whether something that a required check needs could not be seen.
  package var isIncomplete: Bool {
    assessment.controls.contains { control in
      control.checks.contains { $0.isRequired && $0.outcome == .notObservable }
    } || facts.inventory.skipped.contains { !$0.mattersFor.isEmpty }
  }
}

extension FactSource {
  /// The text of the repository's files; none where facts come from a file.
  fileprivate var text: SourceText {
    guard case .repository(let path) = self, let reader = try? RepositoryReader(root: path) else {
      return .none
    }
    return SourceText { reader.bytes(of: $0) }
  }

  /// The name of the repository's folder, or of the file of facts.
  var repositoryName: String {
    let path =
      switch self {
      case .repository(let path), .file(let path): path
      }
    return URL(filePath: path).standardizedFileURL.lastPathComponent
  }
}
