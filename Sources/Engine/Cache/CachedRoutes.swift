import Collectors
import Foundation
import ReadinessModel

/// The routes of a repository as they are kept between runs.
///
/// They hold while no file that was followed has changed, and nothing that decides which files are
/// followed: the paths of all scripts, what is in the folders that code lists, what manifests and
/// compiler settings say, where routes are looked for, and what the team says of its own code.
struct CachedRoutes {
  private let cache: ScanCache
  /// Digest of what decides which files are followed.
  private let situation: ContentDigest
  /// Digests of the files as they are now.
  private let digests: [String: ContentDigest]
  private let paths: [String]

  /// What was followed: files, and folders that were listed.
  private struct Trail: Codable {
    var files: [String]
    var folders: [String]
  }

  private static let followed = "//routes followed"
  private static let found = "//routes found"

  init(
    cache: ScanCache,
    readings: [FileReading],
    files: RepositoryFiles,
    settings: AccessSettings
  ) {
    self.cache = cache
    digests = Dictionary(
      readings.compactMap { reading in reading.digest.map { (reading.path, $0) } },
      uniquingKeysWith: { first, _ in first }
    )
    paths = files.paths
    var parts = ScriptRepository.decisivePaths(files.paths)
    parts.append("//configuration")
    for reading in readings where Self.decides(reading.path) {
      parts += [reading.path, reading.digest?.text ?? ""]
    }
    parts.append("//entry points")
    parts += readings.filter(\.isEntryPoint).map(\.path)
    parts.append("//settings")
    parts.append(settings.file)
    parts += settings.auditFunctions.sorted()
    for (name, kinds) in settings.guards.sorted(by: { $0.key < $1.key }) {
      parts += [name, String(kinds.rawValue)]
    }
    situation = ContentDigest(of: parts)
  }

  /// Manifests, workspaces and compiler settings decide what an import means.
  private static func decides(_ path: String) -> Bool {
    path.hasSuffix(".json") || path.lowercased().hasSuffix("pnpm-workspace.yaml")
  }

  /// What was found before; nil when it may not hold any more.
  func recall() -> RouteCollector.Result? {
    guard let list = cache.recall(Self.followed, of: situation),
      let trail = try? JSONDecoder().decode(Trail.self, from: Data(list)),
      let content = cache.recall(Self.found, of: state(of: trail))
    else { return nil }
    return try? JSONDecoder().decode(RouteCollector.Result.self, from: Data(content))
  }

  /// Keeps what was found, and which files were followed and folders listed for it.
  func keep(_ result: RouteCollector.Result, followed files: [String], listed folders: [String]) {
    let trail = Trail(files: files, folders: folders)
    guard let list = try? JSONEncoder().encode(trail),
      let content = try? JSONEncoder().encode(result)
    else { return }
    cache.keep([UInt8](list), as: Self.followed, of: situation)
    cache.keep([UInt8](content), as: Self.found, of: state(of: trail))
  }

  private func state(of trail: Trail) -> ContentDigest {
    ContentDigest(
      of: [situation.text] + trail.files.flatMap { [$0, digests[$0]?.text ?? ""] }
        + ["//folders"] + names(in: Set(trail.folders))
    )
  }

  /// The folders, each with the names of what is directly in it.
  private func names(in folders: Set<String>) -> [String] {
    guard !folders.isEmpty else { return [] }
    var names: [String: Set<String>] = [:]
    for path in paths {
      var path = path
      while !path.isEmpty {
        let folder = PathText.folder(of: path)
        if folders.contains(folder) { names[folder, default: []].insert(PathText.name(of: path)) }
        path = folder
      }
    }
    return names.sorted { $0.key < $1.key }.flatMap { ["/" + $0] + $1.sorted() }
  }
}
