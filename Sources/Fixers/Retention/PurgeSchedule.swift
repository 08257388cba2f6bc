import ReadinessModel

/// The workflow that starts the purge every night.
struct PurgeSchedule {
  private(set) var edits: [SourceEdit] = []
  private(set) var followUps: [String] = []

  private static let path = ".github/workflows/purge.yml"

  init(_ site: JobSite, _ command: JobCommand, _ answers: FixAnswers) throws(FixObstacle) {
    try site.requireFree([Self.path], because: "it does not start the purge")
    let habits = WorkflowHabits(site.project)
    let isTask =
      switch answers[PurgeWhatIsPastItsTime.schedule] {
      case "ecs": true
      case "runner": false
      default: habits.cluster != nil
      }
    var values = [
      "environment": habits.environment,
      "region": habits.region,
      "checkout": KnownActions.use("actions/checkout", "v6"),
      "credentials": KnownActions.use("aws-actions/configure-aws-credentials", "v6"),
      "node": KnownActions.use("actions/setup-node", "v6"),
      "cluster": habits.cluster ?? "${{ vars.ECS_CLUSTER }}",
      "service": habits.service ?? "${{ vars.ECS_SERVICE }}",
      "words": "[" + command.words.map { "\"\($0)\"" }.joined(separator: ", ") + "]",
      "command": command.typed,
    ]
    if isTask {
      edits = [.create(path: Self.path, text: DisposalTemplate.taskWorkflow.render(values))]
      followUps = [
        "Give the environment \(habits.environment) the variable PURGE_ROLE_ARN of a role that may run"
          + " and describe tasks of the service (ecs:RunTask, ecs:DescribeServices, ecs:DescribeTasks,"
          + " ecs:DescribeTaskDefinition) and pass the task's own roles (iam:PassRole)."
      ]
      return
    }
    let names = site.settings
    values["nodeVersion"] = habits.nodeVersion
    let has = { (name: String) in
      site.project.files.contains(ProjectPath.join(site.package.folder, name))
    }
    values["install"] =
      has("yarn.lock")
      ? "yarn install --frozen-lockfile" : has("package-lock.json") ? "npm ci" : "npm install"
    values["folder"] =
      site.package.folder.isEmpty
      ? "" : "    defaults:\n      run:\n        working-directory: \(site.package.folder)"
    values["build"] = site.package.scripts["build"] == nil ? "" : "      - run: npm run build"
    values["secrets"] = names.map { "          \($0): ${{ secrets.\($0) }}" }.joined(
      separator: "\n"
    )
    edits = [.create(path: Self.path, text: DisposalTemplate.runnerWorkflow.render(values))]
    followUps = [
      "Give the environment \(habits.environment) the secrets \(names.joined(separator: ", ")); the runner"
        + " has to reach the database."
    ]
  }
}

extension JobSite {
  /// Settings that the file with the connection reads from the environment.
  var settings: [String] {
    guard let text = project.files.text(of: store.file) else { return ["DATABASE_URL"] }
    var names: [String] = []
    for part in text.components(after: "process.env.").prefix(40) {
      let name = String(part.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
      if !name.isEmpty, name != "NODE_ENV", !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? ["DATABASE_URL"] : names
  }
}

extension String {
  /// What follows each occurrence of a text.
  fileprivate func components(after mark: String) -> [Substring] {
    ranges(of: mark).map { self[$0.upperBound...] }
  }
}
