internal import ReadinessModel

/// Reads the registers a repository keeps: vendors, data and its retention.
struct Registers {
  private static let listed = ["yml", "yaml", "json", "csv", "tsv", "md", "mdx"]

  let files: RepositoryFiles
  private(set) var skipped: [SkippedFile] = []

  init(files: RepositoryFiles) { self.files = files }

  // MARK: - Vendors

  mutating func vendors() -> VendorRegister? {
    let words: Set = [
      "vendors", "vendor", "subprocessors", "subprocessor", "suppliers", "supplier",
    ]
    let keys = ["vendors", "subprocessors", "suppliers", "entries", "items"]
    var best: VendorRegister?
    for file in candidates(words, phrases: ["third parties", "third party"]) {
      guard let table = read(file, keys: keys, kind: "vendors") else { continue }
      let entries = table.rows.compactMap { vendor($0, metadata: table.metadata) }
      guard !entries.isEmpty, isRegister(table) else { continue }
      let found = VendorRegister(entries: entries, location: file.start)
      if (best?.entries.count ?? 0) < entries.count { best = found }
    }
    return best
  }

  private static let governing: Set = [
    "tier", "criticality", "risk", "risktier", "risklevel", "owner", "datashared", "data",
    "reviewedon",
    "lastreview", "lastreviewed", "reviewed", "reviewedat", "reviewdate", "reviewer", "reviewedby",
    "assurance", "soc2", "soc2report", "report", "dpa", "dataclasses", "purpose", "certifications",
  ]

  /// Whether a table has a column that only a register would have.
  private func isRegister(_ table: RegisterTable) -> Bool {
    table.rows.contains { row in row.cells.keys.contains { Self.governing.contains($0) } }
  }

  private func vendor(_ row: RegisterRow, metadata: DocumentMetadata?) -> VendorEntry? {
    let name = row.value(
      "name",
      "vendor",
      "vendorname",
      "supplier",
      "subprocessor",
      "thirdparty",
      "company",
      "service",
      "provider",
      "entity"
    )
    guard let name = name ?? row.key else { return nil }
    let dates = [
      "reviewedon", "lastreview", "lastreviewed", "reviewed", "reviewedat", "reviewdate",
      "lastreviewdate", "lastassessed", "assessedon", "lastreviewon", "reviewon",
    ]
    let assurance = row.value(
      "assurance",
      "soc2",
      "soc2report",
      "report",
      "certifications",
      "certification",
      "assurancetype",
      "compliance",
      "attestation",
      "assurancereport",
      "socreport"
    )
    return VendorEntry(
      name: name,
      tier: row.value(
        "tier",
        "criticality",
        "risk",
        "risktier",
        "risklevel",
        "inherentrisk",
        "priority"
      ),
      owner: row.value(
        "owner",
        "responsible",
        "internalowner",
        "relationshipowner",
        "businessowner"
      ),
      dataShared: row.value(
        "datashared",
        "data",
        "dataclasses",
        "dataaccessed",
        "dataprocessed",
        "datatypes",
        "datacategories",
        "dataaccess",
        "personaldata"
      ),
      reviewedOn: dates.compactMap { row.value($0) }.compactMap(CalendarDay.init).max()?.text,
      reviewer: row.value("reviewer", "reviewedby", "assessedby", "reviewby"),
      assurance: assurance.flatMap { ["no", "false"].contains($0.lowercased()) ? nil : $0 },
      location: row.location
    )
  }

  // MARK: - Data

  mutating func data() -> DataInventory? {
    let phrases = [
      "data inventory", "data classification", "data map", "data catalog", "data catalogue",
      "retention schedule",
      "data retention", "retention", "ropa", "records of processing", "information inventory",
      "data register",
    ]
    let keys = [
      "data", "entries", "inventory", "models", "stores", "tables", "records", "items", "retention",
      "schedule", "datasets", "classes", "fields",
    ]
    var all: DataInventory?
    var largest = 0
    for file in candidates([], phrases: phrases) {
      guard let table = read(file, keys: keys, kind: "data inventory") else { continue }
      let entries = table.rows.flatMap(dataEntries)
        .filter { $0.classification != nil || $0.retentionDays != nil || $0.disposal != nil }
      guard !entries.isEmpty else { continue }
      var inventory = all ?? DataInventory(location: file.start)
      inventory.entries += entries
      // Who answers for a page about one table does not answer for everything else.
      if entries.count > largest {
        largest = entries.count
        inventory.location = file.start
        inventory.owner = table.metadata?.owner ?? table.metadata?.approver
        inventory.reviewedOn = table.metadata?.reviewedOn
      }
      all = inventory
    }
    return all
  }

  private func dataEntries(_ row: RegisterRow) -> [DataInventoryEntry] {
    let named = row.value(
      "subject",
      "model",
      "table",
      "store",
      "entity",
      "dataset",
      "name",
      "data",
      "datatype",
      "datacategory",
      "category",
      "field",
      "record",
      "recordtype",
      "type",
      "class"
    )
    guard let subject = named ?? row.key else { return [] }
    let field = row.value("field", "column", "attribute")
    let isField = field != nil && field != subject
    let name = isField ? "\(subject).\(field ?? "")" : subject
    let period = row.value(
      "retentiondays",
      "retention",
      "retentionperiod",
      "retain",
      "keep",
      "keepfor",
      "period",
      "retainfor",
      "duration",
      "retentiontime",
      "maxage"
    )
    // What somebody is still to confirm is a proposal, and no class yet.
    let isProposal = ["confirmedby", "confirmed"].contains { column in
      row.cells[column].map(Placeholders.isPlaceholder) == true
    }
    let given = row.value(
      "classification",
      "class",
      "sensitivity",
      "level",
      "dataclass",
      "confidentiality"
    )
    var entries = [
      DataInventoryEntry(
        subject: name,
        classification: isProposal ? nil : given,
        retentionDays: period.flatMap(Self.days),
        disposal: row.value(
          "disposal",
          "deletion",
          "disposalmethod",
          "method",
          "destroy",
          "destruction",
          "delete",
          "action"
        ),
        location: row.location
      )
    ]
    // `fields: {email: confidential}` classifies each of them.
    for (column, value) in row.cells.sorted(by: { $0.key < $1.key })
    where column.hasPrefix("fields") && !isProposal {
      let name = column.dropFirst("fields".count).replacing("classification", with: "")
      guard !name.isEmpty, !Placeholders.isPlaceholder(value) else { continue }
      entries.append(
        DataInventoryEntry(
          subject: "\(subject).\(name)",
          classification: value,
          location: row.location
        )
      )
    }
    return entries
  }

  /// Reads a period: `90`, `90 days`, `P1Y`, `7 years`; nil for what is no number.
  static func days(_ text: String) -> Int? {
    let lower = text.lowercased()
    if let number = Int(lower.trimmingBlanks) { return number }
    let parts = lower.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    var tokens: [String] = []
    for part in parts {
      let digits = part.prefix { $0.isNumber }
      if !digits.isEmpty, digits.count < part.count {
        tokens += [String(digits), String(part.dropFirst(digits.count))]
      } else if part.hasPrefix("p"), let number = part.dropFirst().first, number.isNumber {
        let inner = part.dropFirst()
        let count = inner.prefix { $0.isNumber }
        tokens += [String(count), String(inner.dropFirst(count.count))]
      } else {
        tokens.append(part)
      }
    }
    for (index, token) in tokens.enumerated() {
      guard let number = Int(token), number < 200_000, index + 1 < tokens.count else { continue }
      switch tokens[index + 1].first {
      case "d": return number
      case "w": return number * 7
      case "m" where !tokens[index + 1].hasPrefix("mi"): return number * 30
      case "y": return number * 365
      case "h" where number % 24 == 0: return number / 24
      default: continue
      }
    }
    return nil
  }

  // MARK: - Files

  /// Files whose name, or in prose whose title, says that they are such a register.
  func candidates(_ words: Set<String>, phrases: [String]) -> [RepositoryFile] {
    files.withExtensions(Self.listed).filter { file in
      guard file.bytes.count < 1_000_000, !Self.isElsewhere(file.path) else { return false }
      let dot = file.name.lastIndex(of: ".") ?? file.name.endIndex
      let stem = TopicRules.spaced(String(file.name[..<dot]))
      if phrases.contains(where: { stem.contains(" " + $0 + " ") }) { return true }
      let parts = stem.split(separator: " ").map(String.init)
      guard parts.contains(where: words.contains) else { return false }
      let other: Set = [
        "register", "list", "inventory", "review", "reviews", "management", "risk", "the", "of",
        "and", "our",
      ]
      return parts.allSatisfy { words.contains($0) || other.contains($0) }
    }
  }

  private static func isElsewhere(_ path: String) -> Bool {
    let folders: Set = [
      "node_modules", "fixtures", "__fixtures__", "testdata", "src", "locales", "i18n", "messages",
      "seed", "seeds",
      "workflows", "public", "dist", "components", "test", "tests", "__tests__", "migrations",
      "prisma",
    ]
    return path.lowercased().split(separator: "/").dropLast().contains {
      folders.contains(String($0))
    }
  }

  mutating func read(_ file: RepositoryFile, keys: [String], kind: String) -> RegisterTable? {
    do throws(ConfigurationFailure) {
      return try RegisterTable(file, listKeys: keys)
    } catch {
      skipped.append(error.skipped(mattersFor: [kind]))
      return nil
    }
  }
}
