import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Sends requests to GitHub.
struct GitHubTransport: Sendable {
  private let transport = HTTPTransport(secondsAtMost: 30, bytesAtMost: 32_000_000)

  /// Sends a request and waits for the whole answer.
  func send(_ request: URLRequest) throws(GitHubFailure) -> (status: Int, body: Data) {
    do {
      return try transport.send(request)
    } catch {
      throw GitHubFailure(
        "GitHub cannot be reached: \(error.problem)",
        next: "See whether the network and GITHUB_API_URL are right."
      )
    }
  }
}
