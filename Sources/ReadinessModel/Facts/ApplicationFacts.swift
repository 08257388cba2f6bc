/// What the application's source code shows.
package struct ApplicationFacts: Codable, Hashable, Sendable {
  /// Every route, sorted by file, line, path and method.
  package var routes: [Route]
  /// Registrations seen whose method or path could not be resolved.
  package var unresolvedRegistrations: [UnresolvedRegistration]
  /// Calls that hash or compare passwords.
  package var passwordHashes: [PasswordHash]
  /// Calls that sign or verify tokens.
  package var tokens: [TokenOperation]
  /// Session and cookie settings.
  package var sessions: [SessionSetting]
  /// Settings of connections the application makes or serves.
  package var transport: [TransportSetting]
  /// Rate limiters in use.
  package var rateLimits: [RateLimit]
  /// Error tracking, metrics, tracing, logs and their redaction.
  package var telemetry: [TelemetrySignal]
  /// Routes that answer whether the application is well.
  package var healthEndpoints: [HealthEndpoint]
  /// Places the application records who accessed what.
  package var auditTrails: [AuditTrail]
  /// Code that deletes or anonymises a subject's data.
  package var deletionPaths: [DeletionPath]
  /// Scheduled code that deletes data past its time.
  package var purgeJobs: [PurgeJob]
  /// Test suites, with what they skip.
  package var testSuites: [TestSuite]
  /// Dependency manifests and their lock files.
  package var manifests: [DependencyManifest]
  /// Secrets written in files.
  package var secrets: [HardCodedSecret]
  /// Environment files with values that are part of the repository.
  package var environmentFiles: [SourceLocation]
  /// Roles and permissions the code defines.
  package var roleModel: [RoleDefinition]
  /// Personal data and secrets that code hands to a logger.
  package var loggedFields: [LoggedField]
  /// Guards that stand before routes; nil where they were not looked for.
  package var guards: [RouteGuard]?

  /// Creates a value from its parts.
  package init(
    routes: [Route] = [],
    unresolvedRegistrations: [UnresolvedRegistration] = [],
    passwordHashes: [PasswordHash] = [],
    tokens: [TokenOperation] = [],
    sessions: [SessionSetting] = [],
    transport: [TransportSetting] = [],
    rateLimits: [RateLimit] = [],
    telemetry: [TelemetrySignal] = [],
    healthEndpoints: [HealthEndpoint] = [],
    auditTrails: [AuditTrail] = [],
    deletionPaths: [DeletionPath] = [],
    purgeJobs: [PurgeJob] = [],
    testSuites: [TestSuite] = [],
    manifests: [DependencyManifest] = [],
    secrets: [HardCodedSecret] = [],
    environmentFiles: [SourceLocation] = [],
    roleModel: [RoleDefinition] = [],
    loggedFields: [LoggedField] = [],
    guards: [RouteGuard]? = nil
  ) {
    self.routes = routes
    self.unresolvedRegistrations = unresolvedRegistrations
    self.passwordHashes = passwordHashes
    self.tokens = tokens
    self.sessions = sessions
    self.transport = transport
    self.rateLimits = rateLimits
    self.telemetry = telemetry
    self.healthEndpoints = healthEndpoints
    self.auditTrails = auditTrails
    self.deletionPaths = deletionPaths
    self.purgeJobs = purgeJobs
    self.testSuites = testSuites
    self.manifests = manifests
    self.secrets = secrets
    self.environmentFiles = environmentFiles
    self.roleModel = roleModel
    self.loggedFields = loggedFields
    self.guards = guards
  }
}

/// A route registration whose method or path could not be resolved.
package struct UnresolvedRegistration: Codable, Hashable, Sendable {
  /// The framework it registers with.
  package var framework: String
  /// Where.
  package var location: SourceLocation
  /// What could not be resolved.
  package var reason: String

  /// Creates a value from its parts.
  package init(framework: String, location: SourceLocation, reason: String) {
    self.framework = framework
    self.location = location
    self.reason = reason
  }
}

/// A call that hashes or compares a password.
package struct PasswordHash: Codable, Hashable, Sendable {
  /// For example `bcrypt`, `argon2id`, `scrypt`, `sha256`.
  package var algorithm: String
  /// Whether the algorithm is made to be slow.
  package var isSlow: Bool
  /// Work factor, nil when it is not a literal.
  package var cost: Int?
  /// The call.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(algorithm: String, isSlow: Bool, cost: Int? = nil, location: SourceLocation) {
    self.algorithm = algorithm
    self.isSlow = isSlow
    self.cost = cost
    self.location = location
  }
}

/// A call that signs or verifies a token.
package struct TokenOperation: Codable, Hashable, Sendable {
  /// `sign` or `verify`, or `decode` when nothing is verified.
  package var operation: String
  /// The library called.
  package var library: String
  /// Algorithms named, empty when the library's default applies.
  package var algorithms: [String]
  /// Lifetime given when signing, as written.
  package var expiry: Setting<String>
  /// `literal`, `environment`, `file`, `service` or `unknown`.
  package var secretSource: String
  /// The call.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    operation: String,
    library: String,
    algorithms: [String] = [],
    expiry: Setting<String>,
    secretSource: String,
    location: SourceLocation
  ) {
    self.operation = operation
    self.library = library
    self.algorithms = algorithms
    self.expiry = expiry
    self.secretSource = secretSource
    self.location = location
  }
}

/// A session or cookie configuration.
package struct SessionSetting: Codable, Hashable, Sendable {
  /// The library, for example `express-session`.
  package var library: String
  /// Whether scripts are kept from reading the cookie.
  package var httpOnly: Setting<Bool>
  /// Whether the cookie is sent over TLS only.
  package var secure: Setting<Bool>
  /// The same-site policy.
  package var sameSite: Setting<String>
  /// Lifetime in seconds.
  package var maxAgeSeconds: Setting<Int>
  /// `literal`, `environment`, `file`, `service` or `unknown`.
  package var secretSource: String
  /// The configuration.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    library: String,
    httpOnly: Setting<Bool>,
    secure: Setting<Bool>,
    sameSite: Setting<String>,
    maxAgeSeconds: Setting<Int>,
    secretSource: String,
    location: SourceLocation
  ) {
    self.library = library
    self.httpOnly = httpOnly
    self.secure = secure
    self.sameSite = sameSite
    self.maxAgeSeconds = maxAgeSeconds
    self.secretSource = secretSource
    self.location = location
  }
}

/// What a transport setting is about.
package enum TransportKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Whether the peer's certificate is checked.
  case certificateVerification = "certificate-verification"
  /// TLS to the database.
  case databaseConnection = "database-connection"
  /// The HSTS header.
  case strictTransportSecurity = "strict-transport-security"
  /// Redirect of plain HTTP to HTTPS.
  case redirectToTLS = "redirect-to-tls"
  /// A call to another host without TLS.
  case outboundPlainText = "outbound-plain-text"
  /// TLS to a cache or queue.
  case cacheConnection = "cache-connection"
}

/// A setting of a connection the application makes or serves.
package struct TransportSetting: Codable, Hashable, Sendable {
  /// What it is about.
  package var kind: TransportKind
  /// Whether the connection is protected as a result.
  package var isProtected: Setting<Bool>
  /// What was seen, for example `sslmode=require`.
  package var detail: String
  /// Whether the place is test code.
  package var inTestCode: Bool
  /// Where.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    kind: TransportKind,
    isProtected: Setting<Bool>,
    detail: String,
    inTestCode: Bool = false,
    location: SourceLocation
  ) {
    self.kind = kind
    self.isProtected = isProtected
    self.detail = detail
    self.inTestCode = inTestCode
    self.location = location
  }
}

/// A rate limiter in use.
package struct RateLimit: Codable, Hashable, Sendable {
  /// The library, or the function when it is the project's own.
  package var library: String
  /// Path prefix or route it guards; `*` for the whole application.
  package var scope: String
  /// Where it is installed.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(library: String, scope: String, location: SourceLocation) {
    self.library = library
    self.scope = scope
    self.location = location
  }
}

/// What a telemetry signal is for.
package enum TelemetryKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Reports errors to a service.
  case errorTracking = "error-tracking"
  /// Exposes or sends measurements.
  case metrics
  /// Records traces.
  case tracing
  /// Writes structured logs.
  case structuredLogging = "structured-logging"
  /// Keeps personal data and secrets out of logs.
  case logRedaction = "log-redaction"
  /// Probes the service from outside, configured as code.
  case uptimeMonitor = "uptime-monitor"
  /// Publishes the service's state.
  case statusPage = "status-page"
  /// Sends alerts to people.
  case alertRouting = "alert-routing"
}

/// A sign that the application is watched.
package struct TelemetrySignal: Codable, Hashable, Sendable {
  /// What it is for.
  package var kind: TelemetryKind
  /// The product or library.
  package var product: String
  /// Where it is set up.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(kind: TelemetryKind, product: String, location: SourceLocation) {
    self.kind = kind
    self.product = product
    self.location = location
  }
}
