import ReadinessModel

/// What the workflows do for every pull request, and what they do without stopping one.
struct ScanCoverage: Sendable {
  /// A step that does something of interest.
  struct Use: Hashable, Sendable {
    var workflow: Workflow
    var job: PipelineJob
    var activity: PipelineActivity
  }

  private let uses: [Use]

  init(_ facts: RepositoryFacts) {
    uses = (facts.delivery.value?.workflows ?? []).flatMap { workflow in
      workflow.jobs.flatMap { job in
        job.activities.map { Use(workflow: workflow, job: job, activity: $0) }
      }
    }
  }

  /// Steps of some kinds.
  func uses(of kinds: Set<ActivityKind>) -> [Use] {
    uses.filter { kinds.contains($0.activity.kind) }
  }

  /// Whether every pull request gets a step of some kinds that stops it.
  func stopsEveryRequest(_ kinds: Set<ActivityKind>) -> Bool {
    uses(of: kinds).contains { $0.blocks && Self.runsOnEveryRequest($0) }
  }

  /// Steps that run on every pull request and do not stop one, though they could.
  func tolerated(_ kinds: Set<ActivityKind>) -> [Use] {
    uses(of: kinds).filter { !$0.blocks && Self.runsOnEveryRequest($0) }
  }

  /// Whether a step of some kinds runs on a schedule, and stops its run.
  func runsOnSchedule(_ kinds: Set<ActivityKind>) -> Bool {
    uses(of: kinds).contains { use in
      use.blocks && use.workflow.triggers.contains { $0.event == "schedule" }
        && use.job.condition?.contains("event_name") != true
    }
  }

  /// Whether nothing keeps a step from running on a pull request to the default branch.
  static func runsOnEveryRequest(_ use: Use) -> Bool {
    isStartedByEveryRequest(use.workflow) && isAlways(use.job.condition)
      && isAlways(use.activity.condition)
      && use.job.needs.allSatisfy { need in
        use.workflow.jobs.first { $0.id == need }.map { isAlways($0.condition) } ?? true
      }
  }

  /// Whether every pull request to the default branch starts a workflow.
  static func isStartedByEveryRequest(_ workflow: Workflow) -> Bool {
    workflow.triggers.contains { trigger in
      let usual: Set<String> = ["main", "master", "trunk", "develop", "*", "**"]
      guard ["pull_request", "pull_request_target", "merge_group"].contains(trigger.event) else {
        return false
      }
      return (trigger.branches.isEmpty || !usual.isDisjoint(with: trigger.branches))
        && (trigger.types.isEmpty || trigger.types.contains("synchronize"))
        && !trigger.ignoresPaths
    }
  }

  /// Whether a condition lets a job or step run on every pull request.
  static func isAlways(_ condition: String?) -> Bool {
    let text = (condition ?? "").filter { !$0.isWhitespace }
    return [
      "", "always()", "success()", "!cancelled()", "${{always()}}", "${{!cancelled()}}",
      "github.event_name=='pull_request'",
    ].contains(text)
  }
}

extension ScanCoverage.Use {
  /// Whether the step's failure fails the run.
  var blocks: Bool { activity.blocking && !job.toleratesFailure }
}
