import Engine
import ReadinessModel

/// Tools about the routes of the application.
enum RouteTools {
  static let routes = Tool(
    "soc2_routes",
    title: "List routes and what stands before them",
    description: """
      Every route of the application, and for each whether callers must sign in, hold a role, own the \
      object, and whether access is recorded, with the line that says so.
      """,
    input: Schema.arguments([
      "scan": Schema.scan,
      "unprotected": Schema.flag("Only those that nothing protects and nobody declared public."),
      "withoutRole": Schema.flag("Only those that ask for no role or permission."),
      "unaudited": Schema.flag("Only those that record nothing."),
      "framework": Schema.text("Only of this framework.", atMost: 100),
      "path": Schema.text("Only those whose path begins with this.", atMost: 1_000),
      "cursor": Schema.cursor, "limit": Schema.limit,
    ]),
    output: Schema.object(
      [
        "scan": Schema.scan, "total": Schema.integer("Routes that match."),
        "routes": Schema.list(of: routeSchema, "In the order of the application."),
        "nextCursor": Schema.cursor, "notice": Schema.notice, "next": Schema.next,
      ],
      optional: ["nextCursor"]
    )
  ) { workshop, arguments, call in
    let kept = try workshop.scan(named: arguments, for: call)
    let application: ApplicationFacts
    switch kept.result.facts.application {
    case .observed(let facts): application = facts
    case .notObservable(let reason):
      throw ToolFailure("no routes could be read: \(reason)", next: "See soc2_scan.")
    }
    let page = try Page(
      of: application.routes.filter { isWanted($0, arguments) },
      arguments,
      list: kept.id,
      limit: arguments["limit"]?.integer ?? 30
    )
    return [
      "scan": .string(kept.id), "total": .integer(page.total),
      "routes": .array(page.items.map(route)),
      "nextCursor": page.cursor.map(JSON.string), "notice": .string(UntrustedText.notice),
      "next": .next([
        page.cursor.map {
          NextStep(
            tool: "soc2_routes",
            why: "The next page.",
            arguments: arguments.setting(["cursor": .string($0), "scan": .string(kept.id)])
          )
        },
        NextStep(
          tool: "soc2_preview_fix",
          why: "A policy by role for every route.",
          arguments: ["names": ["rbac"]]
        ),
      ]),
    ]
  }

  private static func isWanted(_ route: Route, _ arguments: JSON) -> Bool {
    if arguments["unprotected"] == true, route.authentication.status != .unprotected {
      return false
    }
    if arguments["withoutRole"] == true, route.authorization.status != .unprotected {
      return false
    }
    if arguments["unaudited"] == true, route.audit.status != .unlogged { return false }
    if let framework = arguments["framework"]?.text, route.framework != framework.lowercased() {
      return false
    }
    return arguments["path"]?.text.map { route.path.hasPrefix($0) } ?? true
  }

  private static func route(_ route: Route) -> JSON {
    [
      "method": .string(route.method), "path": .string(route.path),
      "handler": .string(route.handler), "framework": .string(route.framework),
      "purpose": .string(route.purpose.rawValue), "at": Described.location(route.location),
      "authentication": decision(route.authentication),
      "authorization": decision(route.authorization), "ownership": decision(route.ownership),
      "audit": .object(
        of: [
          "status": .string(route.audit.status.rawValue), "by": route.audit.by.map(JSON.string),
          "at": route.audit.at.map(Described.location),
          "reason": route.audit.reason.map(JSON.string),
        ]
      ),
    ]
  }

  private static func decision(_ decision: AccessDecision) -> JSON {
    [
      "status": .string(decision.status.rawValue), "by": decision.by.map(JSON.string),
      "at": decision.at.map(Described.location), "reason": decision.reason.map(JSON.string),
    ]
  }

  private static func decisionSchema(_ choices: [String]) -> JSON {
    Schema.object(
      [
        "status": Schema.text("The verdict.", choices: choices),
        "by": Schema.text("What does it, in the code's words."), "at": Schema.location,
        "reason": Schema.text("Why."),
      ],
      optional: ["by", "at", "reason"]
    )
  }

  private static let routeSchema: JSON = {
    let access = decisionSchema(AccessStatus.allCases.map(\.rawValue))
    return Schema.object([
      "method": Schema.text("HTTP method."), "path": Schema.text("Path."),
      "handler": Schema.text("Handler, in the code's words."),
      "framework": Schema.text("Framework."), "purpose": Schema.text("What it is for."),
      "at": Schema.location, "authentication": access, "authorization": access,
      "ownership": access, "audit": decisionSchema(AuditStatus.allCases.map(\.rawValue)),
    ])
  }()
}
