/// A route that answers whether the application is well.
package struct HealthEndpoint: Codable, Hashable, Sendable {
  /// HTTP method.
  package var method: String
  /// Full path.
  package var path: String
  /// The dependencies it calls before answering; empty when it merely answers.
  package var testsDependencies: [String]
  /// The handler.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    method: String,
    path: String,
    testsDependencies: [String] = [],
    location: SourceLocation
  ) {
    self.method = method
    self.path = path
    self.testsDependencies = testsDependencies
    self.location = location
  }
}

/// A place the application records who accessed what.
package struct AuditTrail: Codable, Hashable, Sendable {
  /// The function, middleware or table.
  package var name: String
  /// Fields of an event, in the names of the recommended event: `actor`, `action`,
  /// `resource`, `resourceId`, `time`, `source`, `userAgent`, `outcome`, `requestId`,
  /// `tenant`.
  package var fields: [String]
  /// Table or stream the events go to, nil when it could not be told.
  package var store: String?
  /// Whether refused requests are recorded.
  package var recordsDenials: Bool
  /// Its definition.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    name: String,
    fields: [String] = [],
    store: String? = nil,
    recordsDenials: Bool = false,
    location: SourceLocation
  ) {
    self.name = name
    self.fields = fields
    self.store = store
    self.recordsDenials = recordsDenials
    self.location = location
  }
}

/// Code that deletes or anonymises a subject's data.
package struct DeletionPath: Codable, Hashable, Sendable {
  /// The model or table.
  package var subject: String
  /// Whether it only marks the data as deleted.
  package var isSoft: Bool
  /// The route or function that does it.
  package var caller: String
  /// Fields that lose their value where the record stays; empty when the whole record goes.
  package var erases: [String]
  /// The deletion.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    subject: String,
    isSoft: Bool,
    caller: String,
    erases: [String] = [],
    location: SourceLocation
  ) {
    self.subject = subject
    self.isSoft = isSoft
    self.caller = caller
    self.erases = erases
    self.location = location
  }
}

/// Scheduled code that deletes data past its time.
package struct PurgeJob: Codable, Hashable, Sendable {
  /// The model, table or store.
  package var target: String
  /// The schedule as written, nil when the job is called from elsewhere.
  package var schedule: String?
  /// Age in days past which data goes, nil when it is not a literal.
  package var ageDays: Int?
  /// Whether what was deleted is recorded.
  package var writesLog: Bool
  /// The workflow whose schedule starts it, nil when it starts itself or nothing was seen to.
  package var workflow: String?
  /// The job.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    target: String,
    schedule: String? = nil,
    ageDays: Int? = nil,
    writesLog: Bool = false,
    workflow: String? = nil,
    location: SourceLocation
  ) {
    self.target = target
    self.schedule = schedule
    self.ageDays = ageDays
    self.writesLog = writesLog
    self.workflow = workflow
    self.location = location
  }
}

/// The tests one framework runs in one package.
package struct TestSuite: Codable, Hashable, Sendable {
  /// The test framework.
  package var framework: String
  /// Folder of the package; empty for the root.
  package var package: String
  /// Number of test files.
  package var files: Int
  /// Number of test cases.
  package var cases: Int
  /// Cases that are skipped.
  package var skipped: [SourceLocation]
  /// Cases that assert that access is refused.
  package var denials: [SourceLocation]
  /// The suite's configuration or first file.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    framework: String,
    package: String,
    files: Int,
    cases: Int,
    skipped: [SourceLocation] = [],
    denials: [SourceLocation] = [],
    location: SourceLocation
  ) {
    self.framework = framework
    self.package = package
    self.files = files
    self.cases = cases
    self.skipped = skipped
    self.denials = denials
    self.location = location
  }
}

/// A dependency manifest and its lock file.
package struct DependencyManifest: Codable, Hashable, Sendable {
  /// For example `npm`, `pip`, `docker`.
  package var ecosystem: String
  /// The manifest.
  package var manifest: SourceLocation
  /// Path of the lock file, nil when there is none.
  package var lockfile: String?

  /// Creates a value from its parts.
  package init(ecosystem: String, manifest: SourceLocation, lockfile: String? = nil) {
    self.ecosystem = ecosystem
    self.manifest = manifest
    self.lockfile = lockfile
  }
}

/// A secret written in a file.
package struct HardCodedSecret: Codable, Hashable, Sendable {
  /// The rule that recognised it, in kebab case.
  package var rule: String
  /// What it is, for example `AWS access key id`.
  package var title: String
  /// Its first characters and a mask; never the secret.
  package var redacted: String
  /// `source`, `configuration`, `test`, `example` or `documentation`.
  package var context: String
  /// How sure the rule is.
  package var confidence: Confidence
  /// Where.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    rule: String,
    title: String,
    redacted: String,
    context: String,
    confidence: Confidence,
    location: SourceLocation
  ) {
    self.rule = rule
    self.title = title
    self.redacted = redacted
    self.context = context
    self.confidence = confidence
    self.location = location
  }
}

/// Roles or permissions the code defines.
package struct RoleDefinition: Codable, Hashable, Sendable {
  /// The type or constant.
  package var name: String
  /// The roles or permissions in it.
  package var members: [String]
  /// Its definition.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(name: String, members: [String] = [], location: SourceLocation) {
    self.name = name
    self.members = members
    self.location = location
  }
}

/// Personal data or a secret that code hands to a logger.
package struct LoggedField: Codable, Hashable, Sendable {
  /// What is logged, as the code names it.
  package var name: String
  /// The logger, as the code calls it.
  package var logger: String
  /// Everything of the kind that the call is given, nil when it is only the one.
  package var names: [String]?
  /// The call.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(name: String, logger: String, names: [String]? = nil, location: SourceLocation) {
    self.name = name
    self.names = names
    self.logger = logger
    self.location = location
  }
}
