package import ReadinessModel

/// Asks every pull request for what reviewers, and later auditors, need to know.
package enum AskWhatReviewersNeed: Fixer {
  package static let title = "Ask every pull request for reason, risk and tests"
  package static let aliases = ["pipeline", "pull-request-template"]
  package static let controls: [ControlID] = ["CHG-1"]
  package static let checks: [CheckID] = ["pull-requests-follow-a-template"]
  package static let decisions: [FixDecision] = []

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard PipelineHost.obstacle(in: project, "a template for pull requests") == nil,
      let delivery = project.facts.delivery.value,
      !delivery.templates.contains(where: { $0.kind == "pull-request" })
    else { return FixProposal() }
    return FixProposal(changes: [
      FixChange(
        title: "Add a template for pull requests",
        reason: "Why a change was made, and how it was tested, is known on the day it is made.",
        applicability: .safe,
        edits: [
          .create(
            path: ".github/pull_request_template.md",
            text: String(decoding: PackageResources.pipeline_pull_request_md, as: UTF8.self)
          )
        ]
      )
    ])
  }
}
