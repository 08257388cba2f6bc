import Foundation
import ReadinessModel
import Testing

@Suite("The facts of each Terraform configuration stay what they were read to be")
struct RecordedFactsTests {
  @Test("Facts as recorded", arguments: TerraformFixture.names)
  func recorded(_ name: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let facts = try TerraformFixture.facts(name)
    let text = String(decoding: try encoder.encode(facts), as: UTF8.self) + "\n"
    let url = TerraformFixture.recordings.appending(path: "\(name).facts.json")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
      try Data(text.utf8).write(to: url)
    }
    let recorded = try? String(contentsOf: url, encoding: .utf8)
    #expect(
      recorded == text,
      "read the change, then accept it with UPDATE_SNAPSHOTS=1 swift test --filter RecordedFacts"
    )
  }
}
