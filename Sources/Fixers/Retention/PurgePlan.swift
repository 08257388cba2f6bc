import ReadinessModel

/// What is deleted when its time is up, table by table, children first.
struct PurgePlan {
  /// One table whose rows go by age.
  struct Policy {
    var table: String
    var keptDays: Int
    /// How old a row is: an expression that gives a moment.
    var age: String
    /// Tables whose rows go with the one they are part of.
    var parts: [Part]
    /// What has to be true for a row to go, besides its age.
    var conditions: [String]
  }

  /// A table without an age of its own.
  struct Part {
    var table: String
    /// The rows of it that go, with `due` for the keys of what they are part of.
    var condition: String
  }

  private(set) var policies: [Policy] = []
  private(set) var refusals: [FixRefusal] = []
  private let graph: RecordGraph
  private let days: [String: (days: Int, entry: DataInventoryEntry)]
  private let countedFrom: [String: String]

  init(
    _ graph: RecordGraph,
    entries: [DataInventoryEntry],
    models: [DataModel],
    skipping stores: Set<String>,
    countedFrom: [String: String]
  ) {
    self.graph = graph
    self.countedFrom = countedFrom
    var days: [String: (days: Int, entry: DataInventoryEntry)] = [:]
    let tables = Self.tables(graph, models)
    for entry in entries {
      let name = StoredSchema.plain(
        entry.subject.split(separator: ".").first.map(String.init) ?? entry.subject
      )
      guard let period = entry.retentionDays, !stores.contains(name),
        let table = tables[name]
      else { continue }
      if let known = days[table], known.days <= period { continue }
      days[table] = (period, entry)
    }
    self.days = days
    make()
  }

  /// Lists that tools keep of the migrations that ran; their rows are no data.
  private static let bookkeeping: Set<String> = [
    "schemamigration", "prismamigration", "knexmigration", "knexmigrationslock", "migration",
    "typeormmetadata", "pgmigration",
  ]

  /// Stored tables by every name that the inventory may use for them.
  private static func tables(_ graph: RecordGraph, _ models: [DataModel]) -> [String: String] {
    var tables: [String: String] = [:]
    for table in graph.tables.keys.sorted() {
      let name = StoredSchema.plain(table)
      if !bookkeeping.contains(name), tables[name] == nil { tables[name] = table }
    }
    for model in models {
      let (name, stored) = (StoredSchema.plain(model.name), StoredSchema.plain(model.table ?? ""))
      if let table = tables[stored], tables[name] == nil { tables[name] = table }
      if let table = tables[name], tables[stored] == nil { tables[stored] = table }
    }
    return tables
  }

  // MARK: - Policies

  private mutating func make() {
    var aged: [String: String] = [:]
    var owners: [String: RecordGraph.Reference] = [:]
    for (table, period) in days.sorted(by: { $0.key < $1.key }) {
      guard graph.key(of: table) != nil else {
        refuse(table, period.entry, "its rows have no key of one column")
        continue
      }
      let owner = owner(of: table)
      if let owner, isPart(table, owner) {
        owners[table] = owner
      } else if let age = age(of: table) {
        aged[table] = age
      } else if let owner {
        owners[table] = owner
      } else {
        refuse(table, period.entry, "no column says how old a row is, and it is part of nothing")
      }
    }
    for (table, owner) in owners.sorted(by: { $0.key < $1.key }) {
      guard let top = top(of: owner.target, owners), aged[top] != nil else {
        owners[table] = nil
        refuse(table, days[table]?.entry, "it goes with \(owner.target), and nothing deletes that")
        continue
      }
      guard let own = days[table], let whole = days[top], whole.days <= own.days else {
        refuse(
          table,
          days[table]?.entry,
          "it goes with \(top), which is kept longer than \(days[table]?.days ?? 0) days"
        )
        continue
      }
    }
    for table in graph.childrenFirst(Set(aged.keys)) {
      guard let age = aged[table], let period = days[table] else { continue }
      policies.append(policy(table, period.days, age, owners))
    }
  }

  private mutating func refuse(_ table: String, _ entry: DataInventoryEntry?, _ reason: String) {
    refusals.append(
      FixRefusal(
        subject: table,
        reason: reason,
        location: entry?.location,
        next: "Say which column its period counts from:"
          + " --decide \(PurgeWhatIsPastItsTime.countedFrom.id)=\(table)=COLUMN"
      )
    )
  }

  private func owner(of table: String) -> RecordGraph.Reference? {
    graph.references(from: table)
      .filter { $0.isOwning && $0.isRequired && $0.target != table && days[$0.target] != nil }
      .min { ($0.target, $0.column) < ($1.target, $1.column) }
  }

  /// Whether a row is one with what it refers to: the reference is its key, or it has no age.
  private func isPart(_ table: String, _ owner: RecordGraph.Reference) -> Bool {
    countedFrom[table] == nil && graph.tables[table]?.primaryKey == [owner.column]
  }

  private func top(of table: String, _ owners: [String: RecordGraph.Reference]) -> String? {
    var table = table
    for _ in 0..<10 {
      guard let next = owners[table] else { return table }
      table = next.target
    }
    return nil
  }

  // MARK: - Age

  private static let endings: Set<String> = [
    "deletedat", "closedat", "endedat", "cancelledat", "canceledat", "archivedat", "expiresat",
    "expiredat", "terminatedat", "deactivatedat", "offboardedat",
  ]
  private static let touches: Set<String> = [
    "createdat", "updatedat", "modifiedat", "insertedat", "occurredat", "recordedat", "receivedat",
    "loggedat", "submittedat", "uploadedat", "createdon", "updatedon", "created", "updated",
    "lastloginat", "lastseenat", "lastusedat", "lastactiveat", "timestamp",
  ]

  /// The moment from which a row's period counts: the one somebody named, the one that ended it, or
  /// the last one at which something happened to it.
  private func age(of table: String) -> String? {
    let columns = graph.tables[table]?.columns ?? []
    let written = { (name: String) in "t.\(StoredSchema.quoted(name))" }
    if let named = countedFrom[table] {
      return columns.contains { $0.name == named } ? written(named) : nil
    }
    let moments = columns.filter { column in
      ["timestamptz", "timestamp", "date", "datetime"].contains(column.type)
    }
    let plain = { (name: String) in name.lowercased().filter { $0.isLetter || $0.isNumber } }
    if let end = moments.first(where: { Self.endings.contains(plain($0.name)) }) {
      return written(end.name)
    }
    let touched = moments.filter { Self.touches.contains(plain($0.name)) }.map { written($0.name) }
    guard touched.count > 1 else { return touched.first }
    return "greatest(\(touched.joined(separator: ", ")))"
  }

  // MARK: - Conditions

  private func policy(
    _ table: String,
    _ keptDays: Int,
    _ age: String,
    _ owners: [String: RecordGraph.Reference]
  ) -> Policy {
    var parts: [Part] = []
    var conditions: [String] = []
    var wanted: [(table: String, rows: String, due: String, depth: Int)] = [
      (table, "t.\(StoredSchema.quoted(graph.key(of: table) ?? "id"))", "SELECT key FROM due", 0)
    ]
    while !wanted.isEmpty {
      let next = wanted.removeFirst()
      for reference in graph.references(to: next.table) {
        let name = StoredSchema.quoted(reference.table)
        let column = StoredSchema.quoted(reference.column)
        let equal = next.depth == 0 ? "= \(next.rows)" : "IN (\(next.rows))"
        if let owner = owners[reference.table], owner.column == reference.column,
          owner.target == next.table, next.depth < 4
        {
          let key = StoredSchema.quoted(graph.key(of: reference.table) ?? "id")
          let condition = "\(column) IN (\(next.due))"
          parts.insert(Part(table: reference.table, condition: condition), at: 0)
          let rows = "SELECT p.\(key) FROM \(name) AS p WHERE p.\(column) \(equal)"
          conditions.append(
            "NOT EXISTS (SELECT FROM \(name) AS p WHERE p.\(column) \(equal)"
              + " AND disposal.held('\(reference.table)', p.\(key)::text))"
          )
          wanted.append(
            (reference.table, rows, "SELECT \(key) FROM \(name) WHERE \(condition)", next.depth + 1)
          )
        } else if reference.table != table || next.depth > 0 {
          conditions.append("NOT EXISTS (SELECT FROM \(name) AS r WHERE r.\(column) \(equal))")
        } else {
          let key = StoredSchema.quoted(graph.key(of: table) ?? "id")
          conditions.append(
            "NOT EXISTS (SELECT FROM \(name) AS r WHERE r.\(column) \(equal)"
              + " AND r.\(key) <> t.\(key))"
          )
        }
      }
    }
    return Policy(
      table: table,
      keptDays: keptDays,
      age: age,
      parts: parts,
      conditions: conditions
    )
  }
}
