import ReadinessModel

/// Session cookies are kept from scripts, sent over TLS only, and signed with a secret kept elsewhere.
///
/// ## Why it matters
/// Whoever reads a session cookie is that user.
///
/// ## What is inspected
/// The options of session and cookie libraries: HttpOnly, Secure, SameSite and the secret's source,
/// with the library's documented default where nothing is written.
///
/// ## What this cannot show
/// Cookies set by a proxy or an identity provider.
enum SessionCookiesAreProtected: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<[SessionSetting]> {
    facts.application.map(\.sessions)
  }

  static func evaluate(_ sessions: [SessionSetting]) -> [Finding] {
    guard !sessions.isEmpty else { return notApplicable("No session or cookie setting was found") }
    return eachItem(sessions.flatMap { Self.items(for: $0) }) {
      holds(
        "\(all(sessions.count, "session setting")) \(verb(sessions.count, "protects", "protect"))"
          + " the cookie from scripts and from plain HTTP",
        at: sessions.map(\.location)
      )
    }
  }

  private static func items(for session: SessionSetting) -> [Finding] {
    let name = "The cookie of \(quoted(session.library))"
    var items = [
      settingItem(
        session.httpOnly,
        of: name,
        at: session.location,
        wording: SettingWording(
          what: "HttpOnly",
          written: "can be read by scripts",
          byDefault: "can be read by scripts, because HttpOnly is not written",
          next: "Set httpOnly to true.",
          aspect: "scripts"
        )
      ),
      settingItem(
        session.secure,
        of: name,
        at: session.location,
        wording: SettingWording(
          what: "Secure",
          written: "is sent over plain HTTP",
          byDefault: "is sent over plain HTTP, because Secure is not written",
          next: "Set secure to true, at least in production.",
          aspect: "plain-http"
        )
      ),
    ].compactMap { $0 }
    if let policy = session.sameSite.effective, normalised(policy) == "none" {
      items.append(
        finding(
          .unconfirmed,
          "\(name) is sent with requests from other sites, which needs another defence",
          at: [session.sameSite.location ?? session.location],
          next: "Set sameSite to lax, or show the defence against forged requests.",
          aspect: "other-sites"
        )
      )
    }
    if session.secretSource == "literal" {
      items.append(
        finding(
          .doesNotHold,
          "The secret that signs the cookie of \(quoted(session.library)) is written in the source",
          at: [session.location],
          severity: .critical,
          next: "Read the secret from a secret store, and change it.",
          aspect: "written-secret"
        )
      )
    }
    return items
  }
}
