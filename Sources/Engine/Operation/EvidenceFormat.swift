import ReadinessModel

/// What the content of a record made by Auditwright is, so that it can be read again.
///
/// The name stands in the record's field `format`, with a version that goes up when the shape changes.
enum EvidenceFormat: String, CaseIterable {
  /// Content: a `DeployRecord`.
  case deployRecord = "deploy-record/1"
  /// Content: a `HostFacts`.
  case hostFacts = "host-facts/1"
  /// Content: a `HostHistory`.
  case hostHistory = "host-history/1"
  /// Content: a `Deviation`.
  case deviation = "deviation/1"
  /// No content; the record's outcome says how the control is built.
  case controlCheck = "control-check/1"
  /// Content: a `WatchReport`.
  case weeklyCheck = "weekly-check/1"
  /// Content: the items of a population, one to a line.
  case population = "population/1"
  /// Content: a record that people keep, as canonical JSON.
  case personRecord = "person-record/1"

  /// The field that holds the name.
  static let field = "format"
}

extension EvidenceRecord {
  /// What its content is; nil for what people added.
  var format: EvidenceFormat? {
    draft.fields[EvidenceFormat.field].flatMap(EvidenceFormat.init(rawValue:))
  }
}
