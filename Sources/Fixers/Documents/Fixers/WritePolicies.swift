package import ReadinessModel

/// Writes the company's policies from what the repository shows.
///
/// One short policy to a subject, with the numbers the configuration really has, where practice
/// falls short, and a mark wherever a person has to write, decide or approve.
package enum WritePolicies: Fixer {
  package static let title = "Write the policies from what the repository shows"
  package static let aliases = ["documents", "policies"]
  package static let controls: [ControlID] = []
  package static let checks: [CheckID] = []
  package static let decisions = DocumentDecisions.all
  package static let readsFindings = true

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    DocumentDecisions.objection(to: answer, of: decision)
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    DocumentLibrary(project, answers).proposal(DocumentText.policies)
  }
}
