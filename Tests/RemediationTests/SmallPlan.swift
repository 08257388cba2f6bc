import ReadinessModel
import Remediation

/// A few controls and remedies, and what is needed to plan for them.
///
/// The check `a1` tests the control `A`, and its remedy is called `a` unless a test says otherwise.
struct SmallPlan {
  var controls: [Control] = []
  var assessments: [ControlAssessment] = []
  var remedies: [Remedy] = []

  /// Adds a control with checks that do not hold, by the days that each takes.
  mutating func add(
    _ id: ControlID,
    _ checks: [(id: CheckID, days: Double)],
    outcome: Outcome = .doesNotHold,
    criteria: Int = 1,
    leadTimeDays: Int = 0,
    decidedBy: String? = nil
  ) {
    let criteria = (1...criteria).map { CriterionID(rawValue: "T\(id).\($0)") }
    controls.append(
      Control(
        id: id,
        title: "Control \(id)",
        statement: "Something is done.",
        category: .security,
        primaryCriteria: criteria,
        testedBy: checks.map(\.id),
        attestations: ["A person says so of \(id)."],
        operation: OperationModel(
          kind: "event",
          cadence: "daily",
          minimumDays: leadTimeDays,
          decidedBy: decidedBy
        ),
        leadTimeDays: leadTimeDays
      )
    )
    assessments.append(
      ControlAssessment(
        id: id,
        title: "Control \(id)",
        category: .security,
        criteria: criteria,
        primaryCriteria: criteria,
        design: outcome == .holds ? .passing : .failing,
        reason: "Because of \(id)",
        operation: "none",
        effort: EffortRange(low: 0, high: 0),
        checks: checks.map { check, days in
          CheckResult(
            check: check,
            statement: "\(check) is so.",
            isRequired: true,
            outcome: outcome,
            subjects: 3,
            failingSubjects: 3,
            summary: "3 things are wrong with \(check)",
            effort: EffortRange(low: days, high: days)
          )
        }
      )
    )
  }

  /// Adds a remedy.
  mutating func remedy(
    _ id: String,
    _ checks: [CheckID],
    after: [String] = [],
    fixer: String? = nil
  ) {
    remedies.append(
      Remedy(
        id: id,
        title: "Do \(id)",
        together: "They fall together.",
        after: after.map { RemedyDependency(remedy: $0, because: "it needs \($0)") },
        parts: [
          RemedyPart(
            checks: checks,
            means: fixer == nil ? .guide : .fix,
            fixer: fixer,
            how: "Do \(id) well."
          )
        ]
      )
    )
  }

  var assessment: ReadinessAssessment {
    ReadinessAssessment(
      profile: "p",
      assessedOn: "2026-11-23",
      repository: "shop",
      toolVersion: "0",
      summary: ReadinessSummary(
        passing: assessments.filter { $0.design == .passing }.count,
        total: assessments.count,
        assessed: assessments.count,
        failing: 0,
        warning: 0,
        notAssessed: 0,
        needsAttestation: 0,
        notApplicable: 0,
        effort: assessments.flatMap(\.checks).map(\.effort).reduce(.zero, +),
        routes: 0,
        unprotectedRoutes: 0
      ),
      controls: assessments,
      findings: assessments.flatMap { control in
        control.checks.filter { $0.outcome != .holds }.flatMap { check in
          (1...3).map { line in
            ControlFinding(
              control: control.id,
              finding: Finding(
                check: check.check,
                outcome: check.outcome,
                severity: .high,
                message: "wrong",
                locations: [SourceLocation(file: "\(check.check).ts", line: line)]
              )
            )
          }
        }
      }
    )
  }

  var planner: RemediationPlanner {
    RemediationPlanner(
      profile: ControlProfile(
        id: "p",
        title: "P",
        criteriaInScope: controls.flatMap(\.primaryCriteria),
        controls: controls
      ),
      remedies: remedies
    )
  }

  func plan(
    start: String = "2026-11-23",
    engineers: Int = 1,
    months: Int = 3,
    fixers: Set<String> = []
  ) -> RemediationPlan {
    planner.plan(
      assessment,
      for: PlanRequest(
        startsOn: CivilDay(start) ?? CivilDay(number: 0),
        engineers: engineers,
        windowMonths: months,
        fixers: fixers
      )
    )
  }
}
