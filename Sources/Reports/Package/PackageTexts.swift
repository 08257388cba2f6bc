package import ReadinessModel

/// Texts that go with a package: how to read and verify it, and what is not in it.
package enum PackageTexts {
  /// The verifier in the package: Python without packages.
  ///
  /// Python, because it is on nearly every machine and its arithmetic is large enough for Ed25519;
  /// OpenSSL can verify the signature too, but versions before 3.0 cannot from the command line, and
  /// nothing but a program can compare a zip file's every byte.
  package static var verifier: String { PageResource.text(PackageResources.verify_package_py) }

  /// The first text that a reader opens.
  package static func guide(_ manifest: PackageManifest) -> String {
    let name = SafeText.markdown(manifest.repository)
    let kind =
      manifest.kind == .raw
      ? "It is the raw kind: everything as it is, but for secrets. It holds personal data and code; give"
        + " it to the auditor alone."
      : "It is the redacted kind: names, e-mail addresses, addresses of machines, code, configurations"
        + " and what people added are taken out. `redactions.json` lists each, with the digest of the"
        + " file in the raw kind. Names are known from where only a person can stand: owners, authors,"
        + " reviewers, approvers, signers and CODEOWNERS. Whoever is named in running text alone, or by"
        + " half of a name, cannot be told from other words: read it before you hand it on."
    return """
      # Evidence of \(name), as of \(manifest.assessedOn)

      Open `index.html`: every file by control and criterion, with a search. \(kind)

      | Here | What it is |
      |---|---|
      | `report/` | the readiness report: page, text, data, SARIF, OSCAL, a signed in-toto statement |
      | `access/` | every route with its guards, and the roles they name |
      | `audit-log/` | which routes record access |
      | `encryption/` | TLS of listeners, encryption of stores, keys |
      | `pipeline/` | workflows as data; rules of the branch, rulesets and members as the git host told them |
      | `deploys/` | the deploy trail |
      | `operation/` | observation windows and deviations |
      | `populations/`, `samples/` | populations with query and reconciliation; samples with their seed |
      | `configurations/`, `documents/` | files that controls rest on; `files.json` has commit and digests |
      | `evidence/` | contents of the ledger's records |
      | `ledger/` | the records, their hashes, signed checkpoints, proofs |
      | `keys/` | the public keys |
      | `not-collected.md` | what could not be collected, and why |
      | `manifest.json`, `manifest.dsse.json` | every file with its SHA-256, and the signature of that list |

      Folders that would be empty are not there; `not-collected.md` says why.

      ## Verify it

      ```sh
      unzip -p PACKAGE.zip verify.py > verify.py   # read it: it is short
      python3 verify.py PACKAGE.zip KEY            # KEY: the public key you were given another way
      ```

      It needs Python 3.8 and nothing else: no packages, no OpenSSL, no network. `python3 verify.py FOLDER`
      checks a folder that the package was unpacked to. With Auditwright: `auditwright verify PACKAGE.zip
      --key KEY`.

      Checked are: the zip file byte by byte; that the list of files is signed, and that its files and no
      others are there, each with its digest; that the records are those of the signed checkpoints, and
      that the ledger only grew. By hand: `sha256sum` of any file is in `manifest.json`, whose own digest is
      in the payload of `manifest.dsse.json` (DSSE, Ed25519).

      A verifier from the package can be no better than who sent it, and so can a key. Take both from
      somewhere else where it matters: that the key is theirs shows who signed; that the package fits shows
      only that nobody changed it since.

      \(ReportWording.limit)

      """
  }

  /// What could not be collected, for readers.
  package static func gaps(_ gaps: [PackageGap]) -> String {
    guard !gaps.isEmpty else {
      return "# Not collected\n\nNothing that was looked for is missing.\n"
    }
    let entries = gaps.map { gap in
      let controls = gap.controls.map(\.rawValue).joined(separator: ", ")
      return "- **\(SafeText.markdown(gap.subject))**"
        + (controls.isEmpty ? "" : " (\(controls))") + ": \(SafeText.markdown(gap.reason))."
        + (gap.next.map { "\n  \(SafeText.markdown($0))" } ?? "")
    }
    return "# Not collected\n\nWhat this package would hold and does not, and why. A gap is no"
      + " finding: it says what nobody may conclude from this package.\n\n"
      + entries.joined(separator: "\n") + "\n"
  }
}
