/// Why the ledger could not be opened, read or written, and what to do about it.
package struct LedgerFailure: Error, Hashable, Sendable {
  /// What happened, and where.
  package let message: String
  /// What to do next.
  package let next: String

  /// Creates a failure from what happened and what to do next.
  package init(_ message: String, next: String) {
    self.message = message
    self.next = next
  }
}
