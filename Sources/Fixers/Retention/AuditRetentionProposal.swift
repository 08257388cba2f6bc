import ReadinessModel

/// The job that keeps the audit log of one repository to its time, and what starts it.
struct AuditRetentionProposal {
  private let project: FixProject
  private let answers: FixAnswers
  private let migration: String

  private static let name = "audit-retention"
  private static let workflow = ".github/workflows/audit-retention.yml"
  private static let document = "docs/audit-log-retention.md"

  init(_ project: FixProject, _ answers: FixAnswers, migration: String) throws(FixObstacle) {
    self.project = project
    self.answers = answers
    self.migration = migration
  }

  func proposal() throws(FixObstacle) -> FixProposal {
    let site = try JobSite(project, "The job of the audit log")
    guard site.package.dependencies.contains("pg") else {
      throw FixObstacle(
        "The job of the audit log",
        "it needs a connection of its own as audit_retention, and pg is not among the dependencies",
        at: SourceLocation(file: migration, line: 1),
        next: "Add pg to the dependencies, and run this again."
      )
    }
    let file = site.path(Self.name)
    let reason = "it does not keep the audit log to its time"
    try site.requireFree([file, Self.workflow], because: reason)
    let command = try JobCommand(Self.name, starting: file, site)
    let client = client(site)
    let text = AuditRetentionTemplate.job.render([
      "clientImport": client.statement, "client": client.name, "command": command.typed,
      "dashes": "-- ",
    ])
    let isTask = isTask
    var edits: [SourceEdit] = [
      .create(path: file, text: GeneratedScript.finish(text, path: file, site.style))
    ]
    if let script = try command.edit(site) { edits.append(script) }
    edits.append(.create(path: Self.workflow, text: workflow(site, command, isTask: isTask)))
    if let section = section(file) { edits.append(section) }
    return FixProposal(
      changes: [
        FixChange(
          title: "Archive months of the audit log, and drop them when their time is up",
          reason: "The database can drop months that are past their time, and nothing asks it to.",
          applicability: .safe,
          edits: edits
        )
      ],
      followUps: followUps(command, isTask: isTask)
    )
  }

  /// Whether the job runs as a task of ECS.
  private var isTask: Bool {
    switch answers[PurgeWhatIsPastItsTime.schedule] {
    case "ecs": true
    case "runner": false
    default: WorkflowHabits(project).cluster != nil
    }
  }

  /// How a client of `pg` is brought in: as the package does it already, or as its modules allow.
  private func client(_ site: JobSite) -> (statement: String, name: String) {
    let texts = site.sources.compactMap { project.files.text(of: $0.path) }
    let isNamed = texts.contains { text in
      text.contains("} from 'pg'") || text.contains("} from \"pg\"")
    }
    return isNamed || !site.package.isModule || site.style.usesRequire
      ? ("import { Client } from 'pg';", "Client") : ("import pg from 'pg';", "pg.Client")
  }

  private func workflow(_ site: JobSite, _ command: JobCommand, isTask: Bool) -> String {
    let habits = WorkflowHabits(project)
    let isYarn = project.files.contains(ProjectPath.join(site.package.folder, "yarn.lock"))
    let template: AuditRetentionTemplate = isTask ? .taskWorkflow : .runnerWorkflow
    return template.render([
      "environment": habits.environment,
      "region": habits.region,
      "checkout": KnownActions.use("actions/checkout", "v6"),
      "credentials": KnownActions.use("aws-actions/configure-aws-credentials", "v6"),
      "node": KnownActions.use("actions/setup-node", "v6"),
      "cluster": habits.cluster ?? "${{ vars.ECS_CLUSTER }}",
      "service": habits.service ?? "${{ vars.ECS_SERVICE }}",
      "words": "[" + command.words.map { "\"\($0)\"" }.joined(separator: ", ") + "]",
      "command": command.typed,
      "nodeVersion": habits.nodeVersion,
      "install": isYarn ? "yarn install --frozen-lockfile" : "npm ci",
      "build": site.package.scripts["build"] == nil ? "" : "      - run: npm run build",
    ])
  }

  /// What the page about the audit log says of the job, where there is one.
  private func section(_ file: String) -> SourceEdit? {
    guard let bytes = project.files.bytes(of: Self.document),
      let text = project.files.text(of: Self.document), !text.contains("AUDIT_ARCHIVE_DIR")
    else { return nil }
    let section = AuditRetentionTemplate.document.render([
      "workflow": Self.workflow, "file": file,
    ])
    let whole = (text.hasSuffix("\n") ? "\n" : "\n\n") + section
    return .insert(
      path: Self.document,
      at: bytes.count,
      text: text.contains("\r\n") ? whole.replacing("\n", with: "\r\n") : whole
    )
  }

  private func followUps(_ command: JobCommand, isTask: Bool) -> [String] {
    let place =
      isTask
      ? "Register a task definition with the image of the service, the secret"
        + " AUDIT_RETENTION_DATABASE_URL and a lasting mount as AUDIT_ARCHIVE_DIR (EFS, encrypted), name it in"
        + " the variable AUDIT_RETENTION_TASK, and give AUDIT_RETENTION_ROLE_ARN a role that may run it; the"
        + " service's own definition must have neither."
      : "Give the environment the secret AUDIT_RETENTION_DATABASE_URL and the variable"
        + " AUDIT_ARCHIVE_DIR, a lasting and encrypted mount of a runner of your own."
    return [
      "Give audit_retention a way to sign in, and keep it from the application.", place,
      "Run \(command.typed) -- --dry-run before the first night.",
      "Archives outlast the months that are dropped: let their mount expire them once nobody has to look"
        + " into them.",
    ]
  }
}

/// The texts that keeping the audit log to its time adds to a project.
enum AuditRetentionTemplate {
  case job
  case document
  case taskWorkflow
  case runnerWorkflow

  private var text: String {
    let bytes =
      switch self {
      case .job: PackageResources.audit_retention_job_ts
      case .document: PackageResources.audit_retention_document_md
      case .taskWorkflow: PackageResources.audit_retention_workflow_ecs_yml
      case .runnerWorkflow: PackageResources.audit_retention_workflow_runner_yml
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with values for its names; what GitHub fills in stays.
  func render(_ values: [String: String]) -> String { TemplateText.render(text, values) }
}
