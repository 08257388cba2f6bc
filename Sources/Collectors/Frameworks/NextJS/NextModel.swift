import ScriptLanguage

/// Next.js: routes are files, and what is exported answers.
///
/// Source: Next.js 13 to 16, "Route handlers", "API routes", "Proxy" (before: "Middleware").
final class NextModel: FrameworkModel {
  let name = "nextjs"
  /// Whether a route answers a signed-in caller with something other than a refusal.
  var isServed: ((RouteCandidate) -> Bool)?
  /// Gives the imagined call being followed.
  var scene: (() -> Scene?)?
  private let files: RepositoryFiles
  private let manifests: PackageManifests
  /// Files of what runs before pages and routes, sorted.
  private(set) var gateFiles: [String] = []
  private(set) var connectRouters: [RouterHost] = []

  private static let exportedMethods = [
    "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH",
  ]
  /// Methods a handler is asked about when it does not take all.
  private static let askedMethods = ["GET", "POST", "PUT", "DELETE", "PATCH"]
  /// A method no code names.
  private static let unheardMethod = "BREW"

  init(_ files: RepositoryFiles, manifests: PackageManifests) {
    self.files = files
    self.manifests = manifests
  }

  // MARK: Values

  func call(_ call: ScriptCall, in evaluator: ScriptEvaluator) throws -> ScriptValue? {
    if case .host(let method as RouterMethod) = call.callee,
      method.router.framework == "next-connect"
    {
      return register(method, call, in: evaluator)
    }
    if case .external(let external) = call.callee, external.module == "next-connect" {
      let router = RouterHost(
        framework: "next-connect",
        style: .connect,
        place: call.place,
        isApplication: false
      )
      connectRouters.append(router)
      return .host(router)
    }
    return try NextLibraries.call(call, scene: scene?(), in: evaluator)
  }

  func property(
    _ name: String,
    of host: ScriptHost,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue? {
    if let router = host as? RouterHost, router.framework == "next-connect" {
      return .host(RouterMethod(router, name, path: nil))
    }
    return NextLibraries.property(name, of: host, in: evaluator)
  }

  /// Notes `router.use(…)` and `router.get(…)` of next-connect.
  private func register(
    _ method: RouterMethod,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) -> ScriptValue {
    var values = call.arguments
    var path = "/"
    if let first = values.first, values.count > 1, let written = RoutePath.paths(first)?.first {
      path = written
      values.removeFirst()
    }
    let verb = method.name.lowercased()
    if verb == "use" {
      method.router.add(.middleware, path, values, at: call.place, in: evaluator)
    } else if ExpressModel.methods.contains(verb) {
      let kind = verb == "all" ? "ANY" : verb.uppercased()
      method.router.add(.route([kind]), path, values, at: call.place, in: evaluator)
    }
    return .host(method.router)
  }

  // MARK: Routes

  func routes(in evaluator: ScriptEvaluator) -> [RouteCandidate] {
    let projects = NextProject.all(files, manifests, in: evaluator)
    gateFiles = Set(projects.compactMap { $0.gate?.place.file }).sorted()
    return projects.flatMap { project in
      project.files.flatMap { file in
        file.isPages ? pagesRoutes(file, project, evaluator) : appRoutes(file, project, evaluator)
      }
    }
  }

  private func appRoutes(
    _ file: NextProject.RouteFile,
    _ project: NextProject,
    _ evaluator: ScriptEvaluator
  ) -> [RouteCandidate] {
    let names = Set(evaluator.exportedNames(of: file.path))
    return Self.exportedMethods.filter { names.contains($0) }.compactMap { method in
      guard let value = evaluator.exported(method, from: file.path) else { return nil }
      // The routes of an application behind the file are listed one by one.
      if Self.isApplication(value) { return nil }
      return candidate(
        method,
        value,
        name: method,
        NextExports.place(of: method, in: file.path, evaluator),
        file,
        project
      )
    }
  }

  private static func isApplication(_ value: ScriptValue) -> Bool {
    switch value {
    case .host(let host): host is RouterHost
    case .result(let result): result.arguments.contains { isApplication($0) }
    default: false
    }
  }

  private func pagesRoutes(
    _ file: NextProject.RouteFile,
    _ project: NextProject,
    _ evaluator: ScriptEvaluator
  ) -> [RouteCandidate] {
    guard let value = evaluator.exported("default", from: file.path) else { return [] }
    let place = NextExports.place(of: "default", in: file.path, evaluator)
    if let router = connectRouter(value) {
      return connectRoutes(router, file, project, evaluator)
    }
    let make = { (method: String) in
      var made = self.candidate(method, value, name: "default", place, file, project)
      made.handler.arguments = { scene, _ in
        [.host(RequestHost(scene)), .host(ResponseHost(scene))]
      }
      return made
    }
    let all = make("ANY")
    // Whoever answers a method nobody has heard of answers them all.
    guard let isServed, !isServed(make(Self.unheardMethod)) else { return [all] }
    let served = Self.askedMethods.map(make).filter(isServed)
    return served.isEmpty ? [all] : served
  }

  private func connectRouter(_ value: ScriptValue) -> RouterHost? {
    guard case .host(let router as RouterHost) = value, router.framework == "next-connect" else {
      return nil
    }
    return router
  }

  private func connectRoutes(
    _ router: RouterHost,
    _ file: NextProject.RouteFile,
    _ project: NextProject,
    _ evaluator: ScriptEvaluator
  ) -> [RouteCandidate] {
    var walk = RouterWalk(evaluator)
    walk.walk(router)
    return walk.candidates.map { inner in
      var made = candidate(
        inner.method,
        inner.handler.value,
        name: inner.handlerName,
        inner.place,
        file,
        project
      )
      made.chain += inner.chain
      made.handler = inner.handler
      return made
    }
  }

  private func candidate(
    _ method: String,
    _ value: ScriptValue,
    name: String,
    _ place: ScriptPlace,
    _ file: NextProject.RouteFile,
    _ project: NextProject
  ) -> RouteCandidate {
    var chain: [ChainElement] = []
    if let gate = gate(project, file) { chain.append(gate) }
    var handler = ChainElement(value, at: place, style: .web)
    if value.displayName.isEmpty { handler.name = name }
    // A wrapper known to refuse strangers stands before the function it is given.
    if case .result = value, LibraryKnowledge.role(of: value) == .guardsStrangers {
      chain.append(handler)
    }
    let shown = value.displayName
    return RouteCandidate(
      method: method,
      path: RoutePath.join(project.basePath, file.route),
      framework: self.name,
      place: place,
      chain: chain,
      handler: handler,
      handlerName: shown.isEmpty ? name : shown
    )
  }

  /// What runs before a route is reached, if anything does.
  private func gate(_ project: NextProject, _ file: NextProject.RouteFile) -> ChainElement? {
    guard let gate = project.gate else { return nil }
    var conditions: [ScriptCondition] = []
    if let matchers = gate.matchers {
      let scene = Scene(caller: .anonymous)
      scene.path = file.route
      let path = AccessSemantics.path(of: scene)
      var isReached = false
      var isOpen = false
      for matcher in matchers {
        switch matcher.source.map({ NextPaths.matches($0, path) }) ?? nil {
        case true? where !matcher.hasConditions: isReached = true
        case false?: continue
        default: isOpen = true
        }
      }
      guard isReached || isOpen else { return nil }
      if !isReached {
        conditions = [
          ScriptCondition(test: .unknown("matcher"), whenTrue: true, place: gate.place)
        ]
      }
    }
    var element = ChainElement(gate.value, at: gate.place, style: .web, conditions: conditions)
    if gate.value.displayName.isEmpty { element.name = "middleware" }
    return element
  }
}
