internal import ReadinessModel

/// What holds for all steps of a job.
struct StepContext {
  var shell: String?
  var folder: String
  var env: [String: String]
  /// Names around the step, in lower case: they say what it is for.
  var title: String
  var inputs: [String: String]

  init(
    workflow: ConfigurationNode,
    job: ConfigurationNode,
    title: String,
    inputs: [String: String]
  ) {
    let defaults = [job["defaults"]?["run"], workflow["defaults"]?["run"]].compactMap { $0 }
    shell = defaults.lazy.compactMap { $0["shell"]?.string }.first
    let runner = job["runs-on"]?.strings.joined(separator: " ").lowercased() ?? ""
    if shell == nil, runner.contains("windows") { shell = "pwsh" }
    folder = defaults.lazy.compactMap { $0["working-directory"]?.string }.first ?? ""
    let entries = (workflow["env"]?.entries ?? []) + (job["env"]?.entries ?? [])
    env = Dictionary(entries.compactMap { entry in entry.value.string.map { (entry.key, $0) } }) {
      _,
      last in last
    }
    self.title = ((workflow["name"]?.string ?? "") + " " + title).lowercased()
    self.inputs = inputs
  }
}

/// Reads the steps of a job or of an action of the repository.
struct StepReader {
  private static let mostSteps = 500
  private static let deepestAction = 5

  let file: RepositoryFile
  let library: WorkflowLibrary
  let expander: ScriptExpander
  let context: StepContext
  let events: Set<String>
  private(set) var actions: [ActionReference] = []
  private(set) var risks: [WorkflowRisk] = []
  private(set) var deployRecords: [DeployRecordStep] = []
  private(set) var skipped: [SkippedFile] = []
  /// Programs of the repository that the steps run, by the files of their source.
  private(set) var programs: Set<String> = []
  private var depth = 0

  init(
    file: RepositoryFile,
    library: WorkflowLibrary,
    expander: ScriptExpander,
    context: StepContext,
    events: Set<String>,
    depth: Int = 0
  ) {
    self.file = file
    self.library = library
    self.expander = expander
    self.context = context
    self.events = events
    self.depth = depth
  }

  mutating func read(_ steps: [ConfigurationNode]) -> [PipelineActivity] {
    var activities: [PipelineActivity] = []
    for (index, step) in steps.prefix(Self.mostSteps).enumerated() {
      var found = step["uses"] == nil ? run(step) : use(step)
      if found.contains(where: { $0.tool == OwnDeployRecord.tool }),
        !isCarriedOff(by: Array(steps[index..<min(steps.count, Self.mostSteps)]))
      {
        // What only the runner has is gone with it, and no trail of anything.
        found.removeAll { $0.tool == OwnDeployRecord.tool }
      } else if found.contains(where: { $0.tool == OwnDeployRecord.tool }), let node = step["run"] {
        deployRecords.append(
          DeployRecordStep(
            fields: OwnDeployRecord.fields(in: node.string ?? ""),
            location: node.location
          )
        )
      }
      let condition = step["if"]?.string
      if WorkflowExpression.isNever(condition) {
        found = found.map { $0.unblocked("its step never runs (if: false)") }
      } else if WorkflowExpression.isOnlyAfterFailure(condition) {
        found = found.map { $0.unblocked("its step runs only after a failure") }
      }
      if let reason = Tolerance(step["continue-on-error"]).reason {
        found = found.map { $0.unblocked(reason) }
      }
      activities += found
    }
    return activities
  }

  /// Whether one of some steps, the first of which writes a ledger, carries it off the runner.
  private func isCarriedOff(by steps: [ConfigurationNode]) -> Bool {
    let uses = steps.compactMap { $0["uses"]?.string }
    if uses.contains(where: OwnDeployRecord.keeps) { return true }
    let scripts = steps.compactMap { $0["run"]?.string }
    return OwnDeployRecord.isCarriedOff(by: scripts, in: library.files)
  }

  // MARK: - Scripts

  private mutating func run(_ step: ConfigurationNode) -> [PipelineActivity] {
    guard let node = step["run"], let text = node.string else { return [] }
    noteInjection(text, step: step, at: node)
    noteCheckout(of: text, at: node.location)
    let script = WorkflowExpression.substitute(context.inputs, in: text, context: "inputs")
    let folder = folder(of: step)
    var found: [ScriptActivity] = []
    if let manners = Self.manners(of: step["shell"]?.string ?? context.shell) {
      found = expander.activities(of: script, manners: manners, folder: folder)
      let calls = ProgramCalls(files: expander.files, manifests: expander.manifests)
      programs.formUnion(calls.programs(of: script, folder: folder))
    }
    let title = title(of: step)
    let isOwn = found.contains { $0.tool == OwnDeployRecord.tool }
    if !isOwn, let fields = DeployRecordFields.recorded(by: script, title: title) {
      deployRecords.append(DeployRecordStep(fields: fields, location: node.location))
      if !found.contains(where: { $0.kind == .deployRecord }) {
        found.append(ScriptActivity(kind: .deployRecord, tool: "script", line: 0))
      }
    } else if found.contains(where: { $0.kind == .deployRecord && $0.tool != OwnDeployRecord.tool })
    {
      deployRecords.append(
        DeployRecordStep(fields: DeployRecordFields.ofHost(script), location: node.location)
      )
    }
    let first = firstLine(of: node)
    return found.filter { isBelievable($0.kind, title: title + " " + $0.tool) }.map { activity in
      PipelineActivity(
        kind: activity.kind,
        tool: activity.tool,
        blocking: activity.ignoredBecause == nil,
        nonBlockingReason: activity.ignoredBecause,
        condition: step["if"]?.string,
        location: place(node, line: first + activity.line)
      )
    }
  }

  /// A restore is a test of it only where the words around it say so.
  private func isBelievable(_ kind: ActivityKind, title: String) -> Bool {
    guard kind == .restoreTest else { return true }
    let words = ["restore", "backup", "recover", "drill", "disaster", "dr-test"]
    let text = title.lowercased().replacing("pg_restore", with: "").replacing(
      "mongorestore",
      with: ""
    )
    return words.contains(where: text.contains)
  }

  private func title(of step: ConfigurationNode) -> String {
    let name = step["name"]?.string ?? step["id"]?.string ?? ""
    return (context.title + " " + name + " " + file.name).lowercased()
  }

  private func folder(of step: ConfigurationNode) -> String {
    let text = step["working-directory"]?.string ?? context.folder
    let known = WorkflowExpression.substitute(context.inputs, in: text, context: "inputs")
      .replacing("${{ github.workspace }}", with: ".")
    return PathText.join("", known) ?? ""
  }

  /// How a shell treats failures; nil for one whose scripts are no shell scripts.
  static func manners(of shell: String?) -> ShellManners? {
    guard let shell else { return ShellManners(stopsAtFailure: true, failsPipes: false) }
    let words = shell.split(separator: " ").map(String.init)
    switch words.first.map(PathText.name(of:)) {
    case "bash" where words.count == 1: return ShellManners(stopsAtFailure: true, failsPipes: true)
    case "sh" where words.count == 1: return ShellManners(stopsAtFailure: true, failsPipes: false)
    case "bash", "sh", "zsh", "nix", "nix-shell", "dash":
      let stops = words.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("e") }
      return ShellManners(stopsAtFailure: stops, failsPipes: words.contains("pipefail"))
    case "pwsh", "powershell", "cmd":
      return ShellManners(stopsAtFailure: false, failsPipes: false)
    default: return nil
    }
  }

  /// Lines between the place of a scalar and the first line of its text.
  private func firstLine(of node: ConfigurationNode) -> Int {
    let bytes = file.lines.bytes(ofLine: node.location.line)
    let text = String(decoding: bytes, as: UTF8.self).utf16
    let mark = text.dropFirst(node.location.column - 1).first
    return mark == UInt16(UInt8(ascii: "|")) || mark == UInt16(UInt8(ascii: ">")) ? 1 : 0
  }

  private func place(_ node: ConfigurationNode, line: Int) -> SourceLocation {
    line == 0 ? node.location : file.lines.location(ofLine: node.location.line + line)
  }

  // MARK: - Actions

  private mutating func use(_ step: ConfigurationNode) -> [PipelineActivity] {
    guard let node = step["uses"], let target = node.string else { return [] }
    let reference = ActionReference(use: target, location: node.location)
    actions.append(reference)
    let pairs = (step["with"]?.entries ?? []).compactMap { entry in
      entry.value.string.map {
        (
          entry.key.lowercased(),
          WorkflowExpression.substitute(context.inputs, in: $0, context: "inputs")
        )
      }
    }
    let inputs = Dictionary(pairs) { _, last in last }
    if target.hasPrefix("./") { return local(target, step: step, inputs: inputs) }
    if target.hasPrefix("docker://") {
      let image = String(target.dropFirst("docker://".count))
      let words =
        ["docker", "run", image] + (inputs["args"] ?? "").split(separator: " ").map(String.init)
      return CommandUnwrapper.unwrap(words).flatMap { CommandRecogniser.recognise($0) }
        .map { PipelineActivity($0, line: node.location, condition: step["if"]?.string) }
    }
    noteCheckout(action: reference.name, inputs: inputs, at: node.location)
    if let scripted = scripted(reference.name.lowercased(), step: step, inputs: inputs) {
      return scripted
    }
    var found = ActionRules.recognise(name: reference.name, inputs: inputs)
    found.removeAll { !isBelievable($0.kind, title: title(of: step)) }
    if found.contains(where: { $0.kind == .deployRecord }) {
      let fields = ["commit", "deployer", "environment", "status", "time"]
      deployRecords.append(DeployRecordStep(fields: fields, location: node.location))
    }
    return found.map {
      PipelineActivity($0, line: node.location, condition: step["if"]?.string)
    }
  }

  /// Actions that run a script handed to them.
  private mutating func scripted(
    _ name: String,
    step: ConfigurationNode,
    inputs: [String: String]
  ) -> [PipelineActivity]? {
    let location = step["uses"]?.location ?? step.location
    let condition = step["if"]?.string
    switch name {
    case "actions/github-script":
      guard let node = step["with"]?["script"], let script = node.string else { return [] }
      noteInjection(script, step: step, at: node)
      var found: [RecognisedActivity] = []
      if script.contains("createDeployment") {
        found.append(
          RecognisedActivity(kind: .deployRecord, tool: "github-script createDeployment")
        )
        let fields = DeployRecordFields.ofHost(script)
        deployRecords.append(DeployRecordStep(fields: fields, location: node.location))
      }
      let reads = [
        "getBranchProtection", "getBranchRules", "getRepoRuleset", "/rulesets", "/protection",
      ]
      if reads.contains(where: script.contains), !script.contains("updateBranchProtection") {
        found.append(RecognisedActivity(kind: .protectionCheck, tool: "github-script"))
      }
      return found.map { PipelineActivity($0, line: location, condition: condition) }
    case "nick-fields/retry", "nick-invision/retry", "azure/cli":
      guard let script = inputs["command"] ?? inputs["inlinescript"] else { return [] }
      let manners = ShellManners(stopsAtFailure: true, failsPipes: false)
      let forgives = inputs["continue_on_error"] == "true"
      return expander.activities(of: script, manners: manners, folder: folder(of: step)).map {
        let activity = PipelineActivity(
          kind: $0.kind,
          tool: $0.tool,
          blocking: $0.ignoredBecause == nil,
          nonBlockingReason: $0.ignoredBecause,
          condition: condition,
          location: location
        )
        return forgives ? activity.unblocked("continue_on_error") : activity
      }
    default: return nil
    }
  }

  /// An action of the repository: its steps count as if they stood here.
  private mutating func local(
    _ target: String,
    step: ConfigurationNode,
    inputs: [String: String]
  ) -> [PipelineActivity] {
    guard depth < Self.deepestAction, let folder = PathText.join("", target),
      let action = library.action(in: folder)
    else { return [] }
    guard action.root["runs"]?["using"]?.string == "composite" else { return [] }
    var known: [String: String] = [:]
    for input in action.root["inputs"]?.entries ?? [] {
      known[input.key] = input.value["default"]?.string ?? ""
    }
    for (name, value) in inputs { known[name] = value }
    var inner = context
    inner.inputs = known.filter { !$0.value.contains("${{") }
    inner.shell = nil
    inner.folder = ""
    inner.title += " " + (step["name"]?.string ?? "").lowercased()
    var reader = StepReader(
      file: action.file,
      library: library,
      expander: expander,
      context: inner,
      events: events,
      depth: depth + 1
    )
    let found = reader.read(action.root["runs"]?["steps"]?.items ?? [])
    actions += reader.actions
    risks += reader.risks
    deployRecords += reader.deployRecords
    skipped += reader.skipped
    programs.formUnion(reader.programs)
    return found.map { activity in
      var activity = activity
      activity.condition = activity.condition ?? step["if"]?.string
      return activity
    }
  }

  // MARK: - Risks

  private mutating func noteInjection(
    _ text: String,
    step: ConfigurationNode,
    at node: ConfigurationNode
  ) {
    var expressions = WorkflowExpression.attackerControlled(in: text)
    // The value may take the way round an environment variable, which an expression undoes.
    var env = context.env
    for entry in step["env"]?.entries ?? [] { env[entry.key] = entry.value.string ?? "" }
    for expression in WorkflowExpression.contents(of: text) where expression.hasPrefix("env.") {
      let value = env[String(expression.dropFirst(4))] ?? ""
      if !WorkflowExpression.attackerControlled(in: value).isEmpty {
        expressions.append(expression)
      }
    }
    guard let found = expressions.first else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.firstIndex { $0.contains(found) } ?? 0
    let detail = "the script contains \(found), which a stranger can choose"
    let location = place(node, line: firstLine(of: node) + line)
    risks.append(
      WorkflowRisk(
        kind: "script-injection",
        detail: detail,
        expressions: Set(expressions).sorted(),
        location: location
      )
    )
  }

  private var runsForStrangers: String? {
    ["pull_request_target", "workflow_run", "issue_comment"].first { events.contains($0) }
  }

  private mutating func noteCheckout(
    action: String,
    inputs: [String: String],
    at location: SourceLocation
  ) {
    guard action.lowercased() == "actions/checkout", let event = runsForStrangers else { return }
    let text = [inputs["ref"], inputs["repository"]].compactMap { $0 }.joined(separator: " ")
    let signs = [
      "pull_request.head", "head_ref", "refs/pull/", "workflow_run.head", "head_sha", "head_branch",
    ]
    guard signs.contains(where: text.contains) else { return }
    let detail = "\(event) runs with the repository's rights and checks out \(text.trimmingBlanks)"
    risks.append(WorkflowRisk(kind: "untrusted-checkout", detail: detail, location: location))
  }

  private mutating func noteCheckout(of script: String, at location: SourceLocation) {
    guard let event = runsForStrangers else { return }
    let fetches =
      script.contains("gh pr checkout")
      || script.contains("refs/pull/")
        && (script.contains("git fetch") || script.contains("git checkout"))
    guard fetches else { return }
    let detail = "\(event) runs with the repository's rights and checks out a pull request's code"
    risks.append(WorkflowRisk(kind: "untrusted-checkout", detail: detail, location: location))
  }
}
