/// What kind of thing speaks against a change.
package enum ConcernKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// A route that made callers prove who they are answers anybody.
  case authenticationLost = "authentication-lost"
  /// A route that asked for a role or permission does not any more.
  case authorizationLost = "authorization-lost"
  /// A route that kept to objects of the caller does not any more.
  case ownershipLost = "ownership-lost"
  /// Access through a route is not recorded any more.
  case auditLost = "audit-lost"
  /// A route asks for other roles or permissions than before.
  case guardChanged = "guard-changed"
  /// A new route lacks a protection.
  case routeAdded = "route-added"
  /// A field with personal data, or worse, is new or lost what protected it.
  case dataExposed = "data-exposed"
  /// A secret is written in a file, or in the history of the change.
  case secretAdded = "secret-added"
  /// Something of the infrastructure is less safe.
  case infrastructureWeakened = "infrastructure-weakened"
  /// A test, scan or approval of the pipeline is gone or stops nothing any more.
  case pipelineWeakened = "pipeline-weakened"
  /// A check that held does not, or a gap is new.
  case controlWeakened = "control-weakened"
  /// Something could be seen before and cannot now.
  case notSeen = "not-seen"
}

/// One thing that speaks against a change, with all it does by one cause.
package struct ReviewConcern: Codable, Hashable, Sendable {
  /// Stays the same while the concern does, whatever lines above it do.
  package var id: String
  /// What it is.
  package var kind: ConcernKind
  /// How much it matters.
  package var severity: Severity
  /// How sure it is.
  package var confidence: Confidence
  /// What the change does, in one sentence without a full stop.
  package var title: String
  /// Why it matters.
  package var detail: String
  /// The check it is about, nil when it is about what could not be seen.
  package var check: CheckID?
  /// The lines of the change that do it; empty when none of them was found to.
  package var causes: [ReviewCause]
  /// What is affected, wherever it stands.
  package var affected: [AffectedSubject]
  /// What to do about it, in one sentence.
  package var suggestion: String?

  /// Creates a value from its parts.
  package init(
    id: String,
    kind: ConcernKind,
    severity: Severity,
    confidence: Confidence = .high,
    title: String,
    detail: String,
    check: CheckID? = nil,
    causes: [ReviewCause] = [],
    affected: [AffectedSubject] = [],
    suggestion: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.severity = severity
    self.confidence = confidence
    self.title = title
    self.detail = detail
    self.check = check
    self.causes = causes
    self.affected = affected
    self.suggestion = suggestion
  }
}

/// How it is known that lines of a change are a cause.
package enum CauseGround: String, Codable, Hashable, Sendable, CaseIterable {
  /// What was lost stood on a line that is gone, or what is new stands on a line that was added.
  case stoodThere = "stood-there"
  /// With these lines taken back, and nothing else, the concern is gone.
  case takenBack = "taken-back"
}

/// Lines of a change that bring a concern about.
package struct ReviewCause: Codable, Hashable, Sendable {
  /// The place on the side the change leads to, or in the old file where the file is gone.
  ///
  /// Where lines were only removed it is the line that follows them.
  package var location: SourceLocation
  /// How it is known.
  package var ground: CauseGround
  /// Lines that are gone, as they were.
  package var removed: [String]
  /// Lines that are new, as they are.
  package var added: [String]
  /// Whether the file is gone.
  package var isFileGone: Bool

  /// Creates a value from its parts.
  package init(
    location: SourceLocation,
    ground: CauseGround,
    removed: [String] = [],
    added: [String] = [],
    isFileGone: Bool = false
  ) {
    self.location = location
    self.ground = ground
    self.removed = removed
    self.added = added
    self.isFileGone = isFileGone
  }
}

/// Something that a concern is about.
package struct AffectedSubject: Codable, Hashable, Sendable {
  /// Its name, for example a route or the address of a resource.
  package var name: String
  /// Where it stands on the side the change leads to, nil when nowhere.
  package var location: SourceLocation?
  /// Whether the change touches the file it stands in.
  package var isInChange: Bool

  /// Creates a value from its parts.
  package init(name: String, location: SourceLocation? = nil, isInChange: Bool = false) {
    self.name = name
    self.location = location
    self.isInChange = isInChange
  }
}
