import Foundation
import Reports

/// The terminal, or what stands in for it.
enum Terminal {
  /// Whether standard output is a terminal.
  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }
  /// Whether somebody can be asked.
  static var asks: Bool { isatty(STDIN_FILENO) == 1 && showsErrors }
  /// Whether standard error is a terminal.
  static var showsErrors: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal; 100 in a pipe, so that output is the same everywhere.
  static var width: Int {
    guard isInteractive else { return 100 }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }

  /// Whether colour is wanted on standard output.
  static func isColored(unless noColor: Bool) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    let declined = noColor || !(environment["NO_COLOR"] ?? "").isEmpty
    return isInteractive && !declined && environment["TERM"] != "dumb"
  }

  /// Writes to standard output.
  static func write(_ text: String) { write(Data(text.utf8)) }

  /// Writes to standard output.
  static func write(_ data: Data) { FileHandle.standardOutput.write(data) }

  /// Writes to standard error.
  static func writeError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// Says what happened and what to do next.
  static func complain(_ problem: String, next: String) {
    let next = next.isEmpty ? "" : "  " + SafeText.line(next) + "\n"
    writeError("auditwright: " + SafeText.line(problem) + "\n" + next)
  }
}
