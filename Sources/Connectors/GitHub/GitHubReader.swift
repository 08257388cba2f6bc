import Foundation
import ReadinessModel
import Synchronization

/// Reads parts of the facts, and keeps note of what could be read and what not.
struct GitHubReader: Sendable {
  static let rowsPerPage = 100
  static let pagesAtMost = 1000

  let client: GitHubClient
  let log = ReadingLog()

  /// What an answer says, or why nothing can be said.
  func observe<Value>(
    _ part: String,
    _ path: String,
    _ query: [String: String] = [:],
    _ read: (Payload) -> Value?
  ) -> Observation<Value> {
    switch ask(part, path, query) {
    case .success(let payload):
      guard let value = read(payload) else {
        let reason = "GitHub's answer to GET \(path) is not what was expected"
        log.add(part, path, .failed(reason))
        return .notObservable(reason: reason)
      }
      return .observed(value)
    case .failure(let refusal): return .notObservable(reason: refusal.reason)
    }
  }

  /// The answer at a path, noted as read or as refused.
  func ask(
    _ part: String,
    _ path: String,
    _ query: [String: String] = [:]
  ) -> Result<Payload, GitHubRefusal> {
    do {
      let answer = try client.get(path, query)
      log.add(part, path, nil)
      return .success(answer.payload ?? .null)
    } catch {
      log.add(part, path, error)
      return .failure(error)
    }
  }

  /// All rows at a path, with what proves that they are all.
  ///
  /// - Parameters:
  ///   - key: Where the rows are in an answer, nil when the answer is the list.
  ///   - isPast: Whether rows after this page are of no interest, for lists in order of time.
  ///   - read: Gives the row, nil when it cannot be read; the list is not complete then.
  func collection<Row>(
    _ part: String,
    _ path: String,
    _ query: [String: String] = [:],
    key: String? = nil,
    isPast: (([Payload]) -> Bool)? = nil,
    read: (Payload) -> Row?
  ) -> HostCollection<Row> {
    client.access.progress("Reading \(part)")
    let pages = GitHubPages(client, path, query, key: key, isPast: isPast)
    var result = HostCollection<Row>(
      query: HostQuery(endpoint: "GET \(path)", parameters: query),
      pages: pages.count,
      hostTotal: pages.total,
      retrievedAt: pages.count > 0 ? client.access.now() : nil
    )
    result.rows = pages.rows.compactMap(read)
    result.reason = pages.refusal?.reason
    var refusal = pages.refusal
    if refusal == nil, result.rows.count < pages.rows.count {
      let reason = "\(pages.rows.count - result.rows.count) rows of GitHub's answer cannot be read"
      result.reason = reason
      refusal = .failed(reason)
    }
    result.isComplete = refusal == nil
    result.refusal = refusal?.outcome
    log.add(part, path, refusal)
    return result
  }
}

/// Keeps note of what was asked, from any thread.
final class ReadingLog: Sendable {
  private let entries = Mutex<[String: HostReading]>([:])

  /// Notes what came of a question; of several like it, the worst is kept.
  func add(_ part: String, _ path: String, _ refusal: GitHubRefusal?) {
    let endpoint = "GET \(path)"
    entries.withLock { entries in
      if let known = entries[part + endpoint], known.outcome != .read, refusal == nil { return }
      entries[part + endpoint] = HostReading(
        part: part,
        endpoint: endpoint,
        outcome: refusal?.outcome ?? .read,
        reason: refusal?.reason,
        permission: refusal?.permission
      )
    }
  }

  /// What was noted, in an order of its own.
  var readings: [HostReading] {
    entries.withLock { $0.values.sorted { ($0.part, $0.endpoint) < ($1.part, $1.endpoint) } }
  }
}
