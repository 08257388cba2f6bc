import ReadinessModel

/// The text of a data inventory.
enum InventoryText {
  /// What stands where a person has to write.
  enum Mark {
    static let owner = "<name of who answers for this inventory>"
    static let review = "<date of the last review>"
    static let confirmation = "<name of who confirmed this>"
    static let period = "<number of days to decide>"
  }

  /// A whole file.
  static func file(_ subjects: [InventorySubject], _ answers: FixAnswers) -> String {
    let groups = RetentionGroup.allCases.filter { group in subjects.contains { $0.group == group } }
    var lines = [
      "# What is kept, its class, who answers for it, and for how long.",
      "#",
      "# Classes and reasons are read from the code, and are proposals: whoever owns the data corrects",
      "# them, and writes their name and the day of the review. What stands in <…> is for a person.",
      "#",
      "# public        may be known by anybody",
      "# internal      for everybody who works here",
      "# confidential  for those who need it for their work: people, customers, money",
      "# restricted    harms somebody when it leaks: encrypted, hashed or masked field by field",
      "#",
      "# What to think of before writing a period:",
    ]
    lines += groups.map { "#   \($0.rawValue): \($0.reason)" }
    lines += [
      "",
      "owner: \(answers[ClassifyData.owner].map(scalar) ?? Mark.owner)",
      "reviewedOn: \(Mark.review)",
      "",
      "data:",
    ]
    for subject in subjects { lines += entry(subject, answers) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Words that an inventory uses for its columns.
  struct Keys {
    var subject = "subject"
    var dataClass = "class"
    var retention = "retention"
  }

  /// One element of the list.
  static func entry(
    _ subject: InventorySubject,
    _ answers: FixAnswers,
    _ keys: Keys = Keys(),
    indent: String = "  ",
    needsConfirmation: Bool = false
  ) -> [String] {
    let inner = indent + "  "
    var lines = [
      "\(indent)# \(subject.group.rawValue); \(place(subject.location))",
      "\(indent)- \(keys.subject): \(scalar(subject.name))",
      "\(inner)\(keys.dataClass): \(subject.dataClass.rawValue)",
      "\(inner)\(keys.retention): \(period(subject, answers))",
      "\(inner)disposal: delete",
    ]
    if needsConfirmation { lines.append("\(inner)confirmedBy: \(Mark.confirmation)") }
    if !subject.fields.isEmpty {
      lines.append("\(inner)fields:")
      lines += subject.fields.map { field(of: $0, indent: inner + "  ") }
    }
    return lines
  }

  /// One field with its class and the reason.
  static func field(of field: InventorySubject.Field, indent: String) -> String {
    "\(indent)\(scalar(field.name)): \(field.dataClass.rawValue)"
      + "  # \(field.kind), \(place(field.location))"
  }

  /// How long something is kept: as decided, as the infrastructure's code says, or a mark.
  static func period(_ subject: InventorySubject, _ answers: FixAnswers) -> String {
    if let kept = subject.keptDays { return "\(kept.days) days  # as \(place(kept.place)) sets it" }
    if let days = answers[subject.group.decision].flatMap(RetentionGroup.days) {
      return "\(days) days"
    }
    return Mark.period
  }

  /// A place without what YAML could take for something else.
  private static func place(_ location: SourceLocation) -> String {
    "\(location.file):\(location.line)".filter { !$0.isNewline }
  }

  /// A text as YAML takes it for a text.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || " _-.@+()".unicodeScalars.contains(scalar)
      } && text.first?.isLetter == true && text.last != " "
      && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    if isPlain { return text }
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n", "\r", "\t": " "
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
