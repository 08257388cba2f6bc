/// One record of evidence, as a ledger holds it.
///
/// Its properties are those of its draft, and what the ledger added: `record.title`,
/// `record.receivedAt`.
@dynamicMemberLookup
package struct EvidenceRecord: Hashable, Sendable {
  /// Its identifier, which says where in the ledger it stands.
  package var id: EvidenceID
  /// When the ledger took it.
  package var receivedAt: Moment
  /// Why it seems to be received before the record in front of it, nil everywhere else.
  ///
  /// Somebody said that the clock had been wrong, and what about it.
  package var clockCorrection: String?
  /// What it says.
  package var draft: EvidenceDraft

  /// Creates a record from a draft and what the ledger adds.
  package init(
    id: EvidenceID,
    receivedAt: Moment,
    clockCorrection: String? = nil,
    draft: EvidenceDraft
  ) {
    self.id = id
    self.receivedAt = receivedAt
    self.clockCorrection = clockCorrection
    self.draft = draft
  }

  /// A property of the draft.
  package subscript<Value>(dynamicMember path: WritableKeyPath<EvidenceDraft, Value>) -> Value {
    get { draft[keyPath: path] }
    set { draft[keyPath: path] = newValue }
  }
}
