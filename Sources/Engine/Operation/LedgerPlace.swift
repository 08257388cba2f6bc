import EvidenceLedger
import Foundation
import MerkleLog
import ReadinessModel

/// Where the ledger of a repository is, and how it is made there.
struct LedgerPlace {
  /// The folder, in the repository.
  static let folder = ".auditwright"
  /// What the ledger's folder leaves to git: what was signed, and the keys to check it with.
  private static let ignored =
    "*\n!.gitignore\n!checkpoints/\n!checkpoints/*\n!keys/\n!keys/*\n!people/\n!people/*\n"

  private let repository: String

  /// The place in a repository's folder.
  init(repository: String) { self.repository = repository }

  /// The ledger's folder.
  var path: String {
    URL(filePath: repository).appending(path: Self.folder).path(percentEncoded: false)
  }

  /// Opens the ledger for adding; one is made when there is none.
  func open() throws -> Ledger {
    let ledger = try Ledger.open(at: path, mode: .creating(origin: name()))
    try keepOutOfGit()
    return ledger
  }

  /// What the ledger holds of the operation of controls; nothing when there is none.
  ///
  /// A ledger that does not fit is refused: whoever could change a record could have taken a deviation
  /// out of it.
  func archive() throws -> OperationArchive {
    guard exists else { return .empty }
    let ledger = try Ledger.open(at: path, mode: .reading)
    defer { try? ledger.close() }
    if let problem = ledger.verify().problems.first {
      throw EngineFailure.evidence(
        problem: "the ledger in \(path) does not fit, and nothing is concluded from it:"
          + " \(problem.message)",
        next: "See auditwright evidence verify."
      )
    }
    return try OperationArchive(ledger, people: PeopleKeys(of: self).keys())
  }

  /// The records of a ledger that fits; none where there is no ledger.
  func records() throws -> [EvidenceRecord] {
    guard exists else { return [] }
    let ledger = try Ledger.open(at: path, mode: .reading)
    defer { try? ledger.close() }
    guard ledger.verify().problems.isEmpty else { return [] }
    return try ledger.records()
  }

  private var exists: Bool {
    let file = URL(filePath: path).appending(path: "ledger.db").path(percentEncoded: false)
    return FileManager.default.fileExists(atPath: file)
  }

  /// The ledger's name: that of the first key, or the folder's with something that tells it apart.
  ///
  /// A key is best called as the ledger it signs, whichever of the two is made first.
  func name() throws -> String {
    if let ledger = try? Ledger.open(at: path, mode: .reading) {
      defer { try? ledger.close() }
      return ledger.origin
    }
    if let key = try Ledger.publicKeys(at: path).first { return key.name }
    let folder = URL(filePath: repository).standardizedFileURL.lastPathComponent
    let name = String(folder.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    let number = String(UInt32.random(in: UInt32.min...UInt32.max), radix: 16)
    return "\(name)/evidence-" + String(repeating: "0", count: 8 - number.count) + number
  }

  /// Signs what the ledger holds, when there is a key for it; gives the checkpoint.
  func sign(_ ledger: Ledger, _ context: RunContext) throws -> String? {
    guard let key = try signingKey(context) else { return nil }
    return try ledger.checkpoint(signedBy: key, at: context.clock()).description
  }

  /// The private key that belongs to a public one beside the ledger, or that somebody named.
  func signingKey(_ context: RunContext) throws -> NoteSigningKey? {
    try KeyRing(signer: context.signer).key(for: Ledger.publicKeys(at: path))
  }

  /// Leaves what may be confidential out of git, unless somebody has decided otherwise.
  func keepOutOfGit() throws {
    let file = path + "/.gitignore"
    guard !FileManager.default.fileExists(atPath: file) else { return }
    do {
      try Data(Self.ignored.utf8).write(to: URL(filePath: file), options: .atomic)
    } catch {
      throw EngineFailure.unwritable(path: file, reason: FileTrouble.reason(of: error))
    }
  }
}
