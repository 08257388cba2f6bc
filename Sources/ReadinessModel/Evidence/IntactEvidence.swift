/// What can be read of a ledger, though some of it is damaged.
package struct IntactEvidence: Hashable, Sendable {
  /// The records that are as they were written.
  package var records: [EvidenceRecord]
  /// Those that cannot be read, or are not as they were written.
  package var lost: [EvidenceID]

  /// Creates a value from its parts.
  package init(records: [EvidenceRecord], lost: [EvidenceID]) {
    self.records = records
    self.lost = lost
  }
}
