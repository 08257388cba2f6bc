package import ReadinessModel

/// What `tsconfig.json` and `jsconfig.json` files say about where imports lead.
///
/// The answer is a list of paths without extension, to be tried in order by the import resolver.
package struct PathAliases: Sendable {
  private struct Scope: Sendable {
    var folder: String
    var baseURL: String?
    var paths: [Alias]
  }

  private struct Alias: Sendable {
    var prefix: String
    var suffix: String
    var isExact: Bool
    /// Targets, already relative to the repository's root.
    var targets: [String]
  }

  /// Files that could not be read.
  package let skipped: [SkippedFile]
  private let scopes: [String: Scope]
  private let manifests: PackageManifests

  /// Reads the settings of a repository, following `extends` within it.
  package init(_ files: RepositoryFiles, manifests: PackageManifests) {
    var loader = Loader(files: files, manifests: manifests)
    var scopes: [String: Scope] = [:]
    for file in files.withExtension("json") where Self.governsFolder(file.name) {
      let isMain = file.name == "tsconfig.json"
      if !isMain, scopes[file.folder] != nil, files.contains(path: Self.main(in: file.folder)) {
        continue
      }
      let settings = loader.settings(of: file, depth: 0)
      guard let settings else { continue }
      if !isMain, settings.baseURL == nil, settings.paths.isEmpty { continue }
      scopes[file.folder] = Scope(
        folder: file.folder,
        baseURL: settings.baseURL,
        paths: settings.paths.sorted { Self.precedes($0, $1) }
      )
    }
    self.scopes = scopes
    self.manifests = manifests
    skipped = loader.skipped
  }

  /// Finds where an import of a bare specifier may lead, best candidate first.
  package func candidates(for specifier: String, from path: String) -> [String] {
    guard !specifier.hasPrefix("."), !specifier.hasPrefix("/") else { return [] }
    return aliased(specifier, from: path) + packaged(specifier, from: path)
  }

  /// Finds where the package of the workspace that a specifier names keeps its source.
  private func packaged(_ specifier: String, from path: String) -> [String] {
    if specifier.hasPrefix("#") {
      guard let manifest = manifests.manifest(governing: path),
        let target = manifest.imports[specifier]
      else { return [] }
      return sources(target, in: manifest.folder)
    }
    let parts = specifier.split(separator: "/").map(String.init)
    let length = specifier.hasPrefix("@") ? 2 : 1
    guard parts.count >= length,
      let manifest = manifests.manifest(named: parts.prefix(length).joined(separator: "/"))
    else { return [] }
    let rest = parts.dropFirst(length).joined(separator: "/")
    let subpath = rest.isEmpty ? "." : "./" + rest
    var found: [String] = []
    if let target = manifest.entryPoints[subpath] {
      found += sources(target, in: manifest.folder)
    }
    for (pattern, target) in manifest.entryPoints.sorted(by: { $0.key < $1.key }) {
      let ends = pattern.split(separator: "*", omittingEmptySubsequences: false)
      guard ends.count == 2, subpath.count >= pattern.count - 1, subpath.hasPrefix(ends[0]),
        subpath.hasSuffix(ends[1])
      else { continue }
      let middle = subpath.dropFirst(ends[0].count).dropLast(ends[1].count)
      let filled = target.replacing("*", with: middle, maxReplacements: 1)
      found += sources(filled, in: manifest.folder)
    }
    let inner = rest.isEmpty ? "index" : rest
    return found
      + ["src/" + inner, inner].compactMap { PathText.join(manifest.folder, $0) }
  }

  /// What a build makes is not in the repository; what it is made from stands beside it.
  private func sources(_ target: String, in folder: String) -> [String] {
    var candidates: [String] = []
    var parts = target.split(separator: "/").map(String.init).filter { $0 != "." }
    if let place = parts.firstIndex(where: { ["dist", "build", "lib", "out"].contains($0) }) {
      var name = parts[parts.count - 1]
      for ending in [".d.ts", ".d.mts", ".js", ".mjs", ".cjs"] where name.hasSuffix(ending) {
        name = String(name.dropLast(ending.count))
        break
      }
      parts[parts.count - 1] = name
      // A build may keep the folder of the sources, or take its place.
      let kept = parts[..<place] + parts[(place + 1)...]
      parts[place] = "src"
      candidates += [parts, Array(kept)].map { $0.joined(separator: "/") }
    }
    return (candidates + [target]).compactMap { PathText.join(folder, $0) }
  }

  private func aliased(_ specifier: String, from path: String) -> [String] {
    var folder = PathText.folder(of: path)
    while true {
      if let scope = scopes[folder] {
        let found = candidates(for: specifier, in: scope)
        if !found.isEmpty { return found }
      }
      if folder.isEmpty { return [] }
      folder = PathText.folder(of: folder)
    }
  }

  private func candidates(for specifier: String, in scope: Scope) -> [String] {
    for alias in scope.paths {
      if alias.isExact {
        if specifier == alias.prefix { return alias.targets }
        continue
      }
      guard specifier.utf8.count >= alias.prefix.utf8.count + alias.suffix.utf8.count,
        specifier.hasPrefix(alias.prefix), specifier.hasSuffix(alias.suffix)
      else { continue }
      let middle = specifier.dropFirst(alias.prefix.count).dropLast(alias.suffix.count)
      return alias.targets.compactMap { target in
        PathText.join("", target.replacing("*", with: middle, maxReplacements: 1))
      }
    }
    guard let base = scope.baseURL, let joined = PathText.join(base, specifier) else { return [] }
    return [joined]
  }

  private static func governsFolder(_ name: String) -> Bool {
    name == "tsconfig.json" || name == "jsconfig.json"
      || (name.hasPrefix("tsconfig.") && name.hasSuffix(".json"))
  }

  private static func main(in folder: String) -> String {
    folder.isEmpty ? "tsconfig.json" : folder + "/tsconfig.json"
  }

  /// The compiler takes the alias with the longest literal beginning; exact names come first.
  private static func precedes(_ left: Alias, _ right: Alias) -> Bool {
    if left.isExact != right.isExact { return left.isExact }
    if left.prefix.count != right.prefix.count { return left.prefix.count > right.prefix.count }
    return left.prefix < right.prefix
  }

  private struct Settings {
    var baseURL: String?
    var paths: [Alias] = []
  }

  private struct Loader {
    let files: RepositoryFiles
    let manifests: PackageManifests
    var skipped: [SkippedFile] = []

    mutating func settings(of file: RepositoryFile, depth: Int) -> Settings? {
      guard depth < 10 else { return nil }
      let root: ConfigurationNode?
      do throws(ConfigurationFailure) {
        root = try JSONReader.read(file)
      } catch {
        if !skipped.contains(where: { $0.file == file.path }) {
          skipped.append(error.skipped(mattersFor: ["routes"]))
        }
        return nil
      }
      guard let root else { return nil }
      var settings = Settings()
      for base in root["extends"]?.strings ?? [] {
        guard let inherited = find(base, from: file.folder),
          let theirs = self.settings(of: inherited, depth: depth + 1)
        else { continue }
        settings.baseURL = theirs.baseURL ?? settings.baseURL
        if !theirs.paths.isEmpty { settings.paths = theirs.paths }
      }
      guard let options = root["compilerOptions"] else { return settings }
      if let base = options["baseUrl"]?.string {
        settings.baseURL = PathText.join(file.folder, base)
      }
      if let paths = options["paths"] {
        let base = settings.baseURL ?? file.folder
        settings.paths = paths.entries.map { alias($0, base: base) }
      }
      return settings
    }

    private func alias(_ entry: ConfigurationNode.Entry, base: String) -> Alias {
      let targets = entry.value.items.compactMap(\.string).compactMap { PathText.join(base, $0) }
      let parts = entry.key.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
      return Alias(
        prefix: String(parts.first ?? ""),
        suffix: parts.count > 1 ? String(parts[1]) : "",
        isExact: parts.count < 2,
        targets: targets
      )
    }

    /// Finds the file that `extends` names: by path, or in a package of the workspace.
    private func find(_ name: String, from folder: String) -> RepositoryFile? {
      var bases: [String] = []
      if name.hasPrefix(".") {
        if let path = PathText.join(folder, name) { bases.append(path) }
      } else {
        let parts = name.split(separator: "/").map(String.init)
        let length = name.hasPrefix("@") ? 2 : 1
        let package = parts.prefix(length).joined(separator: "/")
        if let manifest = manifests.manifest(named: package) {
          let rest = parts.dropFirst(length).joined(separator: "/")
          let inner = rest.isEmpty ? "tsconfig.json" : rest
          if let path = PathText.join(manifest.folder, inner) { bases.append(path) }
        }
      }
      for base in bases {
        if let file = files[base] ?? files[base + ".json"] ?? files[base + "/tsconfig.json"] {
          return file
        }
      }
      return nil
    }
  }
}
