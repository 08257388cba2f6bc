/// Whether a kind of access control stands before a route.
package enum AccessStatus: String, Codable, Hashable, Sendable, CaseIterable {
  /// A guard refuses callers who do not qualify.
  case protected
  /// The code declares the route open.
  case declaredPublic = "public"
  /// Nothing refuses anybody.
  case unprotected
  /// It could not be told.
  case unresolved
}

/// What stands before a route, for one kind of access control.
package struct AccessDecision: Codable, Hashable, Sendable {
  /// The verdict.
  package var status: AccessStatus
  /// The guard or declaration, in the code's own words.
  package var by: String?
  /// Where the guard is applied or the declaration stands.
  package var at: SourceLocation?
  /// What the guard does, or why the verdict could not be reached.
  package var reason: String?
  /// The roles or permissions that callers are asked for, nil where they are not told.
  package var asksFor: [String]?
  /// Whether all of these are asked for, and not any of them.
  package var asksForAll: Bool?

  /// Creates a value from its parts.
  package init(
    status: AccessStatus,
    by: String? = nil,
    at: SourceLocation? = nil,
    reason: String? = nil,
    asksFor: [String]? = nil,
    asksForAll: Bool? = nil
  ) {
    self.status = status
    self.by = by
    self.at = at
    self.reason = reason
    self.asksFor = asksFor
    self.asksForAll = asksForAll
  }
}

/// Whether a route's access is recorded.
package enum AuditStatus: String, Codable, Hashable, Sendable, CaseIterable {
  /// An audit event is written.
  case logged
  /// None is.
  case unlogged
  /// It could not be told.
  case unresolved
}

/// Whether access through a route is recorded.
package struct AuditDecision: Codable, Hashable, Sendable {
  /// The verdict.
  package var status: AuditStatus
  /// The audit function or middleware, in the code's own words.
  package var by: String?
  /// Where it is called or installed.
  package var at: SourceLocation?
  /// Why the verdict could not be reached.
  package var reason: String?

  /// Creates a value from its parts.
  package init(
    status: AuditStatus,
    by: String? = nil,
    at: SourceLocation? = nil,
    reason: String? = nil
  ) {
    self.status = status
    self.by = by
    self.at = at
    self.reason = reason
  }
}

/// What a route is for, as far as its access control is concerned.
package enum RoutePurpose: String, Codable, Hashable, Sendable, CaseIterable {
  /// Serves the product; the default.
  case application
  /// Lets a caller prove who they are, or recover access.
  case signIn = "sign-in"
  /// Takes calls from another system.
  case webhook
  /// Says whether the service is well.
  case health
  /// Serves documentation.
  case documentation
  /// Serves files.
  case staticContent = "static-content"
}

/// One access to stored data on the way from a route.
package struct DataAccess: Codable, Hashable, Sendable {
  /// The model or table; `*` when it could not be told.
  package var model: String
  /// `create`, `read`, `update` or `delete`.
  package var operation: String
  /// The call.
  package var location: SourceLocation
  /// Whether what it creates is given the caller's tenant; nil where that is not so.
  package var isForTenant: Bool?

  /// Creates a value from its parts.
  package init(
    model: String,
    operation: String,
    location: SourceLocation,
    isForTenant: Bool? = nil
  ) {
    self.model = model
    self.operation = operation
    self.location = location
    self.isForTenant = isForTenant
  }
}

/// One route of the application.
package struct Route: Codable, Hashable, Sendable {
  /// HTTP method in upper case, `ANY` where the framework takes all.
  package var method: String
  /// Full path with `{name}` parameters and no trailing slash.
  package var path: String
  /// The handler, in the code's own words.
  package var handler: String
  /// Where the route is registered.
  package var location: SourceLocation
  /// Where the handler is defined.
  package var handlerLocation: SourceLocation?
  /// The framework, in lower case.
  package var framework: String
  /// Folder of the workspace package; empty for the root.
  package var package: String
  /// What the route is for.
  package var purpose: RoutePurpose
  /// Whether callers must prove who they are.
  package var authentication: AccessDecision
  /// Whether callers must hold a role or permission.
  package var authorization: AccessDecision
  /// Whether the object must belong to the caller or their tenant.
  package var ownership: AccessDecision
  /// Whether access is recorded.
  package var audit: AuditDecision
  /// Stored data the handler reaches.
  package var dataAccess: [DataAccess]
  /// Whether the route takes no object id and acts on the caller alone.
  package var isSelfScoped: Bool
  /// Digests of the guards before the handler, see `RouteGuard`; nil where they were not looked for.
  package var guards: [String]?
  /// Whether the handler hands the request on, to something that is registered elsewhere; nil where not.
  package var passesOn: Bool?

  /// Creates a value from its parts.
  package init(
    method: String,
    path: String,
    handler: String,
    location: SourceLocation,
    handlerLocation: SourceLocation? = nil,
    framework: String,
    package: String,
    purpose: RoutePurpose = .application,
    authentication: AccessDecision,
    authorization: AccessDecision,
    ownership: AccessDecision,
    audit: AuditDecision,
    dataAccess: [DataAccess] = [],
    isSelfScoped: Bool = false,
    guards: [String]? = nil,
    passesOn: Bool? = nil
  ) {
    self.method = method
    self.path = path
    self.handler = handler
    self.location = location
    self.handlerLocation = handlerLocation
    self.framework = framework
    self.package = package
    self.purpose = purpose
    self.authentication = authentication
    self.authorization = authorization
    self.ownership = ownership
    self.audit = audit
    self.dataAccess = dataAccess
    self.isSelfScoped = isSelfScoped
    self.guards = guards
    self.passesOn = passesOn
  }
}

/// A function that refuses callers before a handler, with all the code its answers rest on.
package struct RouteGuard: Codable, Hashable, Sendable {
  /// Its name in the code.
  package var name: String
  /// Digest of the code, in which layout, comments, types and given names do not count.
  package var digest: String
  /// Where the code stands, the function first.
  package var places: [SourceLocation]
  /// Digests of what tables that are kept by route say, by method and path with `{name}` parameters;
  /// they are no part of the guard's own digest.
  package var byRoute: [String: String]?

  /// Creates a value from its parts.
  package init(
    name: String,
    digest: String,
    places: [SourceLocation],
    byRoute: [String: String]? = nil
  ) {
    self.name = name
    self.digest = digest
    self.places = places
    self.byRoute = byRoute
  }
}
