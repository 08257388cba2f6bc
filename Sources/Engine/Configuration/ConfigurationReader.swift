package import Collectors
import ReadinessModel

/// Reads `auditwright.yml`, and refuses what it does not know rather than ignoring it.
package enum ConfigurationReader {
  /// Reads the configuration in a file.
  package static func read(_ file: RepositoryFile) throws(EngineFailure) -> ProjectConfiguration {
    let root: ConfigurationNode?
    do throws(ConfigurationFailure) {
      root = try YAMLReader.read(file)
    } catch {
      throw .configuration(
        file: file.path,
        line: error.location.line,
        problem: error.reason,
        next: "Compare with the file that 'auditwright init' writes."
      )
    }
    var configuration = ProjectConfiguration()
    guard let root, !root.isNull else { return configuration }
    let settings = try mapping(root, "the file", keys: topLevel)
    if let version = settings["version"], version.int != 1 {
      throw problem(version, "the version must be 1", next: "Write version: 1.")
    }
    if let scope = settings["scope"] {
      configuration.categories = try categories(scope)
    }
    configuration.exclusions = try entries(settings["exclude"], "exclude").map(exclusion)
    if let guards = settings["guards"] {
      let kinds = try mapping(
        guards,
        "guards",
        keys: ["authentication", "authorization", "ownership"]
      )
      configuration.authenticationGuards = try names(kinds["authentication"], "authentication")
      configuration.authorizationGuards = try names(kinds["authorization"], "authorization")
      configuration.ownershipGuards = try names(kinds["ownership"], "ownership")
    }
    configuration.auditFunctions = try names(settings["audit-functions"], "audit-functions")
    configuration.publicRoutes = try entries(settings["public-routes"], "public-routes")
      .map(publicRoute)
    configuration.decisions = try decisions(settings["decisions"])
    configuration.engagement = try engagement(settings["engagement"])
    configuration.jobs = try jobs(settings["evidence"])
    return configuration
  }

  private static let topLevel = [
    "version", "scope", "exclude", "guards", "audit-functions", "public-routes", "decisions",
    "engagement", "evidence",
  ]

  // MARK: - Settings

  private static func categories(
    _ node: ConfigurationNode
  ) throws(EngineFailure) -> [FocusCategory] {
    let scope = try mapping(node, "scope", keys: ["categories"])
    guard let list = scope["categories"] else { return [] }
    var result: [FocusCategory] = []
    for name in try names(list, "categories") {
      guard let category = FocusCategory(rawValue: name) else {
        let known = FocusCategory.allCases.map(\.rawValue).joined(separator: ", ")
        throw problem(list, "there is no category '\(name)'", next: "Known: \(known).")
      }
      result.append(category)
    }
    return result
  }

  private static func exclusion(
    _ node: ConfigurationNode
  ) throws(EngineFailure) -> ProjectConfiguration.Exclusion {
    let entry = try mapping(node, "exclude", keys: ["path", "reason"])
    return ProjectConfiguration.Exclusion(
      path: try text(entry["path"], "path", in: node),
      reason: try text(entry["reason"], "reason", in: node)
    )
  }

  private static func publicRoute(
    _ node: ConfigurationNode
  ) throws(EngineFailure) -> ProjectConfiguration.PublicRoute {
    let entry = try mapping(node, "public-routes", keys: ["method", "path", "reason", "owner"])
    return ProjectConfiguration.PublicRoute(
      method: (entry["method"]?.string ?? "ANY").uppercased(),
      path: try text(entry["path"], "path", in: node),
      reason: try text(entry["reason"], "reason", in: node),
      owner: try text(entry["owner"], "owner", in: node),
      location: node.location
    )
  }

  /// Answers by name; which names there are is known to the fixers that ask.
  private static func decisions(
    _ node: ConfigurationNode?
  ) throws(EngineFailure) -> [String: String] {
    guard let node, !node.isNull else { return [:] }
    guard case .mapping(let entries) = node.content else {
      throw problem(node, "decisions must hold names and answers", next: "Write name: answer.")
    }
    var result: [String: String] = [:]
    for entry in entries {
      guard let answer = entry.value.string else {
        throw problem(
          entry.value,
          "the decision \(entry.key) has no answer",
          next: "Write \(entry.key): and the answer."
        )
      }
      result[entry.key] = answer
    }
    return result
  }

  // MARK: - Shapes

  static func mapping(
    _ node: ConfigurationNode,
    _ name: String,
    keys: [String]
  ) throws(EngineFailure) -> [String: ConfigurationNode] {
    guard case .mapping(let entries) = node.content else {
      throw problem(
        node,
        "\(name) must hold keys and values",
        next: "Known keys: \(keys.joined(separator: ", "))."
      )
    }
    for entry in entries where !keys.contains(entry.key) {
      throw .configuration(
        file: entry.keyLocation.file,
        line: entry.keyLocation.line,
        problem: "there is no setting '\(entry.key)' in \(name)",
        next: "Known: \(keys.joined(separator: ", "))."
      )
    }
    return Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  static func entries(
    _ node: ConfigurationNode?,
    _ name: String
  ) throws(EngineFailure) -> [ConfigurationNode] {
    guard let node, !node.isNull else { return [] }
    guard case .sequence(let items) = node.content else {
      throw problem(node, "\(name) must be a list", next: "Begin each entry with '- '.")
    }
    return items
  }

  static func names(
    _ node: ConfigurationNode?,
    _ name: String
  ) throws(EngineFailure) -> [String] {
    var result: [String] = []
    for item in try entries(node, name) {
      guard let text = item.string else {
        throw problem(item, "\(name) must be a list of names", next: "For example: [one, two].")
      }
      result.append(text)
    }
    return result
  }

  static func text(
    _ node: ConfigurationNode?,
    _ name: String,
    in entry: ConfigurationNode
  ) throws(EngineFailure) -> String {
    guard let text = node?.string, text.contains(where: { !$0.isWhitespace }) else {
      throw problem(entry, "the entry has no \(name)", next: "Write \(name): and what it is.")
    }
    return text
  }

  static func problem(
    _ node: ConfigurationNode,
    _ problem: String,
    next: String
  ) -> EngineFailure {
    .configuration(
      file: node.location.file,
      line: node.location.line,
      problem: problem,
      next: next
    )
  }
}
