/// Something the weekly check noticed.
package struct WatchFinding: Codable, Hashable, Sendable {
  /// What it is, in a word for machines: the kind of a deviation, or one of `new-administrator`,
  /// `new-key`, `second-factor-off`, `window-at-risk`, `document-due`.
  package var kind: String
  /// How much it matters.
  package var severity: Severity
  /// The controls it bears on.
  package var controls: [ControlID]
  /// When it happened, as far as is known.
  package var at: Moment?
  /// Who did it, where known.
  package var actor: String?
  /// What it is, in a sentence.
  package var message: String
  /// What to do.
  package var next: String

  /// Creates a value from its parts.
  package init(
    kind: String,
    severity: Severity,
    controls: [ControlID],
    at: Moment? = nil,
    actor: String? = nil,
    message: String,
    next: String
  ) {
    self.kind = kind
    self.severity = severity
    self.controls = controls
    self.at = at
    self.actor = actor
    self.message = message
    self.next = next
  }
}

/// What the weekly check saw.
package struct WatchReport: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// When it looked.
  package var checkedAt: Moment
  /// When somebody had looked before, nil the first time.
  package var since: Moment?
  /// The repository's name.
  package var repository: String
  /// Controls that were looked at.
  package var controls: [ControlID]
  /// What was noticed, the worst first.
  package var findings: [WatchFinding]
  /// What could not be looked at, with the reason.
  package var notSeen: [String]
  /// How far each control has come in showing that it operates.
  package var windows: [ObservationWindow]
  /// Scheduled jobs on which controls rely.
  package var jobs: [ScheduledJob]

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    checkedAt: Moment,
    since: Moment?,
    repository: String,
    controls: [ControlID],
    findings: [WatchFinding],
    notSeen: [String],
    windows: [ObservationWindow],
    jobs: [ScheduledJob] = []
  ) {
    self.schemaVersion = schemaVersion
    self.checkedAt = checkedAt
    self.since = since
    self.repository = repository
    self.controls = controls
    self.findings = findings
    self.notSeen = notSeen
    self.windows = windows
    self.jobs = jobs
  }

  /// The bottom line, in a sentence.
  package var headline: String {
    let since = self.since.map { " since \($0.day)" } ?? ""
    guard !findings.isEmpty else {
      return notSeen.isEmpty
        ? "Nothing changed for the worse\(since)"
        : "Nothing was seen to change for the worse\(since); not everything could be looked at"
    }
    return findings.count == 1
      ? "1 thing needs attention" : "\(findings.count) things need attention"
  }
}
