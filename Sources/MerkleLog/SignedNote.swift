import Foundation

/// Why a text is no signed note, or one that nobody may believe.
package enum NoteFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// It has not the form of a note.
  case malformed(String)
  /// No key that is trusted has signed it.
  case unsigned
  /// A signature by a key that is trusted is wrong.
  case wrongSignature(key: String)
  /// It has not the form of an envelope.
  case noEnvelope(String)

  /// What is wrong.
  package var description: String {
    switch self {
    case .malformed(let what): "it is no signed note: \(what)"
    case .unsigned: "no key that is trusted has signed it"
    case .wrongSignature(let key): "the signature by \(key) is wrong"
    case .noEnvelope(let what): "it is no DSSE envelope: \(what)"
    }
  }
}

/// A text and its signatures: C2SP signed-note.
package struct SignedNote: Hashable, Sendable {
  /// One signature.
  package struct Signature: Hashable, Sendable {
    /// Name of the key.
    package let name: String
    /// Number of the key.
    package let identifier: UInt32
    /// What the key's algorithm made.
    package let bytes: [UInt8]

    /// Whether it says to be made with a key.
    func claims(_ key: NoteVerifierKey) -> Bool {
      name == key.name && identifier == key.identifier
    }
  }

  /// A signature that was found to be right.
  package struct Verified: Hashable, Sendable {
    /// The key.
    package let key: NoteVerifierKey
    /// When it was made, in seconds since 1970, where the algorithm signs that too.
    package let signedAt: UInt64?
  }

  private static let bytesAtMost = 1_000_000
  private static let signaturesAtMost = 100

  /// The text, with the line break at its end.
  package let text: String
  /// The signatures, in their order.
  package private(set) var signatures: [Signature]

  /// Creates a note without signatures; nil when a note cannot hold the text.
  package init?(text: String) {
    guard text.hasSuffix("\n"), Self.holdsOnlyText(text.utf8) else { return nil }
    self.text = text
    signatures = []
  }

  /// Reads a note.
  ///
  /// Nobody has looked at its signatures yet: see `verify(with:)`.
  package init(reading bytes: some Collection<UInt8>) throws {
    guard bytes.count <= Self.bytesAtMost else { throw NoteFailure.malformed("it is too large") }
    guard let whole = String(validating: bytes, as: UTF8.self) else {
      throw NoteFailure.malformed("it is no UTF-8")
    }
    guard Self.holdsOnlyText(whole.utf8) else {
      throw NoteFailure.malformed("it holds control characters")
    }
    let utf8 = Array(whole.utf8)
    // The last empty line divides text and signatures.
    guard utf8.last == 0x0A,
      let split = (0..<max(0, utf8.count - 1)).last(where: {
        utf8[$0] == 0x0A && utf8[$0 + 1] == 0x0A
      })
    else { throw NoteFailure.malformed("no empty line divides text and signatures") }
    text = String(decoding: utf8[...split], as: UTF8.self)
    let lines = String(decoding: utf8[(split + 2)...].dropLast(), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count <= Self.signaturesAtMost else {
      throw NoteFailure.malformed("it has too many signatures")
    }
    signatures = try lines.map { line in
      guard let signature = Signature(line: line) else {
        throw NoteFailure.malformed("a line is no signature")
      }
      return signature
    }
  }

  private static func holdsOnlyText(_ bytes: String.UTF8View) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A }
  }

  /// The note as it is written down.
  package var description: String {
    text + "\n" + signatures.map { $0.line + "\n" }.joined()
  }

  // MARK: - Signing

  /// Adds a signature of the text.
  package mutating func sign(with key: NoteSigningKey) throws {
    let signature = try key.signature(of: Array(text.utf8))
    add(signature, by: key.verifier(.ed25519))
  }

  /// Adds a signature of the text and of the time it is made.
  package mutating func cosign(with key: NoteSigningKey, at seconds: UInt64) throws {
    let signature = try key.signature(of: Self.cosigned(text, at: seconds))
    let time = withUnsafeBytes(of: seconds.bigEndian) { Array($0) }
    add(time + signature, by: key.verifier(.cosignature))
  }

  private mutating func add(_ bytes: [UInt8], by key: NoteVerifierKey) {
    signatures.removeAll { $0.claims(key) }
    signatures.append(Signature(name: key.name, identifier: key.identifier, bytes: bytes))
  }

  private static func cosigned(_ text: String, at seconds: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
  }

  // MARK: - Verifying

  /// Checks the signatures of keys that are trusted, and returns those that are right.
  ///
  /// Signatures of other keys say nothing. One wrong signature of a trusted key spoils the note.
  package func verify(with keys: [NoteVerifierKey]) throws -> [Verified] {
    var verified: [Verified] = []
    for signature in signatures {
      guard let key = keys.first(where: signature.claims) else { continue }
      guard !verified.contains(where: { $0.key == key }) else { continue }
      verified.append(try verify(signature, with: key))
    }
    guard !verified.isEmpty else { throw NoteFailure.unsigned }
    return verified
  }

  private func verify(_ signature: Signature, with key: NoteVerifierKey) throws -> Verified {
    switch key.algorithm {
    case .ed25519:
      guard key.isValid(signature.bytes, of: Array(text.utf8)) else {
        throw NoteFailure.wrongSignature(key: key.name)
      }
      return Verified(key: key, signedAt: nil)
    case .cosignature:
      let time = signature.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard signature.bytes.count == 72, time <= UInt64(Int64.max),
        key.isValid(signature.bytes.dropFirst(8), of: Self.cosigned(text, at: time))
      else { throw NoteFailure.wrongSignature(key: key.name) }
      return Verified(key: key, signedAt: time)
    }
  }
}

extension SignedNote.Signature {
  private static let opening = "— "

  fileprivate init?(line: Substring) {
    guard line.hasPrefix(Self.opening) else { return nil }
    let parts = line.dropFirst(Self.opening.count)
      .split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, NoteKeyName.isValid(String(parts[0])),
      let data = Data(base64Encoded: String(parts[1])), data.count > 4
    else { return nil }
    name = String(parts[0])
    identifier = data.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    bytes = Array(data.dropFirst(4))
  }

  fileprivate var line: String {
    let number = withUnsafeBytes(of: identifier.bigEndian) { Array($0) }
    return "\(Self.opening)\(name) \(Data(number + bytes).base64EncodedString())"
  }
}
