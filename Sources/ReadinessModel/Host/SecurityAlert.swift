/// An alert of one of the host's scans.
package struct SecurityAlert: Codable, Hashable, Sendable {
  /// What it is about.
  package var kind: SecurityAlertKind
  /// Its number.
  package var number: Int
  /// The dependency, the rule or the kind of secret.
  package var subject: String
  /// `critical`, `high`, `medium` or `low`; nil where the host gives none.
  package var severity: String?
  /// `open`, `fixed`, `dismissed`, `auto_dismissed` or `resolved`.
  package var state: String
  /// When it was raised.
  package var createdAt: Moment
  /// When it was gone.
  package var fixedAt: Moment?
  /// When somebody dismissed it.
  package var dismissedAt: Moment?
  /// Who dismissed it.
  package var dismissedBy: HostActor?
  /// The reason given.
  package var dismissedReason: String?
  /// The scanner.
  package var tool: String?
  /// The file it is about, where shown.
  package var location: String?
  /// Whether somebody pushed a secret past the protection.
  package var isBypassed: Bool

  /// Creates a value from its parts.
  package init(
    kind: SecurityAlertKind = .dependency,
    number: Int,
    subject: String,
    severity: String? = nil,
    state: String,
    createdAt: Moment,
    fixedAt: Moment? = nil,
    dismissedAt: Moment? = nil,
    dismissedBy: HostActor? = nil,
    dismissedReason: String? = nil,
    tool: String? = nil,
    location: String? = nil,
    isBypassed: Bool = false
  ) {
    self.kind = kind
    self.number = number
    self.subject = subject
    self.severity = severity
    self.state = state
    self.createdAt = createdAt
    self.fixedAt = fixedAt
    self.dismissedAt = dismissedAt
    self.dismissedBy = dismissedBy
    self.dismissedReason = dismissedReason
    self.tool = tool
    self.location = location
    self.isBypassed = isBypassed
  }

  /// When it ended, one way or another; nil while it is open.
  package var closedAt: Moment? { [fixedAt, dismissedAt].compactMap { $0 }.min() }
}

/// What an alert is about.
package enum SecurityAlertKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// A dependency with a known vulnerability.
  case dependency
  /// A flaw in the source.
  case code
  /// A secret in the repository.
  case secret
}
