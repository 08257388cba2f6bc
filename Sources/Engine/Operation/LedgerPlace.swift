import EvidenceLedger
import Foundation

/// Where the ledger of a repository is.
struct LedgerPlace {
  /// The folder, in the repository.
  static let folder = ".auditwright"

  private let repository: String

  /// The place in a repository's folder.
  init(repository: String) { self.repository = repository }

  /// The ledger's folder.
  var path: String {
    URL(filePath: repository).appending(path: Self.folder).path(percentEncoded: false)
  }

  /// Opens the ledger for adding; one is made when there is none.
  func open() throws -> Ledger {
    let name = URL(filePath: repository).standardizedFileURL.lastPathComponent
    return try Ledger.open(at: path, mode: .creating(origin: "auditwright/\(name)"))
  }

  /// What the ledger holds of the operation of controls; nothing when there is none.
  func archive() throws -> OperationArchive {
    let file = URL(filePath: path).appending(path: "ledger.db").path(percentEncoded: false)
    guard FileManager.default.fileExists(atPath: file) else { return .empty }
    let ledger = try Ledger.open(at: path, mode: .reading)
    defer { try? ledger.close() }
    return try OperationArchive(ledger)
  }
}
