import Foundation
import TestSupport
import Testing

@Suite("The action for GitHub does what it says, run as a runner would")
struct ActionTests {
  private static let lacking = ["bash", "git", "jq", "python3"].filter { tool in
    !(ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
  }
  private static let needs: Comment = "not here: \(lacking.joined(separator: ", "))"

  @Test(
    "pull requests: a guard removed, a comment edited, a fork, a shallow clone, names like commands",
    .enabled(if: ActionTests.lacking.isEmpty, ActionTests.needs)
  )
  func scenarios() throws {
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: "auditwright").path
    let script = ProjectFolder.root.appending(path: "Scripts/run-action").path
    let result = try AgentTests.run("/usr/bin/env", ["python3", script, program])
    #expect(result.code == 0, "\(result.output)")
    #expect(result.output.hasSuffix(" passed, 0 failed\n"))
  }
}
