package import ReadinessModel

/// Finds dependency manifests and the lock files that cover them.
package enum ManifestCollector {
  /// Collects the facts.
  package static func collect(_ files: RepositoryFiles) -> Collected<[DependencyManifest]> {
    collect(files, manifests: PackageManifests(files))
  }

  /// Collects the facts, the `package.json` files already read.
  package static func collect(
    _ files: RepositoryFiles,
    manifests: PackageManifests
  ) -> Collected<[DependencyManifest]> {
    var found = manifests.all.compactMap { npm($0, manifests: manifests, files: files) }
    for file in files.files where !isSpecimen(file.path) {
      if let manifest = other(file, files: files) { found.append(manifest) }
    }
    return Collected(found.sorted { $0.manifest < $1.manifest }, skipped: manifests.skipped)
  }

  private static let npmLocks = [
    "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock",
    "bun.lockb",
  ]

  /// A package without dependencies needs no lock file and is left out.
  private static func npm(
    _ manifest: PackageManifest,
    manifests: PackageManifests,
    files: RepositoryFiles
  ) -> DependencyManifest? {
    let isRoot = manifests.workspaces.contains { $0.root == manifest.folder }
    guard !isSpecimen(manifest.path), isRoot || !manifest.dependencies.isEmpty else { return nil }
    var folders = [manifest.folder]
    if let root = manifests.workspaceRoot(of: manifest.folder) { folders.append(root) }
    return DependencyManifest(
      ecosystem: "npm",
      manifest: SourceLocation(file: manifest.path, line: 1),
      lockfile: first(npmLocks, in: folders, files: files)
    )
  }

  private static func other(_ file: RepositoryFile, files: RepositoryFiles) -> DependencyManifest? {
    func found(_ ecosystem: String, _ locks: [String], upwards: Bool = false) -> DependencyManifest
    {
      let folders = upwards ? ancestors(of: file.folder) : [file.folder]
      let lock = first(locks, in: folders, files: files)
      return DependencyManifest(ecosystem: ecosystem, manifest: file.start, lockfile: lock)
    }
    let name = file.name
    switch name {
    case "Pipfile": return found("pip", ["Pipfile.lock"])
    case "pyproject.toml":
      guard file.bytes.count < 500_000, file.text.contains("dependencies") else { return nil }
      return found("pip", ["poetry.lock", "uv.lock", "pdm.lock", "pylock.toml"], upwards: true)
    case "go.mod":
      guard file.bytes.count < 500_000, file.text.contains("require") else { return nil }
      return found("go", ["go.sum"])
    case "Gemfile": return found("bundler", ["Gemfile.lock"])
    case "Cargo.toml": return found("cargo", ["Cargo.lock"], upwards: true)
    case "composer.json": return found("composer", ["composer.lock"])
    case "mix.exs": return found("hex", ["mix.lock"], upwards: true)
    case "pubspec.yaml": return found("pub", ["pubspec.lock"], upwards: true)
    case "Package.swift": return found("swift", ["Package.resolved"])
    case "shard.yml": return found("shards", ["shard.lock"])
    case "Podfile": return found("cocoapods", ["Podfile.lock"])
    case "deno.json", "deno.jsonc": return found("deno", ["deno.lock"])
    default:
      guard name.hasPrefix("requirements"), name.hasSuffix(".txt") else { return nil }
      return requirements(file)
    }
  }

  /// A list of requirements is its own lock file when it fixes every version.
  private static func requirements(_ file: RepositoryFile) -> DependencyManifest? {
    guard file.bytes.count < 1_000_000 else { return nil }
    let lines = file.text.split(whereSeparator: \.isNewline).map(\.trimmingBlanks)
      .filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("-") }
    guard !lines.isEmpty else { return nil }
    let isFixed = lines.allSatisfy { line in
      line.contains("==") || line.contains(" @ ") || line.hasPrefix("--")
    }
    return DependencyManifest(
      ecosystem: "pip",
      manifest: file.start,
      lockfile: isFixed ? file.path : nil
    )
  }

  private static func first(
    _ names: [String],
    in folders: [String],
    files: RepositoryFiles
  ) -> String? {
    for folder in folders {
      for name in names {
        let path = folder.isEmpty ? name : folder + "/" + name
        if files.contains(path: path) { return path }
      }
    }
    return nil
  }

  private static func ancestors(of folder: String) -> [String] {
    var folders = [folder]
    while let last = folders.last, !last.isEmpty { folders.append(PathText.folder(of: last)) }
    return folders
  }

  /// Whether a path lies among things kept to be tested upon, which nobody installs.
  private static func isSpecimen(_ path: String) -> Bool {
    let folders: Set = ["fixtures", "__fixtures__", "testdata", "test-fixtures", "node_modules"]
    return path.split(separator: "/").dropLast().contains { folders.contains(String($0)) }
  }
}
