/// A revision of the Model Context Protocol that the server speaks.
enum ProtocolRevision: String, CaseIterable, Sendable {
  /// Every request says for itself how it is meant.
  case stateless = "2026-07-28"
  /// A session that begins with `initialize`.
  case november2025 = "2025-11-25"
  /// A session that begins with `initialize`; wrong arguments are errors of the protocol.
  case june2025 = "2025-06-18"

  /// The newest revision with a session, offered to clients that ask for one nobody speaks.
  static let newestWithSession = ProtocolRevision.november2025

  var hasSession: Bool { self != .stateless }
}

/// Names of the metadata of requests and results.
enum MetadataKey {
  static let revision = "io.modelcontextprotocol/protocolVersion"
  static let capabilities = "io.modelcontextprotocol/clientCapabilities"
  static let client = "io.modelcontextprotocol/clientInfo"
  static let server = "io.modelcontextprotocol/serverInfo"
  static let subscription = "io.modelcontextprotocol/subscriptionId"
  static let progress = "progressToken"
}
