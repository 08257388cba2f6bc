import ReadinessModel

/// A job that deploys, with its place in a file.
struct DeployJob: Sendable {
  /// The workflow that starts it.
  var workflow: Workflow
  /// The job as it was understood.
  var job: PipelineJob
  /// The file it stands in: the workflow's, or one that the workflow calls.
  var text: WorkflowText
  /// Its key in that file.
  var entry: YAMLEntry

  /// Words that say that an environment is for trying things out.
  private static let trials: Set<String> = [
    "staging", "stage", "dev", "development", "preview", "test", "testing", "qa", "sandbox", "demo",
    "local", "review",
  ]

  /// Every job that deploys and whose file can be edited; the others with the reason.
  static func all(in project: FixProject) -> (jobs: [DeployJob], refusals: [FixRefusal]) {
    var jobs: [DeployJob] = []
    var refusals: [FixRefusal] = []
    let workflows = project.facts.delivery.value?.workflows ?? []
    for workflow in workflows where !isOnlyCalled(workflow, by: workflows) {
      for job in workflow.jobs where job.activities.contains(where: { $0.kind == .deploy }) {
        let file = job.location.file
        do throws(YAMLObstacle) {
          let text = try WorkflowText.read(file, in: project.files)
          guard let entry = text.job(atLine: job.location.line - 1) else {
            throw YAMLObstacle(reason: "its jobs are not where they were", line: job.location.line)
          }
          jobs.append(DeployJob(workflow: workflow, job: job, text: text, entry: entry))
        } catch {
          refusals.append(
            FixRefusal(
              subject: "the job \(job.id) in \(workflow.path)",
              reason: "the places of its keys cannot be told: \(error.reason)",
              location: SourceLocation(file: file, line: error.line),
              next: "Give it an environment that asks for approval by hand."
            )
          )
        }
      }
    }
    return (jobs, refusals)
  }

  /// Whether a workflow starts only when others of the repository call it: its jobs are theirs.
  private static func isOnlyCalled(_ workflow: Workflow, by others: [Workflow]) -> Bool {
    guard workflow.triggers.allSatisfy({ $0.event == "workflow_call" }) else { return false }
    return others.contains { other in
      other.path != workflow.path && other.jobs.contains { $0.location.file == workflow.path }
    }
  }

  /// Whether the workflow runs for pull requests alone, and so changes no production.
  var isPreview: Bool {
    let events = Set(workflow.triggers.map(\.event))
    return !events.isEmpty && events.isSubset(of: ["pull_request", "pull_request_target"])
  }

  /// Whether the environment depends on who calls, so that no name can be told.
  var isComputed: Bool { job.environment?.contains("${{") == true }

  /// The word that says the job deploys to something else than production; nil for production.
  var trial: String? {
    let named = job.environment ?? [job.id, job.name].joined(separator: " ")
    let words = named.lowercased().split { !$0.isLetter }.map(String.init)
    if words.contains("production") || words.contains("prod") { return nil }
    if let word = words.first(where: Self.trials.contains) { return word }
    guard job.environment == nil else { return nil }
    let around = (workflow.name + " " + ProjectPath.name(of: workflow.path)).lowercased()
      .split { !$0.isLetter }.map(String.init)
    guard !around.contains("production"), !around.contains("prod") else { return nil }
    return around.first { Self.trials.contains($0) && !["test", "testing", "review"].contains($0) }
  }

  /// Whether the job stands in a file that the workflow calls.
  var isCalled: Bool { text.path != workflow.path }

  /// The key of the job in the workflow that starts it.
  var key: String { job.id.split(separator: "/").first.map { $0.trimmedBlanks } ?? job.id }

  /// The branch whose pushes start the workflow, nil when there is none or several.
  var branch: String? {
    let pushes = workflow.triggers.filter { $0.event == "push" }
    guard pushes.count == 1, let push = pushes.first, push.branches.count == 1,
      let branch = push.branches.first,
      !branch.contains(where: { "*?[!".contains($0) })
    else { return nil }
    return branch
  }
}

extension Substring {
  fileprivate var trimmedBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
