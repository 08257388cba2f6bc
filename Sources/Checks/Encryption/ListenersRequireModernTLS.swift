import ReadinessModel

/// Every listener the internet can reach requires TLS 1.2 or later, or only redirects to one that does.
///
/// ## Why it matters
/// Plain HTTP and old TLS let whoever is on the way read and change what is sent.
///
/// ## What is inspected
/// Load balancer, gateway and content network listeners in infrastructure code: protocol, policy,
/// lowest version, redirects.
///
/// ## What this cannot show
/// What the live endpoint negotiates, and endpoints a hosting platform provides.
enum ListenersRequireModernTLS: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  /// The listeners, with what could not be evaluated beside them.
  struct Subject: Codable, Hashable, Sendable {
    var listeners: [Listener]
    var unresolved: [UnresolvedInfrastructure]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.infrastructure.map { infrastructure in
      Subject(
        listeners: infrastructure.listeners,
        unresolved: infrastructure.unresolved,
        home: facts.infrastructureHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let scored = subject.listeners.filter { $0.isPublic.effective != false }
    let items = scored.compactMap { item($0) }
    return eachItem(items + unresolvedBlocks(subject.unresolved)) {
      guard !scored.isEmpty else {
        return cannotSee(
          "No listener the internet can reach was found in infrastructure code",
          at: subject.home,
          lookedFor: "load balancers, gateways and content networks",
          next: "Declare where traffic comes in, or attest it."
        )
      }
      return holds(
        "\(all(scored.count, "public listener")) \(verb(scored.count, "requires", "require")) TLS 1.2"
          + " or later or \(verb(scored.count, "redirects", "redirect")) to it",
        at: scored.map { $0.minimumTLS.location ?? $0.location }
      )
    }
  }

  private static func item(_ listener: Listener) -> Finding? {
    let name = quoted(listener.address)
    guard let scheme = listener.networkProtocol.effective?.uppercased() else {
      let reason = listener.networkProtocol.unknownReason ?? "it is not written"
      return unsure(listener, "The protocol of \(name) is unknown: \(reason)")
    }
    switch scheme {
    case "HTTP":
      if listener.redirectsToTLS.effective == true { return nil }
      if let reason = listener.redirectsToTLS.unknownReason {
        return unsure(listener, "Whether \(name) only redirects to HTTPS is unknown: \(reason)")
      }
      guard listener.isPublic.effective == true else {
        return unsure(listener, "\(name) serves plain HTTP, and whether it is public is unknown")
      }
      return fault(listener, "\(name) serves plain HTTP to the internet")
    case "HTTPS", "TLS", "WSS":
      return version(listener)
    default:
      return unsure(listener, "\(name) passes \(quoted(scheme)) on, so TLS is decided behind it")
    }
  }

  private static func version(_ listener: Listener) -> Finding? {
    let name = quoted(listener.address)
    guard let minimum = listener.minimumTLS.effective else {
      let reason = listener.minimumTLS.unknownReason ?? "no policy is written"
      return unsure(listener, "The lowest TLS version of \(name) is unknown: \(reason)")
    }
    if ["1.2", "1.3"].contains(minimum) { return nil }
    let policy = listener.policy.effective.map { " through the policy \(quoted($0))" } ?? ""
    let origin = listener.minimumTLS.isWritten || listener.policy.isWritten ? "" : " by default"
    return fault(listener, "\(name) accepts TLS \(quoted(minimum))\(origin)\(policy)")
  }

  private static func fault(_ listener: Listener, _ message: String) -> Finding {
    finding(
      .doesNotHold,
      message,
      at: [listener.policy.location ?? listener.location],
      resource: listener.address,
      next: "Use a policy whose lowest version is TLS 1.2, and redirect HTTP to it."
    )
  }

  private static func unsure(_ listener: Listener, _ message: String) -> Finding {
    finding(.unconfirmed, message, at: [listener.location], resource: listener.address)
  }
}
