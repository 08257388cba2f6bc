import Engine
import ReadinessModel
import Reports

/// What is said of a package that was written.
enum PackageReceiptText {
  private static let gapsShown = 6

  static func text(_ receipt: PackageReceipt, path: String) -> String {
    let manifest = receipt.manifest
    let ledger =
      manifest.ledger.map { "\($0.size) records of the ledger, each with its proof" }
      ?? "no records: nothing of a ledger is signed"
    var lines = [
      "Wrote \(SafeText.line(path)): \(manifest.files.count) files, \(ledger).",
      "Signed by \(receipt.report.signer?.name ?? "nobody"), and verified.",
      "",
    ]
    if manifest.kind == .raw {
      lines.append(
        "It holds personal data and code: give it to the auditor alone. --kind redacted leaves them out."
      )
    } else {
      let gone = receipt.redactions.count { $0.isLeftOut }
      lines.append(
        "Taken out: \(gone) files, and parts of \(receipt.redactions.count - gone) more; redactions.json"
          + " has each with its digest."
      )
    }
    lines += gaps(receipt.gaps)
    lines += [
      "", "Give the auditor the public key another way: auditwright key show",
      "To verify: auditwright verify \(SafeText.line(path)) --key KEY, or the verify.py in it.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The gaps that somebody can close, and how many there are in all.
  private static func gaps(_ gaps: [PackageGap]) -> [String] {
    guard !gaps.isEmpty else { return ["", "Nothing that was looked for is missing."] }
    let closable = gaps.filter { $0.next != nil }
    let shown = closable.prefix(gapsShown).flatMap { gap in
      ["  \(SafeText.line(gap.subject))", "    \(SafeText.line(gap.next ?? ""))"]
    }
    let first =
      "Not collected: \(gaps.count) things, in not-collected.md with the reason."
      + (closable.isEmpty ? "" : " What you can bring in:")
    return ["", first] + shown
      + (closable.count > gapsShown ? ["  and \(closable.count - gapsShown) more"] : [])
  }
}
