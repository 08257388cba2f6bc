import ReadinessModel

/// Every pull request's infrastructure code and container files are scanned, and a finding stops it.
///
/// ## Why it matters
/// One wrong line opens a database to the internet, and no test of the application notices.
///
/// ## What is inspected
/// Workflows started by pull requests, for steps that scan infrastructure code, or container images
/// where there is only a container file.
///
/// ## What this cannot show
/// Scans the git host or the cloud account runs by its own settings.
enum InfrastructureIsScanned: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.pipeline]

  /// The workflows, and what there is to scan.
  struct Subject: Codable, Hashable, Sendable {
    var pipeline: PipelineTable
    var hasRoots: Bool
    var hasContainers: Bool
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    switch facts.infrastructure {
    case .notObservable(let reason):
      .notObservable(reason: reason)
    case .observed(let infrastructure):
      PipelineTable.observed(in: facts).map { pipeline in
        Subject(
          pipeline: pipeline,
          hasRoots: !infrastructure.roots.isEmpty,
          hasContainers: !infrastructure.containers.isEmpty
        )
      }
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard subject.hasRoots || subject.hasContainers else {
      return notApplicable("There is no infrastructure code and no container file to scan")
    }
    return onEveryRequest(
      subject.hasRoots ? [.infrastructureScan] : [.infrastructureScan, .containerScan],
      in: subject.pipeline,
      what: subject.hasRoots ? "a scan of the infrastructure code" : "a scan of the container",
      lookedFor: "a step that scans infrastructure code or container images",
      next: "Scan infrastructure code in the workflow of pull requests and let it fail the run."
    )
  }
}
