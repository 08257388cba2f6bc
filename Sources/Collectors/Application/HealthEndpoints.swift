import ReadinessModel

/// Tells which routes say whether the application is well, and what they ask before they answer.
enum HealthEndpoints {
  static func endpoints(_ routes: [Route]) -> [HealthEndpoint] {
    routes.filter { $0.purpose == .health }.map { route in
      HealthEndpoint(
        method: route.method,
        path: route.path,
        testsDependencies: route.dataAccess.isEmpty ? [] : ["database"],
        location: route.handlerLocation ?? route.location
      )
    }
  }
}
