import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("A fix respects the git work tree it is made in, and trusts nothing in it")
struct FixInGitTests {
  private func engine() throws -> ReadinessEngine {
    try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
  }

  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder(["package.json": "{}", "a.js": "1\n"])
    try git("init", "-q", "-b", "main", in: folder)
    try git("add", "-A", in: folder)
    try git("commit", "-q", "-m", "Begin", in: folder)
    return folder
  }

  @Test("A tree with changes is refused, unless that is allowed")
  func dirty() throws {
    let folder = try repository()
    try folder.write("2\n", to: "a.js")
    #expect(throws: EngineFailure.dirtyTree(files: ["a.js"])) {
      try engine().applyFix(to: folder.path, fixers: [AddANote.self])
    }
    let application = FixApplication(allowsDirtyTree: true)
    let report = try engine().applyFix(
      to: folder.path,
      application: application,
      fixers: [AddANote.self]
    )
    #expect(report.isApplied)
  }

  @Test("The journal does not make the tree dirty")
  func journal() throws {
    let folder = try repository()
    _ = try engine().applyFix(to: folder.path, fixers: [AddANote.self])
    #expect(try git("status", "--porcelain", in: folder) == "?? note.md\n")
  }

  @Test("A branch is created for the changes; a name that is taken or none is refused")
  func branch() throws {
    let folder = try repository()
    for name in ["main", "-x", "a..b", ""] {
      #expect(throws: EngineFailure.self) {
        let application = FixApplication(branch: name)
        _ = try engine().applyFix(
          to: folder.path,
          application: application,
          fixers: [AddANote.self]
        )
      }
    }
    let application = FixApplication(branch: "soc2/notes")
    _ = try engine().applyFix(to: folder.path, application: application, fixers: [AddANote.self])
    #expect(try git("symbolic-ref", "HEAD", in: folder) == "refs/heads/soc2/notes\n")
    #expect(try git("status", "--porcelain", in: folder) == "?? note.md\n")
  }

  @Test("Programs that the repository configures are not run")
  func hostile() throws {
    let folder = try repository()
    let mark = folder.url.appending(path: ".git/ran")
    let command = "touch '\(mark.path(percentEncoded: false))'; cat"
    for key in [
      "filter.x.clean", "filter.x.process", "core.fsmonitor", "core.pager", "diff.external",
    ] {
      try git("config", key, command, in: folder)
    }
    try git("config", "alias.status", "!\(command)", in: folder)
    for hook in ["post-checkout", "reference-transaction", "post-index-change"] {
      try folder.write("#!/bin/sh\n\(command)\n", to: ".git/hooks/\(hook)")
      let path = folder.url.appending(path: ".git/hooks/\(hook)").path(percentEncoded: false)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    try folder.write("* filter=x\n", to: ".git/info/attributes")
    // A new time of change makes git look at the content again.
    try folder.write("1\n", to: "a.js")
    let application = FixApplication(branch: "fix")
    _ = try engine().applyFix(to: folder.path, application: application, fixers: [AddANote.self])
    #expect(!FileManager.default.fileExists(atPath: mark.path(percentEncoded: false)))
  }

  @discardableResult
  private func git(_ arguments: String..., in folder: TemporaryFolder) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-C", folder.path] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

private enum AddANote: Fixer {
  static let title = "Add a note"
  static let aliases: [String] = []
  static let controls: [ControlID] = []
  static let checks: [CheckID] = []
  static let decisions: [FixDecision] = []

  static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard !project.files.contains("note.md") else { return FixProposal() }
    return FixProposal(changes: [
      FixChange(
        title: "Add it",
        reason: "It is missing.",
        applicability: .safe,
        edits: [.create(path: "note.md", text: "A note.\n")]
      )
    ])
  }
}
