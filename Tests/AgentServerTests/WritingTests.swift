import Foundation
import TestSupport
import Testing

@Suite("Nothing is written that nobody agreed to, or that is not what was shown")
struct WritingTests {
  private static let form = """
    "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
    "io.modelcontextprotocol/clientCapabilities":{"elicitation":{}}}
    """

  private func text(_ folder: TemporaryFolder) throws -> String { try folder.read("infra/main.tf") }

  private func preview(_ peer: Peer) async throws -> String {
    let answer = try await peer.call(1, "soc2_preview_fix", #"{"names":["backups"]}"#)
    return try #require(answer?.content?["digest"]?.text)
  }

  private func arguments(_ digest: String, _ more: String = "") -> String {
    #"{"names":["backups"],"digest":"\#(digest)","allowDirty":true\#(more)}"#
  }

  @Test("without agreement, and with another digest, nothing is written")
  func refused() async throws {
    let folder = try Shop.folder()
    let before = try text(folder)
    let peer = try Peer(root: folder.path)
    let digest = try await preview(peer)
    let silent = try await peer.call(2, "soc2_apply_fix", arguments(digest))
    #expect(silent?.isToolError == true)
    let other = try await peer.call(3, "soc2_apply_fix", arguments("abc", #","confirm":true"#))
    #expect(other?.toolText.contains("not the one that was previewed") == true)
    #expect(try text(folder) == before)
  }

  @Test("a tree that changed since the preview is refused")
  func changedTree() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let digest = try await preview(peer)
    let changed = try text(folder) + "\n# later\n"
    try folder.write(changed, to: "infra/main.tf")
    let answer = try await peer.call(2, "soc2_apply_fix", arguments(digest, #","confirm":true"#))
    #expect(answer?.isToolError == true)
    #expect(try text(folder) == changed)
  }

  @Test("with the digest and a person's word it is written, measured, and can be taken back")
  func applied() async throws {
    let folder = try Shop.folder()
    let before = try text(folder)
    let peer = try Peer(root: folder.path)
    let digest = try await preview(peer)
    let answer = try await peer.call(2, "soc2_apply_fix", arguments(digest, #","confirm":true"#))
    #expect(answer?.content?["isApplied"] == .boolean(true), "\(answer?.toolText ?? "")")
    #expect(try text(folder) != before)
    let again = try await peer.call(3, "soc2_apply_fix", arguments(digest, #","confirm":true"#))
    #expect(again?.isToolError == true)
  }

  @Test("a client that can ask a person has to, and the argument alone does not count")
  func rounds() async throws {
    let folder = try Shop.folder()
    let before = try text(folder)
    let peer = try Peer(root: folder.path)
    let digest = try await preview(peer)
    let call = #""name":"soc2_apply_fix","arguments":\#(arguments(digest, #","confirm":true"#))"#
    func send(_ id: Int, _ more: String = "") async throws -> JSONTree? {
      peer.send(
        #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{\#(Self.form),\#(call)\#(more)}}"#
      )
      return try await peer.response(id)
    }
    let question = try await send(2)
    #expect(question?.result?["resultType"]?.text == "input_required")
    let request = question?.result?["inputRequests"]?["confirm"]
    #expect(request?["method"]?.text == "elicitation/create")
    let state = try #require(question?.result?["requestState"]?.text)
    #expect(try text(folder) == before)

    let yes = #""inputResponses":{"confirm":{"action":"accept","content":{"confirm":true}}}"#
    let forged = try await send(3, #","requestState":"9999999999.AAAA",\#(yes)"#)
    #expect(forged?.isToolError == true)
    let no = try await send(
      4,
      #","requestState":"\#(state)","inputResponses":{"confirm":{"action":"decline"}}"#
    )
    #expect(no?.isToolError == true)
    #expect(try text(folder) == before)
    let done = try await send(5, #","requestState":"\#(state)",\#(yes)"#)
    #expect(done?.content?["isApplied"] == .boolean(true), "\(done?.toolText ?? "")")
  }

  @Test(
    "in a session the person is asked by a request, and a no is a no",
    arguments: [true, false]
  )
  func inSession(agrees: Bool) async throws {
    let folder = try Shop.folder()
    let before = try text(folder)
    let peer = try Peer(root: folder.path)
    let digest = try await preview(peer)
    _ = try await peer.begin("2025-11-25", capabilities: #"{"elicitation":{"form":{}}}"#)
    let params =
      #"{"name":"soc2_apply_fix","arguments":\#(arguments(digest, #","confirm":true"#))}"#
    peer.send(#"{"jsonrpc":"2.0","id":7,"method":"tools/call","params":\#(params)}"#)
    let question = try await peer.message { $0["method"]?.text == "elicitation/create" }
    let id = try #require(question?["id"]?.text)
    let answer =
      agrees ? #"{"action":"accept","content":{"confirm":true}}"# : #"{"action":"cancel"}"#
    peer.send(#"{"jsonrpc":"2.0","id":"\#(id)","result":\#(answer)}"#)
    let done = try await peer.response(7)
    #expect(done?.isToolError == !agrees)
    #expect((try text(folder) == before) == !agrees)
  }

  @Test(
    "a path that leaves the folder is refused, however it is written",
    arguments: [
      "../out.md", "/tmp/out.md", "a/../../out.md", "link/out.md", ".git/hooks/x", "a//b", "./x",
      "x\\u0000y", "file-link", "",
    ]
  )
  func outside(path: String) async throws {
    let folder = try Shop.folder()
    let elsewhere = try TemporaryFolder(["secret.txt": "secret"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link",
      withDestinationPath: elsewhere.path
    )
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/file-link",
      withDestinationPath: elsewhere.path + "/secret.txt"
    )
    let peer = try Peer(root: folder.path)
    let report = #"{"format":"markdown","output":"\#(path)"}"#
    #expect(try await peer.call(1, "soc2_report", report)?.isToolError == true)
    let record = """
      {"controls":["SEC-8"],"file":"\(path)","title":"x","kind":"document","confirm":true}
      """
    let kept = try await peer.call(2, "soc2_record_evidence", record)
    #expect(kept?.isToolError == true)
    #expect(!FileManager.default.fileExists(atPath: elsewhere.path + "/out.md"))
  }

  @Test("a file becomes evidence with a person's word, and a statement by people cannot")
  func evidence() async throws {
    let folder = try Shop.folder()
    try folder.write("ran", to: "drill.txt")
    let peer = try Peer(root: folder.path)
    func record(_ id: Int, _ kind: String, _ more: String) async throws -> JSONTree? {
      try await peer.call(
        id,
        "soc2_record_evidence",
        #"{"controls":["SEC-8"],"file":"drill.txt","title":"Drill","kind":"\#(kind)"\#(more)}"#
      )
    }
    #expect(try await record(1, "document", "")?.isToolError == true)
    #expect(try await record(2, "attestation", #","confirm":true"#)?.isToolError == true)
    #expect(try await record(3, "record", #","confirm":true"#)?.isToolError == true)
    let kept = try await record(4, "document", #","confirm":true"#)
    #expect(kept?.content?["record"]?.text?.isEmpty == false, "\(kept?.toolText ?? "")")
    let status = try await peer.call(5, "soc2_evidence_status")
    #expect(status?.content?["records"]?.number == 1)
  }

  @Test("a report is written once, and never over a file that is there")
  func reportFile() async throws {
    let folder = try Shop.folder()
    let peer = try Peer(root: folder.path)
    let call = #"{"format":"markdown","output":"reports/soc2.md"}"#
    #expect(try await peer.call(1, "soc2_report", call)?.isToolError == false)
    #expect(try folder.read("reports/soc2.md").contains("SEC-1"))
    #expect(try await peer.call(2, "soc2_report", call)?.isToolError == true)
  }
}
