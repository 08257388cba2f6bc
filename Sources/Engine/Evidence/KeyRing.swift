import EvidenceLedger
import Foundation
import MerkleLog

/// The private keys of a user, one file each that nobody else can read.
struct KeyRing: Sendable {
  let signer: EvidenceSigner

  private static let suffix = ".key"
  private static let bytesAtMost = 10_000

  /// The key to sign a ledger with; nil when there is none.
  ///
  /// A file that is named has to hold one. Otherwise it is a key in the user's folder that belongs
  /// to a public key beside the ledger.
  func key(for publicKeys: [NoteVerifierKey]) throws -> NoteSigningKey? {
    if let file = signer.keyFile { return try read(file) }
    guard let folder = signer.keyFolder else { return nil }
    for key in publicKeys where key.algorithm == .ed25519 {
      let file = "\(folder)/\(Ledger.keyFileName(key))\(Self.suffix)"
      guard FileManager.default.fileExists(atPath: file) else { continue }
      let found = try read(file)
      guard found.verifier(.ed25519) == key else {
        throw EngineFailure.evidence(
          problem: "\(file) holds another key than its name says",
          next: "Put the right key there, or name another one with --key."
        )
      }
      return found
    }
    return nil
  }

  private func read(_ file: String) throws -> NoteSigningKey {
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) <= Self.bytesAtMost,
      let data = FileManager.default.contents(atPath: file)
    else {
      throw EngineFailure.evidence(
        problem: "the private key in \(file) cannot be read",
        next: "Name another file with --key, or make a key: auditwright key init"
      )
    }
    guard status.st_mode & 0o077 == 0 else {
      throw EngineFailure.evidence(
        problem: "others may read the private key in \(file)",
        next: "Make it yours alone: chmod 600 \(file)"
      )
    }
    let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    do {
      return try NoteSigningKey(text)
    } catch {
      throw EngineFailure.evidence(
        problem: "\(file) holds no private key: \(error)",
        next: "Name another file with --key, or make a key: auditwright key init"
      )
    }
  }

  /// Makes a key and writes it where nothing is yet; gives the file.
  func make(name: String, output: String?) throws -> (key: NoteSigningKey, file: String) {
    var generator = SystemRandomNumberGenerator()
    let seed = Data((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
    guard let key = NoteSigningKey(name: name, seed: seed) else {
      throw EngineFailure.record(
        problem: "'\(name)' can be no name of a key",
        next: "Use a name without spaces and plus signs, for example acme/evidence."
      )
    }
    let standard = signer.keyFolder.map {
      "\($0)/\(Ledger.keyFileName(key.verifier(.ed25519)))\(Self.suffix)"
    }
    guard let file = output ?? standard else {
      throw EngineFailure.record(
        problem: "there is no home folder to keep the key in",
        next: "Say where: --output FILE"
      )
    }
    let folder = URL(filePath: file).deletingLastPathComponent()
    if output == nil {
      try? FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    }
    try write(key.text + "\n", to: file)
    return (key, file)
  }

  private func write(_ text: String, to file: String) throws {
    // The file is the user's alone from its first moment, and never takes the place of another.
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw EngineFailure.alreadyThere(path: file) }
      throw EngineFailure.unwritable(path: file, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0
    else {
      let reason = String(cString: strerror(errno))
      unlink(file)
      throw EngineFailure.unwritable(path: file, reason: reason)
    }
  }
}
