/// What an export wrote.
package struct ExportSummary: Hashable, Sendable {
  /// Records.
  package var records = 0
  /// Different payloads.
  package var payloads = 0
  /// Proofs of inclusion.
  package var proofs = 0
  /// Records that the checkpoint in the export covers.
  package var covered = 0
  /// What could not be exported, in one sentence each.
  package var missing: [String] = []

  /// Creates a summary of nothing yet.
  package init() {}
}
