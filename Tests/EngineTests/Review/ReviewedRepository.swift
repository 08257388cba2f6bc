import Engine
import Foundation
import ReadinessModel
import TestSupport

/// A git repository in a temporary folder, with a base and a change to review.
final class ReviewedRepository {
  let folder: TemporaryFolder

  /// Starts from files given by path and text.
  init(_ files: [String: String]) throws {
    folder = try TemporaryFolder(files)
    try begin()
  }

  /// Starts from a copy of a folder, changed first.
  init(copying source: URL, _ prepare: (ReviewedRepository) throws -> Void = { _ in }) throws {
    folder = try TemporaryFolder()
    for item in try FileManager.default.contentsOfDirectory(
      at: source,
      includingPropertiesForKeys: nil
    ) where ![".git", "node_modules"].contains(item.lastPathComponent) {
      let target = folder.url.appending(path: item.lastPathComponent)
      try FileManager.default.copyItem(at: item, to: target)
    }
    try prepare(self)
    try begin()
  }

  /// A copy of the example.
  static func acme(
    _ prepare: (ReviewedRepository) throws -> Void = { _ in }
  ) throws -> ReviewedRepository {
    try ReviewedRepository(
      copying: ProjectFolder.root.appending(path: "Examples/acme"),
      prepare
    )
  }

  private func begin() throws {
    try git("init", "-q", "-b", "main")
    try commit("Begin")
    try git("switch", "-q", "-c", "change")
  }

  // MARK: - Changing

  /// Replaces a text that stands in a file exactly once.
  func replace(_ old: String, with new: String, in path: String) throws {
    let text = try folder.read(path)
    guard text.ranges(of: old).count == 1 else {
      throw Trouble(what: "'\(old)' stands in \(path) \(text.ranges(of: old).count) times")
    }
    try folder.write(text.replacing(old, with: new), to: path)
  }

  /// Replaces a text wherever it stands in files with an ending.
  func replaceEverywhere(_ old: String, with new: String, ending: String) throws {
    for path in try files(ending: ending) {
      let text = try folder.read(path)
      if text.contains(old) { try folder.write(text.replacing(old, with: new), to: path) }
    }
  }

  /// The files with an ending.
  func files(ending: String) throws -> [String] {
    let listed = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return listed.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".git/") }.sorted()
  }

  /// Moves a file.
  func move(_ path: String, to new: String) throws {
    try folder.write(try folder.read(path), to: new)
    try remove(path)
  }

  /// Removes a file.
  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.url.appending(path: path))
  }

  /// Commits everything.
  func commit(_ message: String) throws {
    try git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", message)
  }

  // MARK: - Reviewing

  /// Reviews the change as it is on disk, or commits.
  func review(base: String? = "main", head: String? = nil, cache: String? = nil) throws
    -> ReviewedChange
  {
    try result(base: base, head: head, cache: cache).review
  }

  /// Reviews the change, with what formats need.
  func result(base: String? = "main", head: String? = nil, cache: String? = nil) throws
    -> ReviewResult
  {
    let context = RunContext(today: "2026-11-23", jobs: 2, cacheFolder: cache)
    return try ReadinessEngine(context: context)
      .review(ReviewOptions(path: folder.path, base: base, head: head))
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-C", folder.path] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Trouble(what: "git \(arguments.joined(separator: " ")) failed")
    }
    return String(decoding: data, as: UTF8.self)
  }

  struct Trouble: Error {
    var what: String
  }
}

extension ReviewedChange {
  /// The review in short, so that a failed expectation shows what was said.
  var summary: [String] {
    ["\(verdict.rawValue)"]
      + concerns.map { concern in
        let causes = concern.causes.map { cause in
          "\(cause.location) -\(cause.removed.count) +\(cause.added.count) \(cause.ground.rawValue)"
        }
        return "\(concern.severity.rawValue) \(concern.kind.rawValue): \(concern.title)"
          + " | \(causes.joined(separator: "; ")) | \(concern.affected.count)"
      } + improvements.map { "better: \($0)" }
  }
}
