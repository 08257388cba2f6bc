import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel

/// Records of the size and shape that collectors make, and a key that is no secret.
enum SampleEvidence {
  static let origin = "exercise/evidence"

  static func key() throws -> NoteSigningKey {
    guard let key = NoteSigningKey(name: origin, seed: Data(repeating: 3, count: 32)) else {
      throw LedgerFailure("the key cannot be made", next: "")
    }
    return key
  }

  static func now() -> Moment { Moment(secondsSince1970: Int(Date().timeIntervalSince1970)) }

  static func draft(
    _ title: String,
    number: Int,
    at moment: Moment,
    payload: EvidencePayload? = nil
  ) -> EvidenceDraft {
    EvidenceDraft(
      kind: .check,
      controls: ["CHG-1", "CHG-2"],
      title: title,
      source: EvidenceSource(system: "github.com", location: "acme/shop"),
      collector: EvidenceCollector(name: "auditwright", version: "0.1.0"),
      query: "GET /repos/acme/shop/branches/main/protection",
      parameters: ["page": "\(number)", "per_page": "100"],
      actor: "ci",
      observedAt: moment,
      payload: payload,
      completeness: "1 of 1 pages",
      outcome: .holds,
      fields: ["branch": "main"]
    )
  }
}
