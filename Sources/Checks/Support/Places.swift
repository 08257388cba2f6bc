import ReadinessModel

extension RepositoryFacts {
  /// The root manifest, or the first manifest there is: where a missing document belongs.
  var rootManifest: [SourceLocation] {
    let packages = inventory.packages.sorted { ($0.path, $0.name) < ($1.path, $1.name) }
    if let package = packages.first { return [package.manifest] }
    let manifests = application.value?.manifests.map(\.manifest).sorted { left, right in
      let depths = (left.file.filter { $0 == "/" }.count, right.file.filter { $0 == "/" }.count)
      return depths.0 == depths.1 ? left < right : depths.0 < depths.1
    }
    if let manifest = manifests?.first { return [manifest] }
    if let workflow = delivery.value?.workflows.first { return [workflow.location] }
    return infrastructure.value?.firstPlace ?? []
  }

  /// The application's main file: where something missing from the application belongs.
  ///
  /// It is the place nearest the root, in a file named as main files are, at which a route, a guard
  /// or a limit is installed; else the first route nearest the root.
  var applicationHome: [SourceLocation] {
    guard let application = application.value, !application.routes.isEmpty else {
      return rootManifest
    }
    let routes = application.routes.map(\.location)
    let installed =
      routes + application.routes.compactMap(\.authentication.at)
      + application.routes.compactMap(\.audit.at) + application.rateLimits.map(\.location)
      + application.sessions.map(\.location) + application.transport.map(\.location)
    // Many routes stand in one file, so files are compared and not routes.
    let named = first(ofEach: installed).filter { mainFileRank($0.file) != nil }
    let best = (named.isEmpty ? first(ofEach: routes) : named).min { left, right in
      (depth(left.file), mainFileRank(left.file) ?? 0, left.file)
        < (depth(right.file), mainFileRank(right.file) ?? 0, right.file)
    }
    return best.map { [$0] } ?? rootManifest
  }

  /// The first place in each file.
  private func first(ofEach locations: [SourceLocation]) -> [SourceLocation] {
    var firsts: [String: SourceLocation] = [:]
    for location in locations {
      if let known = firsts[location.file], known.line <= location.line { continue }
      firsts[location.file] = location
    }
    return Array(firsts.values)
  }

  private func depth(_ path: String) -> Int { path.utf8.count { $0 == UInt8(ascii: "/") } }

  private func mainFileRank(_ path: String) -> Int? {
    let name = path.split(separator: "/").last?.split(separator: ".").first ?? ""
    return ["app", "server", "main", "index"].firstIndex(of: name)
  }

  /// The workflow that answers pull requests, else the first one, else the root manifest.
  var pipelineHome: [SourceLocation] {
    let workflows = delivery.value?.workflows ?? []
    let onRequest = workflows.first { $0.triggers.contains { $0.event == "pull_request" } }
    return (onRequest ?? workflows.first).map { [$0.location] } ?? rootManifest
  }

  /// The first resource of the infrastructure code, else the root manifest.
  var infrastructureHome: [SourceLocation] {
    infrastructure.value?.firstPlace ?? rootManifest
  }

  /// Places that show that the application keeps data in a database; empty when none was seen.
  var databaseUse: [SourceLocation] {
    var places = data.value?.models.map(\.location) ?? []
    if let application = application.value {
      places += application.transport
        .filter { $0.kind == .databaseConnection && !$0.inTestCode }
        .map(\.location)
      places += application.routes.flatMap(\.dataAccess).map(\.location)
    }
    return Array(places.prefix(3))
  }
}

extension InfrastructureFacts {
  /// The first resource there is.
  var firstPlace: [SourceLocation]? {
    let places =
      dataStores.map(\.location) + listeners.map(\.location) + ingressRules.map(\.location)
      + scaling.map(\.location) + alarms.map(\.location) + accessPolicies.map(\.location)
      + containers.map(\.location) + composeServices.map(\.location)
    return places.min().map { [$0] }
  }
}

extension Observation {
  /// Picks part of the facts, keeping the reason when there are none.
  func map<Part: Codable & Hashable & Sendable>(_ pick: (Value) -> Part) -> Observation<Part> {
    switch self {
    case .observed(let value): .observed(pick(value))
    case .notObservable(let reason): .notObservable(reason: reason)
    }
  }
}
