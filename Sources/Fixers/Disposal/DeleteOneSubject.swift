package import ReadinessModel

/// Deletes or anonymises everything that is kept of one person or customer, and certifies it.
///
/// A command of the project: it follows foreign keys, refuses under legal hold, and records what it
/// did in the deletion log. For PostgreSQL through `pg`, Prisma, TypeORM and Knex.
package enum DeleteOneSubject: Fixer {
  package static let title = "Delete what is kept of one person or customer, and certify it"
  package static let aliases = ["deletion", "erasure"]
  package static let controls: [ControlID] = ["CNF-4"]
  package static let checks: [CheckID] = ["subjects-can-be-deleted"]
  package static let decisions = [accounting, LogDataAccess.appRole]

  static let accounting = FixDecision(
    id: "accounting-records",
    question:
      "Which tables hold records that the law makes you keep, so that a deletion only takes the"
      + " names out of them (table, table; or none)?"
  )

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    let personal = PersonalTables(project)
    guard !personal.fields.isEmpty else {
      return .refusing(
        "the deletion of a subject",
        because: "no stored personal data was recognised",
        next: "See what auditwright facts lists under data."
      )
    }
    do throws(FixObstacle) {
      return try ErasureProposal(project, personal, answers).proposal()
    } catch {
      return FixProposal(refusals: [error.refusal])
    }
  }
}

/// Models that hold personal data, by the plain names of their tables.
struct PersonalTables {
  /// Names of fields with personal data or secrets, in lower case without marks.
  private(set) var fields: [String: Set<String>] = [:]
  /// Tables with personal data that was recognised with some certainty.
  private(set) var tables: Set<String> = []

  init(_ project: FixProject) {
    for model in project.facts.data.value?.models ?? [] {
      let names = Set([model.name, model.table ?? model.name].map(StoredSchema.plain))
      let found = model.fields.filter {
        [.personal, .sensitive, .credential].contains($0.sensitivity)
      }
      guard !found.isEmpty else { continue }
      let plain = Set(found.map { $0.name.lowercased().filter { $0.isLetter || $0.isNumber } })
      for name in names { fields[name, default: []].formUnion(plain) }
      let isPersonal = found.contains { field in
        [.personal, .sensitive].contains(field.sensitivity) && field.confidence != .low
      }
      if isPersonal { tables.formUnion(names) }
    }
  }
}
