import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Access by role is written the way each project is written")
struct RoleFixtureTests {
  private static let folder = ProjectFolder.root.appending(
    path: "Tests/FixersTests/Fixtures/role-based-access"
  )
  static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)))
    ?? []).filter { !$0.hasPrefix(".") }.sorted()

  @Test("Every file becomes what its pair says, and a second run finds nothing", arguments: cases)
  func pairs(_ name: String) throws {
    let home = Self.folder.appending(path: name)
    let copy = try TemporaryFolder(try Self.files(in: home.appending(path: "before")))
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    let report = try engine.applyFix(to: copy.path, fixers: [LimitAccessByRole.self])
    #expect(report.problems.isEmpty, "\(report.problems)")
    let schema = try JSONSchema(named: "fix.schema.json")
    #expect(schema.problems(in: try JSONTree(parsing: FixFile.text(report))) == [])
    var after: [String: String] = [:]
    for file in report.files { after[file.path] = file.after }
    after["refusals.txt"] =
      report.fixers.flatMap(\.refusals).map { "\($0.subject): \($0.reason)\n" }.joined()
    let kept = home.appending(path: "after")
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
    let again = try engine.applyFix(to: copy.path, fixers: [LimitAccessByRole.self])
    #expect(again.files.isEmpty)
    _ = try engine.undoFix(in: copy.path)
    for (path, text) in try Self.files(in: home.appending(path: "before")) {
      #expect(try copy.read(path) == text)
    }
  }

  @Test(
    "An answer that cannot be used is an error, given or kept",
    arguments: [
      ("rbac-roles", "admin (full access), member (some data)", "'some' in 'member (some data)'"),
      ("rbac-roles", "member (own data)", "no role has full access"),
      ("rbac-owners", "holidays", "not written as TABLE=COLUMN"),
      ("audit-hot-days", "ninety", "no number of days"),
      ("audit-hot-days", "0", "no number of days"),
    ]
  )
  func unusable(_ decision: String, answer: String, words: String) throws {
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    let manifest = ["package.json": #"{ "name": "shop" }"#]
    let given = try TemporaryFolder(manifest)
    let problem = #expect(throws: EngineFailure.self) {
      try engine.previewFix(of: given.path, options: FixOptions(answers: [decision: answer]))
    }
    #expect(problem.map { "\($0)" }?.contains(words) == true)
    let settings = "version: 1\ndecisions:\n  \(decision): \"\(answer)\"\n"
    let kept = try TemporaryFolder(manifest.merging(["auditwright.yml": settings]) { $1 })
    #expect(throws: EngineFailure.self) { try engine.previewFix(of: kept.path) }
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
