/// What an auditor's package is for.
package enum PackageKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Everything as it is, but for secrets; for the auditor alone.
  case raw
  /// Without personal data, code and what people added; may be shared further.
  case redacted
}

/// One file of a package.
package struct PackageFile: Codable, Hashable, Sendable {
  /// Its name in the package.
  package var path: String
  /// Its SHA-256, in hexadecimal.
  package var sha256: String
  /// Its size.
  package var bytes: Int
  /// What it is, in a few words.
  package var about: String
  /// Controls it is about.
  package var controls: [ControlID]
  /// Criteria that those controls address.
  package var criteria: [CriterionID]
  /// Records of the ledger that name its content.
  package var records: [EvidenceID]
  /// Where it stood, or the query that gave it.
  package var source: String?

  /// Creates a value from its parts.
  package init(
    path: String,
    sha256: String,
    bytes: Int,
    about: String,
    controls: [ControlID] = [],
    criteria: [CriterionID] = [],
    records: [EvidenceID] = [],
    source: String? = nil
  ) {
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
    self.about = about
    self.controls = controls
    self.criteria = criteria
    self.records = records
    self.source = source
  }
}

/// Something that a package would hold and does not, and why.
package struct PackageGap: Codable, Hashable, Sendable {
  /// What is missing.
  package var subject: String
  /// Why.
  package var reason: String
  /// What would bring it in; nil where only time or people can.
  package var next: String?
  /// Controls that it would speak of.
  package var controls: [ControlID]

  /// Creates a value from its parts.
  package init(subject: String, reason: String, next: String? = nil, controls: [ControlID] = []) {
    self.subject = subject
    self.reason = reason
    self.next = next
    self.controls = controls
  }
}

/// What was taken out of a file of a package, or that all of it was.
package struct PackageRedaction: Codable, Hashable, Sendable {
  /// The file's name in the package.
  package var path: String
  /// What was taken out.
  package var what: [String]
  /// Why.
  package var reason: String
  /// Whether the file is not there at all.
  package var isLeftOut: Bool
  /// SHA-256 of the file as it was before, in hexadecimal; the raw package has it, but for secrets.
  package var rawSHA256: String
  /// Its size before.
  package var rawBytes: Int

  /// Creates a value from its parts.
  package init(
    path: String,
    what: [String],
    reason: String,
    isLeftOut: Bool,
    rawSHA256: String,
    rawBytes: Int
  ) {
    self.path = path
    self.what = what
    self.reason = reason
    self.isLeftOut = isLeftOut
    self.rawSHA256 = rawSHA256
    self.rawBytes = rawBytes
  }
}

/// What a package holds: the content of its `manifest.json`.
package struct PackageManifest: Codable, Hashable, Sendable {
  /// The part of a ledger that a package holds.
  package struct LedgerHead: Codable, Hashable, Sendable {
    /// The ledger's name.
    package var origin: String
    /// Records in the package: those that the last checkpoint covers.
    package var size: Int
    /// The root of their tree, in base64.
    package var root: String

    /// Creates a value from its parts.
    package init(origin: String, size: Int, root: String) {
      self.origin = origin
      self.size = size
      self.root = root
    }
  }

  /// Version of this value's shape.
  package var schemaVersion: Int
  /// What it is for.
  package var kind: PackageKind
  /// Name of the repository.
  package var repository: String
  /// The commit that was assessed; nil outside of git.
  package var commit: String?
  /// The profile of controls.
  package var profile: String
  /// The day things were judged as of.
  package var assessedOn: String
  /// The version of Auditwright.
  package var toolVersion: String
  /// What the auditor is to examine, nil when it is not agreed.
  package var engagement: Engagement?
  /// The ledger; nil when none was kept or nothing of it was signed.
  package var ledger: LedgerHead?
  /// All files but the manifest and its signature, by name.
  package var files: [PackageFile]

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    kind: PackageKind,
    repository: String,
    commit: String? = nil,
    profile: String,
    assessedOn: String,
    toolVersion: String,
    engagement: Engagement? = nil,
    ledger: LedgerHead? = nil,
    files: [PackageFile] = []
  ) {
    self.schemaVersion = schemaVersion
    self.kind = kind
    self.repository = repository
    self.commit = commit
    self.profile = profile
    self.assessedOn = assessedOn
    self.toolVersion = toolVersion
    self.engagement = engagement
    self.ledger = ledger
    self.files = files
  }
}
