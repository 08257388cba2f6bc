/// One question put to the host, and what came of it.
package struct HostReading: Codable, Hashable, Sendable {
  /// The part of the facts it serves, in words for a reader.
  package var part: String
  /// Method and path, without parameters.
  package var endpoint: String
  /// What came of it.
  package var outcome: HostReadingOutcome
  /// Why it could not be read.
  package var reason: String?
  /// The permission that the host says is needed, as it writes it.
  package var permission: String?

  /// Creates a value from its parts.
  package init(
    part: String,
    endpoint: String,
    outcome: HostReadingOutcome = .read,
    reason: String? = nil,
    permission: String? = nil
  ) {
    self.part = part
    self.endpoint = endpoint
    self.outcome = outcome
    self.reason = reason
    self.permission = permission
  }
}

/// What came of a question put to the host.
package enum HostReadingOutcome: String, Codable, Hashable, Sendable, CaseIterable {
  /// The answer was read whole.
  case read
  /// The host says that there is no such thing.
  case absent
  /// The host has the feature switched off.
  case switchedOff = "switched-off"
  /// The token may not read it.
  case forbidden
  /// The owner's plan does not have the feature.
  case plan
  /// The host hides whether there is such a thing, or the token may not see it.
  case ambiguous
  /// The host limits how much may be asked, for longer than was waited.
  case limited
  /// The host could not be reached, or its answer could not be used.
  case failed
}
