import ReadinessModel
import TerraformLanguage

/// Places traffic comes in.
extension TerraformGraph {
  func listeners() -> [Listener] {
    resources("aws_lb_listener", "aws_alb_listener").map(loadBalancerListener)
      + resources("aws_elb").flatMap(classicListeners)
      + resources("aws_cloudfront_distribution").map(distribution)
      + resources("aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name").map(domainName)
      + resources("aws_lambda_function_url").map(functionAddress)
  }

  // MARK: - Load balancers

  private func loadBalancerListener(_ listener: ResourceInstance) -> Listener {
    let body = listener.body
    let networkProtocol = body.string("protocol", default: nil).map { $0.uppercased() }
    let usesTLS = networkProtocol.effective == "HTTPS" || networkProtocol.effective == "TLS"
    let policy = body.string("ssl_policy", default: usesTLS ? "ELBSecurityPolicy-2016-08" : nil)
    return Listener(
      address: listener.address,
      resourceType: listener.type,
      networkProtocol: networkProtocol,
      port: body.int("port", default: nil),
      policy: policy,
      minimumTLS: minimumTLS(policy, Self.loadBalancerMinimum),
      redirectsToTLS: redirects(listener),
      isPublic: isPublic(listener),
      location: listener.place
    )
  }

  /// Whether the only thing a listener does by default is to redirect to HTTPS.
  private func redirects(_ listener: ResourceInstance) -> Setting<Bool> {
    let actions = listener.body.blocks("default_action")
    guard let action = actions.first, actions.count == 1 else {
      return Setting<Bool>.unset(providerDefault: false)
        .doubting(listener.body.doubt(about: "default_action"))
    }
    let type = action.body.string("type", default: nil)
    guard type.effective == "redirect", let redirect = action.body.block("redirect") else {
      return type.map { _ in false }
    }
    return redirect.string("protocol", default: "#{protocol}").map { $0 == "HTTPS" }
  }

  private func isPublic(_ listener: ResourceInstance) -> Setting<Bool> {
    guard
      let balancer = target(
        of: listener.value("load_balancer_arn"),
        types: ["aws_lb", "aws_alb"],
        names: ["name"]
      )
    else { return .unknown(because: "the load balancer is not in the repository") }
    return balancer.body.bool("internal", default: false).map(!)
  }

  private func classicListeners(_ balancer: ResourceInstance) -> [Listener] {
    balancer.body.blocks("listener").map { listener in
      let networkProtocol = listener.body.string("lb_protocol", default: nil).map {
        $0.uppercased()
      }
      let usesTLS = networkProtocol.effective == "HTTPS" || networkProtocol.effective == "SSL"
      let policies = attached(
        ["aws_lb_ssl_negotiation_policy", "aws_load_balancer_listener_policy"],
        by: usesTLS ? "load_balancer" : "",
        to: balancer,
        names: ["name"]
      )
      let standard = usesTLS ? "ELBSecurityPolicy-2016-08" : nil
      let policy: Setting<String> =
        policies.certain.isEmpty && policies.doubt == nil
        ? .unset(providerDefault: standard)
        : .unknown(because: "a negotiation policy is attached, which is not followed")
      return Listener(
        address: balancer.address,
        resourceType: balancer.type,
        networkProtocol: networkProtocol,
        port: listener.body.int("lb_port", default: nil),
        policy: policy,
        minimumTLS: minimumTLS(policy, Self.loadBalancerMinimum),
        isPublic: balancer.body.bool("internal", default: false).map(!),
        location: SourceLocation(listener.location)
      )
    }
  }

  /// The lowest version a load balancer's policy accepts, by how AWS builds the names.
  private static func loadBalancerMinimum(_ policy: String) -> String? {
    guard policy.hasPrefix("ELBSecurityPolicy-") else { return nil }
    let name = policy.dropFirst("ELBSecurityPolicy-".count)
    for (marks, version) in [
      (["TLS13-1-3"], "1.3"), (["TLS13-1-2", "TLS-1-2", "FS-1-2"], "1.2"),
      (["TLS13-1-1", "TLS-1-1", "FS-1-1"], "1.1"),
      (["TLS13-1-0", "TLS-1-0", "FS-2018", "2016", "2015", "2014", "2011"], "1.0"),
    ] where marks.contains(where: { name.hasPrefix($0) }) {
      return version
    }
    return nil
  }

  private func minimumTLS(
    _ policy: Setting<String>,
    _ read: (String) -> String?
  ) -> Setting<String> {
    switch policy {
    case .set(let name, let place):
      read(name).map { .set($0, at: place) } ?? .unknown(because: "the policy \(name) is not known")
    case .unset(let name): .unset(providerDefault: name.flatMap(read))
    case .unknown(let reason): .unknown(because: reason)
    }
  }

  // MARK: - Distributions and gateways

  private func distribution(_ distribution: ResourceInstance) -> Listener {
    let body = distribution.body
    let behaviors = ["default_cache_behavior", "ordered_cache_behavior"].flatMap { body.blocks($0) }
    let policies = behaviors.map { $0.body.string("viewer_protocol_policy", default: "allow-all") }
    let plain = Setting.any(policies.map { $0.map { $0 == "allow-all" } })
      .doubting(body.doubt(about: "ordered_cache_behavior"))
    let redirecting = Setting.any(policies.map { $0.map { $0 == "redirect-to-https" } })
    return Listener(
      address: distribution.address,
      resourceType: distribution.type,
      networkProtocol: plain.map { $0 ? "HTTP" : "HTTPS" },
      port: .unset(providerDefault: plain.effective == true ? 80 : 443),
      policy: certificatePolicy(body),
      minimumTLS: minimumTLS(certificatePolicy(body), Self.distributionMinimum),
      redirectsToTLS: plain.effective == true ? .unset(providerDefault: false) : redirecting,
      isPublic: .unset(providerDefault: true),
      location: distribution.place
    )
  }

  private func certificatePolicy(_ body: EvaluatedBody) -> Setting<String> {
    guard let certificate = body.block("viewer_certificate") else {
      return .unset(providerDefault: "TLSv1")
    }
    // With CloudFront's own certificate the lowest version is fixed.
    if certificate.value("cloudfront_default_certificate") == .bool(true) {
      return .unset(providerDefault: "TLSv1")
    }
    return certificate.string("minimum_protocol_version", default: "TLSv1")
  }

  private static func distributionMinimum(_ policy: String) -> String? {
    if policy.hasPrefix("TLSv1.3") { return "1.3" }
    if policy.hasPrefix("TLSv1.2") { return "1.2" }
    if policy.hasPrefix("TLSv1.1") { return "1.1" }
    return policy.hasPrefix("TLSv1") || policy.hasPrefix("SSLv3") ? "1.0" : nil
  }

  private func domainName(_ domain: ResourceInstance) -> Listener {
    let body = domain.body.block("domain_name_configuration") ?? domain.body
    let policy = body.string("security_policy", default: "TLS_1_2")
    return Listener(
      address: domain.address,
      resourceType: domain.type,
      networkProtocol: .unset(providerDefault: "HTTPS"),
      port: .unset(providerDefault: 443),
      policy: policy,
      minimumTLS: minimumTLS(policy) { name in
        name == "TLS_1_0"
          ? "1.0" : name.contains("TLS13_1_3") ? "1.3" : name.contains("1_2") ? "1.2" : nil
      },
      isPublic: .unset(providerDefault: true),
      location: domain.place
    )
  }

  private func functionAddress(_ url: ResourceInstance) -> Listener {
    Listener(
      address: url.address,
      resourceType: url.type,
      networkProtocol: .unset(providerDefault: "HTTPS"),
      port: .unset(providerDefault: 443),
      policy: .unset(providerDefault: nil),
      minimumTLS: .unset(providerDefault: "1.2"),
      isPublic: .unset(providerDefault: true),
      location: url.place
    )
  }
}
