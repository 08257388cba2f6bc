import ReadinessModel

/// Every connection to a database, cache or queue is encrypted.
///
/// ## Why it matters
/// Records and passwords otherwise cross the network in the clear.
///
/// ## What is inspected
/// Connection strings and client options outside test code, and databases in infrastructure code
/// that refuse connections without TLS.
///
/// ## What this cannot show
/// Connection strings that are kept outside the repository.
enum DatabaseConnectionsUseTLS: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<TransportTable> {
    TransportTable.observed([.databaseConnection, .cacheConnection], in: facts)
  }

  static func evaluate(_ table: TransportTable) -> [Finding] {
    let enforced = table.databases.filter { $0.encryptedInTransit.effective == true }
    let everyDatabaseEnforces = !enforced.isEmpty && enforced.count == table.databases.count
    let settings = table.settings.filter { setting in
      // A server that refuses plain connections decides it, unless the client insists.
      !(everyDatabaseEnforces && setting.kind == .databaseConnection
        && setting.isProtected != .set(false, at: setting.isProtected.location))
    }
    let items = transportItems(
      settings,
      fault: "leaves the connection unencrypted",
      next: "Require TLS in the connection, with the certificate verified."
    )
    return eachItem(items) {
      let seesDatabase =
        everyDatabaseEnforces || settings.contains { $0.kind == .databaseConnection }
      if table.databaseUse.isEmpty, settings.isEmpty, enforced.isEmpty {
        return notApplicable("No connection to a database, cache or queue was seen")
      }
      guard seesDatabase || table.databaseUse.isEmpty else {
        return cannotSee(
          "The application uses a database, but nothing in the repository says whether the connection"
            + " is encrypted",
          at: table.databaseUse,
          lookedFor:
            "client options, a connection string, or a database that refuses plain connections",
          next: "Write the TLS option of the connection in code."
        )
      }
      return holds(
        "\(all(settings.count + enforced.count, "setting")) of connections to databases, caches and"
          + " queues \(verb(settings.count + enforced.count, "requires", "require")) TLS",
        at: settings.map { $0.isProtected.location ?? $0.location }
          + enforced.map { $0.encryptedInTransit.location ?? $0.location }
      )
    }
  }
}
