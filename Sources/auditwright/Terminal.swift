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
  static var width: Int { isInteractive ? columns(of: STDOUT_FILENO) : 100 }

  /// Columns of the terminal that errors and progress go to.
  static var errorWidth: Int { columns(of: STDERR_FILENO) }

  /// Whether the terminal only adds line to line.
  static var isDumb: Bool { ProcessInfo.processInfo.environment["TERM"] == "dumb" }

  private static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }

  /// Whether colour is wanted on standard output.
  static func isColored(unless noColor: Bool) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    let declined = noColor || !(environment["NO_COLOR"] ?? "").isEmpty
    return isInteractive && !declined && !isDumb
  }

  /// Writes to standard output.
  static func write(_ text: String) { write(Data(text.utf8)) }

  /// Writes to standard output.
  ///
  /// Output that is lost must not look like success: the program ends where it cannot be written.
  static func write(_ data: Data) {
    guard let problem = send(data, to: STDOUT_FILENO) else { return }
    complain(
      "cannot write the output: \(problem)",
      next: "What was written is not whole. See whether the place it goes to is full or closed."
    )
    exit(ProgramExit.wrongUsage)
  }

  /// Writes to standard error; what cannot be written there cannot be told either.
  static func writeError(_ text: String) { _ = send(Data(text.utf8), to: STDERR_FILENO) }

  /// Writes everything, and gives the reason when that fails.
  private static func send(_ data: Data, to descriptor: Int32) -> String? {
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = Foundation.write(descriptor, part.baseAddress, part.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&waiting, 1, 1_000)
        } else if errno != EINTR {
          return String(cString: strerror(errno)).lowercased()
        }
      }
      return nil
    }
  }

  /// Says what happened and what to do next.
  static func complain(_ problem: String, next: String) {
    let next = next.isEmpty ? "" : "  " + SafeText.line(next) + "\n"
    writeError("auditwright: " + SafeText.line(problem) + "\n" + next)
  }
}
