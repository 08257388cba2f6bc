import ReadinessModel

/// Fields with personal data, secrets or confidential data that are new or lost their protection.
struct FieldDrift {
  private struct Entry {
    var model: DataModel
    var field: DataField

    var name: String { "\(quoted(model.name)).\(quoted(field.name))" }
    var identity: String {
      "\(model.mapper)\u{1F}\(normalisedSubject(model.table ?? model.name))"
        + "\u{1F}\(normalised(field.name))"
    }
    /// What a field keeps when its model is called otherwise.
    var content: String { "\(normalised(field.name))\u{1F}\(field.category ?? "")" }
    var matters: Bool { field.sensitivity != .noneRecognised && field.confidence != .low }
  }

  private let pair: FactPair

  init(_ pair: FactPair) { self.pair = pair }

  func drifts() -> [Drift] {
    let old = entries(pair.before)
    let new = entries(pair.after)
    let known = Dictionary(old.map { ($0.identity, $0) }, uniquingKeysWith: { a, _ in a })
    let present = Set(new.map(\.identity))
    // A field that moved to another model is no new kind of data.
    var moved: [String: Int] = [:]
    for entry in old where entry.matters && !present.contains(entry.identity) {
      moved[entry.content, default: 0] += 1
    }
    var result: [Drift] = []
    for entry in new where entry.matters {
      if let was = known[entry.identity] {
        result += changed(was, entry)
      } else if let left = moved[entry.content], left > 0 {
        moved[entry.content] = left - 1
      } else {
        result += added(entry)
      }
    }
    return result
  }

  private func entries(_ facts: RepositoryFacts) -> [Entry] {
    (facts.data.value?.models ?? []).flatMap { model in
      model.fields.map { Entry(model: model, field: $0) }
    }
  }

  private func added(_ entry: Entry) -> [Drift] {
    var drift = blank(entry)
    drift.brought = [entry.field.location]
    if let severity = unprotected(entry) {
      drift.severity = severity
      drift.title = "Adds {} with \(kind(entry.field)) and no protection"
      return [drift]
    }
    guard entry.field.protection == nil || entry.field.declaredClass == nil,
      !isClassified(entry), entry.field.sensitivity != .credential
    else { return [] }
    drift.check = PersonalDataIsClassified.id
    drift.severity = .medium
    drift.title =
      entry.field.protection == nil
      ? "Adds {} with \(kind(entry.field)), neither classified nor protected"
      : "Adds {} with \(kind(entry.field)), not classified"
    drift.suggestion = "Give the field a class in the data inventory, and say how long it is kept."
    return [drift]
  }

  private func changed(_ was: Entry, _ now: Entry) -> [Drift] {
    var drift = blank(now)
    drift.lost = [was.field.location]
    if let protection = was.field.protection, now.field.protection == nil {
      drift.severity = unprotected(now) ?? .medium
      drift.title = "Keeps {} as it is, which was \(quoted(protection))"
      return [drift]
    }
    if let given = was.field.declaredClass, now.field.declaredClass == nil {
      drift.check = PersonalDataIsClassified.id
      drift.severity = .medium
      drift.title = "Takes the class \(quoted(given)) from {}"
      drift.suggestion = "Give the field its class again."
      return [drift]
    }
    if !was.matters, !isClassified(now) {
      drift.brought = [now.field.location]
      drift.severity = unprotected(now) ?? .medium
      drift.title = "Makes {} hold \(kind(now.field)), neither classified nor protected"
      return now.field.protection == nil ? [drift] : []
    }
    return []
  }

  /// How much it matters that the field is kept as it is; nil when that is settled.
  private func unprotected(_ entry: Entry) -> Severity? {
    pair.severity(
      SensitiveFieldsAreProtected.id,
      of: "\(entry.model.name).\(entry.field.name)"
    )
  }

  /// Whether a class is known, by the model or by an inventory.
  private func isClassified(_ entry: Entry) -> Bool {
    if entry.field.declaredClass != nil { return true }
    return !pair.findingsAfter.contains { finding in
      finding.check == PersonalDataIsClassified.id && finding.outcome.isShort
        && (finding.locations.contains(entry.field.location)
          || finding.resource == entry.model.name)
    }
  }

  private func kind(_ field: DataField) -> String {
    switch field.sensitivity {
    case .credential: "a credential"
    case .sensitive: "personal data of a special kind"
    case .confidential: "confidential data"
    case .personal, .noneRecognised: "personal data"
    }
  }

  private func blank(_ entry: Entry) -> Drift {
    Drift(
      kind: .dataExposed,
      severity: .medium,
      confidence: entry.field.confidence,
      check: SensitiveFieldsAreProtected.id,
      subject: entry.identity,
      name: entry.name,
      title: "",
      plural: "fields",
      location: entry.field.location,
      names: [entry.field.name],
      suggestion: "Encrypt, hash, tokenise or mask the field."
    )
  }
}
