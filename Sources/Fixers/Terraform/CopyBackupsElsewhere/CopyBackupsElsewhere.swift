package import ReadinessModel

/// Keeps a copy of every database's backups in another region, encrypted with a key of its own there.
package enum CopyBackupsElsewhere: Fixer {
  package static let title = "Keep a copy of every backup in another region"
  package static let aliases = ["recovery", "backup-copies", "infrastructure"]
  package static let controls: [ControlID] = ["AVL-3"]
  package static let checks: [CheckID] = ["backups-leave-the-region"]
  package static let decisions = [region, copyDays]

  static let region = FixDecision(
    id: "backup-region",
    question:
      "Which region of AWS keeps the copies of backups? It must be one in which the data may"
      + " be kept, for example by contracts with customers."
  )

  static let copyDays = FixDecision(
    id: "backup-copy-days",
    question: "For how many days are the daily copies of backups kept?",
    standard: "35"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    if decision == copyDays.id {
      guard let days = Int(answer), (1...3_650).contains(days) else {
        return "'\(answer)' is no number of days between 1 and 3650"
      }
      return nil
    }
    guard decision == region.id else { return nil }
    let parts = answer.split(separator: "-", omittingEmptySubsequences: false)
    let isRegion =
      parts.count >= 3 && parts[0].count == 2 && Int(parts[parts.count - 1]) != nil
      && answer.allSatisfy { ($0.isASCII && $0.isLowercase) || $0.isNumber || $0 == "-" }
    return isRegion ? nil : "'\(answer)' is not the name of a region, such as eu-west-1"
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let terraform = TerraformProject.of(project) else {
      return .withoutTerraform("copies of backups")
    }
    var plan = CopyPlan(
      terraform,
      region: answers[region],
      days: answers[copyDays] ?? "35"
    )
    plan.copyEverything()
    return plan.proposal
  }
}
