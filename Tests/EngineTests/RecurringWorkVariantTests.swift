import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

/// Each folder of `Tests/FixersTests/Fixtures/RecurringWork` is what a fixer of work that comes back
/// makes of a project: expiry of objects, archives of the audit log, drills of recovery.
///
/// `after` holds the files that were written or changed, and `report.txt`. UPDATE_SNAPSHOTS=1 accepts
/// what is made now.
@Suite(
  "Work that comes back is written in the style of each project, and the rest is kept to the byte"
)
struct RecurringWorkVariantTests {
  /// A project, what is done to it first, and what is looked at.
  struct Variant: Sendable, CustomTestStringConvertible {
    /// The folder of what is accepted.
    var name: String
    /// The project, under `Tests/FixersTests/Fixtures`; nil for one of its own.
    var project: String?
    /// Fixers that make what the one under test stands on.
    var first: [any Fixer.Type] = []
    /// The fixer under test.
    var fixer: any Fixer.Type
    /// What somebody decides.
    var answers: [String: String] = [:]

    var testDescription: String { name }
  }

  private static let targets = [
    "recovery-time-target-minutes": "60", "recovery-point-target-minutes": "15",
  ]

  static let variants: [Variant] =
    [
      Variant(name: "buckets-and-logs", fixer: ExpireStoredObjects.self),
      Variant(name: "buckets-awkward", fixer: ExpireStoredObjects.self),
    ]
    + ["express-commonjs", "express-modules"].map { style in
      Variant(
        name: "audit-archive-\(style)",
        first: [LogDataAccess.self],
        fixer: KeepAuditLogToItsTime.self,
        answers: ["purge-runs-on": "runner"]
      )
    }
    + ["pg-commonjs", "knex", "prisma"].map { style in
      Variant(
        name: "restore-drill-\(style)",
        project: "Disposal/\(style)/before",
        fixer: RehearseRecovery.self,
        answers: targets.merging(["restore-drill-source": "dump"]) { $1 }
      )
    }

  @Test(
    "Written as accepted, unchanged by a second run, taken back to the byte",
    arguments: variants
  )
  func proof(_ variant: Variant) throws {
    let folder = try TemporaryFolder()
    let copy = URL(filePath: folder.path).appending(path: "project")
    let own = Self.folder(variant.name).appending(path: "before")
    let before = variant.project.map { Self.fixtures.appending(path: $0) } ?? own
    try FileManager.default.copyItem(at: before, to: copy)
    let path = copy.path(percentEncoded: false)
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    if !variant.first.isEmpty {
      let prepared = try engine.applyFix(to: path, fixers: variant.first)
      #expect(prepared.isApplied, "\(prepared.problems)")
    }
    let prepared = try Self.files(in: copy)

    let options = FixOptions(answers: variant.answers)
    let application = FixApplication(allowsDirtyTree: true)
    let applied = try engine.applyFix(
      to: path,
      options: options,
      application: application,
      fixers: [variant.fixer]
    )
    #expect(applied.problems.isEmpty, "\(applied.problems)")
    #expect(applied.isApplied, "\(applied.fixers.flatMap(\.refusals))")
    try compare(applied, with: Self.folder(variant.name).appending(path: "after"))

    let second = try engine.previewFix(of: path, options: options, fixers: [variant.fixer])
    #expect(second.files.isEmpty, "\(second.files.map(\.path))")

    _ = try engine.undoFix(in: path)
    #expect(try Self.files(in: copy) == prepared)
  }

  private func compare(_ report: FixReport, with accepted: URL) throws {
    let accepts = ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1"
    if accepts { try? FileManager.default.removeItem(at: accepted) }
    // The settings only repeat the answers.
    var written = Dictionary(
      report.files.filter { $0.path != "auditwright.yml" }.map { ($0.path, $0.after) },
      uniquingKeysWith: { first, _ in first }
    )
    written["report.txt"] = Self.text(report)
    for (path, text) in written where accepts {
      let place = accepted.appending(path: path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: place)
    }
    let expected = try Self.files(in: accepted)
    #expect(expected.keys.sorted() == written.keys.sorted())
    for (path, text) in written {
      let isSame = expected[path].map { String(decoding: $0, as: UTF8.self) } == text
      #expect(isSame, "\(path) is not as accepted; see git diff after UPDATE_SNAPSHOTS=1")
    }
  }

  /// What was left alone, and what the assessment becomes.
  private static func text(_ report: FixReport) -> String {
    let refusals = report.fixers.flatMap { fixer in
      fixer.refusals.map { "left alone: \($0.subject): \($0.reason)" }
    }
    let checks = report.checks.filter(\.isServed).map { check in
      "\(check.check): \(check.before.rawValue) → \(check.after.rawValue)"
    }
    let tasks = report.fixers.flatMap { fixer in fixer.followUps.map { "then: \($0)" } }
    return (refusals + checks + tasks).joined(separator: "\n") + "\n"
  }

  private static let fixtures = ProjectFolder.root.appending(path: "Tests/FixersTests/Fixtures")

  private static func folder(_ variant: String) -> URL {
    fixtures.appending(path: "RecurringWork/\(variant)")
  }

  /// The content of every file in a folder, by path; the journal of fixes is none of it.
  private static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let root = folder.path(percentEncoded: false)
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      var isFolder: ObjCBool = false
      let place = folder.appending(path: name)
      let path = place.path(percentEncoded: false)
      guard !name.hasPrefix(".auditwright"),
        FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
      else { continue }
      files[name] = try Data(contentsOf: place)
    }
    return files
  }
}
