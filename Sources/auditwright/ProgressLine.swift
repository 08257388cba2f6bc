import Engine
import Foundation
import Synchronization

/// One line on a terminal that says what is being done; silent anywhere else.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let stage = Mutex("")

  init(isQuiet: Bool) { isShown = Terminal.showsErrors && !isQuiet }

  /// Shows an event; called from any thread.
  func show(_ event: ProgressEvent) {
    guard isShown else { return }
    stage.withLock { stage in
      switch event {
      case .stage(let name):
        stage = name
        Terminal.writeError("\r\u{1B}[K\(name)…")
      case .files(let done, let total):
        Terminal.writeError("\r\u{1B}[K\(stage)… \(done) of \(total) files")
      }
    }
  }

  /// Removes the line.
  func clear() {
    guard isShown else { return }
    stage.withLock { _ in Terminal.writeError("\r\u{1B}[K") }
  }
}
