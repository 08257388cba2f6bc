package import ReadinessModel
import ScriptLanguage

/// Finds the routes of a repository and what stands before each.
///
/// Must run on a thread with a large stack, because evaluation follows the nesting of the code.
package enum RouteCollector {
  /// What was found.
  package struct Result: Hashable, Sendable, Codable {
    /// Routes, sorted by file, line, path and method.
    package var routes: [Route]
    /// Frameworks whose routes were found, sorted.
    package var frameworks: [String]
    /// Files that could not be read whole.
    package var skipped: [SkippedFile]
    /// Rate limits that stand before routes.
    package var rateLimits: [RateLimit] = []
    /// Places that record who did what.
    package var auditTrails: [AuditTrail] = []
    /// Code that deletes or marks a subject's data.
    package var deletionPaths: [DeletionPath] = []
    /// Guards that stand before the routes.
    package var guards: [RouteGuard] = []
  }

  /// A part of the routes, so that several threads can examine them.
  ///
  /// Each thread evaluates the whole application and examines the routes of its part: evaluating
  /// is quick, examining is not.
  package struct Share: Sendable {
    let index: Int
    let count: Int

    /// All routes.
    package static let whole = Share(index: 0, count: 1)

    /// The parts of a division.
    package static func parts(_ count: Int) -> [Share] {
      (0..<count).map { Share(index: $0, count: count) }
    }

    /// Neighbours call the same code, so a part is a run of routes.
    func slice<Element>(_ elements: [Element]) -> ArraySlice<Element> {
      elements[elements.count * index / count..<elements.count * (index + 1) / count]
    }
  }

  /// Collects the routes registered in, or reached from, the files at `entryPoints`.
  package static func collect(
    _ files: RepositoryFiles,
    source: ScriptRepository,
    entryPoints: [String],
    manifests: PackageManifests,
    settings: AccessSettings = AccessSettings(),
    share: Share = .whole
  ) -> Result {
    let express = ExpressModel()
    let next = NextModel(files, manifests: manifests)
    let frameworks: [any FrameworkModel] = [
      NestModel(servers: express, declared: DeclaredGuards(settings)), express, FastifyModel(),
      KoaModel(), HonoModel(), next, StrapiModel(files, manifests: manifests),
    ]
    let semantics = AccessSemantics(frameworks: frameworks, settings: settings)
    let evaluator = ScriptEvaluator(source: source, semantics: semantics, budget: 400_000)
    for path in entryPoints { evaluator.load(path) }
    for framework in frameworks { framework.settle(in: evaluator) }
    StrayApplications(evaluator: evaluator, semantics: semantics).call(in: entryPoints)
    let strays = StrayRegistrations(
      evaluator: evaluator,
      semantics: semantics,
      manifests: manifests
    )
    strays.call(in: entryPoints)
    StrayRouteTables(evaluator: evaluator, semantics: semantics)
      .call { strays.framework(governing: $0) }

    let locate: (ScriptPlace) -> SourceLocation = { place in
      SourceLocation(
        file: place.file,
        line: place.line,
        column: place.column,
        endLine: place.endLine > place.line ? place.endLine : nil
      )
    }
    let examiner = RouteExaminer(evaluator: evaluator, semantics: semantics, locate: locate)
    next.isServed = { examiner.isServed($0) }
    next.scene = { [unowned semantics] in semantics.scene }
    defer {
      next.isServed = nil
      next.scene = nil
    }
    let candidates = share.slice(frameworks.flatMap { $0.routes(in: evaluator) })
    var result = Result(routes: [], frameworks: [], skipped: [])
    var routes: [Route] = []
    var guards = RouteGuards(source: source)
    for candidate in candidates {
      let verdict = examiner.examine(candidate)
      var route = route(candidate, verdict, locate, manifests)
      route.guards = guards.digests(
        of: verdict.guards,
        handler: candidate.handler.code
          ?? RouteExaminer.function(of: candidate.handler.value),
        asked: verdict.authorization.asksFor ?? []
      )
      route.passesOn = verdict.passesOn ? true : nil
      routes.append(route)
      result.auditTrails += verdict.trails
      result.deletionPaths += verdict.deletions
      for element in candidate.chain {
        guard let limiter = RateLimiting.limiter(element.value) else { continue }
        let scope = "\(candidate.method) \(candidate.path)"
        result.rateLimits.append(
          RateLimit(library: limiter, scope: scope, location: locate(element.place))
        )
      }
    }
    let failures = source.failures.map {
      SkippedFile(file: $0.path, reason: $0.reason, mattersFor: ["routes"])
    }
    result.routes = routes
    result.guards =
      guards.found + next.gateFiles.map { GuardCode.read(module: $0, in: source).guard }
    result.skipped = failures
    return joined([result])
  }

  /// Puts the parts of a division together.
  package static func joined(_ parts: [Result]) -> Result {
    let routes = parts.flatMap(\.routes).sorted {
      ($0.location, $0.path, $0.method) < ($1.location, $1.path, $1.method)
    }
    var result = Result(routes: routes, frameworks: [], skipped: unique(parts.flatMap(\.skipped)))
    result.frameworks = Set(routes.map(\.framework)).sorted()
    result.auditTrails = unique(parts.flatMap(\.auditTrails))
    result.deletionPaths = unique(parts.flatMap(\.deletionPaths))
    result.rateLimits = unique(parts.flatMap(\.rateLimits))
    result.guards = unique(parts.flatMap(\.guards)).sorted {
      ($0.places.first?.file ?? "", $0.places.first?.line ?? 0, $0.digest)
        < ($1.places.first?.file ?? "", $1.places.first?.line ?? 0, $1.digest)
    }
    return result
  }

  private static func unique<Fact: Hashable>(_ facts: [Fact]) -> [Fact] {
    var seen: Set<Fact> = []
    return facts.filter { seen.insert($0).inserted }
  }

  private static func route(
    _ candidate: RouteCandidate,
    _ verdict: RouteExaminer.Verdict,
    _ locate: (ScriptPlace) -> SourceLocation,
    _ manifests: PackageManifests
  ) -> Route {
    Route(
      method: candidate.method,
      path: candidate.path,
      handler: candidate.handlerName,
      location: locate(candidate.place),
      handlerLocation: verdict.handlerPlace.map(locate),
      framework: candidate.framework,
      package: manifests.manifest(governing: candidate.place.file)?.folder ?? "",
      purpose: RoutePurposes.purpose(of: candidate),
      authentication: verdict.authentication,
      authorization: verdict.authorization,
      ownership: verdict.ownership,
      audit: verdict.audit,
      dataAccess: verdict.dataAccess,
      isSelfScoped: verdict.isSelfScoped
    )
  }
}
