import ReadinessModel

/// How changes reach production.
extension FactBook {
  mutating func readDelivery(_ delivery: DeliveryFacts, _ project: FixProject) {
    let workflows = delivery.workflows.sorted { $0.path < $1.path }
    if let first = workflows.first {
      self["workflows"] = DocumentFact(
        Phrase.counted(workflows.count, "workflow"),
        at: [first.location]
      )
    }
    let onPull = workflows.filter(Self.runsOnPullRequests)
    for (name, kind) in Self.kinds {
      readActivity(name, kind, workflows, onPull)
    }
    readRestore(workflows)
    readDeploys(workflows, project)
    readSettings(delivery)
    let actions = workflows.flatMap(\.actions)
    let loose = actions.filter { !$0.isPinned }
    count(
      "actions-unpinned",
      loose.count,
      of: "use of an action",
      plural: "uses of actions",
      at: loose.map(\.location)
    )
    if loose.isEmpty, let first = actions.first {
      self["actions-pinned"] = DocumentFact("\(actions.count)", at: [first.location])
    }
    let risks = workflows.flatMap(\.risks)
    count("workflow-risks", risks.count, of: "place", at: risks.map(\.location))
    let schedules = workflows.flatMap { workflow in workflow.triggers.compactMap(\.schedule) }
    if !schedules.isEmpty {
      self["scheduled"] = DocumentFact(
        Phrase.listed(Set(schedules).sorted().map(SafeWords.code), limit: 4)
      )
    }
  }

  private static let kinds: [(String, ActivityKind)] = [
    ("test", .test), ("build", .build), ("static", .staticAnalysis),
    ("dependencies", .dependencyScan), ("secrets", .secretScan), ("containers", .containerScan),
    ("infrastructure", .infrastructureScan), ("restore", .restoreTest),
    ("protection", .protectionCheck), ("migration", .migration), ("record", .deployRecord),
    ("signing", .signing), ("load", .loadTest),
  ]

  private static func runsOnPullRequests(_ workflow: Workflow) -> Bool {
    workflow.triggers.contains {
      ["pull_request", "merge_request", "merge_group"].contains($0.event)
    }
  }

  /// The workflow that restores a backup, by what starts it rather than by its tools.
  private mutating func readRestore(_ workflows: [Workflow]) {
    let restoring = workflows.first { workflow in
      workflow.jobs.contains { $0.activities.contains { $0.kind == .restoreTest } }
    }
    self["restore-workflow"] = restoring.map { DocumentFact(code: $0.path, at: [$0.location]) }
  }

  /// `pull.test`, `stops.test`, `scheduled.test`, `any.test`: what runs, what stops a merge.
  private mutating func readActivity(
    _ name: String,
    _ kind: ActivityKind,
    _ workflows: [Workflow],
    _ onPull: [Workflow]
  ) {
    let activities = { (workflows: [Workflow]) in
      workflows.flatMap { $0.jobs.flatMap(\.activities) }.filter { $0.kind == kind }
    }
    let fact = { (activities: [PipelineActivity]) -> DocumentFact? in
      guard !activities.isEmpty else { return nil }
      var seen: Set<String> = []
      let tools = activities.filter { seen.insert($0.tool).inserted }
      return DocumentFact(
        Phrase.listed(tools.map { SafeWords.code($0.tool) }, limit: 4),
        at: tools.map(\.location)
      )
    }
    self["any." + name] = fact(activities(workflows))
    let pulls = activities(onPull)
    self["pull." + name] = fact(pulls)
    self["stops." + name] = fact(pulls.filter(\.blocking))
    self["tolerated." + name] = pulls.contains(where: \.blocking) ? nil : fact(pulls)
    self["scheduled." + name] = fact(
      activities(workflows.filter { $0.triggers.contains { $0.schedule != nil } })
    )
  }

  // MARK: - Deployment

  private mutating func readDeploys(_ workflows: [Workflow], _ project: FixProject) {
    var rows: [FactRow] = []
    for workflow in workflows {
      for job in workflow.jobs {
        guard let step = job.activities.first(where: { $0.kind == .deploy }) else { continue }
        rows.append([
          "job": DocumentFact(code: job.id, at: [job.location]),
          "workflow": DocumentFact(code: workflow.path),
          "tool": DocumentFact(code: step.tool, at: [step.location]),
        ])
        if self["deploy-workflow"] == nil {
          self["deploy-workflow"] = DocumentFact(code: workflow.path, at: [workflow.location])
          readTriggers(workflow)
          readBranch(of: job, in: workflow, project)
          self["deploy-environment"] = job.environment.map {
            DocumentFact(code: $0, at: [job.location])
          }
          self[list: "deploy-commands"] = Self.commands(at: step.location, project).map {
            ["line": DocumentFact(code: $0)]
          }
        }
      }
    }
    self[list: "deploys"] = rows
    count("deploys.count", rows.count, of: "job")
  }

  private mutating func readTriggers(_ workflow: Workflow) {
    for trigger in workflow.triggers {
      if trigger.event == "push", trigger.tags?.isEmpty == false {
        self["deploy-on-tag"] = DocumentFact("tag", at: [workflow.location])
      }
      switch trigger.event {
      case "push" where !trigger.branches.isEmpty:
        self["deploy-on-push"] = DocumentFact(
          Phrase.listed(trigger.branches.map(SafeWords.code)),
          at: [workflow.location]
        )
      case "push" where trigger.tags != nil: break
      case "push":
        self["deploy-on-push"] = DocumentFact("any branch", at: [workflow.location])
      case "release": self["deploy-on-release"] = DocumentFact("release", at: [workflow.location])
      case "workflow_dispatch":
        self["deploy-by-hand"] = DocumentFact("by hand", at: [workflow.location])
      default: break
      }
    }
  }

  /// The branch that alone is deployed from, where it is not the one that work is merged into.
  private mutating func readBranch(
    of job: PipelineJob,
    in workflow: Workflow,
    _ project: FixProject
  ) {
    guard self["deploy-on-push"] != nil else { return }
    if let branch = workflow.onlyBranch(of: job) {
      self["deploy-on-push"] = DocumentFact(code: branch, at: [workflow.location])
    }
    let standard = project.facts.host.value?.defaultBranch ?? ""
    self["release-branch"] = workflow.releaseBranch(of: job, defaultBranch: standard).map {
      DocumentFact(code: $0, at: [job.location])
    }
  }

  /// The commands of a step, as the workflow has them.
  private static func commands(at place: SourceLocation, _ project: FixProject) -> [String] {
    guard let text = project.files.text(of: place.file) else { return [] }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let index = place.line - 1
    guard lines.indices.contains(index), let key = lines[index].firstRange(of: "run:") else {
      return []
    }
    let value = lines[index][key.upperBound...].drop { $0 == " " }
    guard value.hasPrefix("|") || value.hasPrefix(">") else {
      return value.isEmpty ? [] : [String(value)]
    }
    let depth = lines[index].distance(from: lines[index].startIndex, to: key.lowerBound)
    var made: [String] = []
    for line in lines[(index + 1)...].prefix(20) {
      let indent = line.prefix { $0 == " " }.count
      if !line.allSatisfy({ $0 == " " }), indent <= depth { break }
      made.append(String(line.dropFirst(min(indent, depth + 2))))
    }
    while made.last?.allSatisfy({ $0 == " " }) == true { made.removeLast() }
    return made.contains { $0.contains("```") } ? [] : made
  }

  // MARK: - Settings

  private mutating func readSettings(_ delivery: DeliveryFacts) {
    if let tool = delivery.updateTools.first {
      let names = ["dependabot": "Dependabot", "renovate": "Renovate"]
      self["update-tool"] = DocumentFact(
        names[tool.product] ?? SafeWords.prose(tool.product),
        at: [tool.location]
      )
    }
    if let owners = delivery.codeOwners {
      self["code-owners"] = DocumentFact(code: owners.location.file, at: [owners.location])
    }
    if let template = delivery.templates.first(where: { $0.kind == "pull-request" }) {
      self["pull-template"] = DocumentFact(code: template.location.file, at: [template.location])
    }
    if let step = delivery.deployRecords.first {
      self["deploy-record"] = DocumentFact(
        Phrase.listed(step.fields, limit: 12),
        at: [step.location]
      )
    }
    if let file = delivery.protectionFiles.first {
      self["protection-file"] = DocumentFact(code: file.file, at: [file])
    }
    if let migrations = delivery.schemaMigrations.first {
      var folder = ProjectPath.folder(of: migrations.file)
      // Some tools give each migration a folder of its own, named for its time.
      if ProjectPath.name(of: folder).first?.isNumber == true, folder.contains("/") {
        folder = ProjectPath.folder(of: folder)
      }
      self["migrations"] = DocumentFact(
        code: (folder.isEmpty ? migrations.file : folder + "/"),
        at: [migrations]
      )
    }
  }
}
