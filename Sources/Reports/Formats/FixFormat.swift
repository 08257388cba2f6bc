package import ReadinessModel

/// A fix as text for people: what it does and why, the patch, and what becomes of the assessment.
package struct FixFormat: Sendable {
  private let width: Int
  private let style: TerminalStyle

  /// Creates a format for a width in columns.
  package init(width: Int, isColored: Bool) {
    self.width = max(40, min(width, 100))
    style = TerminalStyle(isColored: isColored)
  }

  /// Renders a fix.
  package func render(_ report: FixReport) -> String {
    var lines: [String] = []
    for fixer in report.fixers { lines += overview(fixer) }
    if let proposal = report.proposal { lines += overview(proposal) }
    if !report.isApplied { lines += patch(report.files) }
    lines += assessment(report)
    lines += decisions(report)
    if let proposal = report.proposal, report.problems.isEmpty { lines += measured(proposal) }
    lines += ending(report)
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - What is done

  private func overview(_ fixer: FixerReport) -> [String] {
    let controls = fixer.controls.map(\.rawValue).joined(separator: ", ")
    var lines = [style.bold(fixer.title) + style.dim("  \(fixer.id), for \(controls)")]
    for change in fixer.changes {
      lines += item(
        SafeText.line(change.title) + label(change),
        mark: change.isIncluded ? "+" : "?"
      )
      lines += wrapped(SafeText.line(change.reason), indent: 4).map(style.dim)
      for text in change.suggestions {
        lines += text.split(separator: "\n").map { "    " + printable($0) }
      }
    }
    for refusal in fixer.refusals {
      let place = refusal.location.map { " (\(SafeText.line($0.file)):\($0.line))" } ?? ""
      lines += item(
        "\(SafeText.line(refusal.subject))\(place): \(SafeText.line(refusal.reason))",
        mark: "-"
      )
      lines += wrapped(SafeText.line(refusal.next), indent: 4).map(style.dim)
    }
    if fixer.changes.isEmpty, fixer.refusals.isEmpty { lines.append("  Nothing to do.") }
    return lines + [""]
  }

  private func overview(_ proposal: ModelProposal) -> [String] {
    let place = proposal.gap.locations.first.map { " (\(SafeText.line($0.file)):\($0.line))" } ?? ""
    return [
      style.bold("Written by a language model; read it")
        + style.dim("  \(SafeText.line(proposal.writtenBy))")
    ]
      + item("\(SafeText.line(proposal.gap.message))\(place)", mark: "-")
      + wrapped("In its words: \(SafeText.line(proposal.summary))", indent: 4).map(style.dim)
      + [""]
  }

  private func measured(_ proposal: ModelProposal) -> [String] {
    [style.bold("Measured by a scan; needs a person's review")]
      + proposal.measured.flatMap { item(SafeText.line($0), mark: "✓") }
      + item(SafeText.line(proposal.caution), mark: "!") + [""]
  }

  private func label(_ change: ChangeReport) -> String {
    switch change.applicability {
    case "needs-decision":
      change.isIncluded ? " [decided: \(change.decision ?? "")]" : " [needs your decision]"
    case "display-only": " [to read, never written]"
    default: ""
    }
  }

  // MARK: - The patch

  private func patch(_ files: [FilePatch]) -> [String] {
    guard !files.isEmpty else { return [] }
    let lines = files.flatMap { UnifiedDiff.of($0.path, before: $0.before, after: $0.after) }
    return lines.map(colored) + [""]
  }

  private func colored(_ line: String) -> String {
    let text = printable(line[...])
    if line.hasPrefix("+++") || line.hasPrefix("---") { return style.bold(text) }
    if line.hasPrefix("@@") { return style.hunk(text) }
    if line.hasPrefix("+") { return style.added(text) }
    if line.hasPrefix("-") { return style.removed(text) }
    return text
  }

  /// A line of source with what would do something to a terminal shown by its number.
  ///
  /// Tabs stay; a line break of the other kind stays in a pipe, so that the patch can be applied.
  private func printable(_ line: Substring) -> String {
    let isBare = { (scalar: Unicode.Scalar) in scalar == "\t" || scalar == "\r" }
    guard line.unicodeScalars.contains(where: { SafeText.isUnsafe($0) && $0 != "\t" }) else {
      return String(line)
    }
    var result = ""
    for (index, scalar) in line.unicodeScalars.enumerated() {
      let isLast = index == line.unicodeScalars.count - 1
      if scalar == "\t" || (isBare(scalar) && isLast && !style.isColored) {
        result.unicodeScalars.append(scalar)
      } else if scalar == "\r", isLast {
        continue
      } else {
        result += SafeText.isUnsafe(scalar) ? SafeText.line(String(scalar)) : String(scalar)
      }
    }
    return result
  }

  // MARK: - The assessment

  private func assessment(_ report: FixReport) -> [String] {
    guard !report.files.isEmpty, !report.controls.isEmpty else { return [] }
    var lines = [
      style.bold(report.isApplied ? "The assessment, scanned again" : "What the assessment becomes")
    ]
    for control in report.controls {
      let arrow =
        control.before == control.after
        ? "stays \(word(control.after))" : "\(word(control.before)) → \(word(control.after))"
      lines.append("  \(control.id.rawValue)  \(SafeText.line(control.title)): \(arrow)")
      if control.after != .passing { lines += wrapped(SafeText.line(control.reason), indent: 4) }
    }
    for check in report.checks where check.before != check.after || check.after != .holds {
      let mark = check.after == .holds ? "✓" : "✗"
      lines += item("\(SafeText.line(check.statement)) \(outcome(check))", mark: mark)
    }
    return lines + [""]
  }

  private func outcome(_ check: CheckChange) -> String {
    switch check.after {
    case .holds, .notApplicable: ""
    default: check.summary.isEmpty ? "" : "— " + SafeText.line(check.summary)
    }
  }

  private func word(_ status: DesignStatus) -> String {
    style.status(Wording.name(of: status).lowercased(), status)
  }

  // MARK: - What is left to do

  private func decisions(_ report: FixReport) -> [String] {
    guard !report.decisions.isEmpty else { return [] }
    var lines = [style.bold("Decisions")]
    for decision in report.decisions {
      let answer =
        decision.answer.map { decision.isGiven ? $0 : "\($0) (unless you say otherwise)" }
        ?? "open"
      lines += item("\(decision.id): \(SafeText.line(answer))", mark: "•")
      lines += wrapped(decision.question, indent: 4).map(style.dim)
      for choice in decision.choices {
        lines += wrapped("\(choice.value): \(choice.meaning)", indent: 6).map(style.dim)
      }
    }
    return lines + [""]
  }

  private func ending(_ report: FixReport) -> [String] {
    var lines: [String] = []
    if !report.problems.isEmpty {
      lines.append(style.bold("Cannot be applied"))
      for problem in report.problems { lines += item(SafeText.line(problem), mark: "!") }
      return lines
    }
    var told: Set<String> = []
    let followUps = report.fixers.flatMap(\.followUps).filter { told.insert($0).inserted }
    if !report.files.isEmpty, !followUps.isEmpty {
      lines.append(style.bold(report.isApplied ? "What remains to be done" : "Afterwards"))
      for step in followUps { lines += item(SafeText.line(step), mark: "•") }
      lines.append("")
    }
    let count = report.files.count == 1 ? "1 file" : "\(report.files.count) files"
    if report.files.isEmpty {
      lines.append(report.isRefusedWhole ? "Nothing could be fixed here." : "Nothing to change.")
    } else if report.isApplied {
      lines.append("Wrote \(count). Take it back with: auditwright fix --undo")
    } else {
      let digest = report.proposal?.digest
      lines.append(
        "A preview of \(count); nothing was written. Write "
          + (digest == nil ? "it with --apply." : "exactly this with:")
      )
      if let digest { lines.append("  auditwright propose --apply --digest \(digest)") }
    }
    return lines
  }

  // MARK: - Layout

  private func item(_ text: String, mark: String) -> [String] {
    TextWidth.wrapped(text, to: width - 4).enumerated().map { index, line in
      index == 0 ? "  \(mark) \(line)" : "    \(line)"
    }
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    TextWidth.wrapped(text, to: width - indent).map { String(repeating: " ", count: indent) + $0 }
  }
}

extension TerminalStyle {
  func added(_ text: String) -> String { painted(text, "32") }
  func removed(_ text: String) -> String { painted(text, "31") }
  func hunk(_ text: String) -> String { painted(text, "36") }

  private func painted(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
