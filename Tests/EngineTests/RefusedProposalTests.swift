import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite(
  "A proposal that reaches further than its gap, or does not close it, leaves everything as it was"
)
struct RefusedProposalTests {
  private typealias Application = ProposedApplication

  private func draft(_ answer: String, _ application: ProposedApplication) throws -> FixReport {
    let desk = try #require(try Application.model(saying: answer).desk)
    let draft = try application.engine.draftProposal(
      for: GapName(Application.check),
      in: application.path,
      desk: desk
    )
    let proposal = try application.engine.proposal(to: draft, from: desk)
    return try application.engine.previewProposal(proposal, in: application.path)
  }

  @Test("what cannot be used is refused with its reason", arguments: RefusedProposal.unusable)
  func unusable(attempt: RefusedProposal) throws {
    let application = try Application()
    let before = try application.tree()
    let failure = #expect(throws: EngineFailure.self) { try draft(attempt.answer, application) }
    #expect(failure?.description.contains(attempt.reason) == true, "\(failure?.description ?? "")")
    #expect(try application.tree() == before)
  }

  @Test(
    "what is measured to be no fix is shown with its problems, and cannot be written",
    arguments: RefusedProposal.unproven
  )
  func unproven(attempt: RefusedProposal) throws {
    let application = try Application()
    let before = try application.tree()
    let report = try draft(attempt.answer, application)
    #expect(report.problems.contains { $0.contains(attempt.reason) }, "\(report.problems)")
    #expect(report.proposal?.measured == [])
    #expect(throws: EngineFailure.self) {
      try application.engine.applyProposal(
        try #require(report.proposal?.digest),
        to: application.path
      )
    }
    #expect(try application.tree() == before)
  }

  @Test("a link is not followed, and a file beyond it not written")
  func links() throws {
    let application = try Application()
    let outside = try TemporaryFolder(["x.ts": "export {};\n"])
    try FileManager.default.createSymbolicLink(
      atPath: application.path + "/src/link",
      withDestinationPath: outside.path
    )
    try FileManager.default.createSymbolicLink(
      atPath: application.path + "/src/alias.ts",
      withDestinationPath: outside.path + "/x.ts"
    )
    for file in ["src/link/x.ts", "src/link/new.ts", "src/alias.ts"] {
      for old in ["", "export {};"] {
        let answer = Application.answer([
          ("src/notes.ts", Application.oldQuery, Application.newQuery), (file, old, "// changed\n"),
        ])
        #expect(throws: EngineFailure.self) { try draft(answer, application) }
      }
    }
    #expect(try outside.read("x.ts") == "export {};\n")
  }

  @Test(
    "a refusal, an answer that was cut off and a late one leave everything as it was",
    arguments: [
      #"{"choices":[{"message":{"content":"no","refusal":"I cannot"}}]}"#,
      #"{"choices":[{"message":{"content":"{\"summary\""},"finish_reason":"length"}]}"#, "late",
      "{}",
    ]
  )
  func noAnswer(body: String) throws {
    let application = try Application()
    let before = try application.tree()
    let server = try LoopbackServer { _ in
      if body == "late" { Thread.sleep(forTimeInterval: 4) }
      return .init(200, body)
    }
    let desk = try #require(
      try ModelDesk(
        environment: ["OPENAI_BASE_URL": server.address, "AUDITWRIGHT_MODEL": "m"],
        secondsAtMost: 1
      )
    )
    let draft = try application.engine.draftProposal(
      for: GapName(Application.check),
      in: application.path,
      desk: desk
    )
    #expect(throws: EngineFailure.self) {
      try application.engine.proposal(to: draft, from: desk)
    }
    #expect(try application.tree() == before)
  }
}
