import Collectors
import Foundation
import ReadinessModel
import Synchronization

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
      context.progress(.stage("Listing files"))
      let listing = try RepositoryWalker.walk(
        root: root,
        excluding: configuration.exclusions.map(\.path)
      )
      context.progress(.stage("Reading \(listing.files.count) files"))
      let authored = listing.files.filter { $0.origin == .authored }
      let read = try waiting { await reader.read(authored, tasks: context.jobs) }
      let (kept, minified) = split(read.files)
      let leftOut = listing.files.filter { $0.origin != .authored }.map(\.path)
      return RepositoryIntake(
        files: RepositoryFiles(kept, otherPaths: leftOut + minified.map(\.file)),
        walked: listing.files,
        skipped: (listing.skipped + read.skipped + minified).sorted { $0.file < $1.file },
        configuration: configuration
      )
    } catch let failure as WalkFailure {
      throw EngineFailure.unreadableRepository(path: root, reason: failure.description)
    }
  }

  private static func configuration(from reader: RepositoryReader) throws -> ProjectConfiguration {
    let name = InitialConfiguration.fileName
    guard let bytes = reader.bytes(of: name) else { return ProjectConfiguration() }
    return try ConfigurationReader.read(RepositoryFile(path: name, bytes: bytes))
  }

  /// Sets files apart that a machine wrote on one line; nobody edits them, and parsing them costs
  /// more than all others together.
  private static func split(_ files: [RepositoryFile]) -> ([RepositoryFile], [SkippedFile]) {
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

  /// Waits for asynchronous work; only for threads that no task runs on.
  private static func waiting<Value: Sendable>(
    _ work: @escaping @Sendable () async -> Value
  ) throws -> Value {
    let box = ResultBox<Value>()
    let done = DispatchSemaphore(value: 0)
    Task {
      box.set(await work())
      done.signal()
    }
    done.wait()
    guard let value = box.value else { throw EngineFailure.broken("reading gave no result") }
    return value
  }
}

/// A value that one thread leaves for another.
private final class ResultBox<Value: Sendable>: Sendable {
  private let content = Mutex<Value?>(nil)

  var value: Value? { content.withLock { $0 } }

  func set(_ value: Value) { content.withLock { $0 = value } }
}
