internal import ReadinessModel

/// Reads one workflow, following what it calls in the same repository.
struct WorkflowReader {
  private static let deepestCall = 5
  private static let mostJobs = 400

  let file: RepositoryFile
  let root: ConfigurationNode
  let library: WorkflowLibrary
  let expander: ScriptExpander
  private(set) var deployRecords: [DeployRecordStep] = []
  private(set) var skipped: [SkippedFile] = []
  private var actions: [ActionReference] = []
  private var risks: [WorkflowRisk] = []

  init(
    file: RepositoryFile,
    root: ConfigurationNode,
    library: WorkflowLibrary,
    expander: ScriptExpander
  ) {
    self.file = file
    self.root = root
    self.library = library
    self.expander = expander
  }

  mutating func read() -> Workflow {
    let triggers = WorkflowTriggers.read(root["on"])
    let jobEntries = root["jobs"]?.entries ?? []
    var permissions = WorkflowPermissions.read(root["permissions"])
    let perJob = jobEntries.map { WorkflowPermissions.read($0.value["permissions"]) }
    if permissions == nil, !perJob.isEmpty, perJob.allSatisfy({ $0 != nil }) {
      permissions = WorkflowPermissions.union(perJob.compactMap { $0 })
    }
    noteExcessivePermissions(root["permissions"])
    for entry in jobEntries { noteExcessivePermissions(entry.value["permissions"]) }
    let scope = Scope(root: root, events: Set(triggers.map(\.event)), file: file)
    var jobs = self.jobs(of: scope, depth: 0)
    resolveNeeds(in: &jobs)
    return Workflow(
      name: root["name"]?.string ?? file.path,
      path: file.path,
      host: "github-actions",
      triggers: triggers,
      jobs: jobs.map(\.job),
      permissions: permissions ?? [:],
      declaresPermissions: permissions != nil,
      actions: unique(actions).sorted { $0.location < $1.location },
      risks: unique(risks).sorted { $0.location < $1.location },
      location: file.start
    )
  }

  // MARK: - Jobs

  /// What surrounds the jobs of one file.
  private struct Scope {
    var root: ConfigurationNode
    var events: Set<String>
    var file: RepositoryFile
    /// Inputs of a called workflow whose values are known.
    var inputs: [String: String] = [:]
  }

  private struct ReadJob {
    /// The key in the file that begins the chain of calls.
    var key: String
    var job: PipelineJob
  }

  private mutating func jobs(of scope: Scope, depth: Int) -> [ReadJob] {
    var made: [ReadJob] = []
    for entry in scope.root["jobs"]?.entries ?? [] where made.count < Self.mostJobs {
      if let target = entry.value["uses"]?.string {
        made += called(target, entry: entry, scope: scope, depth: depth)
      } else {
        made.append(ReadJob(key: entry.key, job: job(entry, scope: scope)))
      }
    }
    return made
  }

  private mutating func job(_ entry: ConfigurationNode.Entry, scope: Scope) -> PipelineJob {
    let node = entry.value
    let title = text(node["name"]?.string, scope) ?? entry.key
    let condition = node["if"]?.string
    let tolerance = Tolerance(node["continue-on-error"])
    var steps = StepReader(
      file: scope.file,
      library: library,
      expander: expander,
      context: StepContext(workflow: scope.root, job: node, title: title, inputs: scope.inputs),
      events: scope.events
    )
    var activities = steps.read(node["steps"]?.items ?? [])
    if WorkflowExpression.isNever(condition) {
      activities = activities.map { $0.unblocked("its job never runs (if: false)") }
    } else if let reason = tolerance.reason {
      activities = activities.map { $0.unblocked("its job may fail (\(reason))") }
    }
    take(steps)
    let environment = node["environment"]?.string ?? node["environment"]?["name"]?.string
    return PipelineJob(
      id: entry.key,
      name: title,
      needs: node["needs"]?.strings ?? [],
      environment: text(environment, scope),
      condition: condition,
      toleratesFailure: tolerance.reason != nil,
      activities: activities,
      checkRuns: WorkflowMatrix.checkRuns(
        of: node,
        id: entry.key,
        title: text(node["name"]?.string, scope)
      ),
      programs: steps.programs.sorted(),
      location: entry.keyLocation
    )
  }

  private mutating func take(_ steps: StepReader) {
    actions += steps.actions
    risks += steps.risks
    deployRecords += steps.deployRecords
    skipped += steps.skipped
  }

  private func text(_ text: String?, _ scope: Scope) -> String? {
    text.map { WorkflowExpression.substitute(scope.inputs, in: $0, context: "inputs") }
  }

  // MARK: - Called workflows

  private mutating func called(
    _ target: String,
    entry: ConfigurationNode.Entry,
    scope: Scope,
    depth: Int
  ) -> [ReadJob] {
    let node = entry.value
    let location = node["uses"]?.location ?? entry.keyLocation
    if node["secrets"]?.string == "inherit" {
      let detail = "every secret is handed to \(target)"
      risks.append(
        WorkflowRisk(
          kind: "secrets-inherit",
          detail: detail,
          location: node["secrets"]?.location ?? location
        )
      )
    }
    let title = text(node["name"]?.string, scope) ?? entry.key
    let inputs = Dictionary(
      (node["with"]?.entries ?? []).compactMap { entry in
        entry.value.string.map { (entry.key, text($0, scope) ?? $0) }
      }
    ) { _, last in last }
    guard target.hasPrefix("./") else {
      return [
        ReadJob(key: entry.key, job: foreign(target, entry: entry, title: title, inputs: inputs))
      ]
    }
    let path = String(target.dropFirst(2))
    actions.append(ActionReference(name: target, reference: "", isPinned: true, location: location))
    guard depth < Self.deepestCall, let callee = library.root(of: path),
      let file = library.files[path]
    else {
      let reason = "job '\(entry.key)' calls \(path), which could not be read"
      skipped.append(SkippedFile(file: scope.file.path, reason: reason, mattersFor: ["pipeline"]))
      let empty = PipelineJob(
        id: entry.key,
        name: title,
        toleratesFailure: false,
        location: entry.keyLocation
      )
      return [ReadJob(key: entry.key, job: empty)]
    }
    var defaults: [String: String] = [:]
    for input in WorkflowTriggers.callInputs(callee["on"]) {
      if let value = input.value["default"]?.string { defaults[input.key] = value }
    }
    let inner = Scope(
      root: callee,
      events: scope.events,
      file: file,
      inputs: defaults.merging(inputs.filter { !$0.value.contains("${{") }) { _, given in given }
        .filter { inputs[$0.key]?.contains("${{") != true }
    )
    let needs = node["needs"]?.strings ?? []
    return jobs(of: inner, depth: depth + 1).map { read in
      var job = read.job
      job.id = "\(entry.key) / \(job.id)"
      job.name = "\(title) / \(job.name)"
      job.checkRuns = job.checkRuns.map { "\(title) / \($0)" }
      job.needs = job.needs.map { "\(entry.key) / \($0)" } + needs
      let conditions = [node["if"]?.string, job.condition].compactMap { $0 }
      job.condition = conditions.isEmpty ? nil : conditions.joined(separator: " && ")
      if WorkflowExpression.isNever(node["if"]?.string) {
        job.activities = job.activities.map { $0.unblocked("its job never runs (if: false)") }
      }
      return ReadJob(key: entry.key, job: job)
    }
  }

  /// A workflow of another repository: known ones count for what they do, others are unknown.
  private mutating func foreign(
    _ target: String,
    entry: ConfigurationNode.Entry,
    title: String,
    inputs: [String: String]
  ) -> PipelineJob {
    let location = entry.value["uses"]?.location ?? entry.keyLocation
    let reference = ActionReference(use: target, location: location)
    actions.append(reference)
    let activities = ActionRules.recognise(name: reference.name, inputs: inputs)
    if activities.isEmpty {
      let reason = "job '\(entry.key)' runs a workflow of another repository (\(reference.name))"
      skipped.append(SkippedFile(file: file.path, reason: reason, mattersFor: ["pipeline"]))
    }
    return PipelineJob(
      id: entry.key,
      name: title,
      needs: entry.value["needs"]?.strings ?? [],
      condition: entry.value["if"]?.string,
      toleratesFailure: false,
      activities: activities.map { PipelineActivity($0, line: location, condition: nil) },
      location: entry.keyLocation
    )
  }

  /// A job that waits for a calling job waits for all that it calls.
  private func resolveNeeds(in jobs: inout [ReadJob]) {
    let ids = Set(jobs.map(\.job.id))
    let byKey = Dictionary(grouping: jobs, by: \.key).mapValues { $0.map(\.job.id) }
    for index in jobs.indices {
      jobs[index].job.needs = jobs[index].job.needs.flatMap { need in
        ids.contains(need) ? [need] : byKey[need] ?? [need]
      }
    }
  }

  // MARK: - Permissions

  private mutating func noteExcessivePermissions(_ node: ConfigurationNode?) {
    guard let node, node.string == "write-all" else { return }
    let detail = "the token may write everything (write-all)"
    risks.append(
      WorkflowRisk(kind: "excessive-permissions", detail: detail, location: node.location)
    )
  }

  private func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }
}

/// Whether a job or step may fail without failing what it belongs to.
struct Tolerance {
  /// Why its failure does not count, nil when it does.
  let reason: String?

  init(_ node: ConfigurationNode?) {
    guard let node, let text = node.string else {
      reason = nil
      return
    }
    switch WorkflowExpression.bare(text).lowercased() {
    case "false": reason = nil
    case "true": reason = "continue-on-error"
    default: reason = "continue-on-error depends on \(WorkflowExpression.bare(text))"
    }
  }
}

extension PipelineActivity {
  /// Creates an activity from what a command turned out to do.
  init(_ found: RecognisedActivity, line: SourceLocation, condition: String?) {
    self.init(
      kind: found.kind,
      tool: found.tool,
      blocking: found.forgivenBecause == nil,
      nonBlockingReason: found.forgivenBecause,
      hostRule: found.hostRule,
      condition: condition,
      location: line
    )
  }

  /// The activity when its failure is lost, the first reason kept.
  func unblocked(_ reason: String) -> PipelineActivity {
    var activity = self
    activity.blocking = false
    activity.nonBlockingReason = nonBlockingReason ?? reason
    return activity
  }
}

extension ActionReference {
  /// Creates a reference from what stands behind `uses:`.
  init(use: String, location: SourceLocation) {
    if use.hasPrefix("./") || use.hasPrefix("docker://") {
      let isPinned = use.hasPrefix("./") || use.contains("@sha256:")
      self.init(name: use, reference: "", isPinned: isPinned, location: location)
      return
    }
    let parts = use.split(separator: "@", maxSplits: 1).map(String.init)
    let reference = parts.count > 1 ? parts[1] : ""
    let isHash = [40, 64].contains(reference.utf8.count) && reference.allSatisfy(\.isHexDigit)
    self.init(name: parts.first ?? use, reference: reference, isPinned: isHash, location: location)
  }
}
