import ReadinessModel
import ScriptLanguage

/// Finds how session cookies are made.
enum SessionSettings {
  /// What a library does when an option is left out.
  private struct Defaults {
    var httpOnly: Bool?
    var secure: Bool?
    /// Where the cookie's options stand, empty for the options themselves.
    var cookie: String
  }

  /// What a file must name before a session or its cookie is set up in it.
  static let texts: [String] = libraries.keys.sorted() + [".cookie", "setCookie"]
  /// The same where letters of either case will do.
  static let textsInAnyCase = ["cookies"]

  private static let libraries: [String: Defaults] = [
    "express-session": Defaults(httpOnly: true, secure: false, cookie: "cookie"),
    "cookie-session": Defaults(httpOnly: true, secure: nil, cookie: ""),
    "koa-session": Defaults(httpOnly: true, secure: false, cookie: ""),
    "@fastify/session": Defaults(httpOnly: true, secure: true, cookie: "cookie"),
    "@fastify/secure-session": Defaults(httpOnly: nil, secure: nil, cookie: "cookie"),
    "iron-session": Defaults(httpOnly: true, secure: true, cookie: "cookieOptions"),
    "client-sessions": Defaults(httpOnly: true, secure: false, cookie: "cookie"),
  ]

  static func settings(in survey: ProgramSurvey) -> [SessionSetting] {
    survey.calls.compactMap { session($0, survey) ?? cookie($0, survey) }
  }

  private static func session(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> SessionSetting? {
    guard let (module, options) = configuration(call, survey) else { return nil }
    guard let defaults = libraries[module] else { return nil }
    let known = survey.resolved(options)
    guard known >= 0, survey.program[known].kind == .object else { return nil }
    let cookie = defaults.cookie.isEmpty ? known : survey.option(defaults.cookie, of: known)
    let secret = ["secret", "password", "keys", "key"].lazy.compactMap {
      survey.option($0, of: known)
    }
    .first
    return make(
      module,
      cookie,
      defaults,
      SecretSources.source(of: secret, in: survey),
      call,
      survey
    )
  }

  /// The library and options of a call that sets sessions up, directly or by registration.
  private static func configuration(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> (String, ScriptNodeID)? {
    if let origin = call.origin, libraries[origin.module] != nil, let options = call.arguments.last,
      call.name != "register"
    {
      return (origin.module, options)
    }
    guard call.name == "register", call.arguments.count > 1 else { return nil }
    guard let plugin = survey.imports[survey.text(call.arguments[0])] else { return nil }
    return libraries[plugin.module] == nil ? nil : (plugin.module, call.arguments[1])
  }

  /// A cookie set by hand that carries a session or token.
  private static func cookie(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> SessionSetting? {
    let written = call.written.lowercased()
    let isExpress = call.name == "cookie" && (written.hasPrefix("res") || written.holds("response"))
    let isOther =
      (call.name == "setCookie" || (call.name == "set" && written.holds("cookies")))
      && call.arguments.count >= 2
    guard isExpress || isOther else { return nil }
    let names = call.arguments.prefix(2).compactMap { survey.string($0) ?? survey.text($0) }
    let carriesSession = names.contains { name in
      let lower = name.lowercased()
      return ["session", "token", "auth", "jwt", "sid", "refresh"].contains { lower.holds($0) }
        && !lower.holds("csrf") && !lower.holds("xsrf")
    }
    guard carriesSession else { return nil }
    let options = call.arguments.dropFirst(2).last
    let isDeletion =
      options.flatMap { survey.option("maxAge", of: $0) }.flatMap { survey.number($0) } == 0
    guard !isDeletion else { return nil }
    let defaults = Defaults(httpOnly: false, secure: false, cookie: "")
    if let options {
      let known = survey.resolved(options)
      guard known >= 0, survey.program[known].kind == .object else { return nil }
    }
    return make("cookie", options, defaults, "unknown", call, survey)
  }

  private static func make(
    _ library: String,
    _ cookie: ScriptNodeID?,
    _ defaults: Defaults,
    _ secret: String,
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> SessionSetting {
    func option(_ name: String) -> ScriptNodeID? { cookie.flatMap { survey.option(name, of: $0) } }
    let sameSite = option("sameSite")
    let age = option("maxAge").flatMap { survey.number($0) }
    // Every library but the standard's own counts in milliseconds.
    let seconds = age.map { Int(library == "iron-session" ? $0 : $0 / 1_000) }
    return SessionSetting(
      library: library,
      httpOnly: survey.setting(option("httpOnly"), default: defaults.httpOnly),
      secure: survey.setting(option("secure"), default: defaults.secure),
      sameSite: sameSite.map { id in
        survey.string(id).map { .set($0, at: survey.location(id)) }
          ?? .unknown(because: "it is computed")
      } ?? .unset(providerDefault: nil),
      maxAgeSeconds: seconds.map { .set($0, at: nil) } ?? .unset(providerDefault: nil),
      secretSource: secret,
      location: survey.location(call.id)
    )
  }
}
