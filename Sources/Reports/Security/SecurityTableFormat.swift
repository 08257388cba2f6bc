package import ReadinessModel

/// Renders a security audit for a terminal.
package struct SecurityTableFormat: Sendable {
  /// Columns of the terminal.
  package var width: Int
  /// Whether to use colour.
  package var isColored: Bool

  private static let placesAtMost = 6
  private static let holdsAtMost = 30
  private static let notSeenAtMost = 20

  /// Creates a format for a terminal.
  package init(width: Int = 100, isColored: Bool = false) {
    self.width = min(max(width, 60), 120)
    self.isColored = isColored
  }

  private var style: TerminalStyle { TerminalStyle(isColored: isColored) }

  /// Renders the audit; ends with a line break.
  package func render(_ audit: SecurityAudit) -> String {
    let sections =
      [heading(audit)] + audit.entries.map(entry) + [holds(audit), notSeen(audit), leftOut(audit)]
      + [bottom(audit)]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func heading(_ audit: SecurityAudit) -> [String] {
    var parts = [
      "Security audit of \(SafeText.line(audit.repository))",
      "as of \(SafeText.line(audit.assessedOn))",
    ]
    if let commit = audit.commit { parts.append("commit \(SafeText.line(commit).prefix(12))") }
    return wrapped(parts.joined(separator: " · "), indent: 0).map(style.bold)
      + wrapped(SecurityWording.bottomLine(audit) + ".", indent: 0)
  }

  private func entry(_ entry: SecurityEntry) -> [String] {
    let mark = "\(entry.number) \(entry.severity.rawValue.uppercased())"
    var lines = wrapped("\(mark) \(SafeText.line(SecurityWording.title(entry)))", indent: 0)
    if let first = lines.first, first.hasPrefix(mark) {
      lines[0] = colored(mark, entry.severity) + style.bold(String(first.dropFirst(mark.count)))
      lines = [lines[0]] + lines.dropFirst().map(style.bold)
    }
    lines += wrapped(SecurityWording.classes(entry).joined(separator: " · "), indent: 4)
      .map(style.dim)
    lines += wrapped(entry.attack, indent: 4)
    lines += places(entry)
    if let vulnerable = entry.vulnerable {
      lines += excerpt("Vulnerable: \(vulnerable.file)", vulnerable, isRemoved: true)
    }
    lines += fix(entry)
    lines += entry.notes.flatMap { wrapped("! " + SafeText.line($0), indent: 4) }
    return lines
  }

  private func places(_ entry: SecurityEntry) -> [String] {
    let shown = entry.places.prefix(Self.placesAtMost)
    let more = entry.count - shown.count
    return shown.flatMap { place -> [String] in
      let text = "\(SecurityWording.place(place, of: entry))  \(place.message)"
      return wrapped("· " + SafeText.line(text), indent: 4)
    } + (more > 0 ? ["    · and \(more) more"] : [])
  }

  private func fix(_ entry: SecurityEntry) -> [String] {
    let text = SafeText.line(SecurityWording.fix(entry))
    guard let command = entry.fix.command else { return wrapped("→ " + text, indent: 4) }
    let line = "→ \(command): \(text)"
    guard let shown = entry.fix.excerpt else { return wrapped(line, indent: 4) }
    return wrapped(line, indent: 4) + excerpt("Fixed: \(shown.file)", shown, isRemoved: false)
  }

  private func excerpt(_ title: String, _ excerpt: CodeExcerpt, isRemoved: Bool) -> [String] {
    var lines = wrapped(SafeText.line(title), indent: 4)
    var last: Int?
    for line in excerpt.lines {
      if let last, line.number > last + 1 { lines.append("         …") }
      last = line.number
      let number = TextWidth.padded("", to: max(0, 5 - "\(line.number)".count)) + "\(line.number)"
      let mark = line.isMarked ? (isRemoved ? ">" : "+") : " "
      let plain = "    \(number) \(mark) \(SafeText.line(line.text))"
      let cut = plain.count > width ? plain.prefix(width - 1) + "…" : plain
      lines.append(line.isMarked ? style.change(cut, isRemoved: isRemoved) : style.dim(cut))
    }
    return lines
  }

  // MARK: - Below the entries

  private func holds(_ audit: SecurityAudit) -> [String] {
    var items = audit.routes.map { [SecurityWording.exposure($0)] } ?? []
    items += audit.holds.prefix(Self.holdsAtMost).map(\.message)
    return list("What holds", items, mark: "✓", more: audit.holds.count - Self.holdsAtMost)
  }

  private func notSeen(_ audit: SecurityAudit) -> [String] {
    let items =
      (audit.routes.flatMap(SecurityWording.unresolved).map { [$0] } ?? [])
      + audit.notSeen.prefix(Self.notSeenAtMost)
    return list(
      "What could not be seen",
      items,
      mark: "?",
      more: audit.notSeen.count - Self.notSeenAtMost
    )
  }

  private func leftOut(_ audit: SecurityAudit) -> [String] {
    list("Not part of this report", audit.leftOut.map(SecurityWording.leftOut), mark: "-", more: 0)
  }

  private func list(_ title: String, _ items: [String], mark: String, more: Int) -> [String] {
    guard !items.isEmpty else { return [] }
    return [style.bold(title)]
      + items.flatMap { wrapped("\(mark) " + SafeText.line($0), indent: 2) }
      + (more > 0 ? ["  and \(more) more, which --format json lists"] : [])
  }

  private func bottom(_ audit: SecurityAudit) -> [String] {
    let history = audit.history.flatMap(SecurityWording.history).map { $0 + "." } ?? ""
    return wrapped("Bottom line: \(SecurityWording.bottomLine(audit)).", indent: 0).map(style.bold)
      + (history.isEmpty ? [] : wrapped(history, indent: 0))
      + wrapped(
        "These are the findings of the scan in another order; severity and status are the same.",
        indent: 0
      ).map(style.dim)
  }

  private func colored(_ label: String, _ severity: Severity) -> String {
    switch severity {
    case .critical, .high: style.status(label, .failing)
    case .medium: style.status(label, .warning)
    case .low, .informational: style.dim(label)
    }
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    TextWidth.wrapped(text, to: width - indent - 2).enumerated().map { index, line in
      String(repeating: " ", count: index == 0 ? indent : indent + 2) + line
    }
  }
}
