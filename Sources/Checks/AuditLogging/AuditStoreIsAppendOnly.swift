import ReadinessModel

/// The audit store refuses to change or delete an event.
///
/// ## Why it matters
/// Who can edit the record can hide what they did.
///
/// ## What is inspected
/// Statements of migrations in the order they run: privileges granted on and revoked from the audit
/// table, and triggers or rules that refuse updates and deletes.
///
/// ## What this cannot show
/// What a superuser or the table's owner does, and privileges given outside the migrations.
enum AuditStoreIsAppendOnly: Check {
  static let severity = Severity.high
  static let affectedBySkipped: [SkippedKind] = [.data]

  static func subject(in facts: RepositoryFacts) -> Observation<AuditTable> {
    AuditTable.observed(in: facts)
  }

  static func evaluate(_ table: AuditTable) -> [Finding] {
    guard !table.trails.isEmpty else { return noAuditTrail(table) }
    let stores = table.stores
    let statements = NameIndex(table.statements ?? []) { [$0.table] }
    let protections = stores.map { Protection(statements[normalisedSubject($0.name)]) }
    let items = zip(stores, protections).compactMap { store, protection in
      item(store.name, store.trail, protection, table)
    }
    return eachItem(items + unknownStores(table)) {
      holds(
        "\(listed(stores.map(\.name))) \(verb(stores.count, "refuses", "refuse")) updates and deletes"
          + " of events",
        at: protections.flatMap(\.evidence),
        confidence: .medium
      )
    }
  }

  private static func item(
    _ store: String,
    _ trail: AuditTrail,
    _ protection: Protection,
    _ table: AuditTable
  ) -> Finding? {
    if let grant = protection.allowed.first {
      return finding(
        .doesNotHold,
        "\(quoted(grant.grantee ?? "A role")) may change or delete events in \(quoted(store))",
        at: protection.allowed.map(\.location),
        resource: store,
        next: "Revoke UPDATE, DELETE and TRUNCATE on the table."
      )
    }
    guard !protection.isComplete else { return nil }
    guard protection.tableIsDeclared else {
      return finding(
        .unconfirmed,
        "No migration declares \(quoted(store)), so whether its events can be changed is unknown",
        at: [trail.location],
        resource: store,
        lookedFor: "a migration that creates the table and limits what may be done to it"
      )
    }
    return finding(
      .doesNotHold,
      "Nothing keeps events in \(quoted(store)) from being changed or deleted",
      at: protection.evidence.isEmpty ? [trail.location] : protection.evidence,
      resource: store,
      lookedFor: "a REVOKE of UPDATE and DELETE, or a trigger or rule that refuses them",
      next: "Revoke UPDATE, DELETE and TRUNCATE, and refuse them in a trigger."
    )
  }
}

/// What the migrations do to one table, statement by statement.
private struct Protection {
  /// Grants in force that let somebody change or delete.
  var allowed: [DatabaseStatement] = []
  /// Statements that show the protection or the table.
  var evidence: [SourceLocation] = []
  /// Whether a migration was seen that makes or limits the table.
  var tableIsDeclared = false
  /// Changes that are refused.
  private var refused: Set<String> = []
  private var limitsGrants = false

  /// Whether updates and deletes are refused to those who use the table.
  var isComplete: Bool { refused.isSuperset(of: ["UPDATE", "DELETE"]) || limitsGrants }

  private static let changes: Set<String> = ["UPDATE", "DELETE", "TRUNCATE"]

  init(_ statements: [DatabaseStatement]) {
    for statement in statements {
      tableIsDeclared = true
      let privileges = Set(statement.privileges.map { $0.uppercased() })
      let isAll = privileges.contains { $0.hasPrefix("ALL") }
      let touched = isAll ? Self.changes : privileges.intersection(Self.changes)
      switch statement.kind {
      case .grant:
        if !touched.isEmpty {
          allowed.append(statement)
        } else if privileges.contains("INSERT") {
          limitsGrants = true
          evidence.append(statement.location)
        }
      case .revoke where !touched.isEmpty:
        allowed.removeAll { grant in
          statement.grantee == nil || grant.grantee == statement.grantee
            ? isAll
              || Set(grant.privileges.map { $0.uppercased() }).intersection(Self.changes)
                .isSubset(of: touched)
            : false
        }
        refused.formUnion(touched)
        evidence.append(statement.location)
      case .trigger, .rule:
        let refuses = Self.events(of: statement)
        refused.formUnion(refuses)
        if !refuses.isEmpty { evidence.append(statement.location) }
      case .createTable:
        if evidence.isEmpty { evidence.append(statement.location) }
      case .revoke, .partition, .rowSecurity, .dropTable: break
      }
    }
  }

  /// The changes a trigger runs before, or a rule runs instead of.
  private static func events(of statement: DatabaseStatement) -> Set<String> {
    let words = statement.detail.uppercased().split { !$0.isLetter }.map(String.init)
    if statement.kind == .rule {
      guard words.contains("INSTEAD") else { return [] }
      return changes.filter { change in
        zip(words, words.dropFirst()).contains { $0 == ("ON", change) }
      }
    }
    guard let start = words.firstIndex(where: { $0 == "BEFORE" || $0 == "INSTEAD" }) else {
      return []
    }
    let events = words[start...].prefix { $0 != "ON" }
    return changes.intersection(events)
  }
}
