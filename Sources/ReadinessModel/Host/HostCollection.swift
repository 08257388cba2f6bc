/// Rows that the host was asked for, with what proves that they are all there are.
package struct HostCollection<Row: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// The rows, in an order of their own that does not depend on the host's.
  package var rows: [Row]
  /// What was asked.
  package var query: HostQuery
  /// What was asked for each row beside, as paths with `{placeholders}`.
  package var details: [String]
  /// Pages that were read.
  package var pages: Int
  /// How many rows there are by the host's own count, where it tells.
  package var hostTotal: Int?
  /// When the last page was read; nil when none was.
  package var retrievedAt: Moment?
  /// The first moment from which the host could tell, where that is later than what was asked.
  package var coversFrom: Moment?
  /// Whether these are all rows of the query.
  package var isComplete: Bool
  /// Why they are not, or why none could be read.
  package var reason: String?
  /// What kind of reason it is; nil when they are all, and when nobody asked.
  package var refusal: HostReadingOutcome?

  /// Creates a value from its parts.
  package init(
    rows: [Row] = [],
    query: HostQuery,
    details: [String] = [],
    pages: Int = 0,
    hostTotal: Int? = nil,
    retrievedAt: Moment? = nil,
    coversFrom: Moment? = nil,
    isComplete: Bool = false,
    reason: String? = nil,
    refusal: HostReadingOutcome? = nil
  ) {
    self.rows = rows
    self.query = query
    self.details = details
    self.pages = pages
    self.hostTotal = hostTotal
    self.retrievedAt = retrievedAt
    self.coversFrom = coversFrom
    self.isComplete = isComplete
    self.reason = reason
    self.refusal = refusal
  }

  /// Whether anything was read; a collection may be observed and yet not complete.
  package var isObserved: Bool { pages > 0 }

  /// The rows when they are all there are, else the reason why not.
  package var whole: Observation<[Row]> {
    isComplete ? .observed(rows) : .notObservable(reason: reason ?? "the list is not complete")
  }

  /// A collection that nobody asked the host for.
  package static var notAsked: HostCollection {
    HostCollection(query: HostQuery(endpoint: ""), reason: "was not asked for")
  }

  /// A collection that could not be read, for a reason.
  package static func unread(_ query: HostQuery, because reason: String) -> HostCollection {
    HostCollection(query: query, reason: reason)
  }
}

/// A question to the host that anybody with the same rights can repeat.
package struct HostQuery: Codable, Hashable, Sendable {
  /// Method and path, for example `GET /repos/octo/shop/pulls`.
  package var endpoint: String
  /// Parameters, without those that only page.
  package var parameters: [String: String]

  /// Creates a value from its parts.
  package init(
    endpoint: String,
    parameters: [String: String] = [:]
  ) {
    self.endpoint = endpoint
    self.parameters = parameters
  }
}
