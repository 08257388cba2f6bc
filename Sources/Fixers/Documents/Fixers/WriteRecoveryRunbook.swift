package import ReadinessModel

/// Writes the way back from a lost database, with this repository's own stores and commands.
package enum WriteRecoveryRunbook: Fixer {
  package static let title = "Write the runbook for recovery from this system's own stores"
  package static let aliases = ["documents", "runbooks", "recovery-runbook"]
  package static let controls: [ControlID] = ["AVL-4"]
  package static let checks: [CheckID] = ["recovery-runbook-exists"]
  package static let decisions = DocumentDecisions.all
  package static let readsFindings = true

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    DocumentDecisions.objection(to: answer, of: decision)
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    DocumentLibrary(project, answers).proposal(DocumentText.recovery)
  }
}
