package import ReadinessModel

/// Writes the steps of what is done rarely and must then be right: rolling back, changing keys,
/// letting people go, and going through who has access.
package enum WriteRunbooks: Fixer {
  package static let title = "Write the runbooks for rollback, keys, leavers and access reviews"
  package static let aliases = ["documents", "runbooks"]
  package static let controls: [ControlID] = []
  package static let checks: [CheckID] = []
  package static let decisions = DocumentDecisions.all
  package static let readsFindings = true

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    DocumentDecisions.objection(to: answer, of: decision)
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    DocumentLibrary(project, answers).proposal(DocumentText.runbooks)
  }
}
