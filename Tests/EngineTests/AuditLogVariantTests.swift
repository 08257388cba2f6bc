import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

/// Each folder of `Tests/FixersTests/Fixtures/AuditLog` is a project before and after.
///
/// `after` holds the files that were written or changed. The SQL of the migration is the same in all
/// of them: only how it is wrapped is kept. UPDATE_SNAPSHOTS=1 accepts what is made now.
@Suite("Audit logging is written in the language, module system and style of each project")
struct AuditLogVariantTests {
  static let variants = [
    "express-commonjs", "express-modules", "express-knex", "express-typeorm", "express-prisma",
    "nest-prisma", "nest-typeorm",
  ]

  @Test(
    "Written as accepted, proven by a rescan, unchanged by a second run, taken back to the byte",
    arguments: variants
  )
  func proof(_ variant: String) throws {
    let folder = try TemporaryFolder()
    let copy = URL(filePath: folder.path).appending(path: "project")
    let before = Self.folder(variant).appending(path: "before")
    try FileManager.default.copyItem(at: before, to: copy)
    let path = copy.path(percentEncoded: false)
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))

    let applied = try engine.applyFix(to: path, fixers: [LogDataAccess.self])
    #expect(applied.isApplied, "\(applied.problems)")
    try compare(applied.files, with: Self.folder(variant).appending(path: "after"))
    let served = applied.checks.filter(\.isServed)
    #expect(served.count == LogDataAccess.checks.count)
    #expect(served.allSatisfy { $0.before == .doesNotHold && $0.after == .holds }, "\(served)")
    #expect(applied.controls.first { $0.id == "SEC-3" }?.after == .passing)

    let second = try engine.previewFix(of: path, fixers: [LogDataAccess.self])
    #expect(second.files.isEmpty)

    _ = try engine.undoFix(in: path)
    #expect(try Self.files(in: copy) == Self.files(in: before))
  }

  private func compare(_ files: [FilePatch], with accepted: URL) throws {
    let accepts = ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1"
    if accepts { try? FileManager.default.removeItem(at: accepted) }
    // The page on retention is the same for all.
    let written = files.filter { !$0.path.hasSuffix(".md") }
    for file in written where accepts {
      let place = accepted.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(Self.withoutSQL(file.after).utf8).write(to: place)
    }
    let expected = try Self.files(in: accepted)
    #expect(expected.keys.sorted() == written.map(\.path).sorted())
    for file in written {
      let text = Self.withoutSQL(file.after)
      let isSame = expected[file.path].map { String(decoding: $0, as: UTF8.self) } == text
      #expect(isSame, "\(file.path) is not as accepted; see git diff after UPDATE_SNAPSHOTS=1")
    }
  }

  /// The content of every file in a folder, by path.
  private static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let root = folder.path(percentEncoded: false)
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      var isFolder: ObjCBool = false
      let place = folder.appending(path: name)
      let path = place.path(percentEncoded: false)
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: place)
    }
    return files
  }

  private static func folder(_ variant: String) -> URL {
    ProjectFolder.root.appending(path: "Tests/FixersTests/Fixtures/AuditLog/\(variant)")
  }

  /// The text with the statements of the migration left out.
  private static func withoutSQL(_ text: String) -> String {
    guard let first = text.firstRange(of: "CREATE SCHEMA audit;"),
      let last = text.ranges(of: "REVOKE audit_owner FROM CURRENT_USER;").last
    else { return text }
    return text.replacingCharacters(in: first.upperBound..<last.lowerBound, with: " … ")
  }
}
