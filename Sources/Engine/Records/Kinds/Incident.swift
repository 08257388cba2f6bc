extension RecordKind {
  /// Something went wrong, and was dealt with.
  package static let incident = RecordKind(
    name: "incident",
    about: "Something went wrong: when it was seen, contained and over, why, and what follows.",
    control: "SEC-7",
    dateField: "detected-at",
    fields: [
      .required("title", .text, "what happened, in a few words"),
      .required("severity", .choice(["critical", "high", "medium", "low"]), "how bad it was"),
      .required("detected-at", .moment, "when it was seen"),
      .optional("contained-at", .moment, "when it could spread no further"),
      .required("resolved-at", .moment, "when it was over"),
      .required("lead", .person, "who led the response"),
      .required("impact", .text, "who and what was affected"),
      .required("cause", .text, "why it could happen"),
      .optional("told", .texts, "who was told, and when"),
      .required("reviewed-by", .person, "who went through it afterwards; not the lead"),
      .required("reviewed-on", .day(mayLieAhead: false), "when"),
      .required(
        "actions",
        .list([
          .required("what", .text, "what is done so that it does not happen again"),
          .required("owner", .person, "by whom"),
          .required("due", .day(mayLieAhead: true), "until when"),
          .optional("done-on", .day(mayLieAhead: false), "when it was done"),
        ]),
        "what follows from it"
      ),
    ],
    problems: { record in
      var problems: [RecordProblem] = []
      let moments = ["detected-at", "contained-at", "resolved-at"]
        .compactMap { name in record.moment(name).map { (name, $0) } }
      for (earlier, later) in zip(moments, moments.dropFirst()) where later.1 < earlier.1 {
        problems.append(.init(later.0, "\(later.0) comes before \(earlier.0)."))
      }
      if record.person("reviewed-by") == record.person("lead") {
        problems.append(
          .init("reviewed-by", "Who led the response cannot be the one to review it.")
        )
      }
      if let over = record.day("resolved-at"), let review = record.day("reviewed-on"), review < over
      {
        problems.append(.init("reviewed-on", "It was reviewed before it was over."))
      }
      return problems
    }
  )
}
