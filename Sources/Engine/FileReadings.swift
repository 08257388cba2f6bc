import Collectors
import ScriptLanguage
import SyntaxTrees
import TextPatterns

/// Reads files on several threads, and those that were read before from the cache.
struct FileReadings {
  let servers: ServerPackages
  let cache: ScanCache
  let context: RunContext
  /// The patterns, which take a moment to compile; meanwhile files are listed and read.
  let patterns: Pending<Result<Prefilter, PatternFailure>>

  private static let patterns = "//patterns"

  /// The readings of files, in the order of the files.
  func all(of files: [RepositoryFile]) throws -> [FileReading] {
    var readings = try map(files) { part in part.map { recall($0) } }
    let open = readings.indices.filter { readings[$0].1 == nil }
    guard !open.isEmpty else { return readings.compactMap(\.1) }
    let prefilter: Prefilter
    switch patterns.wait() {
    case .success(let compiled): prefilter = compiled
    case .failure(let failure):
      throw EngineFailure.broken("the patterns cannot be compiled: \(failure)")
    case nil: throw EngineFailure.broken("the patterns were not compiled")
    }
    let fresh = try map(open.map { (files[$0], readings[$0].0) }) { part in
      let scanner = try? prefilter.scanner()
      let parser = SyntaxParser()
      return part.map { file, digest in
        var reading = FileReading.read(file, servers: servers, scanner: scanner, parser: parser)
        reading.digest = digest
        if let content = CachedReading(reading).content() {
          cache.keep(content, as: file.path, of: key(digest, file.path))
        }
        return reading
      }
    }
    for (index, reading) in zip(open, fresh) { readings[index].1 = reading }
    return readings.compactMap(\.1)
  }

  /// Parses the entry points that were read from the cache, where routes must be followed again.
  func parseEntryPoints(_ readings: inout [FileReading], in files: RepositoryFiles) throws {
    let open = readings.indices.filter {
      readings[$0].isEntryPoint && readings[$0].program == nil
    }
    let paths = open.map { readings[$0].path }
    let programs = try map(paths) { part in
      let parser = SyntaxParser()
      return part.map { path -> ScriptProgram? in
        guard let parser, let file = files[path] else { return nil }
        return try? ScriptCompiler.compile(file.bytes, path: path, parser: parser)
      }
    }
    for (index, program) in zip(open, programs) { readings[index].program = program }
  }

  // MARK: - Cache

  private func recall(_ file: RepositoryFile) -> (ContentDigest, FileReading?) {
    let digest = ContentDigest(of: file.bytes)
    guard let content = cache.recall(file.path, of: key(digest, file.path)),
      var reading = CachedReading.reading(of: file.path, content)
    else { return (digest, nil) }
    reading.digest = digest
    return (digest, reading)
  }

  /// Where a file's package begins to serve requests, its calls mean more.
  private func key(_ digest: ContentDigest, _ path: String) -> ContentDigest {
    servers.govern(path) ? ContentDigest(of: [digest.text, "server"]) : digest
  }

  /// Compiles the patterns, or takes them from the cache.
  static func prefilter(_ cache: ScanCache) -> Result<Prefilter, PatternFailure> {
    let name = ContentDigest(of: [Prefilter.cacheKey])
    if let bytes = cache.recall(patterns, of: name),
      let known = try? Prefilter(restoring: bytes)
    {
      return .success(known)
    }
    return Result { () throws(PatternFailure) in
      let compiled = try Prefilter()
      if let bytes = try? compiled.cacheBytes() { cache.keep(bytes, as: patterns, of: name) }
      return compiled
    }
  }

  // MARK: - Threads

  /// Transforms items in parts, several parts at a time; results are in the order of the items.
  private func map<Item: Sendable, Value: Sendable>(
    _ items: [Item],
    _ transform: @escaping @Sendable ([Item]) -> [Value]
  ) throws -> [Value] {
    let size = max(1, min(64, items.count / max(1, context.jobs * 8) + 1))
    let parts = stride(from: 0, to: items.count, by: size).map {
      Array(items[$0..<min($0 + size, items.count)])
    }
    guard !parts.isEmpty else { return [] }
    let results = try LargeStack.map(parts, jobs: context.jobs) { [context] part in
      context.isCancelled() ? [] : transform(part)
    }
    // What was left out is never taken for a result.
    try context.proceed()
    return results.flatMap { $0 }
  }
}
