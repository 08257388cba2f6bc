import Foundation
import MerkleLog
import ReadinessModel
import Reports

/// The readiness report in every format, and the statement of it with a signature.
struct PackageReports {
  let source: PackageSource
  let key: NoteSigningKey

  func add(to draft: inout PackageDraft) throws {
    let raw = source.report
    var shared = raw
    var what: [String] = []
    if draft.isRedacted {
      _ = draft.personal.takeParts()
      shared = try redacted(raw, draft.personal)
      what = draft.personal.takeParts().map(\.rawValue)
    }
    for (path, about, render) in formats {
      let content = PackageContent(render(raw))
      draft.add(
        path,
        about: about,
        raw: content,
        shared: draft.isRedacted ? .instead(PackageContent(render(shared)), what: what) : .same
      )
    }
    try addStatement(raw, shared, what, to: &draft)
  }

  private typealias Format = (
    path: String, about: String, render: (ReadinessReport) -> String
  )

  private var formats: [Format] {
    [
      (
        "report/readiness.html", "The readiness report, as a page",
        { ReportPageFormat().render($0) }
      ),
      (
        "report/readiness.md", "The readiness report, as text",
        { ReportMarkdownFormat().render($0) }
      ),
      (
        "report/readiness.json", "The readiness report, as data",
        { JSONFormat().render($0.assessment) }
      ),
      ("report/gaps.csv", "Every gap, one to a row", { GapsCSVFormat().render($0) }),
      (
        "report/findings.sarif", "Findings with file and line, SARIF 2.1.0",
        {
          SARIFFormat(descriptions: $0.descriptions, source: $0.source).render($0.assessment)
        }
      ),
      (
        "report/oscal-assessment-results.json", "Assessment results, OSCAL 1.2.1",
        { AssessmentResultsFormat().render($0) }
      ),
      (
        "report/oscal-poam.json", "Plan of action and milestones, OSCAL 1.2.1",
        { ActionPlanFormat().render($0) }
      ),
    ]
  }

  private func addStatement(
    _ raw: ReadinessReport,
    _ shared: ReadinessReport,
    _ what: [String],
    to draft: inout PackageDraft
  ) throws {
    guard let statement = TestResultStatement().render(raw) else {
      draft.lack(
        PackageGap(
          subject: "The in-toto statement of the result",
          reason: "a statement is about a commit, and the folder is in no git work tree",
          next: "Assess a checkout."
        )
      )
      return
    }
    let other = TestResultStatement().render(shared) ?? statement
    draft.add(
      "report/statement.dsse.json",
      about: "The result as an in-toto statement, signed (DSSE)",
      raw: PackageContent(try Self.envelope(statement, key)),
      shared: .instead(PackageContent(try Self.envelope(other, key)), what: what)
    )
  }

  /// A statement with a signature.
  static func envelope(_ statement: String, _ key: NoteSigningKey) throws -> String {
    var envelope = SignedEnvelope(
      payloadType: TestResultStatement.payloadType,
      payload: Array(statement.utf8)
    )
    try envelope.sign(with: key)
    return envelope.description
  }

  /// The report without personal data and without lines of code.
  private func redacted(
    _ report: ReadinessReport,
    _ personal: PersonalData
  ) throws -> ReadinessReport {
    guard let assessment = try personal.redacted(report.assessment) else {
      throw EngineFailure.broken("the assessment cannot be redacted")
    }
    return ReadinessReport(
      assessment: assessment,
      framework: report.framework,
      profile: report.profile,
      descriptions: report.descriptions,
      plan: try report.plan.flatMap { try personal.redacted($0) },
      operation: try report.operation.flatMap { try personal.redacted($0) },
      comparison: try report.comparison.flatMap { try personal.redacted($0) },
      inventory: try report.inventory.flatMap { try personal.redacted($0) },
      system: report.system.map { part in
        SystemPart(
          title: part.title,
          known: part.known.map { known in
            var location = known.location
            location?.file = personal.text(known.location?.file ?? "")
            return (personal.text(known.text), location)
          },
          toWrite: part.toWrite
        )
      },
      records: try redacted(report.records, personal)
    )
  }

  private func redacted(_ records: ReportRecords, _ personal: PersonalData) throws -> ReportRecords
  {
    ReportRecords(
      risks: try records.risks.flatMap { try personal.redacted($0) },
      openRoutes: try records.openRoutes.compactMap { try personal.redacted($0) },
      documents: try records.documents.compactMap { try personal.redacted($0) },
      evidence: try records.evidence.compactMap { try personal.redacted($0) },
      samples: try records.samples.compactMap { try personal.redacted($0) }
    )
  }
}
