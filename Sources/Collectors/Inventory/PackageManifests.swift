package import ReadinessModel

/// Every `package.json` of the repository, and the workspace they form.
package struct PackageManifests: Sendable {
  /// The manifests, sorted by path.
  package let all: [PackageManifest]
  /// Manifests that could not be read.
  package let skipped: [SkippedFile]
  /// Folders of workspace roots with the folders of their members, sorted.
  package let workspaces: [(root: String, members: [String])]
  private let byFolder: [String: Int]
  private let byName: [String: Int]

  /// Reads the manifests of a repository.
  package init(_ files: RepositoryFiles) {
    var all: [PackageManifest] = []
    var skipped: [SkippedFile] = []
    for file in files.named("package.json") where !Self.isInstalled(file.path) {
      do throws(ConfigurationFailure) {
        if let manifest = try PackageManifest(file) { all.append(manifest) }
      } catch {
        skipped.append(error.skipped(mattersFor: ["packages", "vendors"]))
      }
    }
    self.all = all
    byFolder = Dictionary(all.enumerated().map { ($1.folder, $0) }) { first, _ in first }
    byName = Dictionary(all.enumerated().filter { !$1.name.isEmpty }.map { ($1.name, $0) }) {
      first,
      _ in first
    }
    var workspaces: [(root: String, members: [String])] = []
    let folders = all.map(\.folder)
    for root in Set(folders + files.named("pnpm-workspace.yaml").map(\.folder)).sorted() {
      let patterns = Self.patterns(
        ofRoot: root,
        manifest: all.first { $0.folder == root },
        files: files,
        skipped: &skipped
      )
      guard !patterns.isEmpty else { continue }
      workspaces.append((root, Self.members(of: root, patterns: patterns, among: folders)))
    }
    self.workspaces = workspaces
    self.skipped = skipped
  }

  /// The manifest in a folder, nil when there is none.
  package func manifest(in folder: String) -> PackageManifest? { byFolder[folder].map { all[$0] } }

  /// The manifest of a package by its name, nil when the repository has none.
  package func manifest(named name: String) -> PackageManifest? { byName[name].map { all[$0] } }

  /// The manifest that governs a path: the one in the nearest folder above it.
  package func manifest(governing path: String) -> PackageManifest? {
    var folder = PathText.folder(of: path)
    while true {
      if let found = manifest(in: folder) { return found }
      if folder.isEmpty { return nil }
      folder = PathText.folder(of: folder)
    }
  }

  /// The root of the workspace that a folder is a member of, nil when it is none.
  package func workspaceRoot(of folder: String) -> String? {
    workspaces.last { $0.members.contains(folder) }?.root
  }

  /// The packages as facts, the root's included.
  package var packages: [WorkspacePackage] {
    all.map { manifest in
      WorkspacePackage(
        name: manifest.name.isEmpty ? PathText.name(of: manifest.folder) : manifest.name,
        path: manifest.folder,
        manifest: SourceLocation(file: manifest.path, line: 1)
      )
    }
  }

  private static func isInstalled(_ path: String) -> Bool {
    path.hasPrefix("node_modules/") || path.contains("/node_modules/")
  }

  private static func patterns(
    ofRoot root: String,
    manifest: PackageManifest?,
    files: RepositoryFiles,
    skipped: inout [SkippedFile]
  ) -> [String] {
    var patterns = manifest?.workspaces ?? []
    let prefix = root.isEmpty ? "" : root + "/"
    do throws(ConfigurationFailure) {
      if let file = files[prefix + "pnpm-workspace.yaml"] {
        patterns += try YAMLReader.read(file)?["packages"]?.items.compactMap(\.string) ?? []
      }
      if let file = files[prefix + "lerna.json"] {
        patterns += try JSONReader.read(file)?["packages"]?.items.compactMap(\.string) ?? []
      }
    } catch {
      skipped.append(error.skipped(mattersFor: ["packages"]))
    }
    return patterns
  }

  private static func members(
    of root: String,
    patterns: [String],
    among folders: [String]
  ) -> [String] {
    var members: Set<String> = []
    for pattern in patterns.prefix(500) {
      let isNegated = pattern.hasPrefix("!")
      var text = isNegated ? String(pattern.dropFirst()) : pattern
      if text.hasPrefix("./") { text = String(text.dropFirst(2)) }
      while text.hasSuffix("/") { text = String(text.dropLast()) }
      let compiled = PathPattern(text)
      for folder in folders where folder != root && PathText.isPath(folder, in: root) {
        let relative = root.isEmpty ? folder : String(folder.dropFirst(root.count + 1))
        guard compiled.matches(relative) else { continue }
        if isNegated { members.remove(folder) } else { members.insert(folder) }
      }
    }
    return members.sorted()
  }
}
