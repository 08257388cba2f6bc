import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Why no answer came.
struct HTTPFailure: Error, Hashable, Sendable {
  /// What happened.
  let problem: String
}

/// Sends one request after another, and follows no redirection: a token goes to one host only.
struct HTTPTransport: Sendable {
  /// How long an answer may let wait.
  var secondsAtMost: TimeInterval
  /// How long an answer may be.
  var bytesAtMost: Int

  /// Sends a request and waits for the whole answer.
  func send(_ request: URLRequest) throws(HTTPFailure) -> (status: Int, body: Data) {
    let receiver = Receiver(bytesAtMost: bytesAtMost)
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = secondsAtMost
    configuration.timeoutIntervalForResource = secondsAtMost * 2
    configuration.httpShouldSetCookies = false
    let session = URLSession(configuration: configuration, delegate: receiver, delegateQueue: nil)
    session.dataTask(with: request).resume()
    receiver.wait()
    session.invalidateAndCancel()
    return try receiver.result()
  }

  /// Gathers the answer of one task.
  private final class Receiver: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
      var status = 0
      var body = Data()
      var problem: String?
    }

    private let bytesAtMost: Int
    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)

    init(bytesAtMost: Int) { self.bytesAtMost = bytesAtMost }

    func wait() { done.wait() }

    func result() throws(HTTPFailure) -> (status: Int, body: Data) {
      let state = state.withLock { $0 }
      if let problem = state.problem { throw HTTPFailure(problem: problem) }
      return (state.status, state.body)
    }

    func urlSession(
      _ session: URLSession,
      task: URLSessionTask,
      willPerformHTTPRedirection response: HTTPURLResponse,
      newRequest request: URLRequest,
      completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
      state.withLock { $0.status = response.statusCode }
      completionHandler(nil)
    }

    func urlSession(
      _ session: URLSession,
      dataTask: URLSessionDataTask,
      didReceive response: URLResponse,
      completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
      state.withLock { $0.status = (response as? HTTPURLResponse)?.statusCode ?? 0 }
      completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
      let isTooMuch = state.withLock { state in
        state.body.append(data)
        if state.body.count > bytesAtMost { state.problem = "the answer is too long" }
        return state.body.count > bytesAtMost
      }
      if isTooMuch { dataTask.cancel() }
    }

    func urlSession(
      _ session: URLSession,
      task: URLSessionTask,
      didCompleteWithError error: (any Error)?
    ) {
      state.withLock { state in
        if let error, state.problem == nil, state.status == 0 {
          state.problem = error.localizedDescription
        }
      }
      done.signal()
    }
  }
}
