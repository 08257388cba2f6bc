import Engine
import Foundation
import Synchronization

/// One line on a terminal that says what is being done; silent anywhere else.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let stage = Mutex("")

  init(isQuiet: Bool) { isShown = Terminal.showsErrors && !isQuiet && !Terminal.isDumb }

  /// Shows an event; called from any thread.
  func show(_ event: ProgressEvent) {
    guard isShown else { return }
    stage.withLock { stage in
      switch event {
      case .stage(let name):
        stage = name
        write("\(name)…")
      case .files(let done, let total): write("\(stage)… \(done) of \(total) files")
      }
    }
  }

  /// Writes the line in the place of the one before; a longer one would leave its beginning behind.
  private func write(_ line: String) {
    let room = Terminal.errorWidth - 1
    let shown = line.count > room ? line.prefix(max(1, room - 1)) + "…" : line[...]
    Terminal.writeError("\r\u{1B}[K\(shown)")
  }

  /// Removes the line.
  func clear() {
    guard isShown else { return }
    stage.withLock { _ in Terminal.writeError("\r\u{1B}[K") }
  }
}
