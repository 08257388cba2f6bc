import Assessment
import Catalog
import Checks
import Collectors
package import ReadinessModel
import TextPatterns

/// A security audit, and the scan it stands on.
package struct SecurityAuditResult: Sendable {
  /// The audit.
  package var audit: SecurityAudit
  /// What the scan found.
  package var scan: ScanResult
  /// The gaps of the audit as an assessment, for formats that render findings.
  package var gaps: ReadinessAssessment
  /// What the gaps are called by people who look for weaknesses.
  package var weaknesses: WeaknessIndex
}

extension ReadinessEngine {
  /// Scans, and tells the findings as somebody reads them who looks for weaknesses.
  ///
  /// Nothing is judged anew. Besides what a scan does, the git history is looked through for secrets
  /// that the files no longer have, and fixers are tried in memory for what they would change.
  package func securityAudit(
    _ source: FactSource,
    options: ScanOptions = ScanOptions()
  ) throws -> SecurityAuditResult {
    let scan = try scan(source, options: options)
    let auditor = SecurityAuditor(index: catalog.weaknesses, remedies: catalog.remedies)
    let checks = Set(scan.assessment.controls.flatMap(\.checks).map(\.check))
    let asksForRoutes = checks.contains("routes-require-authentication")
    var audit = auditor.audit(
      scan.assessment,
      routes: asksForRoutes ? RouteExposure(scan.facts) : nil
    )
    let asksForSecrets = checks.contains(SecretFates.check)
    switch source {
    case .repository(let path):
      let plain = audit
      audit = try LargeStack.run { [self] in
        var illustrated = plain
        let studio = try SecurityStudio(
          engine: self,
          path: path,
          scan: scan,
          profile: options.profile
        )
        if asksForSecrets { try studio.addHistory(to: &illustrated, auditor) }
        try studio.illustrate(&illustrated)
        return illustrated
      }
    case .file:
      let reason = "the facts come from a file, which holds no history"
      if asksForSecrets { audit.history = HistoryReading(extent: .none, reasons: [reason]) }
    }
    SecretFates.addNotes(to: &audit)
    return SecurityAuditResult(
      audit: audit,
      scan: scan,
      gaps: Self.gaps(of: audit, in: scan.assessment, catalog.weaknesses),
      weaknesses: catalog.weaknesses
    )
  }

  /// The assessment with nothing but what the audit tells.
  private static func gaps(
    of audit: SecurityAudit,
    in assessment: ReadinessAssessment,
    _ index: WeaknessIndex
  ) -> ReadinessAssessment {
    var gaps = assessment
    let checks = index.checks
    gaps.findings.removeAll { bearing in
      !checks.contains(bearing.finding.check)
        || UnseenAspect.all.contains(bearing.finding.aspect ?? "")
    }
    gaps.controls = gaps.controls.map { control in
      var control = control
      control.checks.removeAll { !checks.contains($0.check) }
      return control
    }
    for entry in audit.entries where !entry.bearsOnControls {
      for place in entry.places {
        let finding = Finding(
          check: entry.check,
          outcome: .doesNotHold,
          severity: entry.severity,
          message: place.message,
          locations: place.location.map { [$0] } ?? [],
          resource: place.subject,
          nextStep: entry.fix.advice,
          aspect: entry.aspect
        )
        let control = entry.controls.first ?? ControlID(rawValue: "")
        gaps.findings.append(ControlFinding(control: control, finding: finding))
      }
    }
    gaps.notSeen = audit.notSeen
    return gaps
  }
}
