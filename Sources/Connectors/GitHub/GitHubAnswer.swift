import Foundation
import ReadinessModel

/// What the host answered to one request.
struct GitHubAnswer: Sendable {
  var status: Int
  /// Names are in lower case.
  var headers: [String: String]
  var body: Data
  /// Why the answer is not whole, nil when it is.
  var damage: String?

  /// The value of a header, whatever the case of its name.
  func header(_ name: String) -> String? { headers[name.lowercased()] }

  /// The body as JSON; nil when it is none.
  var payload: Payload? { PayloadReader.read(Array(body)) }

  /// What the host says of an error, shortened.
  var message: String {
    String((payload?["message"].string ?? "").prefix(300))
  }

  /// The pages that the answer names, by their relation.
  var links: [String: String] {
    var result: [String: String] = [:]
    for part in (header("link") ?? "").prefix(16_384).split(separator: ",") {
      guard let match = part.firstMatch(of: /<([^>]*)>\s*;[^,]*rel="?([a-z]+)"?/) else { continue }
      result[String(match.2)] = String(match.1)
    }
    return result
  }
}

/// Why something could not be read from the host.
struct GitHubRefusal: Error, Hashable, Sendable {
  var outcome: HostReadingOutcome
  var reason: String
  var permission: String?
}
