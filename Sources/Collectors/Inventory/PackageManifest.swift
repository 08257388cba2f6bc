package import ReadinessModel

/// What a `package.json` says.
package struct PackageManifest: Sendable, Hashable {
  /// One dependency of a package.
  package struct Dependency: Sendable, Hashable {
    /// Name of the package depended on.
    package var name: String
    /// Version range as written.
    package var version: String
    /// Whether it is needed at run time, not for development alone.
    package var isRuntime: Bool
    /// The line that names it.
    package var location: SourceLocation
  }

  /// Name of the package; empty when it has none.
  package var name: String
  /// Folder of the manifest; empty for the root.
  package var folder: String
  /// Path of the manifest.
  package var path: String
  /// Patterns of the folders of workspace members.
  package var workspaces: [String]
  /// Dependencies, in order.
  package var dependencies: [Dependency]
  /// Scripts by name.
  package var scripts: [String: String]
  /// Entry points by subpath: `.` for the package itself, then its `exports`.
  package var entryPoints: [String: String]
  /// Private aliases, the `imports` whose names begin with `#`.
  package var imports: [String: String]
  /// The whole file.
  package var root: ConfigurationNode

  /// Reads a manifest; nil when it is no object.
  package init?(_ file: RepositoryFile) throws(ConfigurationFailure) {
    guard let root = try JSONReader.read(file), case .mapping = root.content else { return nil }
    self.root = root
    name = root["name"]?.string ?? ""
    folder = file.folder
    path = file.path
    workspaces =
      (root["workspaces"]?["packages"] ?? root["workspaces"])?.items.compactMap(\.string) ?? []
    let groups = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]
    dependencies = groups.flatMap { group in
      (root[group]?.entries ?? []).map { entry in
        Dependency(
          name: entry.key,
          version: entry.value.string ?? "",
          isRuntime: group != "devDependencies",
          location: entry.keyLocation
        )
      }
    }
    let scriptEntries = (root["scripts"]?.entries ?? []).compactMap { entry in
      entry.value.string.map { (entry.key, $0) }
    }
    scripts = Dictionary(scriptEntries) { _, last in last }
    imports = Self.targets(of: root["imports"])
    var points = Self.targets(of: root["exports"])
    for key in ["main", "module", "source", "types"] where points["."] == nil {
      points["."] = root[key]?.string
    }
    entryPoints = points
  }

  /// Finds a dependency by name, nil when there is none.
  package func dependency(_ name: String) -> Dependency? {
    dependencies.first { $0.name == name }
  }

  /// Resolves each subpath to one target, preferring source over what a build makes of it.
  private static func targets(of node: ConfigurationNode?) -> [String: String] {
    guard let node else { return [:] }
    let isSubpaths = node.entries.contains { $0.key.hasPrefix(".") || $0.key.hasPrefix("#") }
    guard isSubpaths else { return target(of: node, depth: 0).map { [".": $0] } ?? [:] }
    var targets: [String: String] = [:]
    for entry in node.entries { targets[entry.key] = target(of: entry.value, depth: 0) }
    return targets
  }

  private static func target(of node: ConfigurationNode, depth: Int) -> String? {
    if let text = node.string { return text }
    guard depth < 8 else { return nil }
    if let first = node.items.first { return target(of: first, depth: depth + 1) }
    for condition in ["source", "development", "import", "node", "require", "default", "types"] {
      if let next = node[condition], let found = target(of: next, depth: depth + 1) {
        return found
      }
    }
    return nil
  }
}
