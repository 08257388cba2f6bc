internal import ReadinessModel

/// Reads the settings around the pipeline: owners, templates, updates, migrations, protection.
struct RepositorySettings {
  let files: RepositoryFiles
  private(set) var skipped: [SkippedFile] = []

  init(files: RepositoryFiles) { self.files = files }

  // MARK: - Code owners

  /// The file the host uses: the first of its three places.
  func codeOwners() -> CodeOwners? {
    let places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"]
    guard let file = places.lazy.compactMap({ files[$0] }).first else { return nil }
    var entries: [CodeOwnerEntry] = []
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.prefix(20_000).enumerated() {
      let code = line.trimmingBlanks
      guard !code.isEmpty, !code.hasPrefix("#"), !code.hasPrefix("[") else { continue }
      let words = Self.words(of: code)
      guard let pattern = words.first else { continue }
      let owners = words.dropFirst().prefix { !$0.hasPrefix("#") }
      // The host takes handles, teams and addresses; anything else owns nothing.
      let valid = owners.filter {
        $0.hasPrefix("@") && $0.count > 1 || $0.contains("@") && $0.contains(".")
      }
      let location = SourceLocation(file: file.path, line: index + 1)
      entries.append(CodeOwnerEntry(pattern: pattern, owners: Array(valid), location: location))
    }
    return CodeOwners(entries: entries, location: file.start)
  }

  /// Splits at blanks that no backslash protects.
  private static func words(of line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character.isWhitespace {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  // MARK: - Templates

  func templates() -> [RepositoryTemplate] {
    var templates: [RepositoryTemplate] = []
    for path in files.paths {
      guard let kind = Self.templateKind(of: path) else { continue }
      let mentionsIncident = kind == "issue" && isAboutIncidents(path)
      templates.append(
        RepositoryTemplate(
          kind: mentionsIncident ? "incident" : kind,
          location: SourceLocation(file: path, line: 1)
        )
      )
    }
    return templates
  }

  private static func templateKind(of path: String) -> String? {
    let lower = path.lowercased()
    let places = ["", ".github/", "docs/", ".gitlab/"]
    guard let place = places.last(where: { lower.hasPrefix($0) }) else { return nil }
    let rest = lower.dropFirst(place.count)
    if rest.hasPrefix("pull_request_template/") || rest.hasPrefix("merge_request_templates/") {
      return "pull-request"
    }
    if rest.hasPrefix("pull_request_template."), !rest.contains("/") { return "pull-request" }
    if rest.hasPrefix("issue_template/") || rest.hasPrefix("issue_templates/") {
      let name = PathText.name(of: lower)
      return name == "config.yml" || name == "config.yaml" ? nil : "issue"
    }
    if rest.hasPrefix("issue_template."), !rest.contains("/") { return "issue" }
    return nil
  }

  private func isAboutIncidents(_ path: String) -> Bool {
    let name = PathText.name(of: path).lowercased()
    if ["incident", "outage", "postmortem", "post-mortem"].contains(where: name.contains) {
      return true
    }
    let head = files[path]?.text.prefix(400).lowercased() ?? ""
    return head.split(separator: "\n").prefix(8).contains { line in
      let isTitle = ["name:", "title:", "#", "labels:"].contains { line.hasPrefix($0) }
      return isTitle && line.contains("incident")
    }
  }

  // MARK: - Dependency updates

  mutating func updateTools() -> [UpdateTool] {
    var tools: [UpdateTool] = []
    for path in [".github/dependabot.yml", ".github/dependabot.yaml"] {
      guard let file = files[path], let root = readYAML(file) else { continue }
      let entries = root["updates"]?.items ?? []
      let ecosystems = entries.filter {
        $0["open-pull-requests-limit"]?.int != 0 || $0["groups"] != nil
      }
      .compactMap { $0["package-ecosystem"]?.string }
      guard !ecosystems.isEmpty else { continue }
      tools.append(
        UpdateTool(
          product: "dependabot",
          ecosystems: Set(ecosystems).sorted(),
          location: file.start
        )
      )
    }
    if let renovate = renovate() { tools.append(renovate) }
    return tools
  }

  private mutating func renovate() -> UpdateTool? {
    let places = [
      "renovate.json", "renovate.json5", ".github/renovate.json", ".github/renovate.json5",
      ".renovaterc", ".renovaterc.json", ".renovaterc.json5", ".gitlab/renovate.json",
    ]
    if let path = places.first(where: { files[$0] != nil }), let file = files[path] {
      do throws(ConfigurationFailure) {
        guard let root = try JSONReader.read(file), root["enabled"]?.bool != false else {
          return nil
        }
        let managers = root["enabledManagers"]?.strings ?? []
        let all = managers.isEmpty ? ["all"] : Set(managers).sorted()
        return UpdateTool(product: "renovate", ecosystems: all, location: file.start)
      } catch {
        skipped.append(error.skipped(mattersFor: ["dependency updates"]))
        return nil
      }
    }
    guard let file = files["package.json"], let root = try? JSONReader.read(file),
      let node = root["renovate"]
    else { return nil }
    return UpdateTool(product: "renovate", ecosystems: ["all"], location: node.location)
  }

  // MARK: - Migrations and protection

  /// Folders that hold database migrations, by what is in them.
  func schemaMigrations() -> [SourceLocation] {
    var firsts: [String: String] = [:]
    for path in files.paths {
      let components = path.split(separator: "/").map { $0.lowercased() }
      guard components.count > 1, !components.contains("node_modules"),
        let index = components.dropLast().lastIndex(where: Self.isMigrationsFolder),
        Self.isMigration(components[components.count - 1])
      else { continue }
      let folder = path.split(separator: "/").prefix(index + 1).joined(separator: "/")
      if firsts[folder] == nil { firsts[folder] = path }
    }
    return firsts.sorted { $0.key < $1.key }.map { SourceLocation(file: $0.value, line: 1) }
  }

  private static func isMigrationsFolder(_ name: String) -> Bool {
    ["migrations", "migration", "migrate", "drizzle"].contains(name)
  }

  private static func isMigration(_ name: String) -> Bool {
    let isScript = ["sql", "ts", "js", "py", "rb", "mjs", "cjs", "xml", "go"]
      .contains(PathText.fileExtension(of: name))
    guard isScript, name != "index.ts", name != "index.js", name != "__init__.py" else {
      return false
    }
    return !name.contains(".test.") && !name.contains(".spec.")
  }

  /// Rules for branches that are kept, and so reviewed, as files.
  func protectionFiles() -> [SourceLocation] {
    var found: [SourceLocation] = []
    for file in files.withExtension("json", "yml", "yaml") {
      let isNear =
        file.path.hasPrefix(".github/") || file.path.contains("ruleset")
        || file.path.contains("protection") || file.folder.isEmpty
      guard isNear, file.bytes.count < 200_000, !file.path.hasPrefix(".github/workflows/") else {
        continue
      }
      let text = file.text
      let isRuleset =
        text.contains("\"enforcement\"") && text.contains("\"rules\"")
        && text.contains("\"conditions\"")
      let isClassic =
        text.contains("required_pull_request_reviews")
        || text.contains("required_approving_review_count")
      if isRuleset || isClassic { found.append(file.start) }
    }
    for file in files.withExtension("tf") where file.bytes.count < 1_000_000 {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      let kinds = [
        "\"github_branch_protection\"", "\"github_branch_protection_v3\"",
        "\"github_repository_ruleset\"", "\"github_organization_ruleset\"",
        "\"gitlab_branch_protection\"",
      ]
      for (index, line) in lines.enumerated() where line.hasPrefix("resource") {
        if kinds.contains(where: line.contains) {
          found.append(SourceLocation(file: file.path, line: index + 1))
        }
      }
    }
    return found.sorted()
  }

  private mutating func readYAML(_ file: RepositoryFile) -> ConfigurationNode? {
    do throws(ConfigurationFailure) {
      return try YAMLReader.read(file)
    } catch {
      skipped.append(error.skipped(mattersFor: ["dependency updates"]))
      return nil
    }
  }
}
