/// What verifying a ledger found.
package struct LedgerReport: Codable, Hashable, Sendable {
  /// One thing that does not fit.
  package struct Problem: Codable, Hashable, Sendable {
    /// What kind of thing it is about.
    package enum Part: String, Codable, Hashable, Sendable {
      /// The bytes of the ledger's file.
      case file
      /// A record.
      case record
      /// The content that a record names.
      case payload
      /// A signed checkpoint.
      case checkpoint
      /// A public key.
      case key
    }

    /// What it is about.
    package var part: Part
    /// The first record it concerns, where it concerns one.
    package var record: EvidenceID?
    /// What is wrong, in one sentence.
    package var message: String

    /// Creates a problem.
    package init(_ part: Part, record: EvidenceID? = nil, _ message: String) {
      self.part = part
      self.record = record
      self.message = message
    }
  }

  /// The ledger's name.
  package var origin: String
  /// Records in it.
  package var records: Int
  /// The root of its tree, in base64, as re-derived from the records.
  package var root: String
  /// Different contents that records name, and that were read.
  package var payloads: Int
  /// Checkpoints that were checked.
  package var checkpoints: Int
  /// Records that the last right checkpoint covers; later ones rest on the ledger's file alone.
  package var covered: Int
  /// When that checkpoint was signed, as the signer's clock had it.
  package var coveredAt: Moment?
  /// The first record that does not fit, nil when all do.
  package var firstMisfit: EvidenceID?
  /// What is wrong; of very many problems, the first.
  package var problems: [Problem]
  /// What is right and still worth knowing.
  package var notes: [String]

  /// Whether everything holds.
  package var holds: Bool { problems.isEmpty }

  /// Creates a report of a ledger of which nothing is known yet.
  package init(origin: String) {
    self.origin = origin
    (records, root, payloads, checkpoints, covered) = (0, "", 0, 0, 0)
    (coveredAt, firstMisfit, problems, notes) = (nil, nil, [], [])
  }
}
