import Foundation
import ReadinessModel

/// Follows the pages of a list to its end, or says why the end was not reached.
struct GitHubPages {
  /// The rows of all pages that were read, each once.
  private(set) var rows: [Payload] = []
  /// Pages that were read.
  private(set) var count = 0
  /// How many rows there are by the host's own count.
  private(set) var total: Int?
  /// Why not all were read.
  private(set) var refusal: GitHubRefusal?

  init(
    _ client: GitHubClient,
    _ path: String,
    _ query: [String: String],
    key: String?,
    isPast: (([Payload]) -> Bool)?
  ) {
    var query = query
    query["per_page"] = query["per_page"] ?? "\(GitHubReader.rowsPerPage)"
    do {
      try follow(client, try client.url(path, query), key: key, isPast: isPast)
    } catch {
      refusal = error
      if count > 0 { refusal?.reason = "after \(count) pages: \(error.reason)" }
    }
  }

  private mutating func follow(
    _ client: GitHubClient,
    _ start: URL,
    key: String?,
    isPast: (([Payload]) -> Bool)?
  ) throws(GitHubRefusal) {
    var url = start
    var visited: Set<URL> = []
    var seen: Set<Payload> = []
    var last = 0
    while true {
      guard visited.insert(url).inserted else { throw .failed("GitHub's pages go in a circle") }
      guard count < GitHubReader.pagesAtMost else {
        throw .failed("the list has more than \(GitHubReader.pagesAtMost) pages")
      }
      let answer = try client.get(url)
      let payload = answer.payload ?? .null
      guard let page = key.map({ payload[$0].list }) ?? payload.list else {
        throw .failed("GitHub's answer to GET \(url.path()) is not the list that was expected")
      }
      count += 1
      total = payload["total_count"].int ?? total
      // Rows move between pages while they are read; each counts once.
      rows += page.filter { seen.insert(identity(of: $0)).inserted }
      last = max(last, answer.links["last"].flatMap(Self.page) ?? 0)
      if let isPast, isPast(page) { return }
      guard let next = answer.links["next"] else { break }
      url = try target(next, start, client)
    }
    if last > count { throw .failed("GitHub named \(last) pages and gave \(count)") }
    if let total, rows.count < total {
      throw .failed("GitHub counts \(total) and gave \(rows.count)")
    }
  }

  /// What makes a row the same on another page.
  private func identity(of row: Payload) -> Payload {
    for key in ["id", "sha", "node_id", "number"] where !row[key].isNull { return row[key] }
    return row
  }

  /// The address of the next page, which must be of the same list on the same host.
  private func target(
    _ text: String,
    _ start: URL,
    _ client: GitHubClient
  ) throws(GitHubRefusal) -> URL {
    guard let url = URL(string: text), client.isOwn(url) else {
      throw .failed("the next page is on another host, where no token is sent")
    }
    // GitHub writes the numbers of repositories and organizations where it was asked by name.
    let asked = Self.tail(of: start, client.access.base)
    guard url.path() == start.path() || Self.tail(of: url, client.access.base) == asked else {
      throw .failed("the next page is of another list")
    }
    return url
  }

  /// A path without what names the repository or organization.
  private static func tail(of url: URL, _ base: URL) -> [String] {
    let root = base.path().split(separator: "/").count
    let parts = url.path().split(separator: "/").map(String.init).dropFirst(root)
    switch parts.first {
    case "repos": return Array(parts.dropFirst(3))
    case "repositories": return Array(parts.dropFirst(2))
    case "orgs", "organizations": return ["organization"] + parts.dropFirst(2)
    default: return Array(parts)
    }
  }

  private static func page(of url: String) -> Int? {
    url.firstMatch(of: /[?&]page=(\d{1,9})(&|$)/).flatMap { Int($0.1) }
  }
}
