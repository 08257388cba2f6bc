import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Keeps connections to the host and sends requests over them, from any thread.
///
/// It follows no redirection, takes no cookies, and reads no more than a bounded number of bytes.
final class GitHubConnection: Sendable {
  private static let bytesAtMost = 32_000_000

  private let receiver: Receiver
  private let session: URLSession

  init(secondsAtMost: TimeInterval = 60) {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = secondsAtMost
    configuration.timeoutIntervalForResource = secondsAtMost * 2
    configuration.httpShouldSetCookies = false
    configuration.httpCookieAcceptPolicy = .never
    configuration.urlCache = nil
    receiver = Receiver(bytesAtMost: Self.bytesAtMost)
    session = URLSession(configuration: configuration, delegate: receiver, delegateQueue: nil)
  }

  deinit { session.invalidateAndCancel() }

  /// Sends a request and waits for the answer; nil when none came.
  func send(_ request: URLRequest) -> (answer: GitHubAnswer?, problem: String?) {
    let task = session.dataTask(with: request)
    let done = receiver.expect(task.taskIdentifier)
    task.resume()
    done.wait()
    return receiver.result(of: task.taskIdentifier)
  }

  /// Gathers the answers of tasks.
  private final class Receiver: NSObject, URLSessionDataDelegate, Sendable {
    private struct Pending {
      var done = DispatchSemaphore(value: 0)
      var response: HTTPURLResponse?
      var body = Data()
      var problem: String?
    }

    private let bytesAtMost: Int
    private let pending = Mutex<[Int: Pending]>([:])

    init(bytesAtMost: Int) { self.bytesAtMost = bytesAtMost }

    func expect(_ task: Int) -> DispatchSemaphore {
      let entry = Pending()
      let done = entry.done
      pending.withLock { $0[task] = Pending(done: done) }
      return done
    }

    func result(of task: Int) -> (GitHubAnswer?, String?) {
      let entry = pending.withLock { $0.removeValue(forKey: task) }
      guard let entry, let response = entry.response else {
        return (nil, entry?.problem ?? "no answer came")
      }
      var headers: [String: String] = [:]
      for (name, value) in response.allHeaderFields {
        headers["\(name)".lowercased()] = "\(value)"
      }
      return (
        GitHubAnswer(
          status: response.statusCode,
          headers: headers,
          body: entry.body,
          damage: entry.problem
        ), nil
      )
    }

    func urlSession(
      _ session: URLSession,
      task: URLSessionTask,
      willPerformHTTPRedirection response: HTTPURLResponse,
      newRequest request: URLRequest,
      completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
      let identifier = task.taskIdentifier
      pending.withLock { $0[identifier]?.response = response }
      completionHandler(nil)
    }

    func urlSession(
      _ session: URLSession,
      dataTask: URLSessionDataTask,
      didReceive response: URLResponse,
      completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
      let identifier = dataTask.taskIdentifier
      pending.withLock { $0[identifier]?.response = response as? HTTPURLResponse }
      completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
      let identifier = dataTask.taskIdentifier
      let isTooMuch = pending.withLock { pending -> Bool in
        pending[identifier]?.body.append(data)
        guard pending[identifier]?.body.count ?? 0 > bytesAtMost else { return false }
        pending[identifier]?.problem = "the answer is longer than 32 MB"
        return true
      }
      if isTooMuch { dataTask.cancel() }
    }

    func urlSession(
      _ session: URLSession,
      task: URLSessionTask,
      didCompleteWithError error: (any Error)?
    ) {
      let identifier = task.taskIdentifier
      let done = pending.withLock { pending -> DispatchSemaphore? in
        if let error, pending[identifier]?.problem == nil,
          !Self.isRedirection(pending[identifier]?.response)
        {
          pending[identifier]?.problem = error.localizedDescription
        }
        return pending[identifier]?.done
      }
      done?.signal()
    }

    /// A redirection that is not followed may end with an error of its own.
    private static func isRedirection(_ response: HTTPURLResponse?) -> Bool {
      response.map { (300..<400).contains($0.statusCode) } ?? false
    }
  }
}
