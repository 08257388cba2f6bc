package import ReadinessModel

/// Writes the plan for incidents: who decides, what to look at, how to stop it, whom to tell.
package enum WriteIncidentPlan: Fixer {
  package static let title = "Write the incident plan from this system's own parts"
  package static let aliases = ["documents", "incident-plan"]
  package static let controls: [ControlID] = ["SEC-7"]
  package static let checks: [CheckID] = ["incident-plan-is-current", "incidents-have-a-template"]
  package static let decisions = DocumentDecisions.all
  package static let readsFindings = true

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    DocumentDecisions.objection(to: answer, of: decision)
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    DocumentLibrary(project, answers).proposal(DocumentText.incidents)
  }
}
