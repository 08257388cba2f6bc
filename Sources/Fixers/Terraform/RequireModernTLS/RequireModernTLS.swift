package import ReadinessModel

/// Lets listeners take TLS 1.2 or newer only, and redirects plain requests to them.
package enum RequireModernTLS: Fixer {
  package static let title = "Require TLS 1.2 or newer of every public listener"
  package static let aliases = ["tls", "encryption-in-transit", "infrastructure"]
  package static let controls: [ControlID] = ["SEC-5"]
  package static let checks: [CheckID] = ["listeners-require-modern-tls"]
  package static let decisions: [FixDecision] = []

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let terraform = TerraformProject.of(project) else {
      return .withoutTerraform("TLS of listeners")
    }
    var plan = TransportPlan(terraform)
    plan.closeListeners()
    plan.closeBuckets()
    return plan.proposal
  }
}
