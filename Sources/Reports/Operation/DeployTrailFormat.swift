package import ReadinessModel

/// Renders the deploy trail.
package struct DeployTrailFormat: Sendable {
  private static let columns = [
    "finished-at", "version", "environment", "status", "commit", "deployer", "approver",
    "requested-at", "approved-at", "pull-requests", "artifact", "on-protected-branch", "emergency",
    "reviewed-by", "rollback-of", "run",
  ]

  /// Columns of the terminal.
  package var width: Int
  /// Whether to use colour.
  package var isColored: Bool

  /// Creates a format for a terminal.
  package init(width: Int = 100, isColored: Bool = false) {
    self.width = min(max(width, 60), 160)
    self.isColored = isColored
  }

  /// Renders the trail for a terminal; ends with a line break.
  package func table(_ records: [DeployRecord]) -> String {
    guard !records.isEmpty else { return "No deployment was recorded yet.\n" }
    let style = TerminalStyle(isColored: isColored)
    return records.flatMap { record -> [String] in
      let head =
        "\(record.finishedAt)  \(record.version)  \(record.environment)"
        + "  \(record.status.rawValue)"
      let approval = record.approver.map { "approved by \($0)" } ?? "approved by nobody"
      var about = "\(record.commit.prefix(12)), deployed by \(record.deployer), \(approval)"
      if record.isOnProtectedBranch == false { about += ", not on the protected branch" }
      if let emergency = record.emergency {
        let review = emergency.reviewedBy.map { "reviewed by \($0)" } ?? "not reviewed yet"
        about += "; emergency (\(emergency.reason)), \(review)"
      }
      return [style.bold(SafeText.line(head))]
        + TextWidth.wrapped(SafeText.line(about), to: width - 2).map { "  \($0)" }
    }
    .joined(separator: "\n") + "\n"
  }

  /// Renders the trail as comma-separated values.
  package func csv(_ records: [DeployRecord]) -> String {
    CSVText.lines([Self.columns] + records.map(row))
  }

  private func row(_ record: DeployRecord) -> [String] {
    [
      record.finishedAt.description, record.version, record.environment, record.status.rawValue,
      record.commit, record.deployer, record.approver ?? "",
      record.requestedAt?.description ?? "", record.approvedAt?.description ?? "",
      record.pullRequests.map { "#\($0)" }.joined(separator: " "), record.artifactDigest ?? "",
      record.isOnProtectedBranch.map { $0 ? "yes" : "no" } ?? "unknown",
      record.emergency?.reason ?? "", record.emergency?.reviewedBy ?? "",
      record.rollbackOf ?? "", record.runURL ?? "",
    ]
  }
}
