import ReadinessModel

/// Every field that holds personal or confidential data has a class.
///
/// ## Why it matters
/// What is not classified is treated like everything else: logged, exported, kept for ever.
///
/// ## What is inspected
/// Fields of models and tables whose name and context mean personal or confidential data, with
/// classes declared beside them or in the data inventory. Guesses of low confidence are unconfirmed,
/// and so are the classes of an inventory without owner and day of review.
///
/// ## What this cannot show
/// Data in free text, files and other systems, and whether a class is right.
enum PersonalDataIsClassified: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.data]

  static func subject(in facts: RepositoryFacts) -> Observation<DataTable> {
    DataTable.observed(in: facts)
  }

  static func evaluate(_ table: DataTable) -> [Finding] {
    guard !table.models.isEmpty else {
      return cannotSee("No model or table was found, so the fields that are kept are unknown")
    }
    let classes = Set(
      table.inventory?.entries.filter { $0.classification != nil }.map { key($0.subject) } ?? []
    )
    let recognised = table.models(with: \.isRecognised)
    let open = recognised.map { model, fields in
      (model: model, fields: fields.filter { !isClassified($0, of: model, in: classes) })
    }.filter { !$0.fields.isEmpty }
    let total = recognised.map(\.fields.count).reduce(0, +)
    let missing = open.map(\.fields.count).reduce(0, +)
    let items = open.map { model, fields in
      let certain = fields.filter { $0.confidence != .low }
      return finding(
        certain.isEmpty ? .unconfirmed : .doesNotHold,
        "\(counted(fields.count, "field")) of \(quoted(model.name))"
          + " \(verb(fields.count, "has", "have")) no class (\(listed(fields.map(\.name))));"
          + " \(missing) of \(total) that hold personal or confidential data"
          + " \(verb(missing, "has", "have")) none",
        at: fields.map(\.location),
        confidence: certain.isEmpty ? .low : .medium,
        resource: model.name,
        lookedFor: "a class beside the field, or an entry of the data inventory",
        next: "Give each field a class in the data inventory."
      )
    }
    return eachItem(items) {
      // What the audit trail holds says nothing of what the product keeps.
      guard recognised.contains(where: { table.auditStores.isDisjoint(with: $0.model.names) })
      else { return nothingRecognised(table) }
      if let inventory = table.inventory, !inventory.isConfirmed(asOf: table.assessedOn),
        recognised.contains(where: { $0.fields.contains { $0.declaredClass == nil } })
      {
        return [
          finding(
            .unconfirmed,
            "\(all(total, "field")) \(verb(total, "has", "have")) a class, which nobody stands for:"
              + " the data inventory names \(inventory.owner == nil ? "no owner" : "no day of review")",
            at: [inventory.location],
            lookedFor: "the owner of the data inventory, and the day they reviewed it",
            next: "Have its owner go through the classes, and write name and day."
          )
        ]
      }
      return holds(
        "\(all(total, "field")) that \(verb(total, "holds", "hold")) personal or confidential data"
          + " \(verb(total, "has", "have")) a class",
        at: table.inventory.map { [$0.location] }
          ?? recognised.flatMap { $0.fields.map(\.location) },
        confidence: .medium
      )
    }
  }

  private static func nothingRecognised(_ table: DataTable) -> [Finding] {
    let models = table.models.filter { table.auditStores.isDisjoint(with: $0.names) }
    return [
      finding(
        .needsAttestation,
        "No personal or confidential field was recognised in"
          + " \(counted(models.count, "model"))",
        at: Array(models.map(\.location).prefix(3)),
        next: "Confirm that none is kept, or name the fields in the data inventory."
      )
    ]
  }

  private static func isClassified(
    _ field: DataField,
    of model: DataModel,
    in classes: Set<String>
  ) -> Bool {
    field.declaredClass != nil
      || model.names.contains { name in
        classes.contains(name) || classes.contains("\(name).\(normalised(field.name))")
      }
  }

  /// A subject of the inventory, `model` or `model.field`, in a form in which spellings meet.
  private static func key(_ subject: String) -> String {
    let parts = subject.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return normalisedSubject(subject) }
    return parts[1] == "*"
      ? normalisedSubject(parts[0]) : "\(normalisedSubject(parts[0])).\(normalised(parts[1]))"
  }
}
