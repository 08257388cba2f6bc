/// Where evidence comes from.
package struct EvidenceSource: Hashable, Sendable {
  /// The system, for example `github.com` or `okta`.
  package var system: String
  /// What in it: a repository, an account, a path.
  package var location: String?

  /// Creates a source.
  package init(system: String, location: String? = nil) {
    self.system = system
    self.location = location
  }
}

/// The program that collected evidence.
package struct EvidenceCollector: Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Its version.
  package var version: String

  /// Creates a collector.
  package init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

/// The time that evidence speaks of, both ends included.
package struct EffectiveInterval: Hashable, Sendable {
  /// Its begin.
  package var from: Moment
  /// Its end; the same for what was true at one moment.
  package var to: Moment

  /// Creates an interval; ends that are the wrong way round are put right.
  package init(from: Moment, to: Moment) {
    self.from = min(from, to)
    self.to = max(from, to)
  }

  /// Creates the interval of something that was true at one moment.
  package init(at moment: Moment) { self.init(from: moment, to: moment) }

  /// Whether it has a moment in common with another one.
  package func intersects(_ other: EffectiveInterval) -> Bool {
    from <= other.to && other.from <= to
  }
}

/// Content that is kept beside the ledger, by its digest.
package struct EvidencePayload: Hashable, Sendable {
  /// Its SHA-256, in hexadecimal.
  package var sha256: String
  /// Its length.
  package var bytes: Int
  /// Its media type, for example `text/csv`.
  package var mediaType: String
  /// Rows or items in it, where it has such.
  package var rows: Int?

  /// Creates a description of content.
  package init(sha256: String, bytes: Int, mediaType: String, rows: Int? = nil) {
    self.sha256 = sha256
    self.bytes = bytes
    self.mediaType = mediaType
    self.rows = rows
  }
}

/// Something that was taken out of evidence before it was recorded.
package struct EvidenceRedaction: Hashable, Sendable {
  /// What was taken out.
  package var what: String
  /// Why.
  package var reason: String

  /// Creates a redaction.
  package init(what: String, reason: String) {
    self.what = what
    self.reason = reason
  }
}

/// What an observation of a control says.
package enum EvidenceOutcome: Hashable, Sendable {
  /// The control operated.
  case holds
  /// The control did not operate.
  case doesNotHold(reason: String)
  /// Nothing can be said.
  case notObservable(reason: String)
}
