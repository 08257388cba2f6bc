import ReadinessModel
import TerraformLanguage

/// What makes a project's listeners and buckets refuse what is not encrypted.
struct TransportPlan {
  private let project: TerraformProject
  private(set) var proposal = FixProposal()

  init(_ project: TerraformProject) { self.project = project }

  // MARK: - Listeners

  /// Gives listeners a policy or a redirect.
  mutating func closeListeners() {
    var seen: Set<SourceLocation> = []
    for listener in project.facts.listeners where listener.isPublic.effective == true {
      guard seen.insert(listener.location).inserted,
        let place = project.block(at: listener.location)
      else { continue }
      var change = BlockChange(place, in: project)
      switch place.type {
      case "aws_lb_listener", "aws_alb_listener": balance(listener, place, &change)
      case "aws_cloudfront_distribution": distribute(listener, place, &change)
      case "aws_api_gateway_domain_name":
        if listener.acceptsOldTLS { change.set("security_policy", to: "\"TLS_1_2\"") }
      default:
        guard listener.acceptsOldTLS || listener.isPlain else { continue }
        refuse(place, "a listener of this type is not changed here", "Move to aws_lb.")
      }
      proposal.refusals += change.refusals
      let edits = change.edits
      guard !edits.isEmpty else { continue }
      proposal.changes.append(
        FixChange(
          title: "Let \(place.reference) take TLS 1.2 or newer only",
          reason: "Plain HTTP and old TLS let whoever is on the way read and change what is sent.",
          applicability: .safe,
          edits: edits
        )
      )
    }
  }

  private mutating func balance(
    _ listener: Listener,
    _ place: PlacedBlock,
    _ change: inout BlockChange
  ) {
    if listener.acceptsOldTLS {
      change.set(
        "ssl_policy",
        to: "\"ELBSecurityPolicy-TLS13-1-2-2021-06\"",
        beside: ["protocol", "port"]
      )
    }
    guard listener.isPlain, listener.redirectsToTLS.effective == false else { return }
    let actions = place.layout.body.blocks("default_action")
    let balancer = place.text("load_balancer_arn") ?? ""
    let secure =
      (project.resources("aws_lb_listener", in: place.folder)
      + project.resources("aws_alb_listener", in: place.folder)).first { other in
        other.text("load_balancer_arn") == balancer
          && ["\"HTTPS\"", "\"TLS\""].contains(other.text("protocol") ?? "")
      }
    guard let secure else {
      refuse(
        place,
        "the load balancer has no listener for HTTPS to redirect to",
        "Get a certificate (aws_acm_certificate), add a listener for HTTPS, and run this again."
      )
      return
    }
    guard actions.count == 1, let action = actions.first else {
      refuse(place, "what it does by default is written in several blocks", "Redirect by hand.")
      return
    }
    let port = secure.text("port").map { $0.filter(\.isNumber) } ?? "443"
    let source = place.source
    let indentation = String(
      source.text(0..<action.range.lowerBound).reversed().prefix { $0 == " " || $0 == "\t" }
    )
    let step = indentation.contains("\t") ? "\t" : "  "
    let text = """
      default_action {
      \(indentation)\(step)type = "redirect"

      \(indentation)\(step)redirect {
      \(indentation)\(step)\(step)port        = "\(port)"
      \(indentation)\(step)\(step)protocol    = "HTTPS"
      \(indentation)\(step)\(step)status_code = "HTTP_301"
      \(indentation)\(step)}
      \(indentation)}
      """
    proposal.changes.append(
      FixChange(
        title: "Redirect \(place.reference) to HTTPS",
        reason: "Requests and the secrets in them cross the network in the clear.",
        applicability: .safe,
        edits: [
          .replace(
            path: source.path,
            range: action.range,
            text: source.newline == "\n" ? text : text.replacing("\n", with: source.newline)
          )
        ]
      )
    )
  }

  private mutating func distribute(
    _ listener: Listener,
    _ place: PlacedBlock,
    _ change: inout BlockChange
  ) {
    if listener.isPlain {
      for type in ["default_cache_behavior", "ordered_cache_behavior"]
      where !place.layout.body.blocks(type).isEmpty {
        change.set("viewer_protocol_policy", to: "\"redirect-to-https\"", in: type)
      }
    }
    guard listener.minimumTLS.effective == "1.0" || listener.minimumTLS.effective == "1.1" else {
      return
    }
    let certificate = place.layout.body.blocks("viewer_certificate").first
    let isOwn = certificate.map { block in
      block.body.attribute("acm_certificate_arn") != nil
        || block.body.attribute("iam_certificate_id") != nil
    }
    guard isOwn == true else {
      refuse(
        place,
        "with CloudFront's own certificate the lowest version is fixed",
        "Give it a name and a certificate of your own, with minimum_protocol_version TLSv1.2_2021."
      )
      return
    }
    change.set("minimum_protocol_version", to: "\"TLSv1.2_2021\"", in: "viewer_certificate")
  }

  private mutating func refuse(_ place: PlacedBlock, _ reason: String, _ next: String) {
    proposal.refusals.append(
      FixRefusal(subject: place.reference, reason: reason, location: place.location, next: next)
    )
  }

  // MARK: - Buckets

  /// Lets buckets without a policy deny requests without TLS.
  mutating func closeBuckets() {
    for (location, stores) in Dictionary(grouping: project.facts.dataStores, by: \.location)
      .sorted(by: { $0.key < $1.key })
    {
      guard let place = project.block(at: location), place.type == "aws_s3_bucket",
        !place.isRepeated,
        stores.allSatisfy({ $0.encryptedInTransit == .unset(providerDefault: false) })
      else { continue }
      let isNamed = project.sources(in: place.folder).contains { source in
        source.body.blocks.contains { block in
          ["aws_s3_bucket_policy", "aws_s3_bucket_website_configuration"]
            .contains(block.labels.first ?? "")
            && source.text(block.range).mentions(place.reference)
        }
      }
      guard !isNamed, place.layout.body.attribute("policy") == nil,
        place.layout.body.blocks("website").isEmpty,
        !project.resources("aws_s3_bucket_policy", in: place.folder).contains(where: {
          $0.name == place.name
        })
      else { continue }
      let text = TerraformTemplate.transportPolicy.render([
        "name": place.name, "bucket": place.reference, "objects": "${\(place.reference).arn}/*",
      ])
      proposal.changes.append(
        FixChange(
          title: "Let \(place.reference) deny requests without TLS",
          reason: "What is read from it otherwise may cross the network in the clear.",
          applicability: .safe,
          edits: [place.source.inserting(text, after: place.layout).edit(of: place.source.path)]
        )
      )
    }
  }
}

extension Listener {
  /// Whether it takes TLS older than 1.2.
  fileprivate var acceptsOldTLS: Bool {
    let isEncrypted = ["HTTPS", "TLS", "WSS", "SSL"].contains(
      networkProtocol.effective?.uppercased() ?? ""
    )
    return isEncrypted && ["1.0", "1.1"].contains(minimumTLS.effective ?? "")
  }

  /// Whether it takes requests without TLS.
  fileprivate var isPlain: Bool { networkProtocol.effective?.uppercased() == "HTTP" }
}
