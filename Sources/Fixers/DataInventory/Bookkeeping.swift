import ReadinessModel

/// Tables that keep the books of an audit trail or of a log of deletions, such as its seals, its
/// archives and what is held.
///
/// They live in the trail's own schema, hold nothing of anybody, and stay as long as the trail does:
/// a period of their own would mean nothing.
enum Bookkeeping {
  /// The names of such tables.
  static func tables(in project: FixProject) -> Set<String> {
    let tables = StoredSchema.declared(project).tables.tables.values
    let logs = Set(
      (project.facts.application.value?.auditTrails ?? []).compactMap(\.store)
        .map(SubjectName.plain)
    )
    // What routes reach is the application's, whatever schema it shares with a log.
    let reached = Set(project.routes.flatMap(\.dataAccess).map { SubjectName.plain($0.model) })
    let groups = Dictionary(grouping: tables) { $0.schema ?? "public" }
    var found: Set<String> = []
    for (schema, tables) in groups where schema != "public" && groups.count > 1 {
      let names = Set(tables.map { SubjectName.plain($0.name) })
      let trails = names.filter { logs.contains($0) || isDeletionLog($0) }
      guard !trails.isEmpty, names.subtracting(trails).isDisjoint(with: reached) else { continue }
      for table in tables where !logs.contains(SubjectName.plain(table.name)) {
        found.insert(table.name)
      }
    }
    return found
  }

  /// Whether a table is one in which deletions are written down.
  private static func isDeletionLog(_ name: String) -> Bool {
    ["deletion", "purge", "disposal", "erasure"].contains { name.contains($0) }
      && ["log", "record", "entry", "event"].contains { name.hasSuffix($0) }
  }
}
