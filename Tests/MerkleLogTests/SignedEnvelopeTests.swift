import Foundation
import MerkleLog
import Testing

@Suite("Envelopes are signed as DSSE has it")
struct SignedEnvelopeTests {
  private func key(_ byte: UInt8 = 7, name: String = "acme/evidence") throws -> NoteSigningKey {
    try #require(NoteSigningKey(name: name, seed: Data(repeating: byte, count: 32)))
  }

  private func signed(_ text: String = "{}") throws -> SignedEnvelope {
    var envelope = SignedEnvelope(
      payloadType: "application/vnd.in-toto+json",
      payload: Array(text.utf8)
    )
    try envelope.sign(with: key())
    return envelope
  }

  @Test("what is signed is as in the protocol's own example")
  func signedBytes() {
    let envelope = SignedEnvelope(
      payloadType: "http://example.com/HelloWorld",
      payload: Array("hello world".utf8)
    )
    #expect(
      String(decoding: envelope.signedBytes, as: UTF8.self)
        == "DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )
  }

  @Test("an envelope is read as it was written, and verifies with its key and no other")
  func roundTrip() throws {
    let envelope = try signed()
    let read = try SignedEnvelope(reading: Array(envelope.description.utf8))
    #expect(read == envelope)
    let verifier = try key().verifier(.ed25519)
    #expect(try read.verify(with: [verifier]) == [verifier])
    #expect(throws: NoteFailure.unsigned) {
      try read.verify(with: [key(8).verifier(.ed25519)])
    }
    #expect(throws: NoteFailure.unsigned) { try read.verify(with: []) }
  }

  @Test("the other alphabet of base64 and other spacing are read too")
  func otherForms() throws {
    let envelope = try signed("{\"a\": \"ÿÿÿ>>>???\"}")
    let spaced = envelope.description.replacing(",", with: " ,\n ")
    let url = spaced.replacing("+", with: "-").replacing("_", with: "_")
      .replacing("vnd.in-toto-json", with: "vnd.in-toto+json")
    #expect(try SignedEnvelope(reading: Array(url.utf8)) == envelope)
  }

  @Test("a changed payload, type or signature is found")
  func changes() throws {
    let envelope = try signed()
    let keys = [try key().verifier(.ed25519)]
    let type = envelope.description.replacing("vnd.in-toto", with: "vnd.in-tota")
    #expect(throws: NoteFailure.wrongSignature(key: "acme/evidence")) {
      try SignedEnvelope(reading: Array(type.utf8)).verify(with: keys)
    }
    let payload = envelope.description.replacing("\"e30=\"", with: "\"e34=\"")
    #expect(payload != envelope.description)
    #expect(throws: (any Error).self) {
      try SignedEnvelope(reading: Array(payload.utf8)).verify(with: keys)
    }
  }

  @Test(
    "what is no envelope is refused",
    arguments: [
      "", "{}", "[]", #"{"payload":"e30=","payloadType":"x"}"#, "\u{0}", "{\"payload\":1}",
    ]
  )
  func refusals(text: String) {
    #expect(throws: NoteFailure.self) { try SignedEnvelope(reading: Array(text.utf8)) }
  }

  @Test("a key is named as in-toto's libraries name it, and read back from PEM")
  func keys() throws {
    // The key of RFC 8032's first example; the name was derived with securesystemslib 1.6.0.
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { index -> UInt8? in
      let text = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
      let start = text.index(text.startIndex, offsetBy: index)
      return UInt8(text[start...].prefix(2), radix: 16)
    }
    let key = try #require(NoteVerifierKey(name: "a", algorithm: .ed25519, publicKey: bytes))
    #expect(key.envelopeKeyID == "74c181c7ad8a0855d4b55e44d2ba87aabdddb196832571f15f92fece332e4916")
    #expect(NoteVerifierKey(pem: key.pem, name: "a") == key)
    #expect(NoteVerifierKey(pem: key.pem.replacing("MCo", with: "MCp"), name: "a") == nil)
    #expect(NoteVerifierKey(pem: "", name: "a") == nil)
  }
}
