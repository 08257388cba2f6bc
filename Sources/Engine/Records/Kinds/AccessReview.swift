extension RecordKind {
  /// Somebody went through who may do what.
  package static let accessReview = RecordKind(
    name: "access-review",
    about: "Somebody went through the accounts of each system and decided on every one.",
    control: "SEC-2",
    dateField: "performed-on",
    fields: [
      .required("performed-on", .day(mayLieAhead: false), "the day it was done"),
      .required("reviewer", .person, "who went through the accounts"),
      .required("approver", .person, "who accepted the result; somebody else"),
      .required(
        "systems",
        .list([
          .required("name", .text, "the system"),
          .required("accounts", .number, "accounts in it, by its own count"),
          .optional("source", .text, "how the list was taken from it"),
        ]),
        "the systems, with the number of accounts in each"
      ),
      .required(
        "entries",
        .list([
          .required("system", .text, "the system, as listed above"),
          .required("account", .person, "the account"),
          .optional("role", .text, "what it may do"),
          .required("decision", .choice(["keep", "change", "revoke"]), "keep, change or revoke"),
          .optional("decided-by", .person, "who decided; the reviewer unless it says otherwise"),
          .optional("done-on", .day(mayLieAhead: false), "the day a change or removal was made"),
          .optional("note", .text, "why"),
        ]),
        "one entry for each account"
      ),
    ],
    problems: { record in
      var problems: [RecordProblem] = []
      if record.person("reviewer") == record.person("approver") {
        problems.append(.init("approver", "The reviewer cannot accept the review."))
      }
      let systems = record.list("systems")
      let entries = record.list("entries")
      for system in systems {
        let name = system.text("name") ?? ""
        let own = entries.filter { $0.text("system") == name }
        if own.count != system.number("accounts") {
          problems.append(
            .init(
              "systems",
              "\(name) has \(system.number("accounts") ?? 0) accounts and \(own.count) entries."
            )
          )
        }
        if Set(own.compactMap { $0.person("account") }).count != own.count {
          problems.append(.init("entries", "An account of \(name) is listed twice."))
        }
      }
      let names = Set(systems.compactMap { $0.text("name") })
      for entry in entries {
        let account = entry.text("account") ?? ""
        if let system = entry.text("system"), !names.contains(system) {
          problems.append(.init("entries", "\(account) is of \(system), which is not listed."))
        }
        if entry.person("decided-by") ?? record.person("reviewer") == entry.person("account") {
          problems.append(
            .init("entries", "\(account) decided on their own account; somebody else has to.")
          )
        }
        if entry.text("decision") != "keep", entry.text("done-on") == nil {
          problems.append(
            .init(
              "entries",
              "\(account) was to be changed or removed, and nothing says when it was."
            )
          )
        }
      }
      return problems
    }
  )
}
