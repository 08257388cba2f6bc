import ReadinessModel

/// The records the application keeps, beside what is written and done about them.
struct DataTable: Codable, Hashable, Sendable {
  /// Every model.
  var models: [DataModel]
  /// The data inventory, nil when there is none.
  var inventory: DataInventory?
  /// The day of the assessment.
  var assessedOn: String
  /// Where a missing inventory belongs.
  var home: [SourceLocation]
  /// Names of the stores of the audit trail, in a form in which spellings meet.
  var auditStores: Set<String> = []

  /// Picks the records out of everything that was collected.
  static func observed(in facts: RepositoryFacts) -> Observation<DataTable> {
    facts.data.map { data in
      DataTable(
        models: data.models,
        inventory: facts.documents.dataInventory,
        assessedOn: facts.assessedOn,
        home: facts.rootManifest,
        auditStores: facts.application.value?.auditStores ?? []
      )
    }
  }

  /// Models with the fields of interest to a reader, models without any left out.
  func models(with isOfInterest: (DataField) -> Bool) -> [(model: DataModel, fields: [DataField])] {
    models.compactMap { model in
      let fields = model.fields.filter(isOfInterest)
      return fields.isEmpty ? nil : (model, fields)
    }
  }
}

extension DataInventory {
  /// Whether somebody stands for what it says: it names its owner and the day of a review.
  ///
  /// Until then its classes and periods are proposals.
  func isConfirmed(asOf today: String) -> Bool {
    guard owner != nil else { return false }
    switch Freshness(of: reviewedOn, asOf: today) {
    case .current, .stale: return true
    case .future, .undated: return false
    }
  }

  /// The class given to a field by itself, or to the model it is part of.
  func classification(of field: DataField, in model: DataModel) -> String? {
    let names = model.names
    let name = normalised(field.name)
    let byField = entries.first { entry in
      let parts = entry.subject.split(separator: ".", maxSplits: 1).map(String.init)
      return parts.count == 2 && entry.classification != nil
        && names.contains(normalisedSubject(parts[0])) && normalised(parts[1]) == name
    }
    let byModel = entries.first { entry in
      entry.classification != nil && names.contains(normalisedSubject(entry.subject))
    }
    return (byField ?? byModel)?.classification
  }
}

extension DataModel {
  /// Names a reader may use for the model, reduced to a form in which spellings meet.
  var names: [String] {
    Set([name, table ?? name].map(normalisedSubject)).sorted()
  }

  /// Whether one of its fields is the key of a tenant.
  var carriesTenantKey: Bool { fields.contains(where: \.isTenantKey) }
}

extension DataField {
  /// Whether personal or confidential data was recognised in it.
  var isRecognised: Bool { sensitivity != .noneRecognised }

  /// Whether it is personal data, of whatever harm.
  var isPersonal: Bool { sensitivity == .personal || sensitivity == .sensitive }

  /// Whether it is the key of a tenant.
  var isTenantKey: Bool {
    let owners = [
      "tenant", "organization", "organisation", "org", "workspace", "company", "account", "team",
      "customeraccount",
    ]
    let name = normalised(self.name)
    return owners.contains { name == "\($0)id" || name == "\($0)uuid" || name == "\($0)key" }
      || name == "tenant"
  }
}
