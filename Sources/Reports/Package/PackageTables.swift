package import ReadinessModel

/// Facts as comma-separated values, for readers with a spreadsheet.
package enum PackageTables {
  /// Renders routes with their guards and the roles that those name.
  package static func access(_ routes: [Route], roles: [RoleDefinition]) -> String {
    let names = Array(Set(roles.flatMap(\.members))).sorted()
    let header = [
      "method", "path", "purpose", "authentication", "by", "at", "authorization", "by", "at",
      "roles named by the guard", "ownership", "by", "at", "audit", "file", "line",
    ]
    let rows = routes.map { route in
      [route.method, route.path, route.purpose.rawValue] + decision(route.authentication)
        + decision(route.authorization)
        + [named(names, in: route.authorization.by ?? "")]
        + decision(route.ownership)
        + [route.audit.status.rawValue, route.location.file, "\(route.location.line)"]
    }
    return CSVText.lines([header] + rows)
  }

  private static func decision(_ decision: AccessDecision) -> [String] {
    [decision.status.rawValue, decision.by ?? "", decision.at.map { "\($0)" } ?? ""]
  }

  /// Names that stand in a guard as words.
  private static func named(_ names: [String], in guardText: String) -> String {
    let words = Set(
      guardText.split(whereSeparator: { !$0.isLetter && !$0.isNumber && !"_-:".contains($0) })
        .map(String.init)
    )
    return names.filter { words.contains($0) }.joined(separator: " ")
  }

  /// Renders whether access to data is recorded, route by route.
  package static func auditCoverage(_ routes: [Route]) -> String {
    let header = ["method", "path", "reaches", "audit", "by", "at", "reason", "file", "line"]
    let rows = routes.map { route in
      [
        route.method, route.path,
        Array(Set(route.dataAccess.map { "\($0.operation) \($0.model)" })).sorted()
          .joined(separator: "; "),
        route.audit.status.rawValue, route.audit.by ?? "", route.audit.at.map { "\($0)" } ?? "",
        route.audit.reason ?? "", route.location.file, "\(route.location.line)",
      ]
    }
    return CSVText.lines([header] + rows)
  }

  /// Renders listeners with what protects them.
  package static func listeners(_ listeners: [Listener]) -> String {
    let header = [
      "address", "type", "protocol", "port", "policy", "lowest TLS", "only redirects to TLS",
      "public", "file", "line",
    ]
    let rows = listeners.map { listener in
      [
        listener.address, listener.resourceType, text(listener.networkProtocol),
        text(listener.port), text(listener.policy), text(listener.minimumTLS),
        text(listener.redirectsToTLS), text(listener.isPublic), listener.location.file,
        "\(listener.location.line)",
      ]
    }
    return CSVText.lines([header] + rows)
  }

  /// Renders stores with what protects them.
  package static func stores(_ stores: [DataStore]) -> String {
    let header = [
      "address", "kind", "encrypted at rest", "customer's key", "encrypted in transit", "public",
      "backup days", "any moment restorable", "several zones", "copied to another region",
      "protected from deletion", "file", "line",
    ]
    let rows = stores.map { store in
      [
        store.address, store.kind.rawValue, text(store.encryptedAtRest),
        text(store.customerManagedKey), text(store.encryptedInTransit),
        text(store.publiclyAccessible), text(store.backupRetentionDays),
        text(store.pointInTimeRecovery), text(store.multiZone), text(store.copiedToOtherRegion),
        text(store.deletionProtection), store.location.file, "\(store.location.line)",
      ]
    }
    return CSVText.lines([header] + rows)
  }

  /// A setting with where its value comes from.
  private static func text<Value>(_ setting: Setting<Value>) -> String {
    switch setting {
    case .set(let value, _): "\(value)"
    case .unset(let value): value.map { "\($0) (the provider's default)" } ?? "not set"
    case .unknown(let reason): "unknown: \(reason)"
    }
  }

  /// Renders the register of documents.
  package static func documents(_ documents: [GovernanceDocument]) -> String {
    let header = [
      "topic", "title", "version", "status", "owner", "author", "approver", "reviewed on",
      "next review on", "marks to fill in", "satisfies", "file",
    ]
    let rows = documents.map { document in
      [
        document.topic.rawValue, document.title, document.version ?? "", document.status ?? "",
        document.owner ?? "", document.author ?? "", document.approver ?? "",
        document.reviewedOn ?? "", document.nextReviewOn ?? "", "\(document.placeholders.count)",
        (document.satisfies ?? []).joined(separator: " "), document.location.file,
      ]
    }
    return CSVText.lines([header] + rows)
  }

  /// Renders the deploy trail.
  package static func deployments(_ deployments: [DeployRecord]) -> String {
    let header = [
      "finished", "environment", "version", "commit", "deployer", "approver", "approved", "status",
      "pull requests", "on the protected branch", "emergency", "artifact", "run",
    ]
    let rows = deployments.map { deployment in
      [
        "\(deployment.finishedAt)", deployment.environment, deployment.version, deployment.commit,
        deployment.deployer, deployment.approver ?? "",
        deployment.approvedAt.map { "\($0)" } ?? "", deployment.status.rawValue,
        deployment.pullRequests.map { "#\($0)" }.joined(separator: " "),
        deployment.isOnProtectedBranch.map { $0 ? "yes" : "no" } ?? "not asked",
        deployment.emergency?.reason ?? "", deployment.artifactDigest ?? "",
        deployment.runURL ?? "",
      ]
    }
    return CSVText.lines([header] + rows)
  }

  /// Renders the list of files, one row for each control that a file is about.
  package static func index(_ files: [PackageFile]) -> String {
    let header = ["criteria", "control", "file", "about", "source", "records", "bytes", "sha256"]
    let rows = files.flatMap { file in
      (file.controls.isEmpty ? [""] : file.controls.map(\.rawValue)).map { control in
        [
          file.criteria.map(\.rawValue).joined(separator: " "), control, file.path, file.about,
          file.source ?? "", file.records.map(\.description).joined(separator: " "),
          "\(file.bytes)", file.sha256,
        ]
      }
    }
    return CSVText.lines([header] + rows)
  }
}
