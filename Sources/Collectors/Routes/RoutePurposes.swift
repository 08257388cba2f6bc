import ReadinessModel

/// Tells what a route is for, as far as its access control is concerned.
enum RoutePurposes {
  /// The purpose of a route, by its path and handler.
  static func purpose(of candidate: RouteCandidate) -> RoutePurpose {
    if StaticFiles.isServer(candidate.handler.value) { return .staticContent }
    let parts = candidate.path.lowercased().split(separator: "/").map(String.init)
    guard let last = parts.last(where: { !$0.hasPrefix("{") }) else { return .application }
    if health.contains(last) { return .health }
    if parts.contains(where: { documentation.contains($0) }) { return .documentation }
    if parts.contains(where: { webhooks.contains($0) }) { return .webhook }
    if signIn.contains(last) { return .signIn }
    if parts.contains("auth"), credentials.contains(last) { return .signIn }
    return .application
  }

  private static let health: Set<String> = [
    "health", "healthz", "healthcheck", "health-check", "livez", "readyz", "live", "ready",
    "liveness", "readiness", "ping", "_health", "status",
  ]
  private static let documentation: Set<String> = [
    "docs", "api-docs", "swagger", "openapi", "openapi.json", "swagger.json", "redoc",
  ]
  private static let webhooks: Set<String> = ["webhook", "webhooks", "hooks"]
  private static let signIn: Set<String> = [
    "login", "signin", "sign-in", "log-in", "logout", "signout", "sign-out", "signup", "sign-up",
    "register", "registration", "forgot-password", "forgotpassword", "reset-password",
    "resetpassword", "password-reset", "verify-email", "verifyemail", "confirm-email", "callback",
    "oauth", "sso", "saml", "magic-link", "refresh-token", "accept-invite",
  ]
  private static let credentials: Set<String> = [
    "token", "tokens", "refresh", "session", "sessions", "verify", "confirm", "reset", "forgot",
    "google", "github", "facebook", "apple", "microsoft", "authorize", "activate",
  ]
}
