import ReadinessModel

/// Secrets that were not in the repository before.
struct SecretDrift {
  private let pair: FactPair

  init(_ pair: FactPair) { self.pair = pair }

  func drifts() -> [Drift] {
    // A secret that moved with its file, or to another one, was known before.
    var known: [String: Int] = [:]
    for secret in pair.before.application.value?.secrets ?? [] {
      known[secret.identity, default: 0] += 1
    }
    return (pair.after.application.value?.secrets ?? []).compactMap { secret in
      if let left = known[secret.identity], left > 0 {
        known[secret.identity] = left - 1
        return nil
      }
      guard let finding = gap(at: secret) else { return nil }
      return Drift(
        kind: .secretAdded,
        severity: finding.severity,
        confidence: secret.confidence,
        check: SourceHoldsNoSecrets.id,
        subject: secret.identity,
        name: quoted(secret.title),
        title: "Writes a secret into \(quoted(secret.location.file)): {}"
          + " (\(quoted(secret.redacted)))",
        location: secret.location,
        brought: [secret.location],
        suggestion:
          "Take it out of every commit of the change, replace the secret at its issuer, and"
          + " read the new one from a secret store."
      )
    }
  }

  private func gap(at secret: HardCodedSecret) -> Finding? {
    let gaps = pair.findingsAfter.filter {
      $0.check == SourceHoldsNoSecrets.id && $0.outcome.isShort
    }
    return gaps.first { $0.locations.contains(secret.location) }
      ?? (gaps.count > 200 ? gaps.first : nil)
  }
}

extension HardCodedSecret {
  /// What stays the same wherever the secret stands.
  var identity: String { "\(rule)\u{1F}\(redacted)\u{1F}\(context)" }
}
