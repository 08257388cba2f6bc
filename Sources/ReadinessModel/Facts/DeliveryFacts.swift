/// What the pipeline's configuration shows.
package struct DeliveryFacts: Codable, Hashable, Sendable {
  /// Workflows, reusable ones resolved into their callers.
  package var workflows: [Workflow]
  /// Tools that propose dependency updates.
  package var updateTools: [UpdateTool]
  /// The code owners file.
  package var codeOwners: CodeOwners?
  /// Pull-request and issue templates.
  package var templates: [RepositoryTemplate]
  /// Steps that record a deployment.
  package var deployRecords: [DeployRecordStep]
  /// Folders or files of database migrations.
  package var schemaMigrations: [SourceLocation]
  /// Branch protection kept as a reviewed file.
  package var protectionFiles: [SourceLocation]

  /// Creates a value from its parts.
  package init(
    workflows: [Workflow] = [],
    updateTools: [UpdateTool] = [],
    codeOwners: CodeOwners? = nil,
    templates: [RepositoryTemplate] = [],
    deployRecords: [DeployRecordStep] = [],
    schemaMigrations: [SourceLocation] = [],
    protectionFiles: [SourceLocation] = []
  ) {
    self.workflows = workflows
    self.updateTools = updateTools
    self.codeOwners = codeOwners
    self.templates = templates
    self.deployRecords = deployRecords
    self.schemaMigrations = schemaMigrations
    self.protectionFiles = protectionFiles
  }
}

/// One workflow.
package struct Workflow: Codable, Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Its file.
  package var path: String
  /// `github-actions`.
  package var host: String
  /// What starts it.
  package var triggers: [WorkflowTrigger]
  /// Its jobs, in order.
  package var jobs: [PipelineJob]
  /// Permissions of its token, empty when the default applies.
  package var permissions: [String: String]
  /// Whether it says which permissions its token has.
  package var declaresPermissions: Bool
  /// Actions it uses.
  package var actions: [ActionReference]
  /// Ways it could be turned against the repository.
  package var risks: [WorkflowRisk]
  /// Its first line.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    name: String,
    path: String,
    host: String,
    triggers: [WorkflowTrigger] = [],
    jobs: [PipelineJob] = [],
    permissions: [String: String] = [:],
    declaresPermissions: Bool,
    actions: [ActionReference] = [],
    risks: [WorkflowRisk] = [],
    location: SourceLocation
  ) {
    self.name = name
    self.path = path
    self.host = host
    self.triggers = triggers
    self.jobs = jobs
    self.permissions = permissions
    self.declaresPermissions = declaresPermissions
    self.actions = actions
    self.risks = risks
    self.location = location
  }
}

/// One event that starts a workflow.
package struct WorkflowTrigger: Codable, Hashable, Sendable {
  /// Name of the event, for example `pull_request`.
  package var event: String
  /// Branches it is limited to; empty for all.
  package var branches: [String]
  /// Tags it is limited to; nil when it says nothing of tags.
  package var tags: [String]?
  /// Whether some paths do not start it.
  package var ignoresPaths: Bool
  /// Cron expression of a schedule.
  package var schedule: String?
  /// Kinds of the event it is limited to, for example `closed`; empty for the host's default.
  package var types: [String]

  /// Creates a value from its parts.
  package init(
    event: String,
    branches: [String] = [],
    ignoresPaths: Bool = false,
    schedule: String? = nil,
    types: [String] = [],
    tags: [String]? = nil
  ) {
    self.tags = tags
    self.event = event
    self.branches = branches
    self.ignoresPaths = ignoresPaths
    self.schedule = schedule
    self.types = types
  }
}

/// One job of a workflow.
package struct PipelineJob: Codable, Hashable, Sendable {
  /// Its key.
  package var id: String
  /// The name of its check run.
  package var name: String
  /// Jobs it waits for.
  package var needs: [String]
  /// Environment it deploys to, as written.
  package var environment: String?
  /// Condition it runs under, as written.
  package var condition: String?
  /// Whether its failure does not fail the run.
  package var toleratesFailure: Bool
  /// What its steps do.
  package var activities: [PipelineActivity]
  /// Names of its check runs, one for each combination of its matrix; empty when unknown.
  package var checkRuns: [String]
  /// Programs of the repository that its steps run, by the files of their source.
  package var programs: [String]
  /// The job.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    id: String,
    name: String,
    needs: [String] = [],
    environment: String? = nil,
    condition: String? = nil,
    toleratesFailure: Bool,
    activities: [PipelineActivity] = [],
    checkRuns: [String] = [],
    programs: [String] = [],
    location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.needs = needs
    self.environment = environment
    self.condition = condition
    self.toleratesFailure = toleratesFailure
    self.activities = activities
    self.checkRuns = checkRuns
    self.programs = programs
    self.location = location
  }
}

/// What a pipeline step does.
package enum ActivityKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Runs tests.
  case test
  /// Builds or type checks.
  case build
  /// Checks style.
  case lint
  /// Scans the project's source for vulnerabilities.
  case staticAnalysis = "static-analysis"
  /// Scans dependencies for known vulnerabilities.
  case dependencyScan = "dependency-scan"
  /// Scans for secrets.
  case secretScan = "secret-scan"
  /// Scans container images.
  case containerScan = "container-scan"
  /// Scans infrastructure code.
  case infrastructureScan = "infrastructure-scan"
  /// Changes production or another environment.
  case deploy
  /// Records a deployment.
  case deployRecord = "deploy-record"
  /// Restores a backup and looks at it.
  case restoreTest = "restore-test"
  /// Measures capacity.
  case loadTest = "load-test"
  /// Looks whether branch protection still stands.
  case protectionCheck = "protection-check"
  /// Changes a database schema.
  case migration
  /// Signs or attests an artifact.
  case signing
}

/// What one step does.
package struct PipelineActivity: Codable, Hashable, Sendable {
  /// What it does.
  package var kind: ActivityKind
  /// The tool or command.
  package var tool: String
  /// Whether its failure fails the job and the run.
  package var blocking: Bool
  /// Why its failure does not, when it does not.
  package var nonBlockingReason: String?
  /// The rule at the git host that decides whether its findings stop a merge, nil when the step
  /// itself does.
  package var hostRule: String?
  /// Condition its step runs under, as written.
  package var condition: String?
  /// The step.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    kind: ActivityKind,
    tool: String,
    blocking: Bool,
    nonBlockingReason: String? = nil,
    hostRule: String? = nil,
    condition: String? = nil,
    location: SourceLocation
  ) {
    self.kind = kind
    self.tool = tool
    self.blocking = blocking
    self.nonBlockingReason = nonBlockingReason
    self.hostRule = hostRule
    self.condition = condition
    self.location = location
  }
}

/// A use of somebody's action.
package struct ActionReference: Codable, Hashable, Sendable {
  /// Owner and name.
  package var name: String
  /// What follows the `@`.
  package var reference: String
  /// Whether it is a full commit hash, a digest or a local path.
  package var isPinned: Bool
  /// The use.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(name: String, reference: String, isPinned: Bool, location: SourceLocation) {
    self.name = name
    self.reference = reference
    self.isPinned = isPinned
    self.location = location
  }
}

/// A way a workflow could be turned against the repository.
package struct WorkflowRisk: Codable, Hashable, Sendable {
  /// `script-injection`, `untrusted-checkout`, `excessive-permissions`, `secrets-inherit`.
  package var kind: String
  /// What was seen.
  package var detail: String
  /// The expressions that a stranger can choose the value of, as written; empty for other risks.
  package var expressions: [String]
  /// Where.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    kind: String,
    detail: String,
    expressions: [String] = [],
    location: SourceLocation
  ) {
    self.kind = kind
    self.detail = detail
    self.expressions = expressions
    self.location = location
  }
}

/// A tool that proposes dependency updates.
package struct UpdateTool: Codable, Hashable, Sendable {
  /// `dependabot` or `renovate`.
  package var product: String
  /// Ecosystems it covers.
  package var ecosystems: [String]
  /// Its configuration.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(product: String, ecosystems: [String] = [], location: SourceLocation) {
    self.product = product
    self.ecosystems = ecosystems
    self.location = location
  }
}

/// The code owners file.
package struct CodeOwners: Codable, Hashable, Sendable {
  /// Its entries, in order.
  package var entries: [CodeOwnerEntry]
  /// The file.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(entries: [CodeOwnerEntry] = [], location: SourceLocation) {
    self.entries = entries
    self.location = location
  }
}

/// One line of a code owners file.
package struct CodeOwnerEntry: Codable, Hashable, Sendable {
  /// The path pattern.
  package var pattern: String
  /// Owners, empty for none.
  package var owners: [String]
  /// The line.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(pattern: String, owners: [String] = [], location: SourceLocation) {
    self.pattern = pattern
    self.owners = owners
    self.location = location
  }
}

/// A template for pull requests or issues.
package struct RepositoryTemplate: Codable, Hashable, Sendable {
  /// `pull-request`, `issue` or `incident`.
  package var kind: String
  /// The file.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(kind: String, location: SourceLocation) {
    self.kind = kind
    self.location = location
  }
}

/// A step that records a deployment.
package struct DeployRecordStep: Codable, Hashable, Sendable {
  /// Fields recorded: `version`, `commit`, `environment`, `deployer`, `approver`, `time`,
  /// `status`, `pullRequests`, `digest`.
  package var fields: [String]
  /// The step.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(fields: [String] = [], location: SourceLocation) {
    self.fields = fields
    self.location = location
  }
}
