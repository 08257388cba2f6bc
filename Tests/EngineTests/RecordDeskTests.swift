import Engine
import EvidenceLedger
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Signing records")
struct RecordDeskTests {
  private let folder: TemporaryFolder
  private let keys: TemporaryFolder

  init() throws {
    keys = try TemporaryFolder()
    folder = try TemporaryFolder([
      "drill.yml": """
      kind: recovery-drill
      type: tabletop
      performed-on: 2026-03-20
      scenario: The region is gone
      systems: [orders]
      performed-by: carlos
      result: passed
      approver: sarah
      """
    ])
  }

  @Test("a record signed by a person whose key is kept counts for its control, from day to day")
  func signs() throws {
    let desk = try self.desk()
    _ = try desk.makeKey(for: "sarah", output: nil)
    let id = try desk.sign(try desk.read(path), from: "drill.yml")
    #expect(id.description == "EV-1")
    let window = try #require(try windows().first { $0.control == "AVL-4" })
    #expect(window.state == .sufficient)
    #expect(window.startedOn == CivilDay("2026-03-20"))
  }

  @Test("nothing is signed without a key, or with something wrong in the record")
  func refuses() throws {
    let desk = try self.desk()
    let reading = try desk.read(path)
    #expect(throws: EngineFailure.self) { try desk.sign(reading, from: "drill.yml") }
    _ = try desk.makeKey(for: "sarah", output: nil)
    try folder.write("kind: recovery-drill", to: "drill.yml")
    let poor = try desk.read(path)
    #expect(throws: EngineFailure.self) { try desk.sign(poor, from: "drill.yml") }
    #expect(try engine().operation(of: folder.path).records == nil)
  }

  @Test("a record stops counting when its signer's key is taken out, and that is told")
  func unknownSigner() throws {
    let desk = try self.desk()
    _ = try desk.makeKey(for: "sarah", output: nil)
    _ = try desk.sign(try desk.read(path), from: "drill.yml")
    let people = folder.url.appending(path: ".auditwright/people")
    for name in try FileManager.default.contentsOfDirectory(atPath: people.path) {
      try FileManager.default.removeItem(at: people.appending(path: name))
    }
    let report = try engine().operation(of: folder.path)
    #expect(report.windows.first { $0.control == "AVL-4" }?.state == .notStarted)
    #expect(report.notSeen.count == 1)
    #expect(report.notSeen.first?.contains("not signed by anybody") == true)
  }

  private var path: String { folder.url.appending(path: "drill.yml").path }

  private func windows() throws -> [ObservationWindow] {
    try engine().operation(of: folder.path).windows
  }

  private func desk() throws -> RecordDesk { try engine().recordDesk(of: folder.path) }

  private func engine() throws -> ReadinessEngine {
    var context = RunContext(
      today: "2026-04-01",
      jobs: 1,
      clock: { Moment("2026-04-01T09:00:00Z") ?? Moment(secondsSince1970: 0) }
    )
    context.signer = EvidenceSigner(keyFolder: keys.path + "/keys")
    return try ReadinessEngine(context: context)
  }
}
