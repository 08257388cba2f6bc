import Crypto
import Foundation

/// Content with its type and signatures: a Dead Simple Signing Envelope, DSSE 1.0.2, as in-toto has it.
///
/// What is signed names the type and both lengths, so that no signature of something else can pass
/// for one of an envelope: a note begins with a line of text, and an envelope's signed text with
/// `DSSEv1`.
package struct SignedEnvelope: Hashable, Sendable {
  /// One signature.
  package struct Signature: Hashable, Sendable {
    /// What names the key; a hint that nobody may rely on.
    package let keyID: String
    /// The signature.
    package let bytes: [UInt8]
  }

  /// The type of the content, for example `application/vnd.in-toto+json`.
  package let payloadType: String
  /// The content.
  package let payload: [UInt8]
  /// The signatures, in their order.
  package private(set) var signatures: [Signature]

  private static let bytesAtMost = 64 << 20
  private static let signaturesAtMost = 100

  /// Creates an envelope that nobody has signed yet.
  package init(payloadType: String, payload: [UInt8]) {
    self.payloadType = payloadType
    self.payload = payload
    signatures = []
  }

  /// The bytes that are signed: type and content, each with its length (PAE).
  package var signedBytes: [UInt8] {
    let type = Array(payloadType.utf8)
    return Array("DSSEv1 \(type.count) ".utf8) + type + Array(" \(payload.count) ".utf8) + payload
  }

  /// Adds a signature.
  package mutating func sign(with key: NoteSigningKey) throws {
    let keyID = key.verifier(.ed25519).envelopeKeyID
    let signature = try key.signature(of: signedBytes)
    signatures.removeAll { $0.keyID == keyID }
    signatures.append(Signature(keyID: keyID, bytes: signature))
  }

  /// Checks the signatures against keys that are trusted, and returns the keys that signed.
  ///
  /// What names a key is a hint only, so every key is tried; one right signature is enough, and a
  /// wrong one that bears the name of a trusted key spoils all.
  package func verify(with keys: [NoteVerifierKey]) throws -> [NoteVerifierKey] {
    let signed = signedBytes
    var found: [NoteVerifierKey] = []
    for signature in signatures {
      if let key = keys.first(where: { $0.isValid(signature.bytes, of: signed) }) {
        found.append(key)
      } else if let key = keys.first(where: { $0.envelopeKeyID == signature.keyID }) {
        throw NoteFailure.wrongSignature(key: key.name)
      }
    }
    guard !found.isEmpty else { throw NoteFailure.unsigned }
    return found
  }

  // MARK: - Text

  /// The envelope as JSON, in one way only, with a line break at the end.
  package var description: String {
    let signatures = signatures.map { signature in
      let value = Data(signature.bytes).base64EncodedString()
      return "{\"keyid\":\"\(Self.quoted(signature.keyID))\",\"sig\":\"\(value)\"}"
    }
    let payload = Data(payload).base64EncodedString()
    return "{\"payload\":\"\(payload)\",\"payloadType\":\"\(Self.quoted(payloadType))\","
      + "\"signatures\":[\(signatures.joined(separator: ","))]}\n"
  }

  private static func quoted(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20:
        "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }.joined()
  }

  private struct Document: Decodable {
    struct Signature: Decodable {
      var keyid: String?
      var sig: String
    }

    var payload: String
    var payloadType: String
    var signatures: [Signature]
  }

  /// Reads an envelope in whatever way it is written; base64 may be of either alphabet.
  package init(reading bytes: some Collection<UInt8>) throws {
    guard bytes.count <= Self.bytesAtMost else {
      throw NoteFailure.noEnvelope("it is too large")
    }
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)) else {
      throw NoteFailure.noEnvelope("payload, payloadType and signatures are not all there")
    }
    guard let payload = Self.decoded(document.payload) else {
      throw NoteFailure.noEnvelope("its payload is no base64")
    }
    guard document.signatures.count <= Self.signaturesAtMost else {
      throw NoteFailure.noEnvelope("it has too many signatures")
    }
    self.payload = payload
    payloadType = document.payloadType
    signatures = try document.signatures.map { signature in
      guard let value = Self.decoded(signature.sig) else {
        throw NoteFailure.noEnvelope("a signature is no base64")
      }
      return Signature(keyID: signature.keyid ?? "", bytes: value)
    }
  }

  private static func decoded(_ text: String) -> [UInt8]? {
    var standard = text.replacing("-", with: "+").replacing("_", with: "/")
    while standard.utf8.count % 4 != 0 { standard += "=" }
    return Data(base64Encoded: standard).map(Array.init)
  }
}

extension NoteVerifierKey {
  /// What names the key in envelopes: the SHA-256 of its canonical JSON, as in-toto's and TUF's
  /// libraries derive it, so that they find the key without being told.
  package var envelopeKeyID: String {
    let value = publicKey.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let text =
      "{\"keytype\":\"ed25519\",\"keyval\":{\"public\":\"\(value)\"},\"scheme\":\"ed25519\"}"
    return SHA256.hash(data: Array(text.utf8))
      .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The beginning of every Ed25519 key in the form of RFC 8410.
  private static let prefix: [UInt8] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]
  private static let opening = "-----BEGIN PUBLIC KEY-----\n"
  private static let ending = "\n-----END PUBLIC KEY-----\n"

  /// The key as other programs read it: PEM, RFC 8410.
  package var pem: String {
    Self.opening + Data(Self.prefix + publicKey).base64EncodedString() + Self.ending
  }

  /// Reads a key of Ed25519 from PEM; nil when it is none, or cannot have the name.
  package init?(pem text: String, name: String) {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    guard lines.first == "-----BEGIN PUBLIC KEY-----", lines.last == "-----END PUBLIC KEY-----",
      let data = Data(base64Encoded: lines.dropFirst().dropLast().joined()),
      data.count == Self.prefix.count + 32, data.starts(with: Self.prefix)
    else { return nil }
    self.init(
      name: name,
      algorithm: .ed25519,
      publicKey: Array(data.dropFirst(Self.prefix.count))
    )
  }
}
