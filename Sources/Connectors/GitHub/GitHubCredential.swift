import Crypto
import CryptoExtras
import Foundation
import ReadinessModel

/// As whom the host is asked; it never shows its secret.
package struct GitHubCredential: Sendable, CustomStringConvertible {
  enum Kind: Sendable {
    case token(String)
    case application(identifier: String, key: _RSA.Signing.PrivateKey)
  }

  let kind: Kind

  /// Creates a credential from a token.
  package init(token: String) throws(GitHubFailure) {
    guard !token.isEmpty, token.utf8.count <= 4096,
      token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw GitHubFailure(
        token.isEmpty ? "there is no token for GitHub" : "what should be a token is none",
        next: "Put a token into the variable GITHUB_TOKEN, or its file into --github-token-file."
      )
    }
    kind = .token(token)
  }

  /// Creates a credential from the identifier of a GitHub App and its private key, in PEM.
  package init(application identifier: String, privateKey: String) throws(GitHubFailure) {
    guard identifier.wholeMatch(of: /[A-Za-z0-9._-]{1,64}/) != nil else {
      throw GitHubFailure(
        "'\(identifier.prefix(64))' is no identifier of a GitHub App",
        next: "GITHUB_APP_ID takes the App's number or its client id."
      )
    }
    do {
      let key = try _RSA.Signing.PrivateKey(pemRepresentation: privateKey)
      kind = .application(identifier: identifier, key: key)
    } catch {
      throw GitHubFailure(
        "the private key of the GitHub App cannot be read",
        next: "GITHUB_APP_PRIVATE_KEY_FILE takes the PEM file that GitHub made for the App."
      )
    }
  }

  /// What kind of credential it is.
  package var description: String {
    switch kind {
    case .token: "a token"
    case .application(let identifier, _): "the GitHub App \(identifier)"
    }
  }

  /// Something by which answers to different credentials are kept apart, and nothing can be known.
  var fingerprint: String {
    let secret =
      switch kind {
      case .token(let token): "token:" + token
      case .application(let identifier, _): "application:" + identifier
      }
    return SHA256.hash(data: Data(secret.utf8)).prefix(8).map {
      String(UInt16($0) | 0x100, radix: 16)
    }
    .map { $0.dropFirst() }.joined()
  }

  /// A token with which an App proves itself for a few minutes; nil for what is no App.
  func applicationToken(at moment: Moment) throws(GitHubFailure) -> String? {
    guard case .application(let identifier, let key) = kind else { return nil }
    // A minute of the past allows for clocks that differ; ten minutes is the most GitHub takes.
    let claims =
      #"{"iat":\#(moment.secondsSince1970 - 60),"exp":\#(moment.secondsSince1970 + 480),"#
      + #""iss":"\#(identifier)"}"#
    let content =
      Self.encoded(Data(#"{"alg":"RS256","typ":"JWT"}"#.utf8)) + "."
      + Self.encoded(Data(claims.utf8))
    do {
      let signature = try key.signature(
        for: SHA256.hash(data: Data(content.utf8)),
        padding: .insecurePKCS1v1_5
      )
      return content + "." + Self.encoded(signature.rawRepresentation)
    } catch {
      throw GitHubFailure(
        "the private key of the GitHub App cannot sign",
        next: "See whether the PEM file is the App's."
      )
    }
  }

  private static func encoded(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
