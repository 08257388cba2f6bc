import ReadinessModel

/// Tokens are verified before they are trusted, expire, and are signed with a secret kept elsewhere.
///
/// ## Why it matters
/// A token that is only decoded can be made by anybody; one that never expires is a password that
/// cannot be changed.
///
/// ## What is inspected
/// Calls that sign, verify or decode tokens: the algorithms named, the lifetime given when signing,
/// and where the secret comes from.
///
/// ## What this cannot show
/// The strength of a secret kept elsewhere, and whether tokens are revoked.
enum TokensAreVerifiedAndExpire: Check {
  static let severity = Severity.critical
  static let affectedBySkipped: [SkippedKind] = [.routes]

  static func subject(in facts: RepositoryFacts) -> Observation<[TokenOperation]> {
    facts.application.map(\.tokens)
  }

  static func evaluate(_ tokens: [TokenOperation]) -> [Finding] {
    guard !tokens.isEmpty else {
      return notApplicable("No call that signs, verifies or decodes a token was found")
    }
    let verifies = tokens.filter { $0.operation == "verify" }
    let verifyingFiles = Set(verifies.map(\.location.file))
    var items = tokens.flatMap { faults(of: $0) }
    for token in tokens where token.operation == "decode" {
      guard !verifyingFiles.contains(token.location.file) else { continue }
      items.append(
        finding(
          verifies.isEmpty ? .doesNotHold : .unconfirmed,
          verifies.isEmpty
            ? "A token is decoded with \(quoted(token.library)) and no token is ever verified"
            : "A token is decoded with \(quoted(token.library)) in a file that verifies none",
          at: [token.location],
          lookedFor: "a call that verifies the token's signature",
          next: "Verify the token; decoding does not check who made it."
        )
      )
    }
    if verifies.isEmpty, !tokens.contains(where: { $0.operation == "decode" }) {
      items.append(
        finding(
          .unconfirmed,
          "Tokens are signed, but no call that verifies one was found",
          at: tokens.map(\.location)
        )
      )
    }
    return eachItem(items) {
      let signs = tokens.filter { $0.operation == "sign" }
      return holds(
        "\(counted(verifies.count, "call")) \(verb(verifies.count, "verifies", "verify")) tokens"
          + (signs.isEmpty
            ? ""
            : ", and \(signs.count == 1 ? "the one that signs sets" : "all that sign set") an expiry"),
        at: (verifies + signs).map(\.location)
      )
    }
  }

  private static func faults(of token: TokenOperation) -> [Finding] {
    var faults: [Finding] = []
    if token.algorithms.contains(where: { normalised($0) == "none" }) {
      faults.append(
        finding(
          .doesNotHold,
          "The algorithm `none` is accepted, so that anybody can make a token",
          at: [token.location],
          next: "Name the one algorithm that is used."
        )
      )
    }
    if token.secretSource == "literal" {
      faults.append(
        finding(
          .doesNotHold,
          "The token's secret is written in the source",
          at: [token.location],
          next: "Read the secret from a secret store, and change it.",
          aspect: "written-secret"
        )
      )
    } else if token.secretSource == "unknown", token.operation != "decode" {
      faults.append(
        finding(
          .unconfirmed,
          "Where the token's secret comes from is unknown",
          at: [token.location],
          aspect: "written-secret"
        )
      )
    }
    guard token.operation == "sign" else { return faults }
    switch token.expiry {
    case .set, .unset(providerDefault: .some): break
    case .unset:
      faults.append(
        finding(
          .doesNotHold,
          "A token is signed without an expiry",
          at: [token.location],
          severity: .high,
          lookedFor: "an expiry option or an `exp` claim",
          next: "Give the token an expiry of hours, not days.",
          aspect: "lifetime"
        )
      )
    case .unknown(let reason):
      faults.append(
        finding(
          .unconfirmed,
          "The token's expiry is unknown: \(reason)",
          at: [token.location],
          aspect: "lifetime"
        )
      )
    }
    return faults
  }
}
