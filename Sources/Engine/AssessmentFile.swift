import Foundation
package import ReadinessModel

/// An assessment as a file, as `scan --format json` writes it.
package enum AssessmentFile {
  private static let bytesAtMost = 1 << 30

  /// Reads the assessment in a file.
  package static func read(_ path: String) throws -> ReadinessAssessment {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw EngineFailure.unreadableAssessment(path: path, reason: "the file cannot be opened")
    }
    guard data.count <= bytesAtMost else {
      throw EngineFailure.unreadableAssessment(path: path, reason: "the file is larger than 1 GB")
    }
    let assessment: ReadinessAssessment
    do {
      assessment = try LargeStack.run {
        try JSONDecoder().decode(AssessmentDocument.self, from: data).assessment
      }
    } catch let error as DecodingError {
      throw EngineFailure.unreadableAssessment(path: path, reason: reason(error))
    }
    guard assessment.schemaVersion == 1 else {
      throw EngineFailure.unreadableAssessment(
        path: path,
        reason:
          "its shape has version \(assessment.schemaVersion), and this program reads version 1"
      )
    }
    return assessment
  }

  private static func reason(_ error: DecodingError) -> String {
    let place = { (path: [any CodingKey]) in
      path.isEmpty
        ? ""
        : " at \(path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "."))"
    }
    return switch error {
    case .keyNotFound(let key, let context):
      "it holds no assessment: '\(key.stringValue)' is missing\(place(context.codingPath))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "it holds no assessment: \(context.debugDescription)\(place(context.codingPath))"
    case .dataCorrupted(let context):
      "it holds no assessment\(place(context.codingPath)): \(context.debugDescription)"
    @unknown default: "it holds no assessment"
    }
  }
}

/// The shape of `Documentation/Schemas/scan.schema.json`.
private struct AssessmentDocument: Decodable {
  var schemaVersion: Int
  var tool: Tool
  var repository: String
  var commit: String?
  var profile: String
  var assessedOn: String
  var summary: Summary
  var controls: [Control]
  var findings: [Bearing]
  var fixFirst: [Gap]
  var criteria: [CriterionCoverage]
  var notSeen: [String]

  struct Tool: Decodable { var version: String }

  struct Summary: Decodable {
    var passing: Int
    var total: Int
    var assessed: Int
    var failing: Int
    var warning: Int
    var notAssessed: Int
    var needsAttestation: Int
    var collecting: Int?
    var notApplicable: Int
    var effortDays: EffortRange
    var categories: [CategoryScore]
    var routes: Int
    var unprotectedRoutes: Int
  }

  struct Control: Decodable {
    var id: ControlID
    var title: String
    var category: ControlCategory
    var aliases: [String]
    var criteria: [CriterionID]
    var primaryCriteria: [CriterionID]
    var design: DesignStatus
    var reason: String
    var operation: String
    var effortDays: EffortRange
    var checks: [Check]
    var keyLocations: [SourceLocation]
  }

  struct Check: Decodable {
    var check: CheckID
    var statement: String
    var required: Bool
    var outcome: Outcome
    var summary: String
    var subjects: Int
    var failingSubjects: Int
    var effortDays: EffortRange
  }

  struct Bearing: Decodable {
    var check: CheckID
    var control: ControlID
    var criteria: [CriterionID]
    var outcome: Outcome
    var severity: Severity
    var confidence: Confidence
    var message: String
    var locations: [SourceLocation]
    var resource: String?
    var lookedFor: String?
    var nextStep: String?
  }

  struct Gap: Decodable {
    var control: ControlID
    var check: CheckID
    var message: String
    var effortDays: EffortRange
    var unlocks: [ControlID]
    var criteria: [CriterionID]
    var leadTimeDays: Int
  }

  var assessment: ReadinessAssessment {
    ReadinessAssessment(
      schemaVersion: schemaVersion,
      profile: profile,
      assessedOn: assessedOn,
      repository: repository,
      commit: commit,
      toolVersion: tool.version,
      summary: summary.value,
      controls: controls.map(\.value),
      findings: findings.map(\.value),
      fixFirst: fixFirst.map(\.value),
      criteria: criteria,
      notSeen: notSeen
    )
  }
}

extension AssessmentDocument.Summary {
  fileprivate var value: ReadinessSummary {
    ReadinessSummary(
      passing: passing,
      total: total,
      assessed: assessed,
      failing: failing,
      warning: warning,
      notAssessed: notAssessed,
      needsAttestation: needsAttestation,
      collecting: collecting ?? 0,
      notApplicable: notApplicable,
      effort: effortDays,
      categories: categories,
      routes: routes,
      unprotectedRoutes: unprotectedRoutes
    )
  }
}

extension AssessmentDocument.Control {
  fileprivate var value: ControlAssessment {
    ControlAssessment(
      id: id,
      title: title,
      category: category,
      aliases: aliases,
      criteria: criteria,
      primaryCriteria: primaryCriteria,
      design: design,
      reason: reason,
      operation: operation,
      effort: effortDays,
      checks: checks.map(\.value),
      keyLocations: keyLocations
    )
  }
}

extension AssessmentDocument.Check {
  fileprivate var value: CheckResult {
    CheckResult(
      check: check,
      statement: statement,
      isRequired: required,
      outcome: outcome,
      subjects: subjects,
      failingSubjects: failingSubjects,
      summary: summary,
      effort: effortDays
    )
  }
}

extension AssessmentDocument.Bearing {
  fileprivate var value: ControlFinding {
    ControlFinding(
      control: control,
      criteria: criteria,
      finding: Finding(
        check: check,
        outcome: outcome,
        severity: severity,
        confidence: confidence,
        message: message,
        locations: locations,
        resource: resource,
        lookedFor: lookedFor,
        nextStep: nextStep
      )
    )
  }
}

extension AssessmentDocument.Gap {
  fileprivate var value: FixFirst {
    FixFirst(
      control: control,
      check: check,
      message: message,
      effort: effortDays,
      unlocks: unlocks,
      criteria: criteria,
      leadTimeDays: leadTimeDays
    )
  }
}
