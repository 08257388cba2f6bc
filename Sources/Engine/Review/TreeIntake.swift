import Collectors
import ReadinessModel

/// Makes the intake of a commit, as if it were checked out.
enum TreeIntake {
  private static let totalBytes = 1_000_000_000

  /// Reads the files of a commit; content that is known is not read again.
  static func read(
    _ entries: [TreeEntry],
    from objects: GitObjects,
    known: [String: [UInt8]]
  ) throws -> RepositoryIntake {
    let configuration = try configuration(entries, objects, known)
    let listing = TreeListing.list(entries, excluding: configuration.exclusions.map(\.path))
    let byPath = Dictionary(entries.map { ($0.path, $0) }, uniquingKeysWith: { a, _ in a })
    let limit = WalkLimits().bytesPerFile
    var total = 0
    var wanted: [(file: WalkedFile, entry: TreeEntry)] = []
    var skipped = listing.skipped
    for file in listing.files where file.origin == .authored && file.size <= limit {
      guard let entry = byPath[file.path] else { continue }
      total += file.size
      if total <= totalBytes {
        wanted.append((file, entry))
      } else {
        skipped.append(skip(file, "the files before it fill the memory allowed"))
      }
    }
    let fresh = try objects.contents(
      of: wanted.map(\.entry).filter { known[$0.object] == nil }
    )
    var files: [RepositoryFile] = []
    for (file, entry) in wanted {
      guard let bytes = known[entry.object] ?? fresh[entry.object] else {
        skipped.append(skip(file, "the file cannot be read"))
        continue
      }
      if !SourceKind.isBinary(bytes) {
        files.append(RepositoryFile(path: file.path, bytes: bytes))
      } else if !SourceKind.kindsOfFact(path: file.path, language: file.language).isEmpty {
        skipped.append(skip(file, "binary content under the name of a text file"))
      }
    }
    let (kept, minified) = RepositoryIntake.split(files)
    return RepositoryIntake(
      files: RepositoryFiles(kept, otherPaths: listing.files.map(\.path)),
      walked: listing.files,
      skipped: (skipped + minified).sorted { $0.file < $1.file },
      configuration: configuration
    )
  }

  private static func configuration(
    _ entries: [TreeEntry],
    _ objects: GitObjects,
    _ known: [String: [UInt8]]
  ) throws -> ProjectConfiguration {
    let name = InitialConfiguration.fileName
    guard
      let entry = entries.first(where: { $0.path == name && $0.mode.hasPrefix("100") }),
      entry.size <= WalkLimits().bytesPerFile,
      let bytes = try known[entry.object] ?? objects.contents(of: [entry])[entry.object]
    else { return ProjectConfiguration() }
    return try ConfigurationReader.read(RepositoryFile(path: name, bytes: bytes))
  }

  private static func skip(_ file: WalkedFile, _ reason: String) -> SkippedFile {
    let kinds = SourceKind.kindsOfFact(path: file.path, language: file.language)
    return SkippedFile(file: file.path, reason: reason, mattersFor: kinds)
  }
}
