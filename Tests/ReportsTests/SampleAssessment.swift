import ReadinessModel

/// An assessment with one control of each kind, as formats meet them.
enum SampleAssessment {
  static let assessment = ReadinessAssessment(
    profile: "startup",
    assessedOn: "2026-11-23",
    repository: "shop",
    commit: "0123456789abcdef0123456789abcdef01234567",
    toolVersion: "0.1.0",
    summary: ReadinessSummary(
      passing: 1,
      total: 4,
      assessed: 3,
      failing: 1,
      warning: 1,
      notAssessed: 1,
      needsAttestation: 0,
      notApplicable: 0,
      effort: EffortRange(low: 3.45, high: 4.6),
      categories: [
        CategoryScore(category: .security, passing: 1, assessed: 3, total: 3),
        CategoryScore(category: .changeManagement, passing: 0, assessed: 0, total: 1),
      ],
      routes: 34,
      unprotectedRoutes: 0
    ),
    controls: [passing, failing, warning, notAssessed],
    findings: findings,
    fixFirst: [
      FixFirst(
        control: "SEC-3",
        check: "data-access-is-logged",
        message: "Write an audit event in a middleware before every route.",
        effort: EffortRange(low: 2.7, high: 3.6),
        unlocks: ["SEC-3"],
        criteria: ["CC7.2", "CC7.3"],
        leadTimeDays: 30
      ),
      FixFirst(
        control: "SEC-4",
        check: "data-stores-are-encrypted-at-rest",
        message: "Write storage_encrypted = true.",
        effort: EffortRange(low: 0.75, high: 1),
        unlocks: ["SEC-4"],
        criteria: ["CC6.1"],
        leadTimeDays: 0
      ),
    ],
    criteria: [
      CriterionCoverage(
        criterion: "CC1.1",
        title: "Rules of conduct",
        coverage: .people,
        passing: 0
      ),
      CriterionCoverage(
        criterion: "CC6.7",
        title: "Information on the move",
        coverage: .tested,
        controls: ["SEC-5"],
        passing: 1
      ),
    ],
    notSeen: ["Settings of the git host: needs GitHub access"]
  )

  private static let passing = ControlAssessment(
    id: "SEC-5",
    title: "Encryption in transit",
    category: .security,
    aliases: ["CC6.7"],
    criteria: ["CC6.7", "CC6.1"],
    primaryCriteria: ["CC6.7"],
    design: .passing,
    reason: "Every listener requires TLS 1.2 or newer; 2 more required checks hold",
    operation: "none",
    effort: EffortRange(low: 0, high: 0),
    checks: [
      CheckResult(
        check: "listeners-require-modern-tls",
        statement: "Every listener requires TLS 1.2 or newer.",
        isRequired: true,
        outcome: .holds,
        subjects: 1,
        failingSubjects: 0,
        summary: "Every listener accepts TLS 1.2 or newer only"
      )
    ],
    keyLocations: [SourceLocation(file: "infra/load-balancer.tf", line: 21)]
  )

  private static let failing = ControlAssessment(
    id: "SEC-3",
    title: "Audit logging of data access",
    category: .security,
    aliases: ["CC6.3"],
    criteria: ["CC7.2", "CC7.3"],
    primaryCriteria: ["CC7.2"],
    design: .failing,
    reason: "30 routes that reach data write no audit event; 1 more required check does not hold",
    operation: "none",
    effort: EffortRange(low: 2.7, high: 3.6),
    checks: [
      CheckResult(
        check: "data-access-is-logged",
        statement: "Every route that reaches stored data writes an audit event.",
        isRequired: true,
        outcome: .doesNotHold,
        subjects: 2,
        failingSubjects: 2,
        summary: "30 routes that reach data write no audit event",
        effort: EffortRange(low: 2, high: 2.6)
      ),
      CheckResult(
        check: "audit-store-is-append-only",
        statement: "Nobody can change or delete audit events.",
        isRequired: true,
        outcome: .doesNotHold,
        subjects: 1,
        failingSubjects: 1,
        summary: "No audit store was found",
        effort: EffortRange(low: 0.7, high: 1)
      ),
    ],
    keyLocations: [SourceLocation(file: "src/routes/customers.ts", line: 14)]
  )

  private static let warning = ControlAssessment(
    id: "SEC-4",
    title: "Encryption at rest, keys and secrets",
    category: .security,
    criteria: ["CC6.1"],
    primaryCriteria: ["CC6.1"],
    design: .warning,
    reason: "The database leaves encryption to its default, which is off",
    operation: "none",
    effort: EffortRange(low: 0.75, high: 1),
    checks: [
      CheckResult(
        check: "data-stores-are-encrypted-at-rest",
        statement: "Every place data is kept encrypts it at rest.",
        isRequired: true,
        outcome: .unconfirmed,
        subjects: 1,
        failingSubjects: 1,
        summary: "The database leaves encryption to its default, which is off",
        effort: EffortRange(low: 0.75, high: 1)
      )
    ],
    keyLocations: [SourceLocation(file: "infra/database.tf", line: 3)]
  )

  private static let notAssessed = ControlAssessment(
    id: "CHG-2",
    title: "Changes approved and traceable to production",
    category: .changeManagement,
    aliases: ["CC8.1"],
    criteria: ["CC8.1"],
    primaryCriteria: ["CC8.1"],
    design: .notAssessed,
    reason: "No pipeline configuration was found",
    operation: "none",
    effort: EffortRange(low: 0, high: 0)
  )

  private static let findings = [
    bearing(
      "SEC-3",
      "CC7.2",
      Finding(
        check: "data-access-is-logged",
        outcome: .doesNotHold,
        severity: .high,
        message: "GET /customers reads Customer and writes no audit event",
        locations: [
          SourceLocation(file: "src/routes/customers.ts", line: 14, column: 3, endLine: 16)
        ],
        resource: "GET /customers",
        nextStep: "Install an audit middleware"
      )
    ),
    bearing(
      "SEC-3",
      "CC7.2",
      Finding(
        check: "data-access-is-logged",
        outcome: .doesNotHold,
        severity: .high,
        message: "GET /customers/{id} reads Customer and writes no audit event",
        locations: [SourceLocation(file: "src/routes/customers.ts", line: 20)],
        resource: "GET /customers/{id}"
      )
    ),
    bearing(
      "SEC-3",
      "CC7.2",
      Finding(
        check: "audit-store-is-append-only",
        outcome: .doesNotHold,
        severity: .medium,
        message: "No audit store was found",
        locations: [SourceLocation(file: "migrations", line: 1)],
        lookedFor: "A table or stream that audit events go to"
      )
    ),
    bearing(
      "SEC-4",
      "CC6.1",
      Finding(
        check: "data-stores-are-encrypted-at-rest",
        outcome: .unconfirmed,
        severity: .medium,
        message: "The database leaves encryption to its default, which is off",
        locations: [SourceLocation(file: "infra/database.tf", line: 3)],
        resource: "aws_db_instance.main"
      )
    ),
    bearing(
      "SEC-5",
      "CC6.7",
      Finding(
        check: "listeners-require-modern-tls",
        outcome: .holds,
        severity: .informational,
        message: "Every listener accepts TLS 1.2 or newer only",
        locations: [SourceLocation(file: "infra/load-balancer.tf", line: 21)]
      )
    ),
  ]

  private static func bearing(
    _ control: ControlID,
    _ criterion: CriterionID,
    _ finding: Finding
  ) -> ControlFinding {
    ControlFinding(control: control, criteria: [criterion], finding: finding)
  }

  static let descriptions = [
    CheckDescription(
      id: "data-access-is-logged",
      statement: "Every route that reaches stored data writes an audit event.",
      whyItMatters: "Without events nobody can say who saw what.",
      inspected: "Each route and the audit calls on its way.",
      cannotShow: "Access that bypasses the application."
    )
  ]

  static let routes = [
    Route(
      method: "GET",
      path: "/customers/{id}",
      handler: "getCustomer",
      location: SourceLocation(file: "src/routes/customers.ts", line: 20),
      framework: "express",
      package: "",
      authentication: AccessDecision(
        status: .protected,
        by: "requireUser",
        at: SourceLocation(file: "src/app.ts", line: 12),
        reason: "answers 401"
      ),
      authorization: AccessDecision(status: .unprotected),
      ownership: AccessDecision(status: .unresolved, reason: "the query is built elsewhere"),
      audit: AuditDecision(status: .unlogged)
    ),
    Route(
      method: "POST",
      path: "/sign-in",
      handler: "signIn",
      location: SourceLocation(file: "src/routes/session.ts", line: 4),
      framework: "express",
      package: "",
      authentication: AccessDecision(status: .declaredPublic, by: "skipAuth"),
      authorization: AccessDecision(status: .declaredPublic),
      ownership: AccessDecision(status: .declaredPublic),
      audit: AuditDecision(status: .logged, by: "recordAccess")
    ),
  ]

  /// The sample with text from a repository that means harm in every place it can reach.
  static var hostile: ReadinessAssessment {
    var sample = assessment
    sample.repository = text
    sample.notSeen = [text]
    sample.controls[0].reason = text
    sample.controls[1].checks[0].summary = text
    sample.controls[1].keyLocations = [SourceLocation(file: text, line: 1)]
    for index in sample.findings.indices {
      sample.findings[index].finding.message = text
      sample.findings[index].finding.resource = text
      sample.findings[index].finding.locations = [SourceLocation(file: text, line: 1)]
    }
    sample.fixFirst[0].message = text
    return sample
  }

  /// A terminal escape, a bidirectional override, HTML, Markdown, a table cell and a mention.
  static let text =
    "a\u{1B}[31m\u{9B}2J\u{7}b\u{202E}c\u{2066}\u{200B}\r\nd<script>alert(1)</script>"
    + "[x](https://evil.example)|`y`@team ![z](javascript:1)\u{2028}\u{FEFF}"
}
