internal import ReadinessModel

/// How the topic of a governance document is recognised.
struct TopicRule: Sendable {
  var topic: DocumentTopic
  /// Phrases that tell the topic by themselves, in a title, a name or a heading.
  var strong: [String]
  /// Phrases that tell it beside a word such as "policy" or "plan".
  var subjects: [String]
  /// Words its text uses; at least some of them must occur.
  var vocabulary: [String]
}

/// Tells what a document is about by its title, name, headings and words.
enum TopicRules {
  /// Words that say a document lays something down.
  static let kinds: Set = [
    "policy", "policies", "plan", "plans", "procedure", "procedures", "standard", "standards",
    "runbook", "runbooks", "playbook", "playbooks", "process", "processes", "guideline",
    "guidelines", "handbook", "program", "programme", "schedule", "rules", "framework", "sop",
    "protocol", "agreement", "register", "statement", "checklist",
  ]

  static let all: [TopicRule] = [
    TopicRule(
      topic: .postIncidentReview,
      strong: [
        "post mortem", "postmortem", "post incident review", "incident review",
        "incident retrospective", "incident report",
      ],
      subjects: [],
      vocabulary: [
        "root cause", "timeline", "impact", "lessons", "action items", "follow-up", "detection",
      ]
    ),
    TopicRule(
      topic: .rollbackRunbook,
      strong: [
        "rollback", "roll back", "rolling back", "reverting a release", "revert a deploy",
        "revert a deployment",
      ],
      subjects: [],
      vocabulary: ["rollback", "roll back", "revert", "previous", "deploy", "release", "version"]
    ),
    TopicRule(
      topic: .recoveryRunbook,
      strong: [
        "recovery runbook", "recovery playbook", "restore runbook", "restore procedure",
        "recovery procedure",
        "disaster recovery runbook", "dr runbook", "database restore", "restoring the database",
        "restore from backup", "restoring from backup", "recovery steps", "failover runbook",
        "failover procedure",
        "how to restore",
      ],
      subjects: [],
      vocabulary: [
        "restore", "recover", "backup", "snapshot", "verify", "failover", "rto", "rpo", "step",
      ]
    ),
    TopicRule(
      topic: .onCall,
      strong: [
        "on call", "oncall", "escalation policy", "escalation procedure", "escalation path",
        "escalation matrix",
      ],
      subjects: ["escalation"],
      vocabulary: [
        "rotation", "page", "pager", "escalat", "primary", "secondary", "shift", "handover",
        "respond", "alert",
      ]
    ),
    TopicRule(
      topic: .codeOfConduct,
      strong: ["code of conduct", "code of ethics", "employee conduct", "contributor covenant"],
      subjects: ["disciplinary", "ethics"],
      vocabulary: [
        "conduct", "harassment", "respect", "disciplin", "violation", "ethic", "behavior",
        "behaviour",
      ]
    ),
    TopicRule(
      topic: .acceptableUse,
      strong: ["acceptable use", "workstation security", "device policy", "byod", "mobile device"],
      subjects: ["workstation", "device", "endpoint"],
      vocabulary: [
        "device", "laptop", "software", "prohibited", "personal", "lock", "install", "acceptable",
      ]
    ),
    TopicRule(
      topic: .passwordsAndSecrets,
      strong: [
        "password policy", "password management", "secrets management", "secret management",
        "credential management",
      ],
      subjects: [
        "password", "passwords", "mfa", "multi factor", "authentication", "secrets", "credentials",
      ],
      vocabulary: [
        "password", "factor", "secret", "rotat", "credential", "manager", "mfa", "length",
      ]
    ),
    TopicRule(
      topic: .accessControl,
      strong: [
        "access control policy", "access management", "access control", "user access",
        "access provisioning", "identity and access",
      ],
      subjects: ["access", "rbac", "least privilege", "offboarding", "deprovisioning"],
      vocabulary: [
        "access", "role", "privilege", "grant", "revoke", "review", "terminat", "least", "approval",
      ]
    ),
    TopicRule(
      topic: .encryption,
      strong: [
        "encryption policy", "key management", "cryptography policy", "cryptographic controls",
        "encryption standard",
      ],
      subjects: ["encryption", "cryptography", "cryptographic", "key"],
      vocabulary: [
        "encrypt", "key", "tls", "aes", "rotat", "at rest", "in transit", "kms", "certificate",
      ]
    ),
    TopicRule(
      topic: .loggingAndMonitoring,
      strong: [
        "logging policy", "logging and monitoring", "log management", "audit logging policy",
        "monitoring policy", "audit trail policy",
      ],
      subjects: [
        "logging", "logs", "monitoring", "audit log", "audit logging", "audit trail", "alerting",
      ],
      vocabulary: ["log", "monitor", "alert", "retain", "retention", "event", "audit", "review"]
    ),
    TopicRule(
      topic: .vulnerabilityManagement,
      strong: [
        "vulnerability management", "patch management", "vulnerability remediation",
        "penetration testing policy",
      ],
      subjects: ["vulnerability", "vulnerabilities", "patch", "patching", "penetration test"],
      vocabulary: [
        "vulnerab", "patch", "severity", "critical", "remediat", "scan", "days", "cve", "sla",
      ]
    ),
    TopicRule(
      topic: .changeManagement,
      strong: [
        "change management", "change control", "release management", "deployment policy",
        "deployment procedure", "change policy",
      ],
      subjects: ["change", "changes", "release", "deployment", "emergency change"],
      vocabulary: [
        "change", "approv", "review", "deploy", "production", "rollback", "emergency", "test",
        "pull request",
      ]
    ),
    TopicRule(
      topic: .secureDevelopment,
      strong: [
        "secure development", "secure software development", "software development life cycle",
        "software development lifecycle", "sdlc", "secure coding",
      ],
      subjects: ["development", "software development", "coding", "code review"],
      vocabulary: [
        "review", "test", "code", "owasp", "vulnerab", "secure", "design", "static analysis",
        "dependenc",
      ]
    ),
    TopicRule(
      topic: .incidentResponse,
      strong: [
        "incident response", "incident management", "security incident", "breach notification",
        "data breach",
      ],
      subjects: ["incident", "incidents", "breach"],
      vocabulary: [
        "incident", "severity", "contain", "notify", "notif", "escalat", "respond", "eradicat",
        "lessons", "commander", "communicat", "declare", "root cause", "breach", "on call",
        "authorities",
      ]
    ),
    TopicRule(
      topic: .vendorManagement,
      strong: [
        "vendor management", "vendor risk", "third party management", "third party risk",
        "supplier management",
        "supplier security", "subprocessor management", "vendor security",
      ],
      subjects: [
        "vendor", "vendors", "third party", "supplier", "suppliers", "subprocessor",
        "subprocessors", "subservice",
      ],
      vocabulary: [
        "vendor", "supplier", "third part", "review", "contract", "assess", "soc 2",
        "due diligence", "risk", "agreement",
      ]
    ),
    TopicRule(
      topic: .riskManagement,
      strong: ["risk management", "risk assessment", "risk register", "risk treatment"],
      subjects: ["risk", "risks"],
      vocabulary: [
        "risk", "likelihood", "impact", "treatment", "mitigat", "accept", "residual", "register",
      ]
    ),
    TopicRule(
      topic: .businessContinuity,
      strong: [
        "business continuity", "disaster recovery", "bcdr", "bcp", "contingency plan",
        "continuity plan",
      ],
      subjects: ["continuity", "disaster", "recovery", "resilience"],
      vocabulary: [
        "recover", "rto", "rpo", "disaster", "continuity", "outage", "critical", "restore",
        "failover", "objective",
      ]
    ),
    TopicRule(
      topic: .backupAndRestore,
      strong: [
        "backup policy", "backup and restore", "backup and recovery", "backups and restores",
        "backup procedure", "data backup",
      ],
      subjects: ["backup", "backups"],
      vocabulary: [
        "backup", "restore", "retention", "snapshot", "test", "frequency", "daily", "verif",
      ]
    ),
    TopicRule(
      topic: .capacityAndAvailability,
      strong: [
        "capacity management", "capacity planning", "availability policy",
        "availability management", "service level objectives",
      ],
      subjects: ["capacity", "availability", "scaling", "slo", "service level"],
      vocabulary: [
        "capacity", "availab", "scale", "utili", "threshold", "load", "uptime", "forecast",
      ]
    ),
    TopicRule(
      topic: .dataClassification,
      strong: [
        "data classification", "information classification", "data handling",
        "classification and handling",
      ],
      subjects: ["classification", "data handling", "information handling"],
      vocabulary: [
        "confidential", "public", "internal", "restricted", "classif", "handling", "label",
        "sensitive",
      ]
    ),
    TopicRule(
      topic: .dataRetention,
      strong: [
        "data retention", "retention policy", "retention schedule", "retention and deletion",
        "retention and disposal", "data disposal", "data deletion policy", "data destruction",
      ],
      subjects: ["retention", "disposal", "deletion", "destruction"],
      vocabulary: [
        "retain", "retention", "delet", "dispos", "destroy", "days", "years", "purge", "legal hold",
      ]
    ),
    TopicRule(
      topic: .peopleSecurity,
      strong: [
        "personnel security", "human resources security", "hr security", "background check",
        "security awareness", "security training", "onboarding and offboarding",
      ],
      subjects: [
        "personnel", "human resources", "hr", "training", "awareness", "screening", "onboarding",
        "employee",
      ],
      vocabulary: [
        "employee", "training", "background", "onboard", "offboard", "terminat", "screening",
        "awareness", "annual",
      ]
    ),
    TopicRule(
      topic: .assetAndNetwork,
      strong: [
        "asset management", "network security", "physical security", "remote work",
        "asset inventory policy",
      ],
      subjects: ["asset", "assets", "network", "physical", "remote working", "teleworking"],
      vocabulary: [
        "asset", "inventory", "network", "firewall", "remote", "vpn", "device", "office", "segment",
      ]
    ),
    TopicRule(
      topic: .systemDescription,
      strong: [
        "system description", "description of the system", "service commitments",
        "system boundaries",
      ],
      subjects: ["system boundary"],
      vocabulary: [
        "service", "infrastructure", "software", "people", "data", "boundar", "commitment",
        "customer", "component",
      ]
    ),
    TopicRule(
      topic: .informationSecurity,
      strong: [
        "information security policy", "information security program", "infosec policy", "isms",
        "information security management", "written information security",
      ],
      subjects: ["information security", "infosec", "security"],
      vocabulary: [
        "security", "confidential", "integrity", "availab", "responsib", "employee", "access",
        "policy", "risk",
      ]
    ),
  ]

  /// The topics a title or name tells, most certain first.
  static func topics(ofTitle title: String, name: String, folder: String) -> [TopicRule] {
    let title = spaced(title)
    let name = spaced(name)
    let both = title + name
    let isLaidDown =
      both.split(separator: " ").contains { kinds.contains(String($0)) }
      || spaced(folder).split(separator: " ").contains { kinds.contains(String($0)) }
    return all.filter { rule in
      if rule.strong.contains(where: { both.contains(" " + $0 + " ") }) { return true }
      return isLaidDown && rule.subjects.contains { both.contains(" " + $0 + " ") }
    }
  }

  /// How many different words of a topic a text uses.
  static func hits(of rule: TopicRule, in text: SearchableText) -> Int {
    rule.vocabulary.count { text.contains($0) }
  }

  /// Letters and digits in lower case, anything else one blank, and blanks at both ends.
  static func spaced(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return " " + words.joined(separator: " ") + " "
  }
}
