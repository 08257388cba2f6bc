import Foundation
import ReadinessModel
import Testing

@Suite("Records of evidence")
struct EvidenceRecordTests {
  private let record = EvidenceRecord(
    id: EvidenceID(index: 16),
    receivedAt: Moment(secondsSince1970: 1_800_000_000),
    draft: EvidenceDraft(
      kind: .population,
      controls: ["CHG-1", "CHG-2"],
      title: "Merged pull requests",
      source: EvidenceSource(system: "github.com", location: "acme/shop"),
      collector: EvidenceCollector(name: "auditwright", version: "0.1.0"),
      query: "GET /repos/acme/shop/pulls?state=closed",
      parameters: ["page": "1", "per_page": "100"],
      actor: "ci",
      effective: EffectiveInterval(
        from: Moment(secondsSince1970: 1_790_000_000),
        to: Moment(secondsSince1970: 1_799_000_000)
      ),
      observedAt: Moment(secondsSince1970: 1_799_999_990),
      payload: EvidencePayload(
        sha256: String(repeating: "a", count: 64),
        bytes: 12,
        mediaType: "text/csv",
        rows: 2
      ),
      redactions: [EvidenceRedaction(what: "e-mail addresses", reason: "personal data")],
      completeness: "2 of 2 pages",
      supersedes: EvidenceID(index: 3),
      outcome: .doesNotHold(reason: "one was merged without a review"),
      fields: ["branch": "main"]
    )
  )

  @Test("a record has one text, and is read back from it")
  func roundTrip() throws {
    let bytes = record.canonicalBytes
    #expect(try EvidenceRecord(canonicalBytes: bytes) == record)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix(#"{"actor":"ci","collector":{"name":"auditwright","version":"0.1.0"},"#))
    #expect(text.contains(#""id":"EV-17","kind":"population","#))
    #expect(
      text.contains(
        #""outcome":{"reason":"one was merged without a review","says":"does-not-hold"}"#
      )
    )
  }

  @Test("encoders write the same JSON")
  func codable() throws {
    let data = try JSONEncoder().encode(record)
    #expect(try JSONDecoder().decode(EvidenceRecord.self, from: data) == record)
    #expect(try CanonicalJSON(reading: data).bytes == record.canonicalBytes)
  }

  @Test("what is not there is left out")
  func optional() throws {
    var record = record
    record.actor = nil
    record.query = nil
    record.parameters = [:]
    record.payload = nil
    record.redactions = []
    record.completeness = nil
    record.supersedes = nil
    record.outcome = nil
    record.fields = [:]
    record.source.location = nil
    record.controls = []
    let text = String(decoding: record.canonicalBytes, as: UTF8.self)
    #expect(!text.contains("null") && !text.contains("actor") && !text.contains("fields"))
    #expect(try EvidenceRecord(canonicalBytes: Array(text.utf8)) == record)
  }

  @Test("the same record in other words is refused, and so is what nobody knows")
  func strictness() throws {
    let text = String(decoding: record.canonicalBytes, as: UTF8.self)
    for other in [
      text + " ", text.replacing(#""shape":1"#, with: #""shape":2"#),
      text.replacing("EV-17", with: "EV-017"), text.replacing(#""actor":"ci","#, with: ""),
      text.replacing(#"{"actor""#, with: #"{"aaa":1,"actor""#), "{}", "[]",
      text.replacing("population", with: "popul\\u0061tion"),
    ] {
      let record = try? EvidenceRecord(canonicalBytes: Array(other.utf8))
      #expect(record == nil || record != self.record, "\(other)")
    }
  }

  @Test("an identifier says where the record stands")
  func identifiers() {
    #expect(EvidenceID("EV-17")?.index == 16)
    #expect(EvidenceID(index: 16).description == "EV-17")
    for text in ["EV-0", "EV-017", "EV-+1", "ev-1", "EV-", "17", "EV-99999999999999999999999"] {
      #expect(EvidenceID(text) == nil)
    }
  }
}
