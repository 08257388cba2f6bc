package import ReadinessModel
package import ScriptLanguage

/// Finds what programs show besides routes: hashing, tokens, sessions, transport, telemetry, jobs.
package enum ApplicationCollector {
  /// What one program shows; a pure function of the program.
  package struct ProgramFacts: Hashable, Sendable, Codable {
    /// Calls that hash or compare passwords.
    package var passwordHashes: [PasswordHash] = []
    /// Calls that sign or verify tokens.
    package var tokens: [TokenOperation] = []
    /// Session and cookie settings.
    package var sessions: [SessionSetting] = []
    /// Settings of connections.
    package var transport: [TransportSetting] = []
    /// Signs that the application is watched.
    package var telemetry: [TelemetrySignal] = []
    /// Scheduled code that deletes data past its time.
    package var purgeJobs: [PurgeJob] = []
    /// Statements that call functions of the database.
    package var databaseCalls: [DatabaseCall] = []
    /// Statements that delete or anonymise the records of one subject.
    package var deletions: [DeletionPath] = []
    /// Roles and permissions.
    package var roles: [RoleDefinition] = []
    /// Personal data handed to loggers.
    package var loggedFields: [LoggedField] = []
    /// What functions test with indicators of a library before they answer.
    var healthTests: [HealthEndpoints.Test] = []
    /// Measurements that the program's own code offers, if somebody has it do so.
    var ownTelemetry: [TelemetrySignal] = []

    /// Creates the facts of a program that shows nothing.
    package init() {}
  }

  /// Surveys one program; test code counts for transport only, where it is marked.
  package static func survey(_ program: ScriptProgram, isTest: Bool) -> ProgramFacts {
    let survey = ProgramSurvey(program)
    var facts = ProgramFacts()
    facts.transport = TransportSettings.settings(in: survey, isTest: isTest)
    guard !isTest else { return facts }
    facts.passwordHashes = PasswordHashing.hashes(in: survey)
    facts.tokens = TokenOperations.operations(in: survey)
    facts.sessions = SessionSettings.settings(in: survey)
    facts.telemetry = TelemetrySignals.signals(in: survey)
    facts.purgeJobs = PurgeJobs.jobs(in: survey)
    facts.databaseCalls = PurgeJobs.databaseCalls(in: survey)
    facts.deletions = ProgramDeletions.paths(in: survey)
    facts.roles = RoleModels.definitions(in: survey)
    facts.loggedFields = LoggedFields.fields(in: survey)
    facts.telemetry += LoggedFields.redaction(in: survey)
    facts.healthTests = HealthEndpoints.tests(in: survey)
    facts.ownTelemetry = OwnTelemetry.signals(in: survey)
    return facts
  }

  /// Puts together what routes and programs show.
  package static func collect(
    _ found: RouteCollector.Result,
    programs: [ProgramFacts],
    files: RepositoryFiles = RepositoryFiles([])
  ) -> ApplicationFacts {
    ApplicationFacts(
      routes: found.routes,
      passwordHashes: programs.flatMap(\.passwordHashes).sorted { $0.location < $1.location },
      tokens: programs.flatMap(\.tokens).sorted { $0.location < $1.location },
      sessions: programs.flatMap(\.sessions).sorted { $0.location < $1.location },
      transport: programs.flatMap(\.transport).sorted {
        ($0.location, $0.kind.rawValue) < ($1.location, $1.kind.rawValue)
      },
      rateLimits: found.rateLimits,
      telemetry: (programs.flatMap(\.telemetry)
        + OwnTelemetry.installed(programs.flatMap(\.ownTelemetry), in: files)).sorted {
          ($0.location, $0.kind.rawValue) < ($1.location, $1.kind.rawValue)
        },
      healthEndpoints: HealthEndpoints.endpoints(
        found.routes,
        tests: programs.flatMap(\.healthTests)
      ),
      auditTrails: found.auditTrails,
      deletionPaths: found.deletionPaths,
      purgeJobs: programs.flatMap(\.purgeJobs).sorted { $0.location < $1.location },
      roleModel: programs.flatMap(\.roles).sorted { $0.location < $1.location },
      loggedFields: programs.flatMap(\.loggedFields).sorted { $0.location < $1.location },
      guards: found.guards
    )
  }
}
