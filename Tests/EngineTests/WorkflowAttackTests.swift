import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Nothing that strangers can choose runs in a workflow after the fixes")
struct WorkflowAttackTests {
  /// Runs every script with hostile titles and names; nil where Python or PyYAML are not here.
  private func attack(_ folder: String) throws -> (code: Int32, text: String)? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = ProjectFolder.root.appending(path: "Scripts/attack-workflows")
    process.arguments = ["python3", script.path(percentEncoded: false), folder]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    return [77, 127].contains(process.terminationStatus) ? nil : (process.terminationStatus, text)
  }

  @Test(
    "Branch names, titles and messages stay texts",
    arguments: ["acme", "npm-without-workflows", "deploy-with-matrix", "release-branch"]
  )
  func generated(variant: String) throws {
    let folder = try fixed(variant)
    guard let result = try attack(folder.path + "/project") else { return }
    #expect(result.code == 0, "\(result.text)")
  }

  @Test("An attack that works before finds only what was refused after")
  func hardened() throws {
    let before = PipelineVariantTests.before("untrusted-text").path(percentEncoded: false)
    guard let first = try attack(before) else { return }
    #expect(first.code == 1 && first.text.contains("3 injected into"), "\(first.text)")
    let folder = try fixed("untrusted-text")
    let second = try #require(try attack(folder.path + "/project"))
    // Where no variable is read, the fix refuses and says so.
    #expect(second.text.contains("1 injected into"), "\(second.text)")
    #expect(second.text.contains("Where no variable can stand"), "\(second.text)")
  }

  private func fixed(_ variant: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let copy = URL(filePath: folder.path).appending(path: "project")
    try FileManager.default.copyItem(at: PipelineVariantTests.before(variant), to: copy)
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    let report = try engine.applyFix(
      to: copy.path(percentEncoded: false),
      options: FixOptions(answers: PipelineVariantTests.answers(variant)),
      fixers: PipelineVariantTests.fixers
    )
    #expect(report.isApplied, "\(report.problems)")
    return folder
  }
}
