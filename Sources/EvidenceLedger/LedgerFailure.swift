import Foundation
import GRDB

/// Why the ledger could not be opened, read or written, and what to do about it.
package struct LedgerFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, and where.
  package let message: String
  /// What to do next.
  package let next: String

  /// Creates a failure from what happened and what to do next.
  package init(_ message: String, next: String) {
    self.message = message
    self.next = next
  }

  /// What happened, and where.
  package var description: String { message }
}

extension LedgerFailure {
  /// Puts into words what the database said.
  init(_ error: DatabaseError, at path: String) {
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init("the disk that holds \(path) is full", next: Self.nothingLost("Free some space"))
    case .SQLITE_IOERR:
      self.init(
        "\(path) could not be read or written: \(error.message ?? "the disk gave an error")",
        next: Self.nothingLost("See whether the disk is full, or at a limit set for this process")
      )
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(
        "\(path) cannot be written: it, its folder or its disk is read-only",
        next: "Make it writable for this user, and run the command again; reading works as it is."
      )
    case .SQLITE_CANTOPEN:
      self.init(
        "\(path) cannot be opened",
        next: "See whether it is there, and whether this user may read it and write its folder."
      )
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        "\(path) is being written by another process, and stayed so",
        next: "Wait for that process to end, and run the command again."
      )
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(damaged: path, how: error.message ?? "it is no database")
    default:
      self.init(
        "\(path): \(error.message ?? "\(error.resultCode)")",
        next: "Run auditwright evidence verify to see what is intact."
      )
    }
  }

  init(damaged path: String, how: String) {
    self.init(
      "\(path) is damaged: \(how)",
      next: "Run auditwright evidence verify to see which records are intact, evidence export to "
        + "save them, and put a backup in its place."
    )
  }

  private static func nothingLost(_ advice: String) -> String {
    "\(advice), and run the command again; every record that was acknowledged is still there."
  }

  /// Puts into words what the system said of the last call.
  static func system(_ what: String, _ path: String, code: Int32 = errno) -> LedgerFailure {
    let reason = String(cString: strerror(code))
    let next =
      switch code {
      case ENOSPC, EDQUOT, EFBIG: nothingLost("Free some space, or raise the limit")
      case EROFS, EACCES, EPERM: "Make it writable for this user, and run the command again."
      default: "See whether the folder is there and can be used."
      }
    return LedgerFailure("\(path) could not be \(what): \(reason)", next: next)
  }
}
