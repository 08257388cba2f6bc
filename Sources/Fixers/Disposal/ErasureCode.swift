/// The statements of an erasure, as its command holds them.
struct ErasureCode {
  let graph: RecordGraph
  let mark: String

  /// The subjects, one after another.
  func text(_ plans: [ErasurePlan]) -> String { plans.map(text).joined(separator: "\n") }

  private func text(_ plan: ErasurePlan) -> String {
    let name = StoredSchema.quoted(plan.subject)
    let rows =
      plan.steps.last { $0.table == plan.subject && $0.action != .detached }?.rows
      ?? plan.found(graph, mark)
    let isPlain = plan.subject.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
    return """
        \(isPlain ? plan.subject : "'\(plan.subject)'"): {
          found: `SELECT count(*) AS count FROM \(name) AS t WHERE \(rows)`,
          steps: [
      \(plan.steps.map(text).joined(separator: "\n"))
          ],
        },
      """
  }

  private func text(_ step: ErasurePlan.Step) -> String {
    let name = StoredSchema.quoted(step.table)
    let chain = graph.chain(of: step.table, alias: "t")
    let change =
      step.action == .deleted
      ? "DELETE FROM \(name) AS t"
      : "UPDATE \(name) AS t SET "
        + step.changes.map { "\(StoredSchema.quoted($0.column)) = \($0.value)" }
        .joined(separator: ", ")
    return """
            {
              table: '\(step.table)',
              action: '\(step.action.rawValue)',
              held: `
                SELECT count(*) AS count FROM \(name) AS t
                WHERE \(step.rows)
                  AND disposal.held(\(chain))`,
              sql: `
                WITH changed AS (
                  \(change)
                  WHERE \(step.rows) RETURNING 1
                )
                SELECT count(*) AS count FROM changed`,
            },
      """
  }
}

extension ErasurePlan {
  /// The subject's own row.
  func found(_ graph: RecordGraph, _ mark: String) -> String {
    let key = graph.key(of: subject) ?? "id"
    return "t.\(StoredSchema.quoted(key))::text = \(mark)"
  }
}
