import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("A change that a model proposes is proven like a fix, and written only as it was shown")
struct ProposeTests {
  private typealias Application = ProposedApplication

  private func report(
    _ answer: String,
    in application: ProposedApplication,
    interface: String = "openai"
  ) throws -> FixReport {
    let desk = try #require(try Application.model(interface, saying: answer).desk)
    let gap = GapName(Application.check)
    let draft = try application.engine.draftProposal(for: gap, in: application.path, desk: desk)
    let proposal = try application.engine.proposal(to: draft, from: desk)
    return try application.engine.previewProposal(proposal, in: application.path)
  }

  @Test("a good one is shown, written, and taken back", arguments: ["anthropic", "openai"])
  func good(interface: String) throws {
    let application = try Application()
    let before = try application.tree()
    let report = try report(Application.good, in: application, interface: interface)
    #expect(report.problems == [])
    let schema = try JSONSchema(named: "fix.schema.json")
    #expect(schema.problems(in: try JSONTree(parsing: FixFile.text(report))) == [])
    let proposal = try #require(report.proposal)
    #expect(proposal.measured.first?.contains("GET /api/notes/{id}") == true)
    #expect(proposal.caution.contains("person"))
    #expect(report.checks.first { $0.isServed }?.after == .holds)
    #expect(try application.tree() == before)
    let applied = try application.engine.applyProposal(proposal.digest, to: application.path)
    #expect(applied.isApplied)
    #expect(try application.repository.folder.read("src/notes.ts").contains(Application.newQuery))
    let journal = try application.repository.folder.read(".auditwright/fixes/0001/journal.json")
    #expect(journal.contains("proposed by a language model, 127.0.0.1 (small)"))
    #expect(throws: EngineFailure.self) {
      try application.engine.applyProposal(proposal.digest, to: application.path)
    }
    #expect(try application.engine.undoFix(in: application.path) == ["src/notes.ts"])
    #expect(try application.tree() == before)
  }

  @Test("what was shown is written, or nothing is: not after the file changed, not what nobody saw")
  func exactly() throws {
    let application = try Application()
    let digest = try #require(try report(Application.good, in: application).proposal?.digest)
    for other in ["", "0000000000000000", "../../etc/passwd", String(digest.dropLast())] {
      #expect(throws: EngineFailure.self) {
        try application.engine.applyProposal(other, to: application.path)
      }
    }
    let text = try application.repository.folder.read("src/notes.ts")
    try application.repository.folder.write(text + "// later\n", to: "src/notes.ts")
    let before = try application.tree()
    #expect(throws: EngineFailure.self) {
      try application.engine.applyProposal(
        digest,
        to: application.path,
        application: FixApplication(allowsDirtyTree: true)
      )
    }
    #expect(throws: EngineFailure.self) {
      try application.engine.applyProposal(digest, to: application.path)
    }
    #expect(try application.tree() == before)
  }

  @Test("a second one for the same gap is refused, because the gap is gone")
  func again() throws {
    let application = try Application()
    let desk = try #require(try Application.model(saying: Application.good).desk)
    let draft = try application.engine.draftProposal(
      for: GapName(Application.check),
      in: application.path,
      desk: desk
    )
    let proposal = try application.engine.proposal(to: draft, from: desk)
    let report = try application.engine.previewProposal(proposal, in: application.path)
    _ = try application.engine.applyProposal(
      try #require(report.proposal?.digest),
      to: application.path
    )
    #expect(throws: EngineFailure.self) {
      try application.engine.previewProposal(proposal, in: application.path)
    }
    #expect(throws: EngineFailure.self) {
      try application.engine.draftProposal(
        for: GapName(Application.check),
        in: application.path,
        desk: desk
      )
    }
  }

  @Test("what is sent holds the place and the check, and no secret and nothing of a person")
  func transcript() throws {
    let application = try Application()
    let (server, desk) = try Application.model(saying: Application.good)
    let draft = try application.engine.draftProposal(
      for: GapName(Application.check, at: "GET /api/notes/{id}"),
      in: application.path,
      desk: try #require(desk)
    )
    #expect(server.requests.isEmpty)
    _ = try application.engine.proposal(to: draft, from: try #require(desk))
    let sent = String(decoding: try #require(server.requests.first).body, as: UTF8.self)
    #expect(sent == draft.question.text)
    for kept in ["SELECT * FROM notes WHERE id = $1", "password: process.env", "src/notes.ts"] {
      #expect(sent.contains(kept), "\(kept)")
    }
    for secret in ["jane.doe", "jdoe", "10.0.1.45", "horse", "battery", "AKIAIOSFODNN7EXAMPLE"] {
      #expect(!sent.contains(secret), "\(secret)")
    }
    #expect(draft.question.lines.contains { $0.hasPrefix("FILE src/notes.ts, lines 1 to ") })
  }

  @Test("where a fixer closes the gap, or no code shows it, nobody is asked")
  func notAsked() throws {
    let acme = try ReviewedRepository.acme()
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-24", jobs: 2))
    let (server, desk) = try Application.model(saying: Application.good)
    for (name, reason) in [
      ("incident-plan-is-current", "no file that a model may write"),
      ("health-route-tests-dependencies", "a fixer closes it"), ("nonsense", "there is no"),
      ("encryption-keys-rotate", "no gap"),
    ] {
      let failure = #expect(throws: EngineFailure.self, "\(name)") {
        try engine.draftProposal(
          for: GapName(name),
          in: acme.folder.path,
          desk: try #require(desk)
        )
      }
      #expect(failure?.description.contains(reason) == true, "\(failure?.description ?? "")")
    }
    #expect(server.requests.isEmpty)
  }
}
