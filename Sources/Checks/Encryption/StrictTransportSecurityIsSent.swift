import ReadinessModel

/// Browsers are told to use HTTPS only.
///
/// ## Why it matters
/// Without it the first request of a visit goes out in the clear and can be kept there.
///
/// ## What is inspected
/// Middleware and headers that send Strict-Transport-Security, in every package that serves routes.
///
/// ## What this cannot show
/// Headers that a proxy or content network adds.
enum StrictTransportSecurityIsSent: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<TransportTable> {
    TransportTable.observed([.strictTransportSecurity], in: facts)
  }

  static func evaluate(_ table: TransportTable) -> [Finding] {
    guard !table.routes.isEmpty else {
      return cannotSee("No route was found, so no response is known to need it", at: table.home)
    }
    guard !table.settings.isEmpty else {
      return absent(
        "No response carries Strict-Transport-Security",
        belongs: table.home,
        lookedFor: "middleware or a header that sends Strict-Transport-Security",
        next: "Send the header with a max-age of at least a year."
      )
    }
    let items = transportItems(
      table.settings,
      fault: "switches Strict-Transport-Security off",
      next: "Send the header with a max-age of at least a year."
    )
    return eachItem(items + uncovered(table)) {
      holds(
        "Strict-Transport-Security is sent (\(listed(table.settings.map(\.detail), limit: 2)))",
        at: table.settings.map(\.location)
      )
    }
  }

  /// Packages that serve routes and send the header nowhere themselves.
  private static func uncovered(_ table: TransportTable) -> [Finding] {
    let packages = Dictionary(grouping: table.routes, by: \.package)
    guard packages.count > 1 else { return [] }
    return packages.sorted { $0.key < $1.key }.compactMap { package, routes in
      let isCovered = table.settings.contains { setting in
        package.isEmpty
          ? !packages.keys.contains { !$0.isEmpty && setting.location.file.hasPrefix("\($0)/") }
          : setting.location.file.hasPrefix("\(package)/")
      }
      guard !isCovered, let first = routes.map(\.location).min() else { return nil }
      return finding(
        .unconfirmed,
        "Nothing in \(package.isEmpty ? "the root package" : quoted(package)) sends"
          + " Strict-Transport-Security, although another package does",
        at: [first],
        resource: package
      )
    }
  }
}
