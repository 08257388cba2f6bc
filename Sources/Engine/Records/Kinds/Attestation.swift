extension RecordKind {
  /// A person states that a control worked.
  package static let attestation = RecordKind(
    name: "attestation",
    about: "A person states that a control that no machine can see did its work.",
    control: nil,
    dateField: "through",
    fields: [
      .required("controls", .texts, "the controls, for example [SEC-7]"),
      .required("statement", .text, "what is stated, in a sentence that is true or false"),
      .required("person", .person, "who states it"),
      .required("role", .text, "in which role"),
      .required("from", .day(mayLieAhead: false), "the first day it speaks of"),
      .required("through", .day(mayLieAhead: false), "the last day it speaks of"),
      .optional("basis", .texts, "what it rests on"),
    ],
    problems: { record in
      guard let from = record.day("from"), let through = record.day("through"), through < from
      else { return [] }
      return [.init("through", "The last day comes before the first.")]
    }
  )
}
