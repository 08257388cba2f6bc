import Crypto
package import Foundation

/// How a signature of a note is made.
package enum NoteAlgorithm: UInt8, Hashable, Sendable {
  /// Ed25519 over the text.
  case ed25519 = 0x01
  /// Ed25519 over a checkpoint and the time of signing: C2SP tlog-cosignature.
  case cosignature = 0x04
}

/// Why a text is no key.
package struct NoteKeyFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  package let description: String

  init(_ description: String) { self.description = description }
}

/// A public key that signatures of notes are checked with: C2SP signed-note's verifier key.
package struct NoteVerifierKey: Hashable, Sendable {
  /// The key's name.
  package let name: String
  /// How its signatures are made.
  package let algorithm: NoteAlgorithm
  /// The public key, 32 bytes.
  package let publicKey: [UInt8]
  /// The key's number, which with the name tells signatures apart.
  package let identifier: UInt32

  /// Creates a key from its parts; nil when the name cannot be one, or the key is not 32 bytes.
  package init?(name: String, algorithm: NoteAlgorithm, publicKey: [UInt8]) {
    guard NoteKeyName.isValid(name), publicKey.count == 32 else { return nil }
    self.name = name
    self.algorithm = algorithm
    self.publicKey = publicKey
    identifier = Self.identifier(of: name, algorithm.rawValue, publicKey)
  }

  /// Reads a key from its text, `name+identifier+base64`.
  package init(_ text: String) throws {
    // A key in base64 may contain a plus itself.
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].utf8.count == 8,
      let identifier = UInt32(parts[1], radix: 16), !parts[1].hasPrefix("+"),
      let data = Data(base64Encoded: String(parts[2])), let first = data.first
    else { throw NoteKeyFailure("a verifier key is written as name+identifier+base64") }
    guard let algorithm = NoteAlgorithm(rawValue: first) else {
      throw NoteKeyFailure("the key is of a kind that is not known (\(first))")
    }
    guard
      let key = Self(
        name: String(parts[0]),
        algorithm: algorithm,
        publicKey: Array(data.dropFirst())
      )
    else { throw NoteKeyFailure("the key has a name or a length that no key can have") }
    guard key.identifier == identifier else {
      throw NoteKeyFailure("the key's identifier does not fit the key; was it cut or mistyped?")
    }
    self = key
  }

  /// The key as text.
  package var text: String {
    "\(name)+\(NoteKeyName.hexadecimal(identifier))+"
      + Data([algorithm.rawValue] + publicKey).base64EncodedString()
  }

  static func identifier(of name: String, _ algorithm: UInt8, _ publicKey: [UInt8]) -> UInt32 {
    let digest = SHA256.hash(data: Array(name.utf8) + [0x0A, algorithm] + publicKey)
    return digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Whether a signature of these bytes was made with the key.
  func isValid(_ signature: some Collection<UInt8>, of bytes: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return false
    }
    return key.isValidSignature(Data(signature), for: bytes)
  }
}

/// A private key that notes are signed with.
package struct NoteSigningKey: Sendable {
  /// The key's name.
  package let name: String
  private let key: Curve25519.Signing.PrivateKey

  /// Creates a key from 32 bytes that nobody else knows; nil when the name cannot be one.
  package init?(name: String, seed: some ContiguousBytes) {
    guard NoteKeyName.isValid(name),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    else { return nil }
    self.name = name
    self.key = key
  }

  /// Reads a key from its text, `PRIVATE+KEY+name+identifier+base64`.
  package init(_ text: String) throws {
    let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", parts[3].utf8.count == 8,
      let identifier = UInt32(parts[3], radix: 16), !parts[3].hasPrefix("+"),
      let data = Data(base64Encoded: String(parts[4])),
      data.first == NoteAlgorithm.ed25519.rawValue,
      let key = Self(name: String(parts[2]), seed: data.dropFirst())
    else {
      throw NoteKeyFailure("a signing key is written as PRIVATE+KEY+name+identifier+base64")
    }
    guard key.verifier(.ed25519).identifier == identifier else {
      throw NoteKeyFailure("the key's identifier does not fit the key; was it cut or mistyped?")
    }
    self = key
  }

  /// The key as text, a secret.
  package var text: String {
    let identifier = NoteKeyName.hexadecimal(verifier(.ed25519).identifier)
    let content = Data([NoteAlgorithm.ed25519.rawValue]) + key.rawRepresentation
    return "PRIVATE+KEY+\(name)+\(identifier)+\(content.base64EncodedString())"
  }

  /// The public key for a kind of signature.
  package func verifier(_ algorithm: NoteAlgorithm) -> NoteVerifierKey {
    NoteVerifierKey(unchecked: name, algorithm, Array(key.publicKey.rawRepresentation))
  }

  func signature(of bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }
}

extension NoteVerifierKey {
  /// Creates a key from parts that a signing key has checked.
  fileprivate init(unchecked name: String, _ algorithm: NoteAlgorithm, _ publicKey: [UInt8]) {
    self.name = name
    self.algorithm = algorithm
    self.publicKey = publicKey
    identifier = Self.identifier(of: name, algorithm.rawValue, publicKey)
  }
}

/// What C2SP signed-note says of the names of keys.
enum NoteKeyName {
  static func isValid(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 && $0.value != 0x7F
      }
  }

  static func hexadecimal(_ number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
