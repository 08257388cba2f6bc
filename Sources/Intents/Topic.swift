/// Something that a fix can be asked for, and how people call it.
struct Topic: Sendable {
  /// The name of the fix.
  let fix: String
  /// The control that says how things stand; nil where none does.
  var control: String?
  /// Phrases; longer ones before shorter ones that they hold.
  let phrases: [String]
  /// Words of which one has to be there as well; none when the phrase is enough.
  var beside: [String] = []

  /// Topics in the order in which phrases are taken: what is said exactly before what is said loosely.
  static let all: [Topic] = [
    Topic(
      fix: "deploy-record",
      control: "CHG-2",
      phrases: [
        "deploy audit trail", "deployment audit trail", "deploy trail", "deployment trail",
        "deploy log", "deployment log", "deploy record", "deployment record", "record deployments",
        "record every deployment", "log deployments", "log every deployment",
      ]
    ),
    Topic(
      fix: "audit-retention",
      control: "CNF-3",
      phrases: ["audit log retention", "retention of the audit log", "archive the audit log"]
    ),
    Topic(
      fix: "log-redaction",
      control: "CNF-2",
      phrases: [
        "log redaction", "redact logs", "redact our logs", "personal data in logs",
        "personal data out of logs", "personal data out of our logs", "pii in logs",
        "pii out of logs", "pii out of our logs",
      ]
    ),
    Topic(
      fix: "audit-log",
      control: "SEC-3",
      phrases: [
        "audit logging", "audit log", "audit trail", "audit event", "access logging", "access log",
        "log who", "record who", "who accessed", "who accesses", "who reads", "log access",
        "log data access",
      ]
    ),
    Topic(
      fix: "rbac",
      control: "SEC-2",
      phrases: [
        "rbac", "role based access control", "role based access", "access by role",
        "access control",
        "roles", "role", "permission matrix",
      ]
    ),
    Topic(
      fix: "branch-rules",
      control: "CHG-2",
      phrases: [
        "branch protection", "branch rule", "protect main", "protect the main branch",
        "required review", "required code review", "require review", "require code review",
        "require a review", "approving review", "signed commit",
      ]
    ),
    Topic(
      fix: "scans",
      control: "SEC-6",
      phrases: [
        "security scan", "security scanning", "vulnerability scan", "vulnerability scanning",
        "dependency check", "dependency scan", "dependency scanning", "secret scan",
        "secret scanning", "cve check", "sast", "security gate", "scan every pull request",
      ]
    ),
    Topic(
      fix: "deploy-approval",
      control: "CHG-2",
      phrases: ["approval gate", "approval", "approve", "sign off", "manual gate"],
      beside: [
        "deploy", "deploying", "deployment", "deployments", "production", "release", "releases",
        "ci", "ci/cd", "pipeline", "github",
      ]
    ),
    Topic(
      fix: "encryption",
      control: "SEC-4",
      phrases: ["encryption at rest", "encrypt the database", "encrypt our database", "encrypt"]
    ),
    Topic(
      fix: "tls",
      control: "SEC-5",
      phrases: ["encryption in transit", "tls", "https"]
    ),
    Topic(fix: "encryption", control: "SEC-4", phrases: ["encryption"]),
    Topic(
      fix: "restore-drill",
      control: "AVL-4",
      phrases: [
        "restore drill", "recovery drill", "restore test", "recovery test", "dr test",
        "disaster recovery test", "rehearse recovery", "test our backup", "test the backup",
        "disaster recovery",
      ]
    ),
    Topic(fix: "backups", control: "AVL-3", phrases: ["backup"]),
    Topic(
      fix: "health",
      control: "AVL-1",
      phrases: ["health check", "health route", "health endpoint"]
    ),
    Topic(
      fix: "alarms",
      control: "SEC-7",
      phrases: ["alarm", "alerting", "alert"]
    ),
    Topic(
      fix: "observability",
      control: "AVL-1",
      phrases: ["observability", "error tracking", "metrics"]
    ),
    Topic(fix: "monitoring", control: "AVL-1", phrases: ["monitoring", "uptime probe"]),
    Topic(
      fix: "deletion",
      control: "CNF-4",
      phrases: [
        "right to erasure", "right to be forgotten", "data subject deletion", "subject deletion",
        "delete a customer's data", "delete a user's data", "delete a person's data", "erasure",
        "deletion on request",
      ]
    ),
    Topic(
      fix: "purge",
      control: "CNF-3",
      phrases: [
        "data we no longer need", "data that we no longer need", "data past its period",
        "old personal data", "purge", "retention job",
      ]
    ),
    Topic(fix: "retention", control: "CNF-3", phrases: ["data retention", "retention"]),
    Topic(
      fix: "data-inventory",
      control: "CNF-1",
      phrases: [
        "data inventory", "data classification", "classify our data", "classify data",
        "classification",
      ]
    ),
    Topic(
      fix: "incident-plan",
      control: "SEC-7",
      phrases: ["incident response plan", "incident plan", "incident response"]
    ),
    Topic(fix: "runbooks", phrases: ["runbook"]),
    Topic(
      fix: "vendors",
      control: "SEC-8",
      phrases: ["vendor register", "vendor list", "vendor inventory", "list of vendors"]
    ),
    Topic(fix: "risks", phrases: ["risk register", "risk assessment"]),
    Topic(
      fix: "policies",
      phrases: ["security policies", "security policy", "policies", "policy"]
    ),
    Topic(
      fix: "pin-actions",
      control: "SEC-6",
      phrases: ["pin actions", "pin our actions", "pin the actions"]
    ),
    Topic(
      fix: "weekly-check",
      control: "CHG-2",
      phrases: ["weekly check", "weekly compliance check"]
    ),
    Topic(fix: "infrastructure", control: "SEC-4", phrases: ["infrastructure", "terraform"]),
    Topic(
      fix: "pipeline",
      control: "CHG-1",
      phrases: ["ci/cd", "ci", "pipeline", "github actions", "workflow", "change management"]
    ),
  ]

  /// Fixes that are parts of the whole pipeline.
  static let partsOfPipeline: Set<String> = [
    "branch-rules", "scans", "deploy-approval", "deploy-record", "pin-actions", "weekly-check",
  ]

  /// The topics of a request, in the order in which they are named.
  static func all(in words: Words) -> [Topic] {
    var rest = words
    var found: [(place: Int, topic: Topic)] = []
    for topic in all {
      let isMeant = topic.beside.isEmpty || topic.beside.contains { words.place(of: $0) != nil }
      guard isMeant, rest.hasAny(topic.phrases) else { continue }
      let place = topic.phrases.compactMap { words.place(of: $0) }.min() ?? 0
      if !found.contains(where: { $0.topic.fix == topic.fix }) { found.append((place, topic)) }
      rest = rest.without(topic.phrases)
    }
    return found.sorted { $0.place < $1.place }.map(\.topic)
  }
}
