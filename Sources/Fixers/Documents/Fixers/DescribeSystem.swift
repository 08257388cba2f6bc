package import ReadinessModel

/// Writes what the system is, and whom to tell of a weakness in it.
package enum DescribeSystem: Fixer {
  package static let title = "Describe the system, and say how to report a weakness"
  package static let aliases = ["documents", "system-description"]
  package static let controls: [ControlID] = ["SEC-7"]
  package static let checks: [CheckID] = ["security-contact-is-published"]
  package static let decisions = DocumentDecisions.all
  package static let readsFindings = true

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    DocumentDecisions.objection(to: answer, of: decision)
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    DocumentLibrary(project, answers).proposal(DocumentText.system)
  }
}
