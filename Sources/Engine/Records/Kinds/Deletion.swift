extension RecordKind {
  /// What was kept of one person or customer was deleted.
  package static let deletion = RecordKind(
    name: "deletion",
    about: "What was kept of one person or customer was deleted, with what was done where.",
    control: "CNF-4",
    dateField: "executed-on",
    fields: [
      .required("subject", .text, "a digest of whom it was about; no name"),
      .required("request", .text, "the reference of the request, for example its ticket"),
      .optional("requested-on", .day(mayLieAhead: false), "the day it was asked for"),
      .optional("due-on", .day(mayLieAhead: true), "the day it had to be done by"),
      .required("executed-on", .day(mayLieAhead: false), "the day it was done"),
      .required("performed-by", .person, "who or what did it"),
      .required("systems", .texts, "where it was deleted"),
      .optional("run", .text, "the run in the deletion log"),
      .required("done", .texts, "tables with the number of rows, and what became of them"),
      .required(
        "result",
        .choice(["done", "dry-run"]),
        "done, or dry-run when nothing was deleted"
      ),
      .required("verifier", .person, "who looked whether it is gone; somebody else"),
    ],
    problems: { record in
      var problems: [RecordProblem] = []
      if record.person("verifier") == record.person("performed-by") {
        problems.append(.init("verifier", "Who deleted cannot verify it alone."))
      }
      if record.text("result") == "dry-run" {
        problems.append(
          .init("result", "A dry run deletes nothing, so that there is nothing to enter.")
        )
      }
      if let asked = record.day("requested-on"), let done = record.day("executed-on"), done < asked
      {
        problems.append(.init("executed-on", "It was done before it was asked for."))
      }
      return problems
    }
  )
}
