package import ReadinessModel

/// Registers what can go wrong: what the scan found, and what the architecture brings.
package enum RegisterRisks: Fixer {
  package static let title = "Register the risks that the scan and the architecture show"
  package static let aliases = ["documents", "risks"]
  package static let controls: [ControlID] = []
  package static let checks: [CheckID] = []
  package static let decisions: [FixDecision] = []
  package static let readsFindings = true

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    DocumentLibrary.register("risks", for: project).proposal { _ in
      RiskRegisterText.lines(for: project)
    }
  }
}
