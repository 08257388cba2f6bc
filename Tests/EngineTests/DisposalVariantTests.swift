import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

/// Each folder of `Tests/FixersTests/Fixtures/Disposal` with `before` is a project before and after.
///
/// `after` holds the files that were written or changed, the migration's statements left out, which are
/// the same in all of them. UPDATE_SNAPSHOTS=1 accepts what is made now.
@Suite("Deletion is written in the language, module system and style of each project")
struct DisposalVariantTests {
  static let variants = ["pg-commonjs", "pg-modules", "knex", "typeorm", "prisma"]
  private static let fixers: [any Fixer.Type] = [
    PurgeWhatIsPastItsTime.self, DeleteOneSubject.self,
  ]
  private static let decided = FixOptions(answers: ["accounting-records": "none"])

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

    let applied = try engine.applyFix(to: path, options: Self.decided, fixers: Self.fixers)
    #expect(applied.isApplied, "\(applied.problems)")
    try compare(applied.files, with: Self.folder(variant).appending(path: "after"))
    let served = applied.checks.filter(\.isServed)
    #expect(served.count == 3)
    #expect(served.allSatisfy { $0.after == .holds }, "\(served)")

    let second = try engine.previewFix(of: path, options: Self.decided, fixers: Self.fixers)
    #expect(second.files.isEmpty)

    _ = try engine.undoFix(in: path)
    #expect(try Self.files(in: copy) == Self.files(in: before))
  }

  @Test("Without an inventory nothing is purged, and without a decision nothing is deleted")
  func open() throws {
    let folder = try TemporaryFolder()
    let copy = URL(filePath: folder.path).appending(path: "project")
    try FileManager.default.copyItem(
      at: Self.folder("pg-commonjs").appending(path: "before"),
      to: copy
    )
    try FileManager.default.removeItem(at: copy.appending(path: "data-inventory.yml"))
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    let preview = try engine.previewFix(of: copy.path(percentEncoded: false), fixers: Self.fixers)
    #expect(preview.files.isEmpty)
    let refusals = preview.fixers.flatMap(\.refusals)
    #expect(refusals.contains { $0.reason.contains("no data inventory") })
  }

  private func compare(_ files: [FilePatch], with accepted: URL) throws {
    let accepts = ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1"
    if accepts { try? FileManager.default.removeItem(at: accepted) }
    for file in files where accepts {
      let place = accepted.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(Self.withoutSQL(file.after).utf8).write(to: place)
    }
    let expected = try Self.files(in: accepted)
    #expect(expected.keys.sorted() == files.map(\.path).sorted())
    for file in files {
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
    ProjectFolder.root.appending(path: "Tests/FixersTests/Fixtures/Disposal/\(variant)")
  }

  /// The text with the statements of the migration left out.
  private static func withoutSQL(_ text: String) -> String {
    guard let first = text.firstRange(of: "CREATE SCHEMA disposal;"),
      let last = text.ranges(of: "REVOKE disposal_owner FROM CURRENT_USER;").last
    else { return text }
    return text.replacingCharacters(in: first.upperBound..<last.lowerBound, with: " … ")
  }
}
