import ReadinessModel

/// The drill of one repository: what it restores, and the files that do it.
struct RestoreDrill {
  /// What is restored.
  private enum Source: Equatable {
    /// An instance of RDS, by the identifier that the infrastructure code gives it.
    case rds(identifier: String?)
    /// The latest file of `pg_dump`.
    case dump
  }

  private let source: Source
  private let project: FixProject
  private let region: String
  private let drill: String
  private let backup: String
  private let home: SourceLocation?

  init(_ project: FixProject, _ answers: FixAnswers) throws(FixObstacle) {
    self.project = project
    try Self.requireGitHub(project)
    let instance = Self.instance(in: project)
    home = instance?.location
    switch answers[RehearseRecovery.source] {
    case "rds": source = .rds(identifier: instance?.name)
    case "dump": source = .dump
    default: source = instance.map { .rds(identifier: $0.name) } ?? .dump
    }
    if instance == nil { try Self.requirePostgreSQL(project) }
    region = WorkflowHabits(project).region
    let folder = ["scripts", "Scripts", "bin", "script"].first {
      project.files.containsFolder($0)
    }
    drill = ProjectPath.join(folder ?? "scripts", "restore-drill.sh")
    backup = ProjectPath.join(folder ?? "scripts", "backup-database.sh")
    guard let taken = written.first(where: { project.files.contains($0) }) else { return }
    throw FixObstacle(
      taken,
      "the file is there already, but no scheduled workflow was seen to restore a backup",
      at: SourceLocation(file: taken, line: 1),
      next: "Finish what it holds, or move it out of the way."
    )
  }

  private static let records = "records/drills"
  private static let drillWorkflow = ".github/workflows/restore-drill.yml"
  private static let backupWorkflow = ".github/workflows/backup-database.yml"

  private var written: [String] {
    [drill, Self.drillWorkflow] + (source == .dump ? [backup, Self.backupWorkflow] : [])
  }

  // MARK: - Proposal

  func proposal(_ answers: FixAnswers) -> FixProposal {
    let open = [RehearseRecovery.recoveryTime, RehearseRecovery.recoveryPoint]
      .first { !answers.settles($0) }
    let what = source == .dump ? "the latest dump" : "the RDS instance to its latest point in time"
    return FixProposal(
      changes: [
        FixChange(
          title: "Restore \(what) on a schedule, and write the record of it",
          reason: "A backup is worth what its restore is, and no restore is ever tried.",
          applicability: open.map { .needsDecision($0.id) } ?? .safe,
          edits: edits(answers)
        )
      ],
      followUps: followUps
    )
  }

  private func edits(_ answers: FixAnswers) -> [SourceEdit] {
    let values = [
      "path": drill,
      "backup": backup,
      "records": Self.records,
      "source": source == .dump ? "dump" : "rds",
      "rto": answers[RehearseRecovery.recoveryTime] ?? "",
      "rpo": answers[RehearseRecovery.recoveryPoint] ?? "",
      "check": checkQuery,
      "system": systemName,
      "cron": cron(answers),
      "region": region,
      "checkout": KnownActions.use("actions/checkout", "v6"),
      "credentials": KnownActions.use("aws-actions/configure-aws-credentials", "v6"),
      "upload": KnownActions.use("actions/upload-artifact", "v6"),
      "instance": instanceName,
    ]
    var edits: [SourceEdit] = [
      .create(path: drill, text: RecoveryTemplate.drill.render(values)),
      .create(
        path: Self.drillWorkflow,
        text: (source == .dump ? RecoveryTemplate.dumpWorkflow : .rdsWorkflow).render(values)
      ),
    ]
    guard source == .dump else { return edits }
    let own = values.merging(["path": backup]) { $1 }
    edits += [
      .create(path: backup, text: RecoveryTemplate.backup.render(own)),
      .create(path: Self.backupWorkflow, text: RecoveryTemplate.backupWorkflow.render(own)),
    ]
    return edits
  }

  private var instanceName: String {
    guard case .rds(let name?) = source, Self.isPlain(name) else {
      return "${{ vars.RDS_INSTANCE }}"
    }
    return name
  }

  private func cron(_ answers: FixAnswers) -> String {
    switch answers[RehearseRecovery.cadence] {
    case "weekly": "41 3 * * 0"
    case "quarterly": "41 3 1 1,4,7,10 *"
    default: "41 3 1 * *"
    }
  }

  /// The query that the application could not do without: a row of the table most others refer to.
  private var checkQuery: String {
    let tables = StoredSchema.read(project).tables
    var references: [String: Int] = [:]
    for column in tables.values.flatMap(\.references) {
      if let table = column.reference?.table { references[table, default: 0] += 1 }
    }
    let most = references.filter { tables[$0.key] != nil && Self.isPlain($0.key) }
      .max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.map { "SELECT 1 FROM \(StoredSchema.quoted($0.key, inShell: true)) LIMIT 1" }
      ?? "SELECT 1 FROM pg_stat_user_tables LIMIT 1"
  }

  private var systemName: String {
    let package = project.packages[""] ?? project.packages.sorted { $0.key < $1.key }.first?.value
    let name = package.map { PackageSources.component(of: $0) } ?? "application"
    return "database of \(name)"
  }

  private var followUps: [String] {
    let common = [
      "Make the environment recovery with the variable RESTORE_DRILL_ROLE_ARN, start the workflow by"
        + " hand once, and read its record.",
      "A drill counts when a person accepts it: write your name under approver, commit the record"
        + " under \(Self.records), and sign it with auditwright attest.",
    ]
    switch source {
    case .rds:
      return common + [
        "Its role needs rds:DescribeDBInstances, rds:RestoreDBInstanceToPointInTime,"
          + " rds:AddTagsToResource and rds:DeleteDBInstance, the last on restore-drill-* alone.",
        "Name a runner that reaches the subnets of the database, with psql, jq and aws, in the variable"
          + " RESTORE_DRILL_RUNNER, and give the environment the secret RESTORE_DRILL_DATABASE_URL of a"
          + " role that only reads (GRANT pg_read_all_data).",
      ]
    case .dump:
      return common + [
        "Give both environments, recovery and backup, the variable BACKUP_LOCATION (s3://bucket/prefix),"
          + " and backup the variable BACKUP_ROLE_ARN and the secret BACKUP_DATABASE_URL of a role that"
          + " only reads (GRANT pg_read_all_data).",
        "The role of the drill only reads the bucket, that of the backup only writes to it.",
      ]
    }
  }

  // MARK: - What is there

  private static func requireGitHub(_ project: FixProject) throws(FixObstacle) {
    let others = [
      ".gitlab-ci.yml", ".circleci/config.yml", "azure-pipelines.yml", "Jenkinsfile",
      "bitbucket-pipelines.yml",
    ]
    guard !project.files.containsFolder(".github"),
      let other = others.first(where: project.files.contains)
    else { return }
    throw FixObstacle(
      "The restore drill",
      "its schedule is written for GitHub Actions, and the pipeline is \(other)",
      at: SourceLocation(file: other, line: 1),
      next: "Restore the latest backup in a scheduled job of that pipeline, and query it."
    )
  }

  /// The first instance of RDS whose own text says PostgreSQL.
  private static func instance(in project: FixProject) -> DataStore? {
    (project.facts.infrastructure.value?.dataStores ?? []).first { store in
      guard store.resourceType == "aws_db_instance",
        let text = project.files.text(of: store.location.file)
      else { return false }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let own = lines.dropFirst(max(0, store.location.line - 1)).dropFirst()
        .prefix { !$0.hasPrefix("}") }.prefix(200)
      return own.contains { $0.contains("engine") && $0.contains("\"postgres") }
    }
  }

  private static func requirePostgreSQL(_ project: FixProject) throws(FixObstacle) {
    let packages = project.packages.values
    let isUsed = packages.contains { package in
      let sources = PackageSources.scripts(of: package, in: project)
      return DatabaseAccess.Library.allCases.contains { library in
        guard package.dependencies.contains(library.rawValue) else { return false }
        return DatabaseProduct.other(than: library, in: package, sources, project) == nil
      }
    }
    guard !isUsed else { return }
    throw FixObstacle(
      "The restore drill",
      "no PostgreSQL was found: neither an RDS instance nor a package that talks to one",
      next: "Restore the latest backup of each store in a scheduled job, and query it."
    )
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x30...0x39).contains(byte) || [0x2D, 0x5F].contains(byte)
      }
  }
}
