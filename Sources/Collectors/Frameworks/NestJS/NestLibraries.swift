import ScriptLanguage

/// A guard class of a library.
final class NestLibraryGuard: ScriptHost {
  enum Kind {
    /// Runs a passport strategy.
    case passport(LibraryKnowledge.Role)
    /// Refuses strangers, unless one of these keys is declared.
    case refusesStrangers(openedBy: [String])
    /// Refuses callers without a role, where one of these keys is declared.
    case refusesRoles(declaredBy: [String])
    /// Has nothing to do with who is calling.
    case lets
  }

  let name: String
  let kind: Kind
  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// What libraries made for the framework do.
enum NestLibraries {
  static let guards: [String: NestLibraryGuard.Kind] = [
    "@nestjs/throttler.ThrottlerGuard": .lets,
    "nestjs-throttler.ThrottlerGuard": .lets,
    "nest-keycloak-connect.AuthGuard": .refusesStrangers(openedBy: ["unprotected"]),
    "nest-keycloak-connect.ResourceGuard": .refusesRoles(declaredBy: ["resource"]),
    "nest-keycloak-connect.RoleGuard": .refusesRoles(declaredBy: ["roles"]),
    "@thallesp/nestjs-better-auth.AuthGuard": .refusesStrangers(
      openedBy: ["PUBLIC", "OPTIONAL"]
    ),
    "nest-access-control.ACGuard": .refusesRoles(declaredBy: ["roles"]),
    "nest-casl.AccessGuard": .refusesRoles(declaredBy: ["casl"]),
    "nestjs-cognito.CognitoAuthGuard": .refusesStrangers(openedBy: ["public"]),
    "@nestjs-cognito/auth.AuthenticationGuard": .refusesStrangers(openedBy: ["public"]),
    "@nestjs-cognito/auth.AuthorizationGuard": .refusesStrangers(openedBy: []),
  ]

  /// Decorators of libraries, with the key and value they declare.
  static let declarations: [String: String] = [
    "nest-keycloak-connect.Unprotected": "unprotected",
    "nest-keycloak-connect.Public": "unprotected",
    "nest-keycloak-connect.Roles": "roles",
    "nest-keycloak-connect.RealmRoles": "roles",
    "nest-keycloak-connect.Resource": "resource",
    "nest-keycloak-connect.Scopes": "resource",
    "@thallesp/nestjs-better-auth.AllowAnonymous": "PUBLIC",
    "@thallesp/nestjs-better-auth.Public": "PUBLIC",
    "@thallesp/nestjs-better-auth.OptionalAuth": "OPTIONAL",
    "@thallesp/nestjs-better-auth.Optional": "OPTIONAL",
    "nest-access-control.UseRoles": "roles",
    "nest-casl.UseAbility": "casl",
    "@nestjs-cognito/auth.PublicRoute": "public",
  ]

  /// Decorators of libraries that put guards on.
  static let guardingDecorators: [String: String] = [
    "@nestjs-cognito/auth.Authentication": "@nestjs-cognito/auth.AuthenticationGuard",
    "@nestjs-cognito/auth.Authorization": "@nestjs-cognito/auth.AuthorizationGuard",
  ]

  /// Guards a module of a library puts on every route, with the option that keeps it from doing so.
  static let globalGuards: [String: (guardName: String, unless: [String])] = [
    "@thallesp/nestjs-better-auth.AuthModule": (
      "@thallesp/nestjs-better-auth.AuthGuard", ["disableGlobalAuthGuard"]
    )
  ]

  static let stores: [String: String] = [
    "@nestjs/typeorm.InjectRepository": "Repository",
    "@nestjs/typeorm.InjectEntityManager": "entityManager",
    "@nestjs/typeorm.InjectDataSource": "dataSource",
    "@nestjs/typeorm.InjectConnection": "connection",
    "@nestjs/mongoose.InjectModel": "Model",
    "@nestjs/mongoose.InjectConnection": "connection",
    "@nestjs/sequelize.InjectModel": "Model",
    "@nestjs/sequelize.InjectConnection": "connection",
    "@mikro-orm/nestjs.InjectRepository": "Repository",
    "@mikro-orm/nestjs.InjectEntityManager": "entityManager",
    "nestjs-typegoose.InjectModel": "Model",
    "@m8a/nestjs-typegoose.InjectModel": "Model",
    "nestjs-knex.InjectModel": "knex", "nestjs-knex.InjectKnex": "knex",
    "nest-knexjs.InjectConnection": "knex", "nest-knexjs.InjectModel": "knex",
    "kysely.InjectKysely": "db", "nestjs-kysely.InjectKysely": "db",
  ]

  /// Whether a decorator from outside the repository may put a guard on what it decorates.
  static func mayGuard(_ value: ScriptValue, name: String) -> Bool {
    guard GuardNames.soundsLikeGuard(name) else { return false }
    let module = Self.module(of: value)
    if harmless.contains(where: { module.hasPrefix($0) }) { return false }
    // The names of documentation decorators start this way.
    return !name.hasPrefix("Api")
  }

  private static let harmless = [
    "@nestjs/", "class-", "typeorm", "@mikro-orm/", "sequelize", "mongoose", "nestjs-zod",
    "@automapper", "@prisma", "type-graphql", "@anatine", "nest-keycloak-connect",
    "@thallesp/nestjs-better-auth", "nestjs-i18n", "@golevelup",
  ]

  private static func module(of value: ScriptValue) -> String {
    switch value {
    case .external(let external): external.module
    case .result(let result): module(of: result.callee)
    default: ""
    }
  }

  /// The name of something from `@nestjs/common` or `@nestjs/core`, nil for anything else.
  static func coreName(_ external: ScriptExternal) -> String? {
    guard external.module.hasPrefix("@nestjs/common") || external.module.hasPrefix("@nestjs/core")
    else { return nil }
    return external.path.joined(separator: ".")
  }

  /// What a strategy is for, by the library it extends.
  static func role(ofStrategyFrom module: String) -> LibraryKnowledge.Role? {
    let known = [
      "jwt", "http-bearer", "headerapikey", "custom", "http", "cookie", "azure-ad", "firebase",
      "unique-token", "localapikey", "keycloak-bearer", "jwks",
    ]
    let lower = module.lowercased()
    guard lower.contains("passport") else { return nil }
    if lower.contains("anonymous") { return .lets }
    if known.contains(where: { lower.hasSuffix($0) }) { return .guardsStrangers }
    return .startsSignIn
  }

  static let statuses: [(String, Int)] = [
    ("CONTINUE", 100), ("OK", 200), ("CREATED", 201), ("ACCEPTED", 202), ("NO_CONTENT", 204),
    ("PARTIAL_CONTENT", 206), ("MOVED_PERMANENTLY", 301), ("FOUND", 302), ("SEE_OTHER", 303),
    ("NOT_MODIFIED", 304), ("TEMPORARY_REDIRECT", 307), ("PERMANENT_REDIRECT", 308),
    ("BAD_REQUEST", 400), ("UNAUTHORIZED", 401), ("PAYMENT_REQUIRED", 402), ("FORBIDDEN", 403),
    ("NOT_FOUND", 404), ("METHOD_NOT_ALLOWED", 405), ("NOT_ACCEPTABLE", 406),
    ("REQUEST_TIMEOUT", 408), ("CONFLICT", 409), ("GONE", 410), ("PRECONDITION_FAILED", 412),
    ("PAYLOAD_TOO_LARGE", 413), ("UNSUPPORTED_MEDIA_TYPE", 415), ("I_AM_A_TEAPOT", 418),
    ("UNPROCESSABLE_ENTITY", 422), ("TOO_MANY_REQUESTS", 429), ("INTERNAL_SERVER_ERROR", 500),
    ("NOT_IMPLEMENTED", 501), ("BAD_GATEWAY", 502), ("SERVICE_UNAVAILABLE", 503),
    ("GATEWAY_TIMEOUT", 504),
  ]

  /// The decorators of handlers with their methods.
  static let methods: [String: String] = [
    "Get": "GET", "Post": "POST", "Put": "PUT", "Delete": "DELETE", "Patch": "PATCH",
    "Options": "OPTIONS", "Head": "HEAD", "All": "ANY", "Search": "SEARCH", "Sse": "GET",
    "Propfind": "PROPFIND", "Proppatch": "PROPPATCH", "Mkcol": "MKCOL", "Copy": "COPY",
    "Move": "MOVE", "Lock": "LOCK", "Unlock": "UNLOCK", "QueryMethod": "QUERY",
  ]
}
