import Foundation
package import ReadinessModel

/// A change as a model proposed it, so that what was shown can be written without asking the model again.
package struct KeptProposal: Codable, Hashable, Sendable {
  /// The gap that it is to close.
  package let gap: Finding
  /// The profile of controls.
  let profile: String
  /// The host and the model.
  let writtenBy: String
  /// The edits.
  let edits: ProposedEdits
}

/// Keeps proposals between a preview and the yes to it, in the user's own folder for caches.
///
/// A proposal goes by the digest of what it does. It is proven again before it is written, and what it does
/// then has to have the same digest, so that nothing depends on what anybody made of the file meanwhile.
struct ProposalShelf {
  private let folder: URL
  private static let bytesAtMost = 1_000_000

  /// The shelf beside the folder for scans; nil where nothing is to be kept.
  init?(_ context: RunContext) {
    guard let scans = context.cacheFolder else { return nil }
    folder = URL(filePath: scans).deletingLastPathComponent().appending(path: "proposals")
  }

  /// Keeps a proposal under its digest.
  func keep(_ proposal: KeptProposal, digest: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let path = file(digest).path
    do {
      let data = try encoder.encode(proposal)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: file(digest), options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    } catch {
      throw EngineFailure.unwritable(path: path, reason: error.localizedDescription)
    }
  }

  /// The proposal that was shown under a digest.
  func proposal(_ digest: String) throws -> KeptProposal {
    guard !digest.isEmpty, digest.count <= 64, digest.allSatisfy(\.isHexDigit),
      let data = FileManager.default.contents(atPath: file(digest).path),
      data.count <= Self.bytesAtMost,
      let proposal = try? JSONDecoder().decode(KeptProposal.self, from: data)
    else {
      throw EngineFailure.model(
        problem: "no proposal was shown under '\(digest)'",
        next: "Ask for one: auditwright propose CHECK"
      )
    }
    return proposal
  }

  /// Forgets a proposal that was written.
  func forget(_ digest: String) { try? FileManager.default.removeItem(at: file(digest)) }

  private func file(_ digest: String) -> URL { folder.appending(path: "\(digest).json") }
}
