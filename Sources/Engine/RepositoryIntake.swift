import Collectors
import ReadinessModel

/// A repository's files in memory, with everything that was left out on the way.
struct RepositoryIntake {
  /// The files that collectors may look at.
  let files: RepositoryFiles
  /// Every file that the walk met.
  let walked: [WalkedFile]
  /// What was not read, sorted by path.
  let skipped: [SkippedFile]
  /// What the project says about itself.
  let configuration: ProjectConfiguration

  /// Walks and reads a repository.
  static func read(root: String, context: RunContext) throws -> RepositoryIntake {
    do {
      let reader = try RepositoryReader(root: root)
      let configuration = try configuration(from: reader)
      try context.begin("Listing files")
      let listing = try RepositoryWalker.walk(
        root: root,
        excluding: configuration.exclusions.map(\.path)
      )
      try context.begin("Reading \(listing.files.count) files")
      let authored = listing.files.filter { $0.origin == .authored }
      let (parts, beyond) = reader.parts(of: authored, count: context.jobs)
      let read = try LargeStack.map(parts, jobs: context.jobs) { reader.read($0) }
      let (kept, minified) = split(read.flatMap(\.files))
      return RepositoryIntake(
        files: RepositoryFiles(kept, otherPaths: listing.files.map(\.path)),
        walked: listing.files,
        skipped: (listing.skipped + beyond + read.flatMap(\.skipped) + minified).sorted {
          $0.file < $1.file
        },
        configuration: configuration
      )
    } catch let failure as WalkFailure {
      throw EngineFailure.unreadableRepository(path: root, reason: failure.description)
    }
  }

  /// Reads what the project says of itself; nothing when it says nothing.
  static func configuration(from reader: RepositoryReader) throws -> ProjectConfiguration {
    let name = InitialConfiguration.fileName
    guard let bytes = reader.bytes(of: name) else { return ProjectConfiguration() }
    return try ConfigurationReader.read(RepositoryFile(path: name, bytes: bytes))
  }

  /// Sets files apart that a machine wrote on one line; nobody edits them, and parsing them costs
  /// more than all others together.
  static func split(_ files: [RepositoryFile]) -> ([RepositoryFile], [SkippedFile]) {
    var kept: [RepositoryFile] = []
    var minified: [SkippedFile] = []
    for file in files {
      let language = SourceKind.language(ofPath: file.path)
      if SourceKind.origin(of: file.bytes, language: language) == .minified {
        minified.append(SkippedFile(file: file.path, reason: "minified, not source"))
      } else {
        kept.append(file)
      }
    }
    return (kept, minified)
  }
}

extension RepositoryIntake {
  /// The repository as it would be with some files changed or added.
  func overlaying(_ changes: [String: [UInt8]]) throws -> RepositoryIntake {
    guard !changes.isEmpty else { return self }
    let kept = files.files.filter { changes[$0.path] == nil }
    let changed = changes.map { RepositoryFile(path: $0.key, bytes: $0.value) }
    let known = Set(walked.map(\.path))
    let added = changes.filter { !known.contains($0.key) }.map { path, bytes in
      WalkedFile(
        path: path,
        size: bytes.count,
        language: SourceKind.language(ofPath: path)
      )
    }
    let settings = changes[InitialConfiguration.fileName].map {
      RepositoryFile(path: InitialConfiguration.fileName, bytes: $0)
    }
    return RepositoryIntake(
      files: RepositoryFiles(kept + changed, otherPaths: files.paths),
      walked: (walked + added).sorted { $0.path < $1.path },
      skipped: skipped,
      configuration: try settings.map { try ConfigurationReader.read($0) } ?? configuration
    )
  }
}
