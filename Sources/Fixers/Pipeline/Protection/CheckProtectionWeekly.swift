package import ReadinessModel

/// Looks every week whether the controls still stand, and fails loudly when one does not.
///
/// The part that reads the repository needs no token but the run's own. The part that reads rulesets,
/// classic protection and bypasses needs one that may read the repository's administration, which the
/// token of a workflow never may: it is written only once somebody says that the secret is kept, and
/// then a missing secret is a failure, never a silent success.
package enum CheckProtectionWeekly: Fixer {
  package static let title = "Look every week whether protection still stands"
  package static let aliases = ["pipeline", "weekly-check"]
  package static let controls: [ControlID] = ["CHG-2"]
  package static let checks: [CheckID] = ["protection-is-checked-on-schedule"]
  package static let decisions = [
    AuditwrightSource.decision, AuditwrightSource.branch, token,
  ]

  static let token = FixDecision(
    id: "protection-token",
    question: "Is a token that may read the repository's administration kept as the secret"
      + " AUDITWRIGHT_GITHUB_TOKEN of the environment compliance?",
    choices: [
      .init("kept", "It is: rules, bypasses and access are compared, and a missing secret fails."),
      .init("none", "There is none: only the repository is compared, and protection is not."),
    ],
    standard: "none"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    AuditwrightSource.objection(to: answer, of: decision)
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard PipelineHost.obstacle(in: project, "the weekly check") == nil else {
      return FixProposal()
    }
    let isKept = answers[token] == "kept"
    var proposal = FixProposal()
    if !isKept {
      proposal.followUps.append(
        "Nobody looks at the rules of the git host every week yet: create a token with Administration:"
          + " read, keep it as the secret AUDITWRIGHT_GITHUB_TOKEN of an environment compliance, and"
          + " run this again with --decide protection-token=kept."
      )
    }
    if let path = present(project) {
      guard isKept, !ScanCoverage(project.facts).runsOnSchedule([.protectionCheck]),
        let text = WorkflowText(path, in: project.files), let last = text.jobs.last,
        text.root["jobs"]?["protection"] == nil
      else { return proposal }
      let lines = protection.generatedLines.map {
        $0.hasPrefix("  ") ? String($0.dropFirst(2)) : $0
      }
      proposal.changes.append(
        FixChange(
          title: "Compare the protection in \(path) as well",
          reason: "Protection that somebody lifts for a quick fix is seldom put back.",
          applicability: .needsDecision(AuditwrightSource.decision.id),
          edits: [
            text.insert(text.indented(lines, at: last.column), before: last.lines.upperBound)
          ]
        )
      )
      return proposal
    }
    if isKept, ScanCoverage(project.facts).runsOnSchedule([.protectionCheck]) { return proposal }
    let source = answers[AuditwrightSource.decision].flatMap { AuditwrightSource($0) }
    let path = PipelineHost.freePath(["compliance", "weekly-compliance"], in: project)
    let about =
      isKept
      ? "\n# The second one compares the rules of the git host, who went around them, and who may"
        + " change them.\n# It needs the secret AUDITWRIGHT_GITHUB_TOKEN of the environment"
        + " compliance: a token that may\n# read the repository's administration, as the token of a"
        + " run never may. Without it, it fails."
      : "\n# Nobody compares the rules of the git host: that takes a token that may read the"
        + " repository's\n# administration."
    let text =
      PipelineTemplate.render(
        PackageResources.pipeline_weekly_yml,
        ["title": "Weekly compliance check", "about-protection": about]
      ) + (isKept ? protection : "")
    proposal.changes.append(
      FixChange(
        title: "Look every week whether the controls still stand",
        reason: "Protection that somebody lifts for a quick fix is seldom put back.",
        applicability: .needsDecision(AuditwrightSource.decision.id),
        edits: (source?.files(in: project, branch: answers[AuditwrightSource.branch] ?? "") ?? [])
          + [.create(path: path, text: text)]
      )
    )
    return proposal
  }

  private static var protection: String {
    PipelineTemplate.render(PackageResources.pipeline_weekly_protection_yml)
  }

  /// The workflow that runs the weekly check already.
  private static func present(_ project: FixProject) -> String? {
    project.files.paths.filter(WorkflowText.isWorkflow).first { path in
      let text = project.files.text(of: path) ?? ""
      return text.contains("auditwright watch") && text.contains("schedule:")
    }
  }
}
