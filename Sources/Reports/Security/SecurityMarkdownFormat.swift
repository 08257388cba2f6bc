package import ReadinessModel

/// Renders a security audit as Markdown.
package struct SecurityMarkdownFormat: Sendable {
  private static let placesAtMost = 25

  /// Creates a format.
  package init() {}

  /// Renders the audit; ends with a line break.
  package func render(_ audit: SecurityAudit) -> String {
    var blocks = ["# Security audit of \(safe(audit.repository))"]
    var parts = ["As of \(safe(audit.assessedOn))"]
    if let commit = audit.commit { parts.append("commit \(code(String(commit.prefix(12))))") }
    parts.append("Auditwright \(safe(audit.toolVersion))")
    blocks.append(parts.joined(separator: ", ") + ".")
    blocks.append("**\(safe(SecurityWording.bottomLine(audit))).**")
    blocks += summary(audit)
    for severity in Severity.allCases {
      let entries = audit.entries.filter { $0.severity == severity }
      guard !entries.isEmpty else { continue }
      blocks.append("## \(Self.name(of: severity))")
      blocks += entries.flatMap(entry)
    }
    blocks += section(
      "What holds",
      (audit.routes.map { [SecurityWording.exposure($0)] } ?? []) + audit.holds.map(\.message)
    )
    blocks += section(
      "What could not be seen",
      (audit.routes.flatMap(SecurityWording.unresolved).map { [$0] } ?? []) + audit.notSeen
    )
    blocks += section("Not part of this report", audit.leftOut.map(SecurityWording.leftOut))
    if let history = audit.history.flatMap(SecurityWording.history) { blocks.append(history + ".") }
    blocks.append(
      "These are the findings of the scan in another order; severity and status are the same."
    )
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func name(of severity: Severity) -> String {
    severity.rawValue.prefix(1).uppercased() + severity.rawValue.dropFirst()
  }

  private func safe(_ text: String) -> String { SafeText.markdown(text) }

  private func code(_ text: String) -> String { MarkdownText.code(text) }

  private func summary(_ audit: SecurityAudit) -> [String] {
    guard !audit.entries.isEmpty else { return [] }
    let rows = audit.entries.map { entry in
      let classes = (entry.owasp.prefix(1) + entry.api.prefix(1)).map(\.id).joined(separator: ", ")
      let controls = entry.controls.map(\.rawValue).joined(separator: ", ")
      let fix = entry.fix.command.map(code) ?? "by hand"
      return "| \(entry.number) | \(safe(SecurityWording.title(entry))) | \(safe(classes)) |"
        + " \(safe(controls)) | \(entry.count) | \(fix) |"
    }
    let head = [
      "| No. | Weakness | Category | Control | Places | Fix |", "|---|---|---|---|---|---|",
    ]
    return [(head + rows).joined(separator: "\n")]
  }

  private func entry(_ entry: SecurityEntry) -> [String] {
    var blocks = ["### \(entry.number). \(safe(SecurityWording.title(entry)))"]
    let classes = SecurityWording.classes(entry).map(safe).joined(separator: " · ")
    blocks.append("**Category:** \(classes)")
    blocks.append("**Attack:** \(safe(entry.attack))")
    let shown = entry.places.prefix(Self.placesAtMost)
    let more = entry.count - shown.count
    let places = shown.map { "- \(code(SecurityWording.place($0, of: entry))) \(safe($0.message))" }
    if !places.isEmpty {
      blocks.append((places + (more > 0 ? ["- and \(more) more"] : [])).joined(separator: "\n"))
    }
    if let vulnerable = entry.vulnerable {
      blocks.append("**Vulnerable:** \(code(vulnerable.file))")
      blocks.append(fenced(vulnerable, mark: ">"))
    }
    let text = safe(SecurityWording.fix(entry))
    if let command = entry.fix.command {
      blocks.append("**Fix:** \(code(command)): \(text).")
      if let excerpt = entry.fix.excerpt {
        blocks.append("**Fixed:** \(code(excerpt.file))")
        blocks.append(fenced(excerpt, mark: "+"))
      }
    } else {
      blocks.append("**Fix:** \(text)")
    }
    if !entry.notes.isEmpty {
      blocks.append(entry.notes.map { "- \(safe($0))" }.joined(separator: "\n"))
    }
    return blocks
  }

  private func fenced(_ excerpt: CodeExcerpt, mark: String) -> String {
    var lines: [String] = []
    var last: Int?
    for line in excerpt.lines {
      if let last, line.number > last + 1 { lines.append("…") }
      last = line.number
      let number =
        String(repeating: " ", count: max(0, 5 - "\(line.number)".count)) + "\(line.number)"
      lines.append("\(number) \(line.isMarked ? mark : " ") \(SafeText.line(line.text))")
    }
    return MarkdownText.fenced(lines)
  }

  private func section(_ title: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["## \(title)", items.map { "- \(safe($0))" }.joined(separator: "\n")]
  }
}
