import Engine
import ReadinessModel

/// Values of the model as tools tell them.
enum Described {
  static func effort(_ effort: EffortRange) -> JSON {
    ["low": .number(effort.low), "high": .number(effort.high)]
  }

  static func location(_ location: SourceLocation) -> JSON {
    ["file": .string(location.file), "line": .integer(location.line)]
  }

  static func locations(_ locations: [SourceLocation], atMost limit: Int = 10) -> JSON {
    .array(locations.prefix(limit).map(location))
  }

  static func control(_ control: ControlAssessment) -> JSON {
    [
      "id": .string(control.id.rawValue), "title": .string(control.title),
      "category": .string(control.category.rawValue), "status": .string(control.design.rawValue),
      "reason": .string(control.reason), "labels": .texts(control.aliases),
      "criteria": .texts(control.primaryCriteria.map(\.rawValue)),
      "effortDays": effort(control.effort), "keyLocations": locations(control.keyLocations),
    ]
  }

  static let controlSchema = Schema.object([
    "id": Schema.text("Control."), "title": Schema.text("Its title."),
    "category": Schema.text("Its category."),
    "status": Schema.text("As designed.", choices: DesignStatus.allCases.map(\.rawValue)),
    "reason": Schema.text("Why."), "labels": Schema.texts("Other labels for it."),
    "criteria": Schema.texts("Criteria it addresses."), "effortDays": Schema.effort,
    "keyLocations": Schema.locations,
  ])

  static func summary(_ summary: ReadinessSummary) -> JSON {
    [
      "passing": .integer(summary.passing), "total": .integer(summary.total),
      "assessed": .integer(summary.assessed), "failing": .integer(summary.failing),
      "warning": .integer(summary.warning), "notAssessed": .integer(summary.notAssessed),
      "needsAttestation": .integer(summary.needsAttestation),
      "collecting": .integer(summary.collecting),
      "notApplicable": .integer(summary.notApplicable), "effortDays": effort(summary.effort),
      "routes": .integer(summary.routes),
      "unprotectedRoutes": .integer(summary.unprotectedRoutes),
    ]
  }

  static let summarySchema = Schema.object([
    "passing": Schema.integer("Controls that pass."),
    "total": Schema.integer("Controls that apply."),
    "assessed": Schema.integer("Controls that could be assessed."),
    "failing": Schema.integer("Controls that fail."),
    "warning": Schema.integer("Controls with a fact that could not be confirmed."),
    "notAssessed": Schema.integer("Controls that could not be seen; no pass."),
    "needsAttestation": Schema.integer("Controls only a person can decide."),
    "collecting": Schema.integer("Controls whose history is still short."),
    "notApplicable": Schema.integer("Controls that do not apply."), "effortDays": Schema.effort,
    "routes": Schema.integer("Routes found."),
    "unprotectedRoutes": Schema.integer("Routes that anybody may call, undeclared."),
  ])

  // MARK: - Findings

  /// The name of a finding: the same as long as it says the same of the same subject.
  static func id(of finding: ControlFinding) -> String {
    let inner = finding.finding
    return "F-"
      + Fingerprint.of(
        finding.control.rawValue,
        inner.check.rawValue,
        inner.resource ?? "",
        inner.locations.first?.file ?? "",
        inner.resource == nil ? "\(inner.locations.first?.line ?? 0)" : "",
        inner.message
      )
  }

  static func finding(_ finding: ControlFinding) -> JSON {
    let inner = finding.finding
    return [
      "id": .string(id(of: finding)), "control": .string(finding.control.rawValue),
      "check": .string(inner.check.rawValue), "outcome": .string(inner.outcome.rawValue),
      "severity": .string(inner.severity.rawValue),
      "confidence": .string(inner.confidence.rawValue), "message": .string(inner.message),
      "resource": inner.resource.map(JSON.string),
      "locations": locations(inner.locations, atMost: 5),
      "lookedFor": inner.lookedFor.map(JSON.string), "nextStep": inner.nextStep.map(JSON.string),
    ]
  }

  static let findingSchema = Schema.object(
    [
      "id": Schema.text("Name of the finding, for soc2_get_finding."),
      "control": Schema.text("Control it bears on."), "check": Schema.text("Check that says it."),
      "outcome": Schema.text("What it says.", choices: Outcome.allCases.map(\.rawValue)),
      "severity": Schema.text("How much it matters.", choices: Severity.allCases.map(\.rawValue)),
      "confidence": Schema.text("How sure it is.", choices: Confidence.allCases.map(\.rawValue)),
      "message": Schema.text("What was found."), "resource": Schema.text("What it is about."),
      "locations": Schema.locations, "lookedFor": Schema.text("What is absent."),
      "nextStep": Schema.text("What to do about it."),
    ],
    optional: ["resource", "lookedFor", "nextStep"]
  )

  static func explanation(_ explanation: Explanation) -> JSON {
    [
      "title": .string(explanation.title),
      "sections": .array(
        explanation.sections.map {
          ["heading": .string($0.heading), "lines": .texts($0.lines)]
        }
      ),
    ]
  }

  static let sectionsSchema = Schema.list(
    of: Schema.object(["heading": Schema.text("Heading."), "lines": Schema.texts("Lines.")]),
    "What there is to say."
  )
}
