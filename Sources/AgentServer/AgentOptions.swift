package import Engine

/// What an agent may do, and where.
package struct AgentOptions: Sendable {
  /// The folder that the server was started for; nothing outside of it is read or written.
  package var root: String
  /// Whether tools that write are left out.
  package var isReadOnly: Bool
  /// What a run takes from the world around it.
  package var context: RunContext

  /// Creates options.
  package init(root: String, isReadOnly: Bool = false, context: RunContext) {
    self.root = root
    self.isReadOnly = isReadOnly
    self.context = context
  }
}
