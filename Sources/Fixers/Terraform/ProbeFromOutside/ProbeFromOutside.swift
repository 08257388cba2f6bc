package import ReadinessModel

/// Asks the service from outside whether it is there, and tells a person when it is not.
package enum ProbeFromOutside: Fixer {
  package static let title = "Probe the service from outside"
  package static let aliases = ["monitoring", "probe", "infrastructure"]
  package static let controls: [ControlID] = ["AVL-1"]
  package static let checks: [CheckID] = ["availability-is-monitored"]
  package static let decisions = [address, RaiseAlarms.address]

  static let address = FixDecision(
    id: "probe-address",
    question: "At which address do customers reach the service, for example"
      + " https://api.example.com? The health route is added when no path is given."
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    if decision == RaiseAlarms.address.id {
      return RaiseAlarms.objection(to: answer, of: decision)
    }
    guard decision == address.id, ProbeAddress(answer) == nil else { return nil }
    return "'\(answer)' is not an https address of a host"
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let terraform = TerraformProject.of(project) else {
      return .withoutTerraform("a probe from outside")
    }
    let isProbed = terraform.facts.monitors.contains {
      $0.kind == "uptime-check" && $0.isEnabled.effective == true
    }
    let signals = project.facts.application.value?.telemetry ?? []
    guard !isProbed, !signals.contains(where: { $0.kind == .uptimeMonitor }) else {
      return FixProposal()
    }
    let endpoints = project.facts.application.value?.healthEndpoints ?? []
    let health = (endpoints.filter { !$0.testsDependencies.isEmpty } + endpoints).first?.path
    return ProbePlan(terraform, health: health).proposal(
      for: answers[address].flatMap(ProbeAddress.init),
      alerts: answers[RaiseAlarms.address]
    )
  }
}

/// An address that can be probed.
struct ProbeAddress {
  var host: String
  var port: Int
  /// The path, nil when none was given.
  var path: String?

  /// Reads an address; nil when it is not one of https.
  init?(_ text: String) {
    guard text.hasPrefix("https://") else { return nil }
    let rest = text.dropFirst(8)
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let authority = rest[..<slash].split(separator: ":", omittingEmptySubsequences: false)
    guard let first = authority.first, authority.count <= 2, first.contains("."),
      first.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") })
    else { return nil }
    host = String(first)
    port = 443
    if authority.count == 2 {
      guard let number = Int(authority[1]), (1...65_535).contains(number) else { return nil }
      port = number
    }
    let written = String(rest[slash...])
    guard written.allSatisfy({ $0.isASCII && !$0.isWhitespace && !"\"\\${}%".contains($0) })
    else { return nil }
    path = written.count > 1 ? written : nil
  }
}
