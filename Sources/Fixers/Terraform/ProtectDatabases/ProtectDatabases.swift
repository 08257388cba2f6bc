package import ReadinessModel

/// Keeps backups of databases, a standby in another zone, and their deletion behind a lock.
package enum ProtectDatabases: Fixer {
  package static let title = "Back databases up, and let them survive a zone and a mistake"
  package static let aliases = ["recovery", "backups", "infrastructure"]
  package static let controls: [ControlID] = ["AVL-3"]
  package static let checks: [CheckID] = [
    "databases-are-backed-up", "databases-survive-a-zone", "databases-resist-deletion",
  ]
  package static let decisions = [backupDays]

  static let backupDays = FixDecision(
    id: "backup-days",
    question: "For how many days are automatic backups of databases kept (1 to 35)?",
    standard: "14"
  )

  package static func objection(to answer: String, of decision: FixDecision.ID) -> String? {
    guard decision == backupDays.id else { return nil }
    guard let days = Int(answer), (1...35).contains(days) else {
      return "'\(answer)' is no number of days between 1 and 35"
    }
    return nil
  }

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let terraform = TerraformProject.of(project) else {
      return .withoutTerraform("backups of databases")
    }
    let databases = terraform.facts.dataStores.filter { store in
      [.relationalDatabase, .documentDatabase, .keyValueStore, .warehouse].contains(store.kind)
    }
    guard !databases.isEmpty else {
      return .refusing(
        "backups of databases",
        because: "no database is written in the Terraform of the repository",
        next: "Change it where it is set up; a module from elsewhere takes the settings as inputs."
      )
    }
    var plan = ProtectionPlan(terraform, days: answers[backupDays] ?? "14")
    var places: [SourceLocation: [DataStore]] = [:]
    for store in databases { places[store.location, default: []].append(store) }
    for (location, stores) in places.sorted(by: { $0.key < $1.key }) {
      guard let place = terraform.block(at: location) else { continue }
      plan.protect(place, stores)
    }
    return plan.proposal
  }
}
