import ReadinessModel

/// What data there is, who else gets it, and what falls short.
extension FactBook {
  mutating func readData(_ project: FixProject) {
    let models = project.facts.data.value?.models ?? []
    count("models", models.count, of: "table or model", plural: "tables and models")
    let auditStores = Set(
      (project.facts.application.value?.auditTrails ?? []).compactMap(\.store).map(Self.bare)
    )
    let holding = { (wanted: Set<Sensitivity>) in
      models.filter { !auditStores.contains(Self.bare($0.table ?? $0.name)) }.compactMap {
        model -> FactRow? in
        let fields = model.fields.filter { wanted.contains($0.sensitivity) }
        guard let first = fields.first else { return nil }
        return [
          "model": DocumentFact(code: model.table ?? model.name, at: [first.location]),
          "fields": DocumentFact(Phrase.listed(fields.map { SafeWords.code($0.name) }, limit: 8)),
        ]
      }
    }
    self[list: "personal"] = holding([.personal])
    self[list: "sensitive"] = holding([.sensitive])
    self[list: "credentials"] = holding([.credential])
    self[list: "confidential"] = holding([.confidential])
    count("personal.count", holding([.personal, .sensitive]).count, of: "table", plural: "tables")
    let people = holding([.personal, .sensitive]).compactMap { $0["model"]?.text }
    if !people.isEmpty { self["personal.names"] = DocumentFact(Phrase.listed(people, limit: 5)) }
    let money = models.map { $0.table ?? $0.name }.filter { name in
      let words = ["payment", "invoice", "payout", "refund", "order", "subscription", "wallet"]
      return words.contains { name.lowercased().contains($0) }
    }
    if !money.isEmpty {
      self["money"] = DocumentFact(Phrase.listed(money.map(SafeWords.code), limit: 4))
    }
    let fields = models.flatMap { model in model.fields.map { (model, $0) } }
    let protected = fields.filter { $0.1.protection != nil && $0.1.sensitivity != .noneRecognised }
    self[list: "protected-fields"] = protected.prefix(20).map { model, field in
      [
        "field": DocumentFact(
          code: "\(model.table ?? model.name).\(field.name)",
          at: [field.location]
        ),
        "how": DocumentFact(SafeWords.prose(field.protection ?? "")),
      ]
    }
    let grants = project.facts.data.value?.databaseGrants ?? []
    if let rule = grants.first(where: { $0.kind == .rowSecurity }) {
      self["row-security"] = DocumentFact(code: rule.table, at: [rule.location])
    }
    readInventory(project)
  }

  private mutating func readInventory(_ project: FixProject) {
    guard let inventory = project.facts.documents.dataInventory else { return }
    self["data-inventory"] = DocumentFact(code: inventory.location.file, at: [inventory.location])
    let classified = inventory.entries.filter { $0.classification != nil }
    count("classified", classified.count, of: "entry", plural: "entries", at: [inventory.location])
    self[list: "retention"] = inventory.entries.compactMap { entry in
      guard let days = entry.retentionDays else { return nil }
      return [
        "subject": DocumentFact(code: entry.subject, at: [entry.location]),
        "days": DocumentFact(Phrase.counted(days, "day")),
      ]
    }
  }

  // MARK: - Vendors

  mutating func readVendors(_ project: FixProject) {
    let vendors = VendorSighting.all(in: project.facts)
    self[list: "vendors"] = vendors.map { vendor in
      [
        "name": DocumentFact(vendor.name, at: Array(vendor.places.prefix(2))),
        "use": DocumentFact(vendor.use),
      ]
    }
    count("vendors.count", vendors.count, of: "vendor")
    let hosting = vendors.filter { $0.ways.contains("infrastructure") }
    if !hosting.isEmpty {
      self["hosting"] = DocumentFact(
        Phrase.listed(hosting.map(\.name)),
        at: hosting.compactMap(\.places.first)
      )
    }
    for vendor in vendors {
      let name = vendor.name.lowercased().filter { $0.isASCII && $0.isLetter }
      self["vendor." + name] = DocumentFact(vendor.name, at: Array(vendor.places.prefix(1)))
    }
  }

  // MARK: - Where practice falls short

  /// Checks that only documents decide: what these fixers write must not depend on them.
  static let decidedByDocuments: Set<CheckID> = [
    "incident-plan-is-current", "recovery-runbook-exists", "vendors-are-registered",
    "vendor-reviews-are-in-date", "security-contact-is-published", "incidents-have-a-template",
    "incidents-are-reviewed", "recovery-was-tested", "access-is-reviewed",
    "policies-agree-with-configuration", "retention-is-scheduled",
  ]

  /// `gap.<check>`: the first thing a check does not find, with the control it belongs to.
  mutating func readFindings(_ project: FixProject) {
    let grouped = Dictionary(grouping: project.gaps, by: \.finding.check)
    for (check, findings) in grouped {
      guard let first = findings.first else { continue }
      // Where something absent belongs is no place that shows it.
      let places = findings.filter { $0.finding.lookedFor == nil }.flatMap(\.finding.locations)
      self["gap." + check.rawValue] = DocumentFact(
        "**\(first.control.rawValue):** "
          + SafeWords.prose(first.finding.message, limit: 400),
        at: places
      )
    }
  }
}

extension FixProject {
  /// Findings of gaps that documents do not decide, each once, in a stable order.
  var gaps: [ControlFinding] {
    var seen: Set<Finding> = []
    return findings.filter { bearing in
      (bearing.finding.outcome == .doesNotHold || bearing.finding.outcome == .unconfirmed)
        && !FactBook.decidedByDocuments.contains(bearing.finding.check)
        && seen.insert(bearing.finding).inserted
    }
  }
}

/// A vendor, with everything that shows its use.
struct VendorSighting: Hashable {
  var name: String
  var category: String?
  /// How it shows, sorted: `action`, `host`, `infrastructure`, `sdk`.
  var ways: [String]
  var places: [SourceLocation]

  /// Vendors in use, each once, by name.
  static func all(in facts: RepositoryFacts) -> [VendorSighting] {
    Dictionary(grouping: facts.documents.derivedVendors, by: \.name).map { name, sightings in
      // What runs on a vendor, or talks to it, says more than an action of its making.
      let order = ["infrastructure", "sdk", "host", "action"]
      let sorted = sightings.sorted {
        (order.firstIndex(of: $0.via) ?? 9) < (order.firstIndex(of: $1.via) ?? 9)
      }
      return VendorSighting(
        name: name,
        category: sightings.compactMap(\.category).min(),
        ways: sightings.map(\.via).sorted(),
        places: sorted.flatMap(\.evidence)
      )
    }.sorted { $0.name < $1.name }
  }

  /// What for, as far as the code shows it.
  var use: String {
    if ways.contains("infrastructure") { return "runs infrastructure" }
    if ways.contains("sdk") { return "is called through its library" }
    if ways.contains("host") { return "is called over the network" }
    return "runs in the pipeline"
  }
}
