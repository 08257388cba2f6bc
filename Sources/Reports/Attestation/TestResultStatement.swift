import ReadinessModel

/// Renders a report as an in-toto statement of a test result.
///
/// Statement v1 with the predicate test-result v0.1: the subject is the commit that was assessed, and
/// its checks are those that held, could not be confirmed, or did not hold. A report without a commit
/// has no subject that a digest could name, and gets none.
package struct TestResultStatement: Sendable {
  /// The type of the payload, as an envelope names it.
  package static let payloadType = "application/vnd.in-toto+json"

  /// Creates a format.
  package init() {}

  /// Renders the statement, nil when nothing names what was assessed.
  package func render(_ report: ReadinessReport) -> String? {
    guard let commit = report.assessment.commit, [40, 64].contains(commit.count),
      commit.allSatisfy(\.isHexDigit)
    else { return nil }
    let names = { (outcomes: Set<Outcome>) in
      JSONValue.texts(
        OSCALPieces(report).checks.filter { outcomes.contains($0.outcome) }.map(\.check.rawValue)
      )
    }
    let summary = report.assessment.summary
    let result =
      summary.failing > 0 ? "FAILED" : summary.passing == summary.total ? "PASSED" : "WARNED"
    return JSONValue.object([
      ("_type", .text("https://in-toto.io/Statement/v1")),
      (
        "subject",
        .list([
          .object([
            ("name", .text(SafeText.line(report.assessment.repository))),
            (
              "digest",
              .object([(commit.count == 40 ? "gitCommit" : "sha256", .text(commit.lowercased()))])
            ),
          ])
        ])
      ),
      ("predicateType", .text("https://in-toto.io/attestation/test-result/v0.1")),
      (
        "predicate",
        .object([
          ("result", .text(result)),
          (
            "configuration",
            .list([
              .object([
                ("name", .text("auditwright \(report.assessment.toolVersion)")),
                (
                  "uri",
                  .text("urn:auditwright:profile:\(report.assessment.profile)")
                ),
              ])
            ])
          ),
          ("passedTests", names([.holds])),
          ("warnedTests", names([.unconfirmed, .needsAttestation, .notObservable])),
          ("failedTests", names([.doesNotHold])),
        ])
      ),
    ]).rendered()
  }
}
