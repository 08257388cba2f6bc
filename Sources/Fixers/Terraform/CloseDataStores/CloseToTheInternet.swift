package import ReadinessModel

/// Closes buckets, databases and ports for administration to the internet.
package enum CloseToTheInternet: Fixer {
  package static let title = "Close what the internet need not reach"
  package static let aliases = ["exposure", "perimeter", "infrastructure"]
  package static let controls: [ControlID] = ["SEC-1"]
  package static let checks: [CheckID] = [
    "data-stores-are-not-public", "administration-ports-are-closed-to-the-internet",
  ]
  package static let decisions = [publicStores, network]

  static let publicStores = FixDecision(
    id: "public-stores",
    question: "Some buckets or databases can be reached from the internet. Is that a mistake?",
    choices: [
      .init("close", "Nobody outside is meant to reach them: they are closed."),
      .init("keep", "They are meant to be public, and stay as they are."),
    ]
  )

  static let network = FixDecision(
    id: "administration-network",
    question: "From which network, as an address range such as 203.0.113.0/24, may ports for"
      + " administration and databases be reached?"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard decision == network.id else { return nil }
    let parts = answer.split(separator: "/", omittingEmptySubsequences: false)
    let bytes = parts.first?.split(separator: ".", omittingEmptySubsequences: false) ?? []
    let isRange =
      parts.count == 2 && bytes.count == 4 && bytes.allSatisfy { UInt8($0) != nil }
      && (Int(parts[1]).map { (8...32).contains($0) } ?? false)
    return isRange ? nil : "'\(answer)' is no address range of at most 16 million addresses"
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let terraform = TerraformProject.of(project) else {
      return .withoutTerraform("what the internet can reach")
    }
    var plan = ClosingPlan(
      terraform,
      closes: answers[publicStores] != "keep",
      network: answers[network]
    )
    plan.closeBuckets()
    plan.closeDatabases()
    plan.closePorts()
    return plan.proposal
  }
}
