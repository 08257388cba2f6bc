import Collectors
import Foundation
import ReadinessModel

/// The routes of a repository as they are kept between runs.
///
/// They hold while no file that was followed has changed, and nothing that decides which files are
/// followed: the paths of all files, what manifests and compiler settings say, where routes are
/// looked for, and what the team says of its own code.
struct CachedRoutes {
  private let cache: ScanCache
  /// Digest of what decides which files are followed.
  private let situation: ContentDigest
  /// Digests of the files as they are now.
  private let digests: [String: ContentDigest]

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
    var parts = files.paths
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
    path.hasSuffix(".json") || path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  /// What was found before; nil when it may not hold any more.
  func recall() -> RouteCollector.Result? {
    guard let list = cache.recall(Self.followed, of: situation),
      let paths = try? JSONDecoder().decode([String].self, from: Data(list)),
      let content = cache.recall(Self.found, of: state(of: paths))
    else { return nil }
    return try? JSONDecoder().decode(RouteCollector.Result.self, from: Data(content))
  }

  /// Keeps what was found, and which files were followed for it.
  func keep(_ result: RouteCollector.Result, followed paths: [String]) {
    guard let list = try? JSONEncoder().encode(paths),
      let content = try? JSONEncoder().encode(result)
    else { return }
    cache.keep([UInt8](list), as: Self.followed, of: situation)
    cache.keep([UInt8](content), as: Self.found, of: state(of: paths))
  }

  private func state(of paths: [String]) -> ContentDigest {
    ContentDigest(of: [situation.text] + paths.flatMap { [$0, digests[$0]?.text ?? ""] })
  }
}
