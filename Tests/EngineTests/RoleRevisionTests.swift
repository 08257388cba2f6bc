import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Policies follow a sentence about roles that changes")
struct RoleRevisionTests {
  private static let folder = ProjectFolder.root.appending(
    path: "Tests/FixersTests/Fixtures/RoleVariants"
  )

  private struct Case: CustomTestStringConvertible, Sendable {
    var variant: String
    var policy: String
    var enforcement: String
    var sentence: String
    var narrower: String
    var line: String

    var testDescription: String { variant }
  }

  private static let cases = [
    Case(
      variant: "express-commonjs-by-route",
      policy: "src/access-policy.js",
      enforcement: "src/middleware/authorize.js",
      sentence: "admin (full access), manager (team data), member (own data only)",
      narrower: "admin (full access), member (own data only)",
      line: "const readers = { admin: 'all', member: 'own' }"
    ),
    Case(
      variant: "express-prisma",
      policy: "src/services/access-policy.ts",
      enforcement: "src/authorize.ts",
      sentence: "ADMIN (full access), MANAGER (team data), MEMBER (own data only)",
      narrower: "ADMIN (full access), MEMBER (own data only)",
      line: "const readers: Grants = { ADMIN: 'all', MEMBER: 'own' }"
    ),
    Case(
      variant: "nest-typeorm",
      policy: "src/access/access-policy.ts",
      enforcement: "src/access/access.guard.ts",
      sentence: "admin (full access), manager (team data), member (own data only)",
      narrower: "admin (full access), member (own data only)",
      line: "const readers: Grants = { admin: 'all', member: 'own' };"
    ),
  ]

  @Test("Generated lines follow there and back, and nothing else changes", arguments: cases)
  private func follows(_ one: Case) throws {
    let copy = try written(one)
    let first = try [copy.read(one.policy), copy.read(one.enforcement)]
    let narrowed = try say(one.narrower, in: copy)
    #expect(Set(narrowed.files.map(\.path)) == [one.policy, one.enforcement, "auditwright.yml"])
    #expect(try copy.read(one.policy).contains(one.line))
    #expect(try !copy.read(one.enforcement).contains("team"))
    #expect(try say(one.narrower, in: copy).files.isEmpty)
    _ = try say(one.sentence, in: copy)
    #expect(try [copy.read(one.policy), copy.read(one.enforcement)] == first)
  }

  @Test("Lines changed by hand are named, and nothing is changed", arguments: cases)
  private func touched(_ one: Case) throws {
    let copy = try written(one)
    let text = try copy.read(one.policy)
    let place = try #require(text.firstRange(of: "const readers"))
    let changed = text.replacingCharacters(in: place, with: "/* ours */ const readers")
    try copy.write(changed, to: one.policy)
    let report = try say(one.narrower, in: copy)
    #expect(report.files.allSatisfy { $0.path == "auditwright.yml" })
    let refused = report.fixers.flatMap(\.refusals)
    #expect(refused.contains { $0.subject == one.policy && $0.next.contains("readers") })
  }

  @Test("Lines that people may change stay as they are", arguments: cases)
  private func ownLines(_ one: Case) throws {
    let copy = try written(one)
    let text = try copy.read(one.policy)
    let changed = text.replacing(
      "'settings.read', roles: administrators",
      with: "'settings.read', roles: readers"
    )
    try copy.write(changed, to: one.policy)
    _ = try say(one.narrower, in: copy)
    #expect(try copy.read(one.policy).contains("'settings.read', roles: readers"))
    #expect(try copy.read(one.policy).contains(one.line))
  }

  private func written(_ one: Case) throws -> TemporaryFolder {
    let home = Self.folder.appending(path: one.variant).appending(path: "before")
    let copy = try TemporaryFolder(try Self.files(in: home))
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    let fixers: [any Fixer.Type] = [LogDataAccess.self, LimitAccessByRole.self]
    let report = try engine.applyFix(to: copy.path, fixers: fixers)
    #expect(report.isApplied, "\(report.problems)")
    return copy
  }

  private func say(_ sentence: String, in copy: TemporaryFolder) throws -> FixReport {
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    return try engine.applyFix(
      to: copy.path,
      options: FixOptions(answers: ["rbac-roles": sentence]),
      application: FixApplication(allowsDirtyTree: true),
      fixers: [LimitAccessByRole.self]
    )
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
