/// What kind of evidence a record is.
///
/// Kinds that a newer program made up are read and kept like the others.
package struct EvidenceKind: RawRepresentable, Hashable, Sendable {
  /// The kind's name, in kebab case.
  package let rawValue: String

  /// Creates a kind from its name.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// How something was set up at one moment.
  package static let configuration = EvidenceKind(rawValue: "configuration")
  /// Everything a control should have acted on in an interval.
  package static let population = EvidenceKind(rawValue: "population")
  /// The items picked from a population.
  package static let sample = EvidenceKind(rawValue: "sample")
  /// A record that people keep: an access review, an incident, a training.
  package static let record = EvidenceKind(rawValue: "record")
  /// A document at one version: a policy, a runbook, a contract.
  package static let document = EvidenceKind(rawValue: "document")
  /// A part of a log.
  package static let logSample = EvidenceKind(rawValue: "log-sample")
  /// What a test said when it ran.
  package static let testRun = EvidenceKind(rawValue: "test-run")
  /// A person's signed statement.
  package static let attestation = EvidenceKind(rawValue: "attestation")
  /// A deployment, with its commit, reviews and approvals.
  package static let deploy = EvidenceKind(rawValue: "deploy")
  /// A look at whether a control operated.
  package static let check = EvidenceKind(rawValue: "check")
  /// One instance where a control did not operate.
  package static let deviation = EvidenceKind(rawValue: "deviation")
  /// That there was nothing to record, so that a missing record shows.
  package static let silence = EvidenceKind(rawValue: "silence")

  /// The kinds there are, in the order in which they are told.
  package static let known: [EvidenceKind] = [
    .configuration, .population, .sample, .record, .document, .logSample, .testRun, .attestation,
    .deploy, .check, .deviation, .silence,
  ]
}

extension EvidenceKind: Codable, CustomStringConvertible {
  /// The kind's name.
  package var description: String { rawValue }
}
