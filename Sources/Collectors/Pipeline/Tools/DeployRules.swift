internal import ReadinessModel

/// Commands that change an environment or leave a mark of having done so.
enum DeployRules {
  static let all = records + deploys + migrations + recovery + signing

  private static let deploys: [ToolRule] = [
    ToolRule(
      "terraform apply",
      .deploy,
      programs: ["terraform", "tofu", "terragrunt"],
      verbs: [["apply"], ["run-all", "apply"]]
    ),
    ToolRule("pulumi up", .deploy, programs: ["pulumi"], verbs: [["up"], ["update"]]),
    ToolRule("cdk deploy", .deploy, programs: ["cdk", "cdktf", "aws-cdk"], verbs: [["deploy"]]),
    ToolRule("sam deploy", .deploy, programs: ["sam"], verbs: [["deploy"], ["sync"]]),
    ToolRule(
      "serverless deploy",
      .deploy,
      programs: ["serverless", "sls", "sst"],
      verbs: [["deploy"]]
    ),
    ToolRule(
      "aws",
      .deploy,
      verbs: [
        ["ecs", "update-service"], ["lambda", "update-function-code"],
        ["cloudformation", "deploy"],
        ["cloudformation", "update-stack"], ["deploy", "create-deployment"], ["s3", "sync"],
        ["elasticbeanstalk", "update-environment"], ["apprunner", "start-deployment"],
        ["amplify", "start-job"], ["ecs", "register-task-definition"],
        ["lambda", "update-alias"],
      ],
      without: ["--dryrun"]
    ),
    ToolRule(
      "ecs-deploy",
      .deploy,
      programs: ["ecs-deploy", "ecs", "ecspresso", "copilot", "eb"],
      verbs: [["deploy"]]
    ),
    ToolRule(
      "kubectl",
      .deploy,
      verbs: [["apply"], ["set", "image"], ["rollout", "restart"], ["replace"], ["patch"]],
      without: ["--dry-run"]
    ),
    ToolRule(
      "helm",
      .deploy,
      programs: ["helm", "helmfile"],
      verbs: [["upgrade"], ["install"], ["apply"], ["sync"]],
      without: ["--dry-run"]
    ),
    ToolRule("argocd", .deploy, verbs: [["app", "sync"], ["app", "set"]]),
    ToolRule(
      "kustomize deploy",
      .deploy,
      programs: ["skaffold", "kapp", "werf"],
      verbs: [["run"], ["deploy"], ["converge"]]
    ),
    ToolRule("fly deploy", .deploy, programs: ["flyctl", "fly"], verbs: [["deploy"]]),
    ToolRule(
      "vercel",
      .deploy,
      verbs: [["deploy"], []],
      without: ["pull", "build", "env", "link", "login"]
    ),
    ToolRule("netlify deploy", .deploy, programs: ["netlify", "netlify-cli"], verbs: [["deploy"]]),
    ToolRule(
      "railway up",
      .deploy,
      programs: ["railway"],
      verbs: [["up"], ["deploy"], ["redeploy"]]
    ),
    ToolRule(
      "render deploy",
      .deploy,
      programs: ["render"],
      verbs: [["deploys", "create"], ["deploy"]]
    ),
    ToolRule(
      "heroku",
      .deploy,
      verbs: [["container:release"], ["builds:create"], ["pipelines:promote"]]
    ),
    ToolRule(
      "gcloud deploy",
      .deploy,
      programs: ["gcloud"],
      verbs: [
        ["run", "deploy"], ["app", "deploy"], ["functions", "deploy"],
        ["deploy", "releases", "create"], ["services", "update-traffic"],
      ]
    ),
    ToolRule(
      "az deploy",
      .deploy,
      programs: ["az"],
      verbs: [
        ["webapp", "deploy"], ["webapp", "deployment"], ["containerapp", "update"],
        ["containerapp", "up"], ["functionapp", "deployment"], ["deployment", "group", "create"],
      ]
    ),
    ToolRule(
      "firebase deploy",
      .deploy,
      programs: ["firebase", "firebase-tools"],
      verbs: [["deploy"]]
    ),
    ToolRule(
      "wrangler deploy",
      .deploy,
      programs: ["wrangler"],
      verbs: [
        ["deploy"], ["publish"], ["pages", "deploy"], ["pages", "publish"], ["versions", "deploy"],
      ],
      without: ["--dry-run"]
    ),
    ToolRule("supabase deploy", .deploy, programs: ["supabase"], verbs: [["functions", "deploy"]]),
    ToolRule(
      "convex deploy",
      .deploy,
      programs: [
        "convex", "trigger.dev", "inngest", "partykit", "shuttle", "encore", "zeabur", "northflank",
        "dokku", "caprover", "porter", "defang", "deployctl", "fastly",
      ],
      verbs: [["deploy"], ["apply"], ["publish"], ["compute", "publish"]]
    ),
    ToolRule(
      "docker stack deploy",
      .deploy,
      programs: ["docker"],
      verbs: [["stack", "deploy"], ["service", "update"]]
    ),
    ToolRule(
      "kamal deploy",
      .deploy,
      programs: ["kamal", "mrsk", "cap", "mina", "dep"],
      verbs: [["deploy"], ["redeploy"], ["production", "deploy"], ["staging", "deploy"]]
    ),
    ToolRule("ansible-playbook", .deploy, without: ["--check", "--syntax-check", "-C"]),
    ToolRule("eas submit", .deploy, programs: ["eas"], verbs: [["submit"], ["update"]]),
    ToolRule("nomad", .deploy, verbs: [["job", "run"], ["run"]]),
  ]

  private static let migrations: [ToolRule] = [
    ToolRule(
      "prisma migrate",
      .migration,
      programs: ["prisma"],
      verbs: [["migrate", "deploy"], ["db", "push"]]
    ),
    ToolRule(
      "typeorm",
      .migration,
      programs: ["typeorm", "typeorm-ts-node-commonjs", "typeorm-ts-node-esm"],
      verbs: [["migration:run"]]
    ),
    ToolRule(
      "sequelize",
      .migration,
      programs: ["sequelize", "sequelize-cli"],
      verbs: [["db:migrate"]]
    ),
    ToolRule("knex", .migration, verbs: [["migrate:latest"], ["migrate:up"]]),
    ToolRule("drizzle-kit", .migration, verbs: [["migrate"], ["push"]]),
    ToolRule("mikro-orm", .migration, verbs: [["migration:up"]]),
    ToolRule(
      "node-pg-migrate",
      .migration,
      programs: ["node-pg-migrate", "db-migrate", "migrate-mongo", "dbmate", "goose"],
      verbs: [["up"], ["migrate"]]
    ),
    ToolRule("flyway", .migration, verbs: [["migrate"]]),
    ToolRule("liquibase", .migration, verbs: [["update"]]),
    ToolRule("alembic", .migration, verbs: [["upgrade"]]),
    ToolRule("django migrate", .migration, programs: ["manage.py"], verbs: [["migrate"]]),
    ToolRule("rails db:migrate", .migration, programs: ["rails", "rake"], verbs: [["db:migrate"]]),
    ToolRule("golang-migrate", .migration, programs: ["migrate"], verbs: [["up"]]),
    ToolRule("atlas", .migration, verbs: [["migrate", "apply"], ["schema", "apply"]]),
    ToolRule("sqitch", .migration, verbs: [["deploy"]]),
    ToolRule(
      "supabase db push",
      .migration,
      programs: ["supabase"],
      verbs: [["db", "push"], ["migration", "up"]]
    ),
    ToolRule("hasura", .migration, verbs: [["migrate", "apply"]]),
    ToolRule("kysely", .migration, verbs: [["migrate:latest"], ["migrate", "latest"]]),
  ]

  /// Commands that restore; whether one is a test of it depends on the job around it.
  private static let recovery: [ToolRule] = [
    ToolRule("pg_restore", .restoreTest, without: ["-l", "--list"]),
    ToolRule("mongorestore", .restoreTest),
    ToolRule(
      "aws restore",
      .restoreTest,
      programs: ["aws"],
      verbs: [
        ["rds", "restore-db-instance-from-db-snapshot"],
        ["rds", "restore-db-instance-to-point-in-time"],
        ["rds", "restore-db-cluster-from-snapshot"],
        ["rds", "restore-db-cluster-to-point-in-time"],
        ["backup", "start-restore-job"], ["dynamodb", "restore-table-from-backup"],
        ["dynamodb", "restore-table-to-point-in-time"],
      ]
    ),
    ToolRule(
      "gcloud restore",
      .restoreTest,
      programs: ["gcloud"],
      verbs: [["sql", "backups", "restore"]]
    ),
    ToolRule("restic", .restoreTest, verbs: [["restore"], ["check"]]),
    ToolRule("wal-g", .restoreTest, verbs: [["backup-fetch"]]),
    ToolRule("pgbackrest", .restoreTest, verbs: [["restore"], ["verify"]]),
    ToolRule("barman", .restoreTest, verbs: [["recover"]]),
    ToolRule("velero", .restoreTest, verbs: [["restore", "create"]]),
  ]

  private static let signing: [ToolRule] = [
    ToolRule("cosign", .signing, verbs: [["sign"], ["attest"], ["sign-blob"], ["attest-blob"]]),
    ToolRule("notation", .signing, verbs: [["sign"]]),
    ToolRule(
      "gpg",
      .signing,
      verbs: [],
      without: [
        "--import", "--verify", "--decrypt", "-d", "--recv-keys", "--export", "--dearmor",
        "--keyserver",
      ]
    ),
    ToolRule("minisign", .signing, without: ["-V"]),
    ToolRule("gh attestation", .signing, programs: ["gh"], verbs: [["attestation", "create"]]),
  ]

  private static let records: [ToolRule] = [
    ToolRule(
      "sentry deploys",
      .deployRecord,
      programs: ["sentry-cli"],
      verbs: [["releases", "deploys"], ["deploys", "new"], ["releases", "finalize"]]
    ),
    ToolRule(
      "datadog deployment",
      .deployRecord,
      programs: ["datadog-ci"],
      verbs: [["deployment", "mark"], ["dora", "deployment"]]
    ),
    ToolRule("honeycomb marker", .deployRecord, programs: ["honeymarker"], verbs: [["add"]]),
  ]
}
