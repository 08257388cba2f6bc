import Foundation
import ReadinessModel
import Synchronization

/// A request while it is worked on.
final class RunningCall: Sendable {
  let id: RequestID
  let revision: ProtocolRevision
  /// What the client says it can do.
  let capabilities: JSON
  /// How the client calls itself; for people to read, and for nothing else.
  let client: String?
  let progressToken: JSON?
  private let cancelled = Atomic(false)
  private let progress = Mutex(ProgressState())

  private struct ProgressState {
    var steps = 0
    var last = ContinuousClock.Instant?.none
  }

  init(
    id: RequestID,
    revision: ProtocolRevision,
    capabilities: JSON,
    client: String?,
    progressToken: JSON?
  ) {
    self.id = id
    self.revision = revision
    self.capabilities = capabilities
    self.client = client
    self.progressToken = progressToken
  }

  var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  func cancel() { cancelled.store(true, ordering: .relaxed) }

  /// Whether the client can put a form before a person.
  var asksPeople: Bool {
    guard let elicitation = capabilities["elicitation"], elicitation.isObject else { return false }
    return elicitation.members.isEmpty || elicitation["form"] != nil
  }

  /// The notification of a step, where the client wants one and it is not too soon after the last.
  func step(_ message: String) -> JSON? {
    guard let progressToken else { return nil }
    let steps: Int? = progress.withLock { state in
      let now = ContinuousClock.now
      state.steps += 1
      if let last = state.last, last.duration(to: now) < .milliseconds(50) { return nil }
      state.last = now
      return state.steps
    }
    return steps.map { steps in
      [
        "jsonrpc": "2.0", "method": "notifications/progress",
        "params": [
          "progressToken": progressToken, "progress": .integer(steps),
          "message": .string(message),
        ],
      ]
    }
  }
}
