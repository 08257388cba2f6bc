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
  var applicationHome: [SourceLocation] {
    guard let routes = application.value?.routes, !routes.isEmpty else { return rootManifest }
    let mains: Set<String> = ["app", "server", "main", "index"]
    let named = routes.filter { route in
      let name = route.location.file.split(separator: "/").last ?? ""
      return mains.contains(String(name.split(separator: ".").first ?? ""))
    }
    let depth = { (route: Route) in route.location.file.filter { $0 == "/" }.count }
    let best = (named.isEmpty ? routes : named).min { left, right in
      depth(left) == depth(right) ? left.location < right.location : depth(left) < depth(right)
    }
    return best.map { [$0.location] } ?? rootManifest
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
