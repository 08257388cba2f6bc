import ReadinessModel

extension GitHubReader {
  /// Alerts about dependencies; only those that are open, or all.
  func dependencyAlerts(onlyOpen: Bool) -> HostCollection<SecurityAlert> {
    alerts("alerts about dependencies", "dependabot/alerts", onlyOpen) { row in
      let advisory = row["security_advisory"]
      guard let number = row["number"].int, let state = row["state"].string,
        let createdAt = row.moment("created_at")
      else { return nil }
      return SecurityAlert(
        kind: .dependency,
        number: number,
        subject: row["dependency"]["package"]["name"].string
          ?? row["security_vulnerability"]["package"]["name"].string ?? "unknown",
        severity: (row["security_vulnerability"]["severity"].string ?? advisory["severity"].string)
          .map(Self.severity),
        state: state,
        createdAt: createdAt,
        fixedAt: row.moment("fixed_at"),
        dismissedAt: row.moment("dismissed_at") ?? row.moment("auto_dismissed_at"),
        dismissedBy: row["dismissed_by"].actor,
        dismissedReason: row["dismissed_reason"].string,
        tool: "Dependabot",
        location: row["dependency"]["manifest_path"].string
      )
    }
  }

  /// Alerts about the source; only those that are open, or all.
  func codeAlerts(onlyOpen: Bool) -> HostCollection<SecurityAlert> {
    alerts("alerts about the source", "code-scanning/alerts", onlyOpen) { row in
      guard let number = row["number"].int, let state = row["state"].string,
        let createdAt = row.moment("created_at")
      else { return nil }
      let rule = row["rule"]
      return SecurityAlert(
        kind: .code,
        number: number,
        subject: rule["name"].string ?? rule["id"].string ?? "unknown",
        severity: rule["security_severity_level"].string.map(Self.severity),
        state: state,
        createdAt: createdAt,
        fixedAt: row.moment("fixed_at"),
        dismissedAt: row.moment("dismissed_at"),
        dismissedBy: row["dismissed_by"].actor,
        dismissedReason: row["dismissed_reason"].string,
        tool: row["tool"]["name"].string,
        location: row["most_recent_instance"]["location"]["path"].string
      )
    }
  }

  /// Alerts about secrets; only those that are open, or all.
  func secretAlerts(onlyOpen: Bool) -> HostCollection<SecurityAlert> {
    alerts("alerts about secrets", "secret-scanning/alerts", onlyOpen) { row in
      guard let number = row["number"].int, let state = row["state"].string,
        let createdAt = row.moment("created_at")
      else { return nil }
      let isFixed = row["resolution"].string == "revoked"
      let closedAt = row.moment("resolved_at")
      return SecurityAlert(
        kind: .secret,
        number: number,
        subject: row["secret_type_display_name"].string ?? row["secret_type"].string ?? "unknown",
        severity: "critical",
        state: state,
        createdAt: createdAt,
        fixedAt: isFixed ? closedAt : nil,
        dismissedAt: isFixed ? nil : closedAt,
        dismissedBy: row["resolved_by"].actor,
        dismissedReason: row["resolution"].string,
        tool: "secret scanning",
        isBypassed: row["push_protection_bypassed"].bool ?? false
      )
    }
  }

  private func alerts(
    _ part: String,
    _ path: String,
    _ onlyOpen: Bool,
    _ read: (Payload) -> SecurityAlert?
  ) -> HostCollection<SecurityAlert> {
    var result = collection(
      part,
      client.path(path),
      onlyOpen ? ["state": "open"] : [:],
      read: read
    )
    result.rows.sort { $0.number < $1.number }
    return result
  }

  /// The word for a severity that every scan shares.
  private static func severity(_ word: String) -> String {
    word.lowercased() == "moderate" ? "medium" : word.lowercased()
  }
}
