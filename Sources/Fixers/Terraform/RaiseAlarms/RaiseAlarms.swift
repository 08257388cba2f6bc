package import ReadinessModel

/// Lets errors, failing instances, full databases and failed backups reach a person.
package enum RaiseAlarms: Fixer {
  package static let title = "Let errors and outages reach a person"
  package static let aliases = ["monitoring", "alarms", "alerting", "infrastructure"]
  package static let controls: [ControlID] = ["SEC-7", "AVL-3"]
  package static let checks: [CheckID] = [
    "alerts-reach-a-person", "capacity-alarms-exist", "backup-failures-raise-alarms",
  ]
  package static let decisions = [address, signInPattern]

  static let address = FixDecision(
    id: "alert-address",
    question: "Which e-mail address do alerts go to? Somebody must read it day and night."
  )

  static let signInPattern = FixDecision(
    id: "failed-sign-in-pattern",
    question:
      "Which pattern of CloudWatch Logs finds a failed sign-in in the application's log, for"
      + " example { $.event = \"sign-in\" && $.outcome = \"denied\" }?"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard decision == address.id else { return nil }
    let parts = answer.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
      !answer.contains(where: { $0.isWhitespace || $0 == "\"" || $0 == "$" || $0 == "\\" })
    else { return "'\(answer)' is not an e-mail address" }
    return nil
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let terraform = TerraformProject.of(project) else { return .withoutTerraform("alarms") }
    var proposal = FixProposal()
    for root in terraform.roots {
      var plan = AlarmPlan(
        terraform,
        root: root,
        address: answers[address],
        signInPattern: answers[signInPattern]
      )
      plan.watch()
      proposal.changes += plan.proposal.changes
      proposal.refusals += plan.proposal.refusals
      proposal.followUps += plan.proposal.followUps
    }
    return proposal
  }
}
