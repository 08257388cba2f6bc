package import ReadinessModel

/// Lets buckets and groups of logs let go of what is past its time.
///
/// Periods are those of the data inventory, for entries that name a resource of Terraform. What has a
/// period of its own already, whatever it is, is left to people.
package enum ExpireStoredObjects: Fixer {
  package static let title = "Let stores and logs expire what is past its time"
  package static let aliases = ["retention", "infrastructure"]
  package static let controls: [ControlID] = ["CNF-3"]
  package static let checks: [CheckID] = ["retention-is-enforced"]
  package static let decisions: [FixDecision] = []

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    var periods: [String: DataInventoryEntry] = [:]
    for entry in project.facts.documents.dataInventory?.entries ?? [] {
      guard let days = entry.retentionDays, days > 0, entry.subject.contains("aws_") else {
        continue
      }
      // Of several periods the shortest holds.
      if let known = periods[entry.subject]?.retentionDays, known <= days { continue }
      periods[entry.subject] = entry
    }
    guard !periods.isEmpty, let terraform = TerraformProject.of(project) else {
      return FixProposal()
    }
    var plan = ExpiryPlan(terraform)
    for (address, entry) in periods.sorted(by: { $0.key < $1.key }) {
      plan.expire(address, after: entry.retentionDays ?? 0)
    }
    return plan.proposal
  }
}
