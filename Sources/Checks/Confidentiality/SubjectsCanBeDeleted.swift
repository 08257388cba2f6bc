import ReadinessModel

/// Personal data of one person or customer can be deleted.
///
/// ## Why it matters
/// Contracts and law ask for deletion on request, and by hand it is forgotten somewhere.
///
/// ## What is inspected
/// Code that deletes or anonymises records, for each model that holds personal data. A mark is no
/// deletion, and neither is one that leaves personal fields as they are; a model without code of its
/// own may go with another and is unconfirmed then. The store
/// of the audit trail is left out: its events go by age, and nobody deletes one.
///
/// ## What this cannot show
/// Copies in other systems, and whether requests are carried out in time.
enum SubjectsCanBeDeleted: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.routes]

  /// The records, and the code that deletes them.
  struct Subject: Codable, Hashable, Sendable {
    var table: DataTable
    var paths: [DeletionPath]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    switch facts.application {
    case .notObservable(let reason):
      .notObservable(reason: reason)
    case .observed(let application):
      DataTable.observed(in: facts).map { table in
        let stores = application.auditStores
        var table = table
        table.models.removeAll { !stores.isDisjoint(with: $0.names) }
        return Subject(table: table, paths: application.deletionPaths, home: facts.applicationHome)
      }
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.table.models.isEmpty else {
      return cannotSee("No model or table was found, so the data that is kept is unknown")
    }
    var seen: Set<[String]> = []
    let scored = subject.table.models { $0.isPersonal && $0.confidence != .low }
      .filter { seen.insert($0.model.names).inserted }
    guard !scored.isEmpty else {
      return [
        finding(
          .needsAttestation,
          "No personal data was recognised in \(counted(subject.table.models.count, "model"))",
          at: Array(subject.table.models.map(\.location).prefix(3)),
          next: "Confirm that none is kept."
        )
      ]
    }
    let index = NameIndex(subject.paths) { [$0.subject] }
    let paths = { (model: DataModel) in model.names.flatMap { index[$0] } }
    let anyHard = scored.contains { model, fields in
      paths(model).contains { empties($0, fields) }
    }
    let items = scored.compactMap { model, fields in
      item(model, fields, paths(model), anyHard, subject.home)
    }
    return eachItem(items) {
      holds(
        "Records of \(listed(scored.map(\.model.name))) can be deleted",
        at: subject.paths.filter { !$0.isSoft }.map(\.location)
      )
    }
  }

  /// Whether nothing personal is left after a deletion.
  private static func empties(_ path: DeletionPath, _ fields: [DataField]) -> Bool {
    guard !path.isSoft else { return false }
    let erased = Set(path.erases.map(normalised))
    return erased.isEmpty || fields.allSatisfy { erased.contains(normalised($0.name)) }
  }

  private static func item(
    _ model: DataModel,
    _ fields: [DataField],
    _ paths: [DeletionPath],
    _ anyHard: Bool,
    _ home: [SourceLocation]
  ) -> Finding? {
    if paths.contains(where: { empties($0, fields) }) { return nil }
    let name = quoted(model.name)
    let held = listed(fields.map(\.name), limit: 3)
    let about = Set(fields.map { normalised($0.name) })
    let paths = paths.filter { path in
      path.isSoft || path.erases.isEmpty || path.erases.contains { about.contains(normalised($0)) }
    }
    if let partial = paths.first(where: { !$0.isSoft }) {
      let left = fields.filter { field in
        !partial.erases.contains { normalised($0) == normalised(field.name) }
      }
      return finding(
        .doesNotHold,
        "Records of \(name) are anonymised, and keep \(listed(left.map(\.name), limit: 3))",
        at: [partial.location],
        resource: model.name,
        next: "Empty these fields too."
      )
    }
    guard paths.isEmpty else {
      return finding(
        .doesNotHold,
        "Records of \(name) are only marked as deleted, and keep \(held)",
        at: paths.map(\.location),
        resource: model.name,
        next: "Delete or anonymise the record some time after the mark."
      )
    }
    return finding(
      anyHard ? .unconfirmed : .doesNotHold,
      anyHard
        ? "No code deletes records of \(name) (\(held)); they may go with another record"
        : "No code deletes records of \(name), which hold \(held)",
      at: [model.location] + home,
      resource: model.name,
      lookedFor: "a route or function that deletes or anonymises the record",
      next: "Add a deletion of everything that belongs to one person or customer."
    )
  }
}
