import ReadinessModel
import TerraformLanguage

/// What probes the service of a project from outside.
struct ProbePlan {
  private let project: TerraformProject
  private let health: String?

  init(_ project: TerraformProject, health: String?) {
    self.project = project
    self.health = health
  }

  /// The root configuration through which the service is reached.
  private var root: EvaluatedRoot? {
    let entries: Set<String> = [
      "aws_lb_listener", "aws_alb_listener", "aws_cloudfront_distribution",
      "aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name", "aws_elb",
    ]
    return project.roots.first { root in
      root.instances.contains { !$0.isData && entries.contains($0.type) }
    }
  }

  /// Says what to add.
  func proposal(for address: ProbeAddress?, alerts: String?) -> FixProposal {
    guard let root else {
      return .refusing(
        "a probe from outside",
        because: "no load balancer, gateway or content network is written in the Terraform of the"
          + " repository",
        next: "Set a monitor up where the service is reached, and keep it as code."
      )
    }
    guard let path = address?.path ?? health else {
      return .refusing(
        "a probe from outside",
        because: "no health route was found, and the address has no path",
        next: "Add a health route first, or give probe-address with the path to ask."
      )
    }
    let folder = root.directory
    let taken = project.resources("aws_route53_health_check", in: folder).contains {
      $0.name == "service"
    }
    guard !taken else {
      return .refusing(
        "a probe from outside",
        because: "aws_route53_health_check.service is there and tells nobody, or is switched off",
        next: "Switch it on, and alarm on its HealthCheckStatus in us-east-1."
      )
    }
    return FixProposal(
      changes: changes(folder, address, path, alerts),
      followUps: alerts.map {
        ["\($0) must confirm the subscription that AWS sends after terraform apply."]
      } ?? []
    )
  }

  private func changes(
    _ folder: String,
    _ address: ProbeAddress?,
    _ path: String,
    _ alerts: String?
  ) -> [FixChange] {
    let names = NameHabit(project, folder: folder)
    var edits: [SourceEdit] = []
    var alias: String?
    if project.region(of: folder) != Self.metricsRegion {
      alias =
        ProviderAlias.existing(for: Self.metricsRegion, in: folder, of: project) ?? "us_east_1"
      if ProviderAlias.existing(for: Self.metricsRegion, in: folder, of: project) == nil {
        guard
          let edit = ProviderAlias.edit(
            alias: "us_east_1",
            region: Self.metricsRegion,
            in: folder,
            of: project
          )
        else { return [] }
        edits.append(edit)
      }
    }
    let channel = AlertChannel(project, folder: folder, provider: alias)
    var file = NewResources(project, folder: folder, file: "monitoring.tf")
    for text in channel.missing(names, address: alerts ?? "somebody@example") { file.add(text) }
    let host = address?.host ?? "the-service"
    file.add(
      TerraformTemplate.healthCheck.render([
        "name": "service", "host": host, "port": "\(address?.port ?? 443)", "path": path,
      ])
    )
    file.add(
      TerraformTemplate.healthCheckAlarm.render([
        "name": "service", "host": host, "topic": channel.name,
        "alarm": names.name("unreachable"),
        "provider": alias.map { "  provider = aws.\($0)\n" } ?? "",
      ])
    )
    // Both answers are needed: without an address to tell, nobody learns what the probe found.
    let waitsFor = alerts == nil ? RaiseAlarms.address.id : ProbeFromOutside.address.id
    return [
      FixChange(
        title: "Ask \(host)\(path) from outside, and tell a person when it does not answer",
        reason: "A service that is cut off reports nothing about itself.",
        applicability: .needsDecision(waitsFor),
        edits: edits + file.edits
      )
    ]
  }

  /// The one region that has the measurements of health checks.
  private static let metricsRegion = "us-east-1"
}
