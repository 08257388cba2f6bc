package import ReadinessModel

/// Renders what verifying a package or an envelope found.
package struct PackageReportFormat: Sendable {
  private let style: TerminalStyle

  /// Creates a format.
  package init(isColored: Bool = false) { style = TerminalStyle(isColored: isColored) }

  /// Renders a report as JSON; `Documentation/Schemas/verify.schema.json` describes it.
  package static func json(_ report: PackageReport) -> String {
    let manifest = report.manifest
    return JSONValue.object([
      ("schemaVersion", .integer(1)),
      ("holds", .boolean(report.holds)),
      ("subject", .text(report.subject.rawValue)),
      ("payloadType", optional(report.payloadType)),
      ("kind", optional(manifest?.kind.rawValue)),
      ("repository", optional(manifest?.repository)),
      ("commit", optional(manifest?.commit)),
      ("assessedOn", optional(manifest?.assessedOn)),
      (
        "signer",
        report.signer.map { signer in
          .object([
            ("name", .text(signer.name)), ("keyid", .text(signer.keyID)),
            ("pinned", .boolean(signer.isPinned)),
          ])
        } ?? .null
      ),
      ("files", .integer(report.files)),
      ("records", .integer(report.records)),
      ("proofs", .integer(report.proofs)),
      ("checkpoints", .integer(report.checkpoints)),
      (
        "problems",
        .list(
          report.problems.map { problem in
            .object([
              ("part", .text(problem.part.rawValue)), ("file", optional(problem.file)),
              ("message", .text(problem.message)),
            ])
          }
        )
      ),
      ("notes", .texts(report.notes)),
    ]).rendered()
  }

  private static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

  /// Renders a report in words.
  package func render(_ report: PackageReport) -> String {
    var lines = [style.bold(report.holds ? "Everything fits." : "Not everything fits.")]
    lines += report.problems.map { "  \(SafeText.line($0.message))" }
    lines.append("")
    for (name, text) in table(report) {
      lines.append(TextWidth.padded(name, to: 13) + SafeText.line(text))
    }
    if report.holds {
      let origin =
        report.signer?.isPinned == true
        ? "It was signed with the key that you gave."
        : report.subject == .package
          ? "The key came out of the package itself: this shows that the package is whole, not who"
            + " made it. Give the key that you were told another way: --key FILE"
          : "The key is that of the repository here."
      lines += ["", origin]
    }
    lines += report.notes.map { "Note: \(SafeText.line($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(_ report: PackageReport) -> [(String, String)] {
    var rows: [(String, String)] = []
    if let manifest = report.manifest {
      rows += [
        (
          "Package",
          "\(manifest.repository), \(manifest.kind.rawValue), as of \(manifest.assessedOn)"
        ),
        ("Commit", manifest.commit ?? "none"),
      ]
    }
    if let type = report.payloadType { rows.append(("Envelope", type)) }
    if let signer = report.signer {
      rows.append(("Signed by", "\(signer.name) (\(signer.keyID.prefix(16))…)"))
    }
    guard report.subject == .package else { return rows }
    rows.append(
      ("Files", "\(report.files) of \(report.manifest?.files.count ?? 0) as they were signed")
    )
    rows.append(
      (
        "Ledger",
        report.manifest?.ledger == nil
          ? "none in the package"
          : "\(report.records) records, \(report.proofs) proofs, \(report.checkpoints) checkpoints"
      )
    )
    return rows
  }
}
