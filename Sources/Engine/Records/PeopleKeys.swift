import EvidenceLedger
import Foundation
import MerkleLog

/// The public keys of people who sign records, in `.auditwright/people`, one file each.
///
/// Who may sign is decided by what is in this folder, so it belongs into the repository, where a
/// change to it is reviewed like any other.
struct PeopleKeys {
  private static let bytesAtMost = 4_096
  private static let filesAtMost = 1_000

  private let folder: URL

  /// The keys beside a repository's ledger.
  init(of place: LedgerPlace) {
    folder = URL(filePath: place.path, directoryHint: .isDirectory)
      .appending(path: "people", directoryHint: .isDirectory)
  }

  /// The keys, by file name.
  func keys() throws -> [NoteVerifierKey] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return try names.sorted().prefix(Self.filesAtMost).filter { $0.hasSuffix(".vkey") }.map {
      name in
      let file = folder.appending(path: name)
      guard let data = try? Data(contentsOf: file), data.count <= Self.bytesAtMost else {
        throw unreadable(name, "it cannot be read")
      }
      let text = String(decoding: data, as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      do {
        return try NoteVerifierKey(text)
      } catch {
        throw unreadable(name, "\(error)")
      }
    }
  }

  /// Keeps the public half of a person's key.
  func keep(_ key: NoteVerifierKey) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data((key.text + "\n").utf8)
        .write(to: folder.appending(path: "\(Ledger.keyFileName(key)).vkey"), options: .atomic)
    } catch {
      throw EngineFailure.unwritable(path: folder.path, reason: FileTrouble.reason(of: error))
    }
  }

  private func unreadable(_ name: String, _ reason: String) -> EngineFailure {
    .record(
      problem: "the public key \(name) in \(folder.path) cannot be used: \(reason)",
      next: "Put it back from where the repository is kept."
    )
  }
}
