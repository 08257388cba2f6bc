package import ReadinessModel

/// Lets Dependabot propose updates of every kind of dependency a repository has.
///
/// Updates wait a week after their release: most releases that were tampered with are taken back within
/// days, and updates that close a vulnerability do not wait.
package enum ProposeDependencyUpdates: Fixer {
  package static let title = "Propose updates of every kind of dependency"
  package static let aliases = ["pipeline", "dependabot"]
  package static let controls: [ControlID] = ["SEC-6"]
  package static let checks: [CheckID] = ["dependency-updates-are-proposed"]
  package static let decisions: [FixDecision] = []

  private static let path = ".github/dependabot.yml"

  /// One kind of dependency, and the folders it is in.
  private struct Ecosystem {
    var name: String
    var folders: [String]
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard PipelineHost.obstacle(in: project, "updates of dependencies") == nil,
      let delivery = project.facts.delivery.value
    else { return FixProposal() }
    let tools = delivery.updateTools
    // Renovate finds every kind by itself.
    guard !tools.contains(where: { $0.product != "dependabot" }) else { return FixProposal() }
    let covered = Set(tools.flatMap(\.ecosystems).map(family))
    let missing = ecosystems(project).filter { !covered.contains(family($0.name)) }
    guard !missing.isEmpty else { return FixProposal() }
    let blocks = missing.map(block)
    let change: FixChange
    if let file = [path, ".github/dependabot.yaml"].first(where: project.files.contains) {
      guard let text = WorkflowText(file, in: project.files), let updates = text.root["updates"],
        let last = updates.items.last
      else {
        return .refusing(
          "updates of \(missing.map(\.name).joined(separator: ", "))",
          because: "\(file) has no list of updates that could be added to",
          at: SourceLocation(file: file, line: 1),
          next: "Add an entry for each by hand."
        )
      }
      let column = String(repeating: " ", count: last.column)
      let lines = blocks.flatMap { $0 }.map { column + $0 }
      change = FixChange(
        title: "Propose updates of \(missing.map(\.name).joined(separator: ", ")) as well",
        reason: "Updates that nobody proposes wait until a vulnerability forces them.",
        applicability: .safe,
        edits: [text.insert(lines, before: last.lines.upperBound)]
      )
    } else {
      let body = blocks.map { $0.map { "  " + $0 }.joined(separator: "\n") }.joined(separator: "\n")
      let text = """
        # Proposes updates every week. They wait seven days after a release, since releases that were
        # tampered with are mostly found within days; updates that close a vulnerability do not wait.
        version: 2
        updates:
        \(body)

        """
      change = FixChange(
        title: "Propose updates of \(missing.map(\.name).joined(separator: ", "))",
        reason: "Updates that nobody proposes wait until a vulnerability forces them.",
        applicability: .safe,
        edits: [.create(path: path, text: text)]
      )
    }
    return FixProposal(changes: [change])
  }

  private static func block(_ ecosystem: Ecosystem) -> [String] {
    let place =
      ecosystem.folders.count == 1
      ? ["  directory: \(quoted(ecosystem.folders[0]))"]
      : ["  directories:"] + ecosystem.folders.map { "    - \(quoted($0))" }
    return ["- package-ecosystem: \(ecosystem.name)"] + place + [
      "  schedule:", "    interval: weekly", "  cooldown:", "    default-days: 7", "  groups:",
      "    minor-and-patch:", "      update-types: [minor, patch]",
    ]
  }

  private static func quoted(_ folder: String) -> String {
    let path = "/" + folder
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return isPlain
      ? path : "\"\(path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  // MARK: - What there is

  private static func ecosystems(_ project: FixProject) -> [Ecosystem] {
    var folders: [String: Set<String>] = [:]
    for manifest in project.facts.application.value?.manifests ?? [] {
      guard let name = name(of: manifest.ecosystem, in: project) else { continue }
      let file = manifest.lockfile ?? manifest.manifest.file
      folders[name, default: []].insert(ProjectPath.folder(of: file))
    }
    for container in project.facts.infrastructure.value?.containers ?? [] {
      folders["docker", default: []].insert(ProjectPath.folder(of: container.location.file))
    }
    for root in project.facts.infrastructure.value?.roots ?? [] {
      folders["terraform", default: []].insert(root == "." ? "" : root)
    }
    if project.files.paths.contains(where: WorkflowText.isWorkflow) {
      folders["github-actions", default: []].insert("")
    }
    return folders.sorted { $0.key < $1.key }
      .map { Ecosystem(name: $0.key, folders: $0.value.sorted()) }
  }

  /// What Dependabot calls a kind of dependency; nil for those it does not know.
  private static func name(of ecosystem: String, in project: FixProject) -> String? {
    switch ecosystem {
    case "npm": "npm"
    case "pip": project.files.contains("uv.lock") ? "uv" : "pip"
    case "go", "gomod": "gomod"
    case "bundler", "cargo", "composer", "pub", "swift": ecosystem
    case "hex": "mix"
    case "docker", "github-actions", "terraform": ecosystem
    default: nil
    }
  }

  private static func family(_ name: String) -> String {
    switch name {
    case "npm", "yarn", "pnpm", "bun": "npm"
    case "pip", "uv", "poetry", "pipenv": "pip"
    case "docker", "docker-compose": "docker"
    case "gomod", "go": "gomod"
    default: name
    }
  }
}
