import ReadinessModel

/// A tool proposes updates of every kind of dependency the product has.
///
/// ## Why it matters
/// Updates that nobody proposes wait until a vulnerability forces them.
///
/// ## What is inspected
/// Configuration of tools that propose updates, and the kinds of dependency they cover beside the
/// manifests in the repository.
///
/// ## What this cannot show
/// Whether the proposals are merged, and tools switched on at the git host alone.
enum DependencyUpdatesAreProposed: Check {
  static let severity = Severity.low

  /// The tools, and the kinds of dependency there are.
  struct Subject: Codable, Hashable, Sendable {
    var tools: [UpdateTool]
    var manifests: [DependencyManifest]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.delivery.map { delivery in
      Subject(
        tools: delivery.updateTools,
        manifests: facts.application.value?.manifests ?? [],
        home: facts.rootManifest
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.tools.isEmpty else {
      return absent(
        "No tool proposes updates of dependencies",
        belongs: subject.home,
        lookedFor: "a configuration of Dependabot or Renovate",
        next: "Configure a tool that proposes updates every week."
      )
    }
    let covered = subject.tools.flatMap(\.ecosystems).map { family($0) }
    let coversAll = subject.tools.contains { tool in
      tool.product == "renovate" && (tool.ecosystems.isEmpty || tool.ecosystems.contains("*"))
    }
    let missing = Dictionary(grouping: subject.manifests) { family($0.ecosystem) }
      .filter { !coversAll && !covered.contains($0.key) }
    let items = missing.sorted { $0.key < $1.key }.map { ecosystem, manifests in
      finding(
        .doesNotHold,
        "No tool proposes updates for \(quoted(ecosystem)) (\(quoted(manifests[0].manifest.file)))",
        at: manifests.map(\.manifest),
        resource: ecosystem,
        lookedFor: "an entry for \(quoted(ecosystem)) in \(quoted(subject.tools[0].location.file))",
        next: "Add the ecosystem to the tool's configuration."
      )
    }
    if !coversAll, covered.isEmpty {
      return [
        finding(
          .unconfirmed,
          "\(listed(subject.tools.map(\.product))) is configured, but for no kind of dependency that"
            + " was recognised",
          at: subject.tools.map(\.location)
        )
      ]
    }
    return eachItem(items) {
      holds(
        "\(listed(Set(subject.tools.map(\.product)).sorted())) proposes updates of"
          + " \(coversAll ? "every kind of dependency" : listed(Set(covered).sorted()))",
        at: subject.tools.map(\.location)
      )
    }
  }

  /// Package managers of one ecosystem count as one.
  private static func family(_ ecosystem: String) -> String {
    switch ecosystem.lowercased() {
    case "npm", "yarn", "pnpm", "bun": "npm"
    case "pip", "pipenv", "poetry", "uv", "pip-compile", "pypi": "pip"
    case "docker", "dockerfile", "docker-compose": "docker"
    case "gomod", "go": "go"
    default: ecosystem.lowercased()
    }
  }
}
