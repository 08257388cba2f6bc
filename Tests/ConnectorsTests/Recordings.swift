import Foundation

/// An answer of GitHub that somebody recorded.
struct Recording: Sendable {
  /// The file or the test it is of.
  var source: String
  /// Path and parameters that were asked for.
  var target: String
  var status: Int
  var headers: [String: String]
  var body: String

  var path: String { String(target.prefix { $0 != "?" }) }

  /// The repository it is about, as `owner/name`.
  var repository: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "repos" ? "\(parts[1])/\(parts[2])" : nil
  }
}

/// Recorded answers of GitHub in a folder outside this repository; none is part of it.
///
/// The folder is named by `AUDITWRIGHT_GITHUB_RECORDINGS` and holds copies of repositories, each
/// named with its owner: `hub4j+github-api`, `PyGithub+PyGithub`, `octokit+fixtures`,
/// `octokit+webhooks`.
enum Recordings {
  static var folder: URL? {
    ProcessInfo.processInfo.environment["AUDITWRIGHT_GITHUB_RECORDINGS"].map {
      URL(filePath: $0, directoryHint: .isDirectory)
    }
  }

  /// Whether there is anything to test with.
  static var areThere: Bool { folder != nil }

  static let missing =
    "AUDITWRIGHT_GITHUB_RECORDINGS names no folder with recorded answers of GitHub"

  private static func files(under path: String, ending: String) -> [URL] {
    guard let folder else { return [] }
    let root = folder.appending(path: path)
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (found?.allObjects as? [URL] ?? []).filter { $0.path.hasSuffix(ending) }
      .sorted { $0.path < $1.path }
  }

  private static func json(_ url: URL) -> Any? {
    (try? Data(contentsOf: url)).flatMap { try? JSONSerialization.jsonObject(with: $0) }
  }

  private static func text(_ value: Any?) -> String {
    guard let value else { return "" }
    if let text = value as? String { return text }
    let data = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func headers(_ value: Any?) -> [String: String] {
    (value as? [String: Any] ?? [:]).mapValues { ($0 as? [String])?.first ?? text($0) }
  }

  /// WireMock's mappings and bodies of hub4j/github-api.
  static func hub4j() -> [Recording] {
    files(under: "hub4j+github-api/src/test/resources", ending: ".json").compactMap { file in
      let mappings = file.deletingLastPathComponent()
      guard mappings.lastPathComponent == "mappings",
        let mapping = json(file) as? [String: Any],
        let request = mapping["request"] as? [String: Any],
        let response = mapping["response"] as? [String: Any],
        let status = response["status"] as? Int
      else { return nil }
      var target = request["url"] as? String ?? request["urlPath"] as? String ?? ""
      if let query = request["queryParameters"] as? [String: [String: Any]] {
        target +=
          "?"
          + query.keys.sorted().map { "\($0)=\(text(query[$0]?["equalTo"]))" }
          .joined(separator: "&")
      }
      let method = request["method"] as? String
      // What a branch's protection was set to is answered as it is when it is asked for.
      guard method == "GET" || method == "PUT" && target.hasSuffix("/protection") else {
        return nil
      }
      var body = text(response["body"])
      if let name = response["bodyFileName"] as? String {
        let home = mappings.deletingLastPathComponent()
        let content = try? Data(contentsOf: home.appending(path: "__files/\(name)"))
        body = content.map { String(decoding: $0, as: UTF8.self) } ?? ""
      }
      let home = mappings.deletingLastPathComponent().path
      return Recording(
        source: home.components(separatedBy: "/kohsuke/github/").last ?? home,
        target: target,
        status: status,
        headers: headers(response["headers"]),
        body: body
      )
    }
  }

  /// The replay files of PyGithub: ten lines for each exchange.
  static func pyGithub() -> [Recording] {
    files(under: "PyGithub+PyGithub/tests/ReplayData", ending: ".txt").flatMap { file in
      guard let data = try? Data(contentsOf: file) else { return [Recording]() }
      let lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
      return stride(from: 0, to: max(0, lines.count - 9), by: 11).compactMap { start in
        guard lines[start].hasPrefix("http"), lines[start + 1] == "GET",
          let status = Int(lines[start + 7])
        else { return nil }
        var headers: [String: String] = [:]
        for match in lines[start + 8].matches(of: /\('([^']+)', '([^']*)'\)/) {
          headers[String(match.1)] = String(match.2)
        }
        return Recording(
          source: file.lastPathComponent,
          target: lines[start + 4],
          status: status,
          headers: headers,
          body: lines[start + 9]
        )
      }
    }
  }

  /// The scenarios of octokit/fixtures.
  static func octokit() -> [Recording] {
    files(under: "octokit+fixtures/scenarios/api.github.com", ending: "normalized-fixture.json")
      .flatMap { file -> [Recording] in
        let exchanges = json(file) as? [[String: Any]] ?? []
        return exchanges.compactMap { exchange in
          guard let method = exchange["method"] as? String, let status = exchange["status"] as? Int,
            let path = exchange["path"] as? String,
            method == "get" || method == "put" && path.hasSuffix("/protection")
          else { return nil }
          return Recording(
            source: "\(file.deletingLastPathComponent().lastPathComponent) \(method)",
            target: path,
            status: status,
            headers: headers(exchange["headers"]),
            body: text(exchange["response"])
          )
        }
      }
  }

  /// Objects in the examples of webhooks, under the name they have there.
  static func webhookObjects(_ event: String, _ name: String) -> [String] {
    files(under: "octokit+webhooks/payload-examples", ending: ".json")
      .filter { $0.deletingLastPathComponent().lastPathComponent == event }
      .compactMap { file in (json(file) as? [String: Any])?[name].map { text($0) } }
  }
}
