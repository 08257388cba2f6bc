import Engine
import Foundation
import TestSupport
import Testing

@Suite("A language model is asked only what was agreed to, and nothing it says is done unproven")
struct ModelDeskTests {
  private static func environment(_ server: LoopbackServer, _ interface: String) -> [String: String]
  {
    interface == "anthropic"
      ? [
        "ANTHROPIC_API_KEY": "key-of-a-test", "ANTHROPIC_BASE_URL": server.address,
        "AUDITWRIGHT_MODEL": "small",
      ]
      : ["OPENAI_BASE_URL": server.address + "/v1", "AUDITWRIGHT_MODEL": "small"]
  }

  private static func said(_ text: String, _ interface: String) -> String {
    let quoted = text.replacing("\"", with: "\\\"")
    return interface == "anthropic"
      ? #"{"content":[{"type":"text","text":"\#(quoted)"}],"stop_reason":"end_turn"}"#
      : #"{"choices":[{"message":{"role":"assistant","content":"\#(quoted)"},"finish_reason":"stop"}]}"#
  }

  @Test("other words are taken from both interfaces", arguments: ["anthropic", "openai"])
  func rephrased(interface: String) throws {
    let server = try LoopbackServer { _ in .init(200, Self.said("Add audit logging.", interface)) }
    let desk = try #require(try ModelDesk(environment: Self.environment(server, interface)))
    let question = try desk.rephrasing("we must know who looked", examples: ["Add audit logging."])
    #expect(server.requests.isEmpty)
    #expect(try desk.rephrased(question) == "Add audit logging.")
    let request = try #require(server.requests.first)
    #expect(request.path == (interface == "anthropic" ? "/v1/messages" : "/v1/chat/completions"))
    #expect(request.body == question.body)
    #expect(request.headers["x-api-key"] == (interface == "anthropic" ? "key-of-a-test" : nil))
  }

  @Test("secrets and what names a person are not sent", arguments: ["anthropic", "openai"])
  func redacted(interface: String) throws {
    let server = try LoopbackServer { _ in .init(200, Self.said("Add audit logging.", interface)) }
    let desk = try #require(try ModelDesk(environment: Self.environment(server, interface)))
    let secrets = [
      "jane.doe@example.com", "hunter2", "AKIAIOSFODNN7EXAMPLE", "10.0.1.45", "+1-555-010-9999",
      "postgres://app:swordfish@db/prod", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "jdoe",
      "MIIEpAIBAAKCAQEA", "4111111111111111", "zXy-Secret9",
    ]
    let text = """
      log who read jane.doe@example.com, password: hunter2 key AKIAIOSFODNN7EXAMPLE from 10.0.1.45
      call +1-555-010-9999 at postgres://app:swordfish@db/prod ghp_16C7e42F292c6912E7710c838347Ae178B4a
      in /home/jdoe/shop card 4111111111111111 api_key=zXy-Secret9
      -----BEGIN RSA PRIVATE KEY-----
      MIIEpAIBAAKCAQEA
      -----END RSA PRIVATE KEY-----
      """
    let question = try desk.rephrasing(text, examples: ["Add audit logging."])
    _ = try desk.rephrased(question)
    let sent = String(decoding: try #require(server.requests.first).body, as: UTF8.self)
    for secret in secrets { #expect(!sent.contains(secret), "\(secret)") }
    #expect(sent.contains("log who read"))
    #expect(question.text == sent)
  }

  @Test(
    "whatever goes wrong is told, and nothing comes of it",
    arguments: [
      (500, "{}"), (401, #"{"error":"key sk-123"}"#), (302, ""), (200, ""), (200, "nonsense"),
      (200, #"{"choices":[]}"#), (200, #"{"choices":[{"message":{"content":""}}]}"#),
      (200, #"{"choices":[{"message":{"content":"no","refusal":"I cannot"}}]}"#),
      (200, #"{"choices":[{"message":{"content":"x"},"finish_reason":"content_filter"}]}"#),
      (200, #"{"choices":[{"message":{"content":"NONE"}}]}"#),
    ]
  )
  func failing(status: Int, body: String) throws {
    let server = try LoopbackServer { _ in
      .init(status, body, headers: status == 302 ? ["Location": "http://127.0.0.1:9/"] : [:])
    }
    let desk = try #require(try ModelDesk(environment: Self.environment(server, "openai")))
    let question = try desk.rephrasing("x", examples: [])
    #expect(throws: EngineFailure.self) { try desk.rephrased(question) }
    #expect(server.requests.count == 1)
  }

  @Test("a server that does not answer is left after a while, and one that refuses is told")
  func late() throws {
    let server = try LoopbackServer { _ in
      Thread.sleep(forTimeInterval: 5)
      return .init(200, "{}")
    }
    let desk = try #require(
      try ModelDesk(environment: Self.environment(server, "openai"), secondsAtMost: 1)
    )
    let start = Date()
    let question = try desk.rephrasing("x", examples: [])
    #expect(throws: EngineFailure.self) { try desk.rephrased(question) }
    #expect(Date().timeIntervalSince(start) < 4.5)
    let refusing = try LoopbackServer { _ in
      .init(200, #"{"content":[],"stop_reason":"refusal"}"#)
    }
    let other = try #require(try ModelDesk(environment: Self.environment(refusing, "anthropic")))
    #expect(throws: EngineFailure.self) { try other.rephrased(question) }
  }

  @Test("there is no way to a model unless somebody set one up, and none in the clear")
  func configured() throws {
    #expect(try ModelDesk(environment: [:]) == nil)
    for environment in [
      ["OPENAI_BASE_URL": "http://example.com/v1", "AUDITWRIGHT_MODEL": "m"],
      ["OPENAI_BASE_URL": "file:///etc/passwd", "AUDITWRIGHT_MODEL": "m"],
      ["OPENAI_BASE_URL": "https://user:pass@example.com", "AUDITWRIGHT_MODEL": "m"],
      ["ANTHROPIC_API_KEY": "k"],
    ] {
      #expect(throws: EngineFailure.self) { try ModelDesk(environment: environment) }
    }
  }

  @Test(
    "a summary with a figure that was not measured, or a claim nobody may make, is thrown away",
    arguments: [
      ("Nothing passes yet.", true), ("17 of 18 controls pass.", false),
      ("You are SOC 2 compliant.", false), ("You will pass the audit.", false),
    ]
  )
  func summary(text: String, isKept: Bool) throws {
    let folder = try TemporaryFolder(["package.json": "{}"])
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
    let assessment = try engine.scan(.repository(path: folder.path)).assessment
    let server = try LoopbackServer { _ in .init(200, Self.said(text, "openai")) }
    let desk = try #require(try ModelDesk(environment: Self.environment(server, "openai")))
    let question = try desk.summary(of: assessment)
    if isKept {
      #expect(try desk.summarized(question) == text)
    } else {
      #expect(throws: EngineFailure.self) { try desk.summarized(question) }
    }
  }
}
