import ScriptLanguage

/// What a value derives from, as far as access control is concerned.
extension ScriptMarks {
  /// The caller's credentials, or what they prove.
  static let identity = ScriptMarks(rawValue: 1)
  /// A role or permission of the caller.
  static let role = ScriptMarks(rawValue: 2)
  /// What the caller sends and may choose freely.
  static let request = ScriptMarks(rawValue: 4)
  /// Stored data.
  static let stored = ScriptMarks(rawValue: 8)
  /// Configuration from outside the program.
  static let configuration = ScriptMarks(rawValue: 16)
  /// A secret from configuration.
  static let secret = ScriptMarks(rawValue: 32)
  /// Whether something outside the program went wrong, which by itself says nothing of the caller.
  static let failure = ScriptMarks(rawValue: 64)
}

/// Who is imagined to call.
enum Caller {
  /// Somebody without any credentials.
  case anonymous
  /// Somebody whose credentials are good.
  case signedIn

  /// Somebody who sends credentials of their own making.
  case pretender

  /// A number for the caller.
  var viewpoint: Int {
    switch self {
    case .anonymous: 1
    case .signedIn: 2
    case .pretender: 3
    }
  }

  /// Whether nothing that the caller sends stands up to a test.
  var isStranger: Bool { self != .signedIn }
}

/// The words by which code speaks of callers, roles and secrets.
///
/// They say what a value is about, never that a guard stands: that is for behaviour to show.
enum AccessWords {
  /// Whether a property of a request is about who is calling.
  static func isIdentity(_ name: String) -> Bool {
    let lower = name.lowercased()
    if ["useragent", "browser", "userlocale"].contains(lower) { return false }
    return identity.contains { lower.holds($0) }
  }

  private static let identity = [
    "user", "session", "auth", "account", "principal", "identity", "token", "jwt", "claim",
    "credential", "tenant", "organization", "organisation", "orgid", "company", "member", "admin",
    "viewer", "actor", "customer", "apikey", "api_key", "currentu", "logged", "signedin", "role",
    "permission", "subject", "workspace", "team",
  ]

  /// Whether a key is about the company, team or tenant of a caller and not about a person.
  static func isCompany(_ name: String) -> Bool {
    let lower = name.lowercased().filter { $0 != "_" }
    return [
      "account", "tenant", "organization", "organisation", "orgid", "company", "workspace", "team",
    ].contains { lower.holds($0) } || lower == "org"
  }

  /// Whether a property of a caller is about what the caller may do.
  static func isRole(_ name: String) -> Bool {
    let lower = name.lowercased()
    return roles.contains { lower.holds($0) }
      || ["type", "level", "can", "cannot"].contains(lower)
  }

  private static let roles = [
    "role", "permission", "scope", "isadmin", "is_admin", "admin", "superuser", "is_staff",
    "isstaff",
    "privilege", "accesslevel", "access_level", "group", "rights", "abilit", "grants",
    "entitlement",
    "isowner", "ismoderator", "usertype", "user_type", "isroot", "authorit", "policy", "policies",
  ]

  /// Whether a name is that of a proof against forged requests.
  static func isForgeryProof(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower.holds("csrf") || lower.holds("xsrf")
  }

  /// Whether a header carries something only an entitled caller knows.
  static func isCredentialHeader(_ name: String) -> Bool {
    let lower = name.lowercased()
    return credentialHeaders.contains { lower.holds($0) }
  }

  /// Whether a header says who somebody is, as authenticating proxies set it.
  static func isSetByProxies(_ name: String) -> Bool {
    let lower = name.lowercased()
    return ["x-user", "x-forwarded", "x-auth-request", "x-amzn", "x-goog", "x-remote", "cf-access"]
      .contains { lower.hasPrefix($0) } || lower == "remote-user"
  }

  /// Whether a field of a request's body or query is where callers without headers put credentials.
  static func isCredentialField(_ name: String) -> Bool {
    [
      "token", "access_token", "accesstoken", "api_key", "apikey", "auth_token", "authtoken", "jwt",
    ]
    .contains(name.lowercased())
  }

  private static let credentialHeaders = [
    "auth", "cookie", "token", "key", "secret", "signature", "session", "x-hub", "jwt", "passw",
    "hmac", "x-user", "credential", "svix", "digest",
  ]

  /// Whether a configuration name stands for a secret.
  static func isSecret(_ name: String) -> Bool {
    let lower = name.lowercased()
    return ["secret", "key", "token", "passw", "pwd", "credential", "salt", "signature"].contains {
      lower.holds($0)
    }
  }

  /// Whether a thrown value's class or maker says that the caller is refused.
  static func refusal(_ name: String) -> Int? {
    let lower = name.lowercased()
    if lower.holds("unauthor") || lower.holds("unauthenticated")
      || lower.holds("notauthenticated") || lower.holds("authenticationerror")
      || lower.holds("invalidtoken") || lower.holds("notloggedin")
    {
      return 401
    }
    if lower.holds("forbidden") || lower.holds("accessdenied") || lower.holds("notallowed")
      || lower.holds("permissiondenied") || lower.holds("notauthorized")
      || lower.holds("insufficientpermission")
    {
      return 403
    }
    if lower.holds("notfound") { return 404 }
    return nil
  }

  /// Whether a declaration sounds like an exception from guards.
  static func isOpening(_ name: String) -> Bool {
    let lower = name.lowercased().filter { $0 != "_" && $0 != "-" }
    return [
      "public", "anonymous", "skipauth", "noauth", "unprotected", "unauthenticated", "guest",
      "optional", "ignoreauth", "bypass", "allowall",
    ]
    .contains { lower.holds($0) } || lower == "open" || lower == "skip"
  }

  /// Whether a path is where people sign in.
  static func isSignInPath(_ path: String) -> Bool {
    let lower = path.lowercased()
    return ["login", "signin", "sign-in", "log-in", "auth", "sso"].contains { lower.holds($0) }
  }

  /// Whether a table, model or function is about recording who did what.
  static func isAudit(_ name: String) -> Bool {
    let lower = name.lowercased().filter { $0 != "_" && $0 != "-" }
    return [
      "audit", "accesslog", "activitylog", "eventlog", "securitylog", "accessevent", "auditlog",
    ]
    .contains { lower.holds($0) }
  }
}
