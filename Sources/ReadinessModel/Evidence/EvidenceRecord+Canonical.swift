/// Why some JSON is no record of evidence.
package struct EvidenceRecordFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package let description: String

  init(_ description: String) { self.description = description }
}

extension EvidenceRecord {
  /// The version of a record's shape.
  package static let shape = 1

  /// The bytes that are hashed, kept and exported: canonical JSON.
  package var canonicalBytes: [UInt8] { json.bytes }

  /// Reads a record from its canonical bytes, and refuses any others that mean the same.
  package init(canonicalBytes bytes: some Sequence<UInt8>) throws {
    let bytes = Array(bytes)
    try self.init(json: CanonicalJSON(reading: bytes))
    guard canonicalBytes == bytes else {
      throw EvidenceRecordFailure("the record is not in canonical form")
    }
  }

  /// The record as JSON; what is not there is left out.
  package var json: CanonicalJSON {
    let draft = draft
    let redactions = draft.redactions.map { redaction in
      CanonicalJSON.object(inOrder: [
        "reason": .string(redaction.reason), "what": .string(redaction.what),
      ])
    }
    return .object(inOrder: [
      "actor": draft.actor.map { .string($0) },
      "clockCorrection": clockCorrection.map { .string($0) },
      "collector": .object(inOrder: [
        "name": .string(draft.collector.name), "version": .string(draft.collector.version),
      ]),
      "completeness": draft.completeness.map { .string($0) },
      "controls": .array(draft.controls.map { .string($0.rawValue) }),
      "effective": .object(inOrder: [
        "from": .string(draft.effective.from.description),
        "to": .string(draft.effective.to.description),
      ]),
      "fields": .texts(draft.fields),
      "id": .string(id.description),
      "kind": .string(draft.kind.rawValue),
      "observedAt": .string(draft.observedAt.description),
      "outcome": draft.outcome?.json,
      "parameters": .texts(draft.parameters),
      "payload": draft.payload?.json,
      "query": draft.query.map { .string($0) },
      "receivedAt": .string(receivedAt.description),
      "redactions": redactions.isEmpty ? nil : .array(redactions),
      "shape": .number(Double(Self.shape)),
      "source": .object(inOrder: [
        "location": draft.source.location.map { .string($0) },
        "system": .string(draft.source.system),
      ]),
      "supersedes": draft.supersedes.map { .string($0.description) },
      "title": .string(draft.title),
    ])
  }

  /// Reads a record from JSON; what it does not know, it refuses rather than loses.
  package init(json: CanonicalJSON) throws {
    var members = try RecordMembers(json)
    guard try members.take("shape") == .number(Double(Self.shape)) else {
      throw EvidenceRecordFailure("the record has a shape that this program does not know")
    }
    var source = try RecordMembers(members.take("source"))
    var collector = try RecordMembers(members.take("collector"))
    var effective = try RecordMembers(members.take("effective"))
    let redactions = try members.takeArray("redactions").map { value in
      var parts = try RecordMembers(value)
      let redaction = EvidenceRedaction(
        what: try parts.takeText("what"),
        reason: try parts.takeText("reason")
      )
      try parts.end()
      return redaction
    }
    let draft = EvidenceDraft(
      kind: EvidenceKind(rawValue: try members.takeText("kind")),
      controls: try members.takeArray("controls").map { ControlID(rawValue: try $0.needText()) },
      title: try members.takeText("title"),
      source: EvidenceSource(
        system: try source.takeText("system"),
        location: try source.takeOptionalText("location")
      ),
      collector: EvidenceCollector(
        name: try collector.takeText("name"),
        version: try collector.takeText("version")
      ),
      query: try members.takeOptionalText("query"),
      parameters: try members.takeTexts("parameters"),
      actor: try members.takeOptionalText("actor"),
      effective: EffectiveInterval(
        from: try effective.takeMoment("from"),
        to: try effective.takeMoment("to")
      ),
      observedAt: try members.takeMoment("observedAt"),
      payload: try members.takeOptional("payload").map { try EvidencePayload(json: $0) },
      redactions: redactions,
      completeness: try members.takeOptionalText("completeness"),
      supersedes: try members.takeOptionalText("supersedes").map { try EvidenceID(needing: $0) },
      outcome: try members.takeOptional("outcome").map { try EvidenceOutcome(json: $0) },
      fields: try members.takeTexts("fields")
    )
    self.init(
      id: try EvidenceID(needing: try members.takeText("id")),
      receivedAt: try members.takeMoment("receivedAt"),
      clockCorrection: try members.takeOptionalText("clockCorrection"),
      draft: draft
    )
    for rest in [source, collector, effective, members] { try rest.end() }
  }
}

extension EvidenceRecord: Codable {
  /// Reads a record from the JSON of its canonical form.
  package init(from decoder: any Decoder) throws {
    try self.init(json: CanonicalJSON(from: decoder))
  }

  /// Writes the JSON of the canonical form.
  package func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension EvidenceOutcome {
  fileprivate var json: CanonicalJSON {
    let (outcome, reason): (Outcome, String?) =
      switch self {
      case .holds: (.holds, nil)
      case .doesNotHold(let reason): (.doesNotHold, reason)
      case .notObservable(let reason): (.notObservable, reason)
      }
    return .object(inOrder: [
      "reason": reason.map { .string($0) }, "says": .string(outcome.rawValue),
    ])
  }

  fileprivate init(json: CanonicalJSON) throws {
    var members = try RecordMembers(json)
    switch Outcome(rawValue: try members.takeText("says")) {
    case .holds: self = .holds
    case .doesNotHold: self = .doesNotHold(reason: try members.takeText("reason"))
    case .notObservable: self = .notObservable(reason: try members.takeText("reason"))
    default: throw EvidenceRecordFailure("the outcome is none that an observation can have")
    }
    try members.end()
  }
}

extension EvidencePayload {
  fileprivate var json: CanonicalJSON {
    .object(inOrder: [
      "bytes": .number(Double(bytes)), "mediaType": .string(mediaType),
      "rows": rows.map { .number(Double($0)) }, "sha256": .string(sha256),
    ])
  }

  fileprivate init(json: CanonicalJSON) throws {
    var members = try RecordMembers(json)
    self.init(
      sha256: try members.takeText("sha256"),
      bytes: try members.take("bytes").needCount(),
      mediaType: try members.takeText("mediaType"),
      rows: try members.takeOptional("rows").map { try $0.needCount() }
    )
    try members.end()
  }
}

extension EvidenceID {
  fileprivate init(needing text: String) throws {
    guard let identifier = EvidenceID(text) else {
      throw EvidenceRecordFailure("'\(text)' is no identifier of evidence")
    }
    self = identifier
  }
}
