/// The statements of a purge, as its job holds them.
struct PurgeCode {
  let graph: RecordGraph
  let library: DatabaseAccess.Library

  /// The list of policies, one after another.
  func text(_ policies: [PurgePlan.Policy]) -> String { policies.map(text).joined(separator: "\n") }

  private func text(_ policy: PurgePlan.Policy) -> String {
    let name = StoredSchema.quoted(policy.table)
    let key = StoredSchema.quoted(graph.key(of: policy.table) ?? "id")
    let chain = graph.chain(of: policy.table, alias: "t")
    let past = "\(policy.age) < now() - interval '\(policy.keptDays) days'"
    let free = { (indent: String) in
      policy.conditions.map { "\n\(indent)AND \($0)" }.joined()
    }
    var deletions = policy.parts.enumerated().map { index, part in
      """
      , part_\(index + 1) AS (
              DELETE FROM \(StoredSchema.quoted(part.table)) WHERE \(part.condition) RETURNING 1
            )
      """
    }
    deletions.append(
      """
      , gone AS (
              DELETE FROM \(name) WHERE \(key) IN (SELECT key FROM due) RETURNING 1
            )
      """
    )
    let counts =
      [("gone", policy.table)]
      + policy.parts.enumerated().map { ("part_\($0.offset + 1)", $0.element.table) }
    let selected = counts.map { "(SELECT count(*) FROM \($0.0)) AS \(Self.alias($0.1))" }
    return """
        {
          table: '\(policy.table)',
          keptDays: \(policy.keptDays),
          held: `
            SELECT count(*) AS count FROM \(name) AS t
            WHERE \(past)
              AND disposal.held(\(chain))`,
          due: `
            SELECT count(*) AS count FROM \(name) AS t
            WHERE \(past)\(free("        "))
              AND NOT disposal.held(\(chain))`,
          purge: `
            WITH due AS (
              SELECT t.\(key) AS key FROM \(name) AS t
              WHERE \(past)\(free("          "))
                AND NOT disposal.held(\(chain))
              ORDER BY \(policy.age) LIMIT \(library.mark(1)) FOR UPDATE OF t SKIP LOCKED
            )\(deletions.joined())
            SELECT \(selected.joined(separator: ", "))`,
        },
      """
  }

  /// A name of a column that comes back as it is written.
  private static func alias(_ table: String) -> String { "\"\(table.replacing("\"", with: ""))\"" }
}
