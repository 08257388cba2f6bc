extension RecordKind {
  /// Recovery was tried out.
  package static let recoveryDrill = RecordKind(
    name: "recovery-drill",
    about: "Recovery was tried out, with the time it took and the data that was lost.",
    control: "AVL-4",
    dateField: "performed-on",
    fields: [
      .required(
        "type",
        .choice(["tabletop", "restore", "failover", "full"]),
        "tabletop, restore, failover or full"
      ),
      .required("performed-on", .day(mayLieAhead: false), "the day it was done"),
      .required("scenario", .text, "what was taken to have happened"),
      .required("systems", .texts, "what was brought back"),
      .required("performed-by", .person, "who did it"),
      .optional("participants", .texts, "who else took part"),
      .optional("backup", .text, "the backup it started from, and its age"),
      .optional("recovery-time-target-minutes", .number, "minutes it may take"),
      .optional("recovery-time-minutes", .number, "minutes it took"),
      .optional("recovery-point-target-minutes", .number, "minutes of data that may be lost"),
      .optional("recovery-point-minutes", .number, "minutes of data that were lost"),
      .optional("checked", .text, "how it was seen that the data is right"),
      .optional("tables", .texts, "tables with the rows expected and found"),
      .required("result", .choice(["passed", "failed"]), "passed or failed"),
      .optional("deviations", .texts, "what was not as it should be"),
      .optional("lessons", .texts, "what was learned"),
      .required("approver", .person, "who accepted the result; somebody else"),
    ],
    problems: { record in
      var problems: [RecordProblem] = []
      if record.person("approver") == record.person("performed-by") {
        problems.append(.init("approver", "Who did the drill cannot accept its result."))
      }
      for name in ["recovery-time", "recovery-point"] {
        let target = record.number("\(name)-target-minutes")
        let actual = record.number("\(name)-minutes")
        if let target, let actual, actual > target, record.text("result") == "passed" {
          problems.append(
            .init("result", "\(name) was \(actual) minutes and may be \(target): that is no pass.")
          )
        }
        if record.text("type") != "tabletop", record.text("result") == "passed", actual == nil {
          problems.append(.init("\(name)-minutes", "A drill that restores something measures it."))
        }
      }
      if record.text("result") == "passed", !record.texts("deviations").isEmpty {
        problems.append(.init("result", "A drill with deviations did not pass."))
      }
      return problems
    }
  )
}
