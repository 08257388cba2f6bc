package import ReadinessModel

/// Renders one record of evidence.
package enum EvidenceRecordFormat {
  /// Renders a record as JSON; `Documentation/Schemas/evidence.schema.json` describes it.
  package static func json(_ record: EvidenceRecord) -> String {
    JSONValue(record.json).rendered()
  }

  /// Renders a record as lines of names and texts.
  package static func text(_ record: EvidenceRecord) -> String {
    let lines = lines(of: record)
    let width = lines.map { TextWidth.of($0.name) }.max() ?? 0
    return lines.map { line in
      TextWidth.padded(line.name, to: width) + "  " + SafeText.line(line.text) + "\n"
    }.joined()
  }

  private static func lines(of record: EvidenceRecord) -> [(name: String, text: String)] {
    var lines: [(String, String?)] = [
      ("Record", record.id.description), ("Title", record.title), ("Kind", record.kind.rawValue),
      ("Controls", record.controls.map(\.rawValue).joined(separator: ", ")),
      ("Speaks of", interval(record.effective)), ("Seen", record.observedAt.description),
      ("Received", record.receivedAt.description), ("Clock", record.clockCorrection),
      (
        "Source",
        [record.source.system, record.source.location].compactMap { $0 }.joined(separator: " ")
      ),
      ("Collected by", "\(record.collector.name) \(record.collector.version)"),
      ("Run by", record.actor), ("Query", record.query),
    ]
    lines += record.parameters.sorted { $0.key < $1.key }.map { ("  " + $0.key, $0.value) }
    lines += [("Outcome", record.outcome.map(outcome)), ("Completeness", record.completeness)]
    if let payload = record.payload {
      let rows = payload.rows.map { ", \($0) rows" } ?? ""
      lines += [
        ("Content", "\(payload.bytes) bytes of \(payload.mediaType)\(rows)"),
        ("SHA-256", payload.sha256),
      ]
    }
    lines += record.redactions.map { ("Taken out", "\($0.what): \($0.reason)") }
    lines.append(("In place of", record.supersedes?.description))
    lines += record.fields.sorted { $0.key < $1.key }.map { ("  " + $0.key, $0.value) }
    return lines.compactMap { name, text in text.map { (SafeText.line(name), $0) } }
  }

  private static func interval(_ interval: EffectiveInterval) -> String {
    interval.from == interval.to
      ? interval.from.description : "\(interval.from) to \(interval.to)"
  }

  private static func outcome(_ outcome: EvidenceOutcome) -> String {
    switch outcome {
    case .holds: "holds"
    case .doesNotHold(let reason): "does not hold: \(reason)"
    case .notObservable(let reason): "not observable: \(reason)"
    }
  }
}
