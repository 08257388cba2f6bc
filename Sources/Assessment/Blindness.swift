import ReadinessModel

/// Says what could not be looked at, in sentences for the reader of a report.
enum Blindness {
  static func of(_ facts: RepositoryFacts) -> [String] {
    let observations: [(String, String?)] = [
      ("Application code", reason(facts.application)),
      ("Data models", reason(facts.data)),
      ("Infrastructure", reason(facts.infrastructure)),
      ("Delivery pipeline", reason(facts.delivery)),
      ("Settings of the git host (reviews, branch protection, members)", reason(facts.host)),
    ]
    return observations.compactMap { subject, reason in reason.map { "\(subject): \($0)" } }
      + unresolvedRoutes(facts.application.value)
      + unresolvedInfrastructure(facts.infrastructure.value)
      + skipped(facts.inventory.skipped)
      + facts.inventory.exclusions.map {
        "Left out at the project's wish: \($0.file) (\($0.reason))"
      }
  }

  private static func reason<Value>(_ observation: Observation<Value>) -> String? {
    guard case .notObservable(let reason) = observation else { return nil }
    return reason
  }

  private static func unresolvedRoutes(_ application: ApplicationFacts?) -> [String] {
    guard let application else { return [] }
    var result: [String] = []
    if let first = application.unresolvedRegistrations.first {
      let count = application.unresolvedRegistrations.count
      let places = "\(count) route \(count == 1 ? "registration" : "registrations")"
      result.append("\(places) could not be resolved, first \(first.location): \(first.reason)")
    }
    let unresolved = application.routes.filter { $0.authentication.status == .unresolved }
    if let first = unresolved.first {
      let count = "\(unresolved.count) \(unresolved.count == 1 ? "route" : "routes")"
      let reason = first.authentication.reason.map { ": \($0)" } ?? ""
      result.append(
        "Authentication of \(count) could not be told, first \(first.location)\(reason)"
      )
    }
    return result
  }

  private static func unresolvedInfrastructure(_ facts: InfrastructureFacts?) -> [String] {
    guard let facts, let first = facts.unresolved.first else { return [] }
    let count = facts.unresolved.count
    return [
      "\(count) \(count == 1 ? "part" : "parts") of the infrastructure code could not be evaluated,"
        + " first \(first.address) at \(first.location): \(first.reason)"
    ]
  }

  /// Files left out on purpose, such as installed packages, matter for nothing and are not told.
  private static func skipped(_ files: [SkippedFile]) -> [String] {
    var order: [String] = []
    var byReason: [String: [SkippedFile]] = [:]
    for file in files where !file.mattersFor.isEmpty {
      let reason = withoutDetail(file.reason)
      if byReason[reason] == nil { order.append(reason) }
      byReason[reason, default: []].append(file)
    }
    return order.compactMap { reason in
      guard let group = byReason[reason], let first = group.first else { return nil }
      guard group.count > 1 else { return "Not read (\(first.reason)): \(first.file)" }
      return "Not read (\(reason)): \(first.file) and \(group.count - 1) more"
    }
  }

  /// A reason without what differs from file to file, such as a size or a line.
  private static func withoutDetail(_ reason: String) -> String {
    guard reason.hasSuffix(")"), let start = reason.lastIndex(of: "("), start > reason.startIndex
    else { return reason }
    return String(reason[..<reason.index(before: start)])
  }
}
