import ReadinessModel

/// One kind of record, or one store, as the inventory lists it.
struct InventorySubject {
  /// One field with the class proposed for it, and what it seems to hold.
  struct Field {
    var name: String
    var dataClass: DataClass
    var kind: String
    var location: SourceLocation
  }

  var name: String
  /// The names by which an inventory may call it, in a form in which spellings meet.
  var names: Set<String>
  var dataClass: DataClass
  var fields: [Field]
  var group: RetentionGroup
  var isStore: Bool
  /// Days that the infrastructure's code keeps it, and where that is written.
  var keptDays: (days: Int, place: SourceLocation)?
  var location: SourceLocation

  /// Everything that is kept: models first, then stores outside the database.
  static func all(in project: FixProject) -> [InventorySubject] {
    let facts = project.facts
    let trails = Set(
      (facts.application.value?.auditTrails ?? []).compactMap(\.store).map(SubjectName.plain)
    )
    let books = Bookkeeping.tables(in: project)
    var seen: Set<String> = []
    var result: [InventorySubject] = []
    for model in facts.data.value?.models ?? [] {
      let name = model.table ?? model.name
      guard !RetentionGroup.words(of: name).contains("migration"),
        !RetentionGroup.words(of: name).contains("migrator"),
        !isBook(model, of: books),
        seen.insert(SubjectName.plain(name)).inserted
      else { continue }
      result.append(InventorySubject(model, name: name, trails))
    }
    let infrastructure = facts.infrastructure.value
    for store in infrastructure?.dataStores ?? [] where holdsRecords(store.kind) {
      result.append(
        InventorySubject(store: store.address, .files, store.expiryDays, store.location)
      )
    }
    for group in infrastructure?.logGroups ?? [] {
      result.append(
        InventorySubject(store: group.address, .logs, group.retentionDays, group.location)
      )
    }
    return result
  }

  /// Whether a table keeps the books of a log, and holds nothing of anybody.
  private static func isBook(_ model: DataModel, of books: Set<String>) -> Bool {
    model.mapper == "sql" && books.contains(model.table ?? model.name)
      && model.fields.allSatisfy { $0.sensitivity == .noneRecognised }
  }

  private init(_ model: DataModel, name: String, _ trails: Set<String>) {
    self.name = name
    names = Set([name, model.name].map(SubjectName.plain))
    fields = model.fields.compactMap { field in
      let proposed = DataClass(field.sensitivity)
      let kind = DataKind.words(for: field)
      guard proposed > .internal || kind != nil else { return nil }
      return Field(
        name: field.name,
        dataClass: max(proposed, .confidential),
        kind: kind ?? "confidential data",
        location: field.location
      )
    }
    let isPersonal = model.fields.contains { [.personal, .sensitive].contains($0.sensitivity) }
    group = RetentionGroup(
      name: name,
      holdsPersonalData: isPersonal,
      isAuditTrail: !names.isDisjoint(with: trails)
    )
    // What was sold to whom, and for how much, is nobody else's business.
    dataClass = max(
      fields.map(\.dataClass).max() ?? .internal,
      group == .financial ? .confidential : .internal
    )
    isStore = false
    location = model.location
  }

  private init(
    store address: String,
    _ group: RetentionGroup,
    _ days: Setting<Int>,
    _ location: SourceLocation
  ) {
    name = address
    names = [SubjectName.whole(address)]
    dataClass = .confidential
    fields = []
    self.group = group
    isStore = true
    self.location = location
    if case .set(let days, let place) = days, days > 0 {
      keptDays = (days, place ?? location)
    }
  }

  private static func holdsRecords(_ kind: DataStoreKind) -> Bool {
    switch kind {
    case .objectStore, .fileSystem, .documentDatabase, .keyValueStore, .searchIndex, .warehouse:
      true
    case .relationalDatabase, .blockVolume, .cache, .queue, .topic, .stream, .secretStore,
      .imageRegistry, .backupVault:
      false
    }
  }
}

/// How widely something may be known; what is further down needs more care.
enum DataClass: String, Comparable, CaseIterable {
  case `public`
  case `internal`
  case confidential
  case restricted

  /// The class proposed for a field.
  init(_ sensitivity: Sensitivity) {
    switch sensitivity {
    case .noneRecognised: self = .internal
    case .personal, .confidential: self = .confidential
    case .sensitive, .credential: self = .restricted
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Names of records in forms in which spellings meet.
enum SubjectName {
  /// The last part of a name in lower case and the singular.
  static func plain(_ name: String) -> String {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let plain = whole(last)
    if plain.hasSuffix("ies") { return plain.dropLast(3) + "y" }
    if plain.hasSuffix("sses") || plain.hasSuffix("xes") { return String(plain.dropLast(2)) }
    return plain.hasSuffix("s") && !plain.hasSuffix("ss") ? String(plain.dropLast()) : plain
  }

  /// Letters and digits of the whole name.
  static func whole(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

/// What a field holds, in words.
enum DataKind {
  /// The words for a field; nil when nothing is known of it.
  static func words(for field: DataField) -> String? {
    if let declared = field.declaredClass, field.category == nil { return "declared \(declared)" }
    guard let category = field.category else {
      return field.sensitivity == .confidential
        ? "confidential business data"
        : isFreeText(field) ? "free text: whatever people write" : nil
    }
    let known = table.filter { category == $0.key || category.hasPrefix($0.key + ".") }
      .max { $0.key.count < $1.key.count }
    let last = category.split(separator: ".").last.map(String.init) ?? category
    let words = known?.value ?? last.replacing("_", with: " ")
    return field.protection.map { "\(words), kept \($0)" } ?? words
  }

  private static func isFreeText(_ field: DataField) -> Bool {
    let type = field.type.lowercased()
    let isText = ["text", "string", "varchar", "citext", "longtext"].contains { type.hasPrefix($0) }
    return isText
      && ["body", "note", "comment", "message", "feedback", "bio"]
        .contains(RetentionGroup.words(of: field.name).last ?? "")
      || isText && field.name == "content"
  }

  private static let table: [String: String] = [
    "user.contact.email": "e-mail address", "user.contact.phone_number": "phone number",
    "user.contact.address": "postal address", "user.contact.url": "address of a page of a person",
    "user.contact.organization": "employer", "user.contact": "how a person is reached",
    "user.name": "name of a person", "user.account.username": "user name",
    "user.account": "account of a person", "user.government_id": "number of an identity document",
    "user.authorization": "secret that grants access",
    "system.authentication": "secret that grants access",
    "user.authorization.password": "password",
    "user.financial": "bank or card data", "user.financial.credit_card": "card data",
    "user.demographic.date_of_birth": "date of birth",
    "user.demographic": "description of a person",
    "user.health_and_medical": "health", "user.biometric": "biometric data",
    "user.behavior": "what a person did", "user.device": "device of a person",
    "user.device.ip_address": "network address of a person",
    "user.location": "where a person is", "user.job_title": "position of a person",
    "user.workplace": "employment of a person", "user.unique_id": "number that stands for a person",
    "user.content": "content by a person", "user.social": "account in a social network",
  ]
}
