import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

/// Each folder of `Tests/FixersTests/Fixtures/Pipeline` is a repository before and after.
///
/// `after` holds the files that were written or changed, and `report.txt`: what was left alone, and what
/// the assessment becomes. UPDATE_SNAPSHOTS=1 accepts what is made now.
@Suite("Pipelines are fixed where they stand, and the rest of them is kept to the byte")
struct PipelineVariantTests {
  static let variants = [
    "acme", "npm-without-workflows", "pnpm-without-workflows", "yarn-workspace",
    "crlf-and-comments", "flow-style-no-final-newline", "reusable-deploy", "deploy-with-matrix",
    "staging-and-production", "release-branch", "gitlab-only", "monorepo", "tolerated-scans",
    "untrusted-text",
  ]

  static let fixers = FixerRegistry.all.filter { $0.aliases.contains("pipeline") }

  /// What somebody decides for a variant.
  static func answers(_ variant: String) -> [String: String] {
    [
      "github-plan": variant == "release-branch" ? "team" : "enterprise",
      "auditwright-source": "example/auditwright@" + String(repeating: "0123456789", count: 4),
      "protection-token": "kept", "code-owners": "@acme/engineering",
    ]
  }

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
    let options = FixOptions(answers: Self.answers(variant))

    let applied = try engine.applyFix(to: path, options: options, fixers: Self.fixers)
    #expect(applied.problems.isEmpty, "\(applied.problems)")
    #expect(applied.isApplied == (variant != "gitlab-only"))
    try compare(applied, with: Self.folder(variant).appending(path: "after"))

    let second = try engine.previewFix(of: path, options: options, fixers: Self.fixers)
    #expect(second.files.isEmpty, "\(second.files.map(\.path))")

    guard applied.isApplied else { return }
    _ = try engine.undoFix(in: path)
    #expect(try Self.files(in: copy) == Self.files(in: before))
  }

  @Test("Acme's scans block, its deployments are recorded, and nothing stands worse")
  func acme() throws {
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    let report = try engine.previewFix(
      of: Self.before("acme").path(percentEncoded: false),
      options: FixOptions(answers: Self.answers("acme")),
      fixers: Self.fixers
    )
    #expect(report.problems.isEmpty)
    #expect(report.controls.first { $0.id == "SEC-6" }?.after == .passing)
    let open = report.checks.filter { $0.isServed && $0.after != .holds }.map(\.check)
    // Whether the environment has reviewers is known to the git host alone.
    #expect(open == ["production-deploys-need-approval"])
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

  static func before(_ variant: String) -> URL {
    variant == "acme"
      ? ProjectFolder.root.appending(path: "Examples/acme")
      : folder(variant).appending(path: "before")
  }

  private static func folder(_ variant: String) -> URL {
    ProjectFolder.root.appending(path: "Tests/FixersTests/Fixtures/Pipeline/\(variant)")
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
}
