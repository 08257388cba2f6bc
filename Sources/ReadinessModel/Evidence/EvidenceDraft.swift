/// What a collector or a person has to say, before a ledger has taken it.
package struct EvidenceDraft: Hashable, Sendable {
  /// What kind of evidence it is.
  package var kind: EvidenceKind
  /// The controls it is about.
  package var controls: [ControlID]
  /// What it is, in a few words.
  package var title: String
  /// Where it comes from.
  package var source: EvidenceSource
  /// What collected it.
  package var collector: EvidenceCollector
  /// The exact query or command, so that anybody can run it again.
  package var query: String?
  /// What the query was given: filters, pages, the period.
  package var parameters: [String: String]
  /// Who ran it.
  package var actor: String?
  /// The time it speaks of.
  package var effective: EffectiveInterval
  /// When it was seen.
  package var observedAt: Moment
  /// Its content, where that is kept beside the ledger.
  package var payload: EvidencePayload?
  /// What was taken out of it.
  package var redactions: [EvidenceRedaction]
  /// Why it is complete, or what is missing.
  package var completeness: String?
  /// The record that this one takes the place of; that one stays where it is.
  package var supersedes: EvidenceID?
  /// What it says of the controls, where it is an observation of them.
  package var outcome: EvidenceOutcome?
  /// Whatever else belongs to its kind.
  package var fields: [String: String]

  /// Creates a draft; what is true at one moment has the interval of that moment.
  package init(
    kind: EvidenceKind,
    controls: [ControlID],
    title: String,
    source: EvidenceSource,
    collector: EvidenceCollector,
    query: String? = nil,
    parameters: [String: String] = [:],
    actor: String? = nil,
    effective: EffectiveInterval? = nil,
    observedAt: Moment,
    payload: EvidencePayload? = nil,
    redactions: [EvidenceRedaction] = [],
    completeness: String? = nil,
    supersedes: EvidenceID? = nil,
    outcome: EvidenceOutcome? = nil,
    fields: [String: String] = [:]
  ) {
    self.kind = kind
    self.controls = controls
    self.title = title
    self.source = source
    self.collector = collector
    self.query = query
    self.parameters = parameters
    self.actor = actor
    self.effective = effective ?? EffectiveInterval(at: observedAt)
    self.observedAt = observedAt
    self.payload = payload
    self.redactions = redactions
    self.completeness = completeness
    self.supersedes = supersedes
    self.outcome = outcome
    self.fields = fields
  }
}
