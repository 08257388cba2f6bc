import ReadinessModel

/// A written schedule says how long each kind of data is kept.
///
/// ## Why it matters
/// Without a period nothing can be deleted on time, and an auditor tests you against your own words.
///
/// ## What is inspected
/// Periods in the data inventory, whether it lists each model in which personal or confidential data
/// was recognised, and a policy on retention with owner and day of review.
///
/// ## What this cannot show
/// Whether the periods are what law and contracts ask for.
enum RetentionIsScheduled: Check {
  static let severity = Severity.medium

  /// The inventory, the policies, and the day they are judged on.
  struct Subject: Codable, Hashable, Sendable {
    var inventory: DataInventory?
    var policies: DocumentTable
    /// Models in which personal or confidential data was recognised.
    var models: [DataModel]
    /// Names of the stores of the audit trail, whose own period is no schedule for the rest.
    var auditStores: Set<String>
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    DocumentTable.observed([.dataRetention], in: facts).map { policies in
      Subject(
        inventory: facts.documents.dataInventory,
        policies: policies,
        models: (facts.data.value?.models ?? []).filter {
          $0.fields.contains(where: \.isRecognised)
        },
        auditStores: facts.application.value?.auditStores ?? []
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard let inventory = subject.inventory,
      !inventory.entries.allSatisfy({ subject.auditStores.contains(model(of: $0)) })
    else {
      let policy = currentDocument(
        subject.policies,
        what: "schedule of how long data is kept",
        lookedFor: "periods in a data inventory, or a policy on retention",
        next: "Write the period for each kind of data in the data inventory."
      )
      return policy.map { finding in
        guard finding.outcome == .holds else { return finding }
        return self.finding(
          .unconfirmed,
          "A policy on retention is in date, but no inventory gives the period of each kind of data",
          at: finding.locations,
          lookedFor: "periods in a data inventory",
          next: "Write the period for each kind of data in the data inventory."
        )
      }
    }
    // A field is kept as long as the record it is part of.
    let records = Set(
      inventory.entries.filter { !$0.subject.contains(".") }.map(model(of:))
    )
    let missing = inventory.entries.filter { entry in
      entry.retentionDays == nil
        && !(entry.subject.contains(".") && records.contains(model(of: entry)))
    }
    let items = missing.map { entry in
      finding(
        .doesNotHold,
        "The data inventory gives no period for \(quoted(entry.subject)); \(missing.count) of"
          + " \(counted(inventory.entries.count, "entry", plural: "entries"))"
          + " \(verb(missing.count, "has", "have")) none",
        at: [entry.location],
        resource: entry.subject,
        next: "Write the number of days it is kept."
      )
    }
    return eachItem(items + unlisted(subject.models, in: inventory)) {
      let number = inventory.entries.count
      return holds(
        "\(all(number, "entry", plural: "entries")) of the data inventory"
          + " \(verb(number, "gives", "give")) a period",
        at: [inventory.location]
      )
    }
  }

  /// Models with data worth a period that the inventory does not name.
  private static func unlisted(_ models: [DataModel], in inventory: DataInventory) -> [Finding] {
    let listed = Set(inventory.entries.map(model(of:)))
    let missing = models.filter { listed.isDisjoint(with: $0.names) }
    return missing.map { model in
      finding(
        .doesNotHold,
        "The data inventory does not list \(quoted(model.name)), which holds personal or"
          + " confidential data",
        at: [model.location],
        resource: model.name,
        next: "Add it to the data inventory with the number of days it is kept."
      )
    }
  }

  /// The model that an entry is about.
  private static func model(of entry: DataInventoryEntry) -> String {
    normalisedSubject(entry.subject.split(separator: ".").first.map(String.init) ?? "")
  }
}
