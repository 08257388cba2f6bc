import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

/// Each folder of `Tests/FixersTests/Fixtures/RoleVariants` is a project before and after both the
/// audit log and access by role.
///
/// `after` holds what access by role wrote or changed; files of the audit log are kept with its own
/// fixtures. UPDATE_SNAPSHOTS=1 accepts what is made now.
@Suite("Access by role is written for each framework, module system and database library")
struct RoleVariantTests {
  private static let folder = ProjectFolder.root.appending(
    path: "Tests/FixersTests/Fixtures/RoleVariants"
  )
  static let variants =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)))
    ?? []).filter { !$0.hasPrefix(".") }.sorted()

  @Test(
    "Written as accepted, proven by a rescan, unchanged by a second run, taken back to the byte",
    arguments: variants
  )
  func proof(_ variant: String) throws {
    let home = Self.folder.appending(path: variant)
    let before = try Self.files(in: home.appending(path: "before"))
    let copy = try TemporaryFolder(before)
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    let fixers: [any Fixer.Type] = [LogDataAccess.self, LimitAccessByRole.self]

    let report = try engine.applyFix(to: copy.path, fixers: fixers)
    #expect(report.isApplied, "\(report.problems)")
    var after: [String: String] = [:]
    for file in report.files where !Self.isOfAuditLog(file.path) { after[file.path] = file.after }
    after["refusals.txt"] = report.fixers.filter { $0.id == LimitAccessByRole.id.rawValue }
      .flatMap(\.refusals).map { "\($0.subject): \($0.reason)\n" }.joined()
    try compare(after, with: home.appending(path: "after"))
    for check in report.checks where LimitAccessByRole.checks.contains(check.check) {
      #expect(check.before == .doesNotHold && check.after == .holds, "\(check)")
    }

    let second = try engine.previewFix(of: copy.path, fixers: fixers)
    #expect(second.files.isEmpty)
    _ = try engine.undoFix(in: copy.path)
    for (path, text) in before { #expect(try copy.read(path) == text) }
  }

  private static func isOfAuditLog(_ path: String) -> Bool {
    path.contains("audit-log") || path.contains("audit_log") || path.contains("AuditLog")
  }

  private func compare(_ after: [String: String], with kept: URL) throws {
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try? FileManager.default.removeItem(at: kept)
      for (path, text) in after {
        let file = kept.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
      }
    }
    let wanted = try Self.files(in: kept)
    #expect(after.keys.sorted() == wanted.keys.sorted())
    for (path, text) in after {
      #expect(Array(text.utf8) == wanted[path].map { Array($0.utf8) }, "\(path)")
    }
  }

  private static func files(in folder: URL) throws -> [String: String] {
    let root = folder.path(percentEncoded: false)
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let url = folder.appending(path: path)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      files[path] = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }
    return files
  }
}
