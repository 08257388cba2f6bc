import Foundation
import TestSupport
import Testing

@Suite("auditwright plan does what its help says")
struct PlanCommandTests {
  private func repository() throws -> TemporaryFolder {
    try TemporaryFolder([
      "package.json": #"{"name": "shop"}"#,
      ".github/workflows/ci.yml": """
      name: ci
      on: [pull_request]
      jobs:
        test:
          runs-on: ubuntu-latest
          steps:
            - run: npm test
      """,
    ])
  }

  @Test(
    "every format can be written, and twice the same",
    arguments: [
      ("table", "Start on Monday 30 November"), ("markdown", "# SOC 2 remediation plan of "),
      ("json", "\"startToday\""), ("csv", "number,id,title"), ("calendar", "BEGIN:VCALENDAR\r\n"),
    ]
  )
  func formats(format: String, words: String) throws {
    let folder = try repository()
    let arguments = ["--as-of", "2026-11-28"]
    let first = try Program.run("plan", folder.path, "--format", format, arguments[0], arguments[1])
    let second = try Program.run(
      "plan",
      folder.path,
      "--format",
      format,
      arguments[0],
      arguments[1],
      "--jobs",
      "1"
    )
    #expect(first.code == 0)
    #expect(first.output.contains(words))
    #expect(first.output == second.output)
  }

  @Test("issues are written as files, one for each item")
  func issues() throws {
    let folder = try repository()
    let target = try TemporaryFolder()
    let result = try Program.run(
      "plan",
      folder.path,
      "--format",
      "github-issues",
      "--output",
      target.path + "issues"
    )
    #expect(result.code == 0)
    #expect(try target.read("issues/pipeline.md").contains("<!-- auditwright:plan:pipeline -->"))
  }

  @Test(
    "what makes no sense is refused",
    arguments: [
      ["--start", "tomorrow"], ["--engineers", "0"], ["--window", "0"],
      ["--format", "github-issues"],
    ]
  )
  func refused(arguments: [String]) throws {
    let folder = try repository()
    let result = try Program.run("plan", folder.path, arguments[0], arguments[1])
    #expect(result.code == 2)
    #expect(result.output.isEmpty && !result.errors.isEmpty)
  }
}
