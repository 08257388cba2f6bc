extension RecordKind {
  /// People completed a training.
  package static let training = RecordKind(
    name: "training",
    about: "People completed a training, each with a day.",
    control: nil,
    dateField: "held-on",
    fields: [
      .required("course", .text, "what was taught"),
      .required("version", .text, "at which version"),
      .required("held-on", .day(mayLieAhead: false), "the day it ended"),
      .required("controls", .texts, "the controls it serves, for example [SEC-7]"),
      .required("staff", .number, "people who should have taken it"),
      .required(
        "completed",
        .list([
          .required("person", .person, "who"),
          .required("on", .day(mayLieAhead: false), "when"),
        ]),
        "who completed it"
      ),
      .required("recorded-by", .person, "who kept the list"),
    ],
    problems: { record in
      let people = record.list("completed").compactMap { $0.person("person") }
      var problems: [RecordProblem] = []
      if Set(people).count != people.count {
        problems.append(.init("completed", "Somebody is listed twice."))
      }
      if let staff = record.number("staff"), people.count > staff {
        problems.append(.init("staff", "\(people.count) completed it, and \(staff) should have."))
      }
      return problems
    }
  )
}
