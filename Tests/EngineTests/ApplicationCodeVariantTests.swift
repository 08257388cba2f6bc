import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

/// Each folder of `Tests/FixersTests/Fixtures/ApplicationCode` holds what becomes of a project; those
/// without a `before` of their own begin as the variant of audit logging of the same name.
///
/// UPDATE_SNAPSHOTS=1 accepts what is made now.
@Suite("Health, measurements, logs and the data inventory are written in the style of each project")
struct ApplicationCodeVariantTests {
  static let variants = [
    "express-awkward", "express-commonjs", "express-modules", "express-knex", "express-typeorm",
    "express-prisma", "nest-prisma", "nest-typeorm",
  ]

  static let fixers: [any Fixer.Type] = [
    ReportHealth.self, CollectErrorsAndMeasurements.self, KeepPersonalDataOutOfLogs.self,
    ClassifyData.self,
  ]

  @Test(
    "Written as accepted, proven by a rescan, unchanged by a second run, taken back to the byte",
    arguments: variants
  )
  func proof(_ variant: String) throws {
    let folder = try TemporaryFolder()
    let copy = URL(filePath: folder.path).appending(path: "project")
    let before = Self.before(variant)
    try FileManager.default.copyItem(at: before, to: copy)
    let path = copy.path(percentEncoded: false)
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    var options = FixOptions()
    options.answers = ["health-route-owner": "Platform team"]

    let applied = try engine.applyFix(to: path, options: options, fixers: Self.fixers)
    #expect(applied.isApplied, "\(applied.problems)")
    try compare(applied.files, with: Self.folder(variant).appending(path: "after"))
    let outcomes = Dictionary(
      applied.checks.map { ($0.check, $0.after) },
      uniquingKeysWith: { first, _ in first }
    )
    // A guard stands before every route there, and nothing in the project opens one.
    let isRefused = variant == "nest-prisma"
    #expect((outcomes["health-route-tests-dependencies"] == .holds) != isRefused)
    #expect(outcomes["errors-and-metrics-are-collected"] == .holds)
    if let logs = outcomes["logs-leave-out-personal-data"] {
      #expect(variant != "express-awkward" || logs == .holds)
    }
    let worse = applied.checks.filter { $0.before == .holds && $0.after != .holds }
    #expect(worse.isEmpty, "\(worse)")

    let second = try engine.previewFix(of: path, options: options, fixers: Self.fixers)
    #expect(second.files.isEmpty)

    _ = try engine.undoFix(in: path)
    #expect(try Self.files(in: copy) == Self.files(in: before))
  }

  private func compare(_ written: [FilePatch], with accepted: URL) throws {
    let accepts = ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1"
    if accepts { try? FileManager.default.removeItem(at: accepted) }
    for file in written where accepts {
      let place = accepted.appending(path: file.path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(file.after.utf8).write(to: place)
    }
    let expected = try Self.files(in: accepted)
    #expect(expected.keys.sorted() == written.map(\.path).sorted())
    for file in written {
      let isSame = expected[file.path].map { String(decoding: $0, as: UTF8.self) } == file.after
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
    ProjectFolder.root.appending(path: "Tests/FixersTests/Fixtures/ApplicationCode/\(variant)")
  }

  private static func before(_ variant: String) -> URL {
    let own = folder(variant).appending(path: "before")
    guard FileManager.default.fileExists(atPath: own.path(percentEncoded: false)) else {
      return ProjectFolder.root
        .appending(path: "Tests/FixersTests/Fixtures/AuditLog/\(variant)/before")
    }
    return own
  }
}
