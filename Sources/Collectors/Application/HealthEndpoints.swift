import ReadinessModel
import ScriptLanguage

/// Tells which routes say whether the application is well, and what they ask before they answer.
enum HealthEndpoints {
  /// Something a function tests with an indicator of a library, before it answers.
  struct Test: Hashable, Sendable, Codable {
    /// What is tested, as the code calls it.
    var dependency: String
    var file: String
    /// The lines of the function around the call.
    var lines: ClosedRange<Int>
  }

  static func endpoints(_ routes: [Route], tests: [Test] = []) -> [HealthEndpoint] {
    routes.filter { $0.purpose == .health && isAboutTheService($0) }.map { route in
      let location = route.handlerLocation ?? route.location
      let tested = tests.filter { $0.file == location.file && $0.lines.contains(location.line) }
      return HealthEndpoint(
        method: route.method,
        path: route.path,
        testsDependencies: Set(
          (route.dataAccess.isEmpty ? [] : ["database"]) + tested.map(\.dependency)
        )
        .sorted(),
        location: location
      )
    }
  }

  /// Whether a route is about the service: `/billing/status` is about something else.
  private static func isAboutTheService(_ route: Route) -> Bool {
    guard !route.path.contains("{"), ["GET", "HEAD", "ANY"].contains(route.method) else {
      return false
    }
    let parts = route.path.lowercased().split(separator: "/").map(String.init)
    guard let last = parts.last, doubtful.contains(last) else { return true }
    return parts.dropLast().allSatisfy { part in
      general.contains(part) || part.first == "v" && part.dropFirst().allSatisfy(\.isNumber)
    }
  }

  /// Words that a path about anything may end in.
  private static let doubtful: Set<String> = ["status", "live", "ready", "ping"]
  /// Words that may stand before them in the path of a service.
  private static let general: Set<String> = [
    "api", "rest", "internal", "system", "service", "server", "app", "health", "healthz", "admin",
    "_", "management", "actuator", "monitoring",
  ]

  // MARK: - Libraries

  /// What functions of a program test with the indicators of `@nestjs/terminus`.
  static func tests(in survey: ProgramSurvey) -> [Test] {
    guard survey.uses("@nestjs/terminus") else { return [] }
    return survey.calls.compactMap { call in
      guard call.name == "pingCheck", let function = function(around: call.id, survey) else {
        return nil
      }
      let place = survey.location(function)
      return Test(
        dependency: call.arguments.first.flatMap { survey.string($0) } ?? "a dependency",
        file: place.file,
        lines: place.line...max(place.line, place.endLine ?? place.line)
      )
    }
  }

  /// The method that a call stands in.
  private static func function(
    around id: ScriptNodeID,
    _ survey: ProgramSurvey
  ) -> ScriptNodeID? {
    var current = survey.parent(id)
    while current >= 0 {
      if survey.program[current].kind == .method { return current }
      current = survey.parent(current)
    }
    return nil
  }
}
