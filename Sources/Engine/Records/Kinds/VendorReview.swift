import ReadinessModel

extension RecordKind {
  /// A vendor's security was looked at.
  package static let vendorReview = RecordKind(
    name: "vendor-review",
    about: "The security of a vendor was looked at, with what it rests on and what follows.",
    control: "SEC-8",
    dateField: "reviewed-on",
    fields: [
      .required("vendor", .text, "the vendor"),
      .required("service", .text, "what it does for you"),
      .required("tier", .choice(["critical", "high", "medium", "low"]), "how much hangs on it"),
      .required("data", .texts, "the data it can see; [] for none"),
      .required("reviewed-on", .day(mayLieAhead: false), "the day it was looked at"),
      .required("reviewer", .person, "who looked"),
      .required("owner", .person, "who answers for using it"),
      .required(
        "assurance",
        .group([
          .required(
            "type",
            .choice(["soc2-type-2", "soc2-type-1", "iso-27001", "questionnaire", "none"]),
            "what the vendor shows"
          ),
          .optional("from", .day(mayLieAhead: false), "first day it covers"),
          .optional("through", .day(mayLieAhead: true), "last day it covers"),
          .optional("auditor", .text, "who wrote it"),
          .optional("exceptions", .texts, "exceptions in it that matter to you"),
          .optional("customer-duties", .texts, "what it expects of its customers"),
        ]),
        "what the vendor shows of its security"
      ),
      .required(
        "conclusion",
        .choice(["accept", "accept-with-conditions", "replace"]),
        "the result"
      ),
      .optional("conditions", .texts, "what it depends on"),
      .required("next-review", .day(mayLieAhead: true), "when to look again"),
    ],
    problems: { record in
      var problems: [RecordProblem] = []
      if let next = record.day("next-review"), let last = record.day("reviewed-on") {
        if next <= last {
          problems.append(.init("next-review", "The next review comes before this one."))
        } else if next > last.adding(months: 12), record.text("tier") != "low" {
          problems.append(.init("next-review", "A vendor of this tier is looked at every year."))
        }
      }
      let assurance = record.group("assurance")
      if assurance?.text("type") == "none",
        ["critical", "high"].contains(record.text("tier") ?? ""),
        record.text("conclusion") == "accept"
      {
        problems.append(
          .init(
            "conclusion",
            "A vendor of this tier that shows nothing is accepted with conditions."
          )
        )
      }
      if record.text("conclusion") == "accept-with-conditions", record.texts("conditions").isEmpty {
        problems.append(.init("conditions", "The conditions are missing."))
      }
      return problems
    }
  )
}
