import Catalog
import Foundation
import ReadinessModel
package import Reports

/// What a report is made from.
package struct ReportOptions: Sendable {
  /// What is assessed, and how the work is planned.
  package var plan: PlanOptions
  /// The earlier assessment to compare with: a folder, or a file of an assessment or of facts.
  package var before: String?

  /// Creates options; by default nothing is compared.
  package init(plan: PlanOptions = PlanOptions(), before: String? = nil) {
    self.plan = plan
    self.before = before
  }
}

extension ReadinessEngine {
  /// Scans, plans, reads the ledger and compares, for a report of all of it.
  package func report(
    _ source: FactSource,
    options: ReportOptions = ReportOptions()
  ) throws -> ReadinessReport {
    try report(of: plan(source, options: options.plan), from: source, options: options)
  }

  /// A report of what was planned.
  func report(
    of planned: PlanResult,
    from source: FactSource,
    options: ReportOptions
  ) throws -> ReadinessReport {
    let scan = planned.scan
    let operation = operation(of: source, profile: options.plan.scan.profile)
    return ReadinessReport(
      assessment: scan.assessment,
      framework: catalog.framework,
      profile: scan.profile,
      descriptions: scan.descriptions,
      plan: planned.plan,
      operation: operation,
      comparison: try comparison(with: scan.assessment, options),
      inventory: scan.facts.inventory,
      system: SystemDescription.parts(from: scan.facts),
      source: scan.source,
      records: records(of: source, scan.facts, operation)
    )
  }

  /// What people decided and wrote, and what is kept as evidence.
  private func records(
    of source: FactSource,
    _ facts: RepositoryFacts,
    _ operation: OperationReport?
  ) -> ReportRecords {
    var records = ReportRecords(
      risks: facts.documents.riskRegister,
      openRoutes: (facts.application.value?.routes ?? [])
        .filter { $0.authentication.status == .declaredPublic },
      documents: facts.documents.documents
    )
    if case .repository(let path) = source {
      // What cannot be read is told by the assessment, which looks at the same ledger.
      records.evidence = (try? LedgerPlace(repository: path).records()) ?? []
    }
    if let operation { records.samples = (try? samples(of: operation)) ?? [] }
    return records
  }

  /// A report of an assessment that an earlier scan wrote; what only the repository shows is left
  /// out.
  package func report(
    ofAssessmentAt path: String,
    options: ReportOptions = ReportOptions()
  ) throws -> ReadinessReport {
    let assessment = try AssessmentFile.read(path)
    guard let profile = catalog.profile(assessment.profile) else {
      throw EngineFailure.unknownProfile(assessment.profile, known: catalog.profiles.map(\.id))
    }
    return ReadinessReport(
      assessment: assessment,
      framework: catalog.framework,
      profile: profile,
      comparison: try comparison(with: assessment, options)
    )
  }

  /// How controls operated; nil where no ledger can be read, which the assessment says.
  private func operation(of source: FactSource, profile: String) -> OperationReport? {
    guard case .repository(let path) = source else { return nil }
    return try? operation(of: path, profile: profile)
  }

  private func comparison(
    with assessment: ReadinessAssessment,
    _ options: ReportOptions
  ) throws -> ReadinessComparison? {
    try options.before.map { before in
      let earlier = try self.assessment(at: before, options: options.plan.scan)
      return try compare(earlier, with: assessment)
    }
  }
}
