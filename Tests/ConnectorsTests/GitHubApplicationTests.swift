import Connectors
import Crypto
import CryptoExtras
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("A GitHub App proves itself with its key, and reads with the token of its installation")
struct GitHubApplicationTests {
  private typealias Response = LoopbackServer.Response

  private func decoded(_ part: Substring) throws -> Data {
    var text = String(part).replacing("-", with: "+").replacing("_", with: "/")
    while text.count % 4 != 0 { text += "=" }
    return try #require(Data(base64Encoded: text))
  }

  private func access(_ server: LoopbackServer, _ credential: GitHubCredential) throws
    -> GitHubAccess
  {
    try GitHubAccess(
      api: server.address,
      credential: credential,
      now: { Moment(secondsSince1970: 1_795_392_000) },
      sleep: { _ in }
    )
  }

  @Test("its proof is signed with RS256, is good for minutes, and goes to two questions only")
  func proof() throws {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let server = try LoopbackServer { request in
      switch (request.method, request.path) {
      case ("GET", "/repos/octo/shop/installation"): Response(200, #"{"id":99}"#)
      case ("POST", "/app/installations/99/access_tokens"):
        Response(201, #"{"token":"ghs_short","expires_at":"2026-11-23T01:00:00Z"}"#)
      case ("GET", "/repos/octo/shop"):
        Response(
          200,
          #"{"name":"shop","default_branch":"main","owner":{"login":"octo","type":"User"}}"#
        )
      default: Response(404, #"{"message":"Not Found"}"#)
      }
    }
    let credential = try GitHubCredential(application: "Iv1.abc", privateKey: key.pemRepresentation)
    #expect(credential.description == "the GitHub App Iv1.abc")
    let host = GitHubHost(try access(server, credential), repository: try GitHubName("octo/shop"))
    #expect(host.facts().value?.defaultBranch == "main")

    var proofs: Set<String> = []
    for request in server.requests {
      let token = String((request.headers["authorization"] ?? "").dropFirst(7))
      if request.path.hasSuffix("/installation") || request.path.hasSuffix("/access_tokens") {
        proofs.insert(token)
      } else {
        #expect(token == "ghs_short")
      }
    }
    let parts = try #require(proofs.first).split(separator: ".")
    #expect(proofs.count == 1 && parts.count == 3)
    let claims = try #require(
      try JSONSerialization.jsonObject(with: try decoded(parts[1])) as? [String: Any]
    )
    #expect(claims["iss"] as? String == "Iv1.abc")
    let lifetime = (claims["exp"] as? Int ?? 0) - (claims["iat"] as? Int ?? 0)
    #expect((60...600).contains(lifetime))
    let signature = _RSA.Signing.RSASignature(rawRepresentation: try decoded(parts[2]))
    let digest = SHA256.hash(data: Data("\(parts[0]).\(parts[1])".utf8))
    #expect(key.publicKey.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5))
  }

  @Test("an App that is not installed reads nothing, and says so")
  func notInstalled() throws {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let server = try LoopbackServer { _ in Response(404, #"{"message":"Not Found"}"#) }
    let credential = try GitHubCredential(application: "1", privateKey: key.pemRepresentation)
    let host = GitHubHost(try access(server, credential), repository: try GitHubName("octo/shop"))
    guard case .notObservable(let reason) = host.facts() else {
      Issue.record("an App that is not installed read something")
      return
    }
    #expect(reason.contains("is not installed on octo/shop"))
  }

  @Test("what is no key is refused before anything is asked")
  func noKey() {
    #expect(throws: GitHubFailure.self) {
      try GitHubCredential(application: "1", privateKey: "-----BEGIN RSA PRIVATE KEY-----\nx")
    }
  }
}
