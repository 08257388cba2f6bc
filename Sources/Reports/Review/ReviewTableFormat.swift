package import ReadinessModel

/// Renders a review for a terminal.
package struct ReviewTableFormat: Sendable {
  /// Columns of the terminal.
  package var width: Int
  /// Whether to use colour.
  package var isColored: Bool

  private static let affectedAtMost = 8
  private static let improvementsAtMost = 10
  private static let linesAtMost = 6

  /// Creates a format for a terminal.
  package init(width: Int = 100, isColored: Bool = false) {
    self.width = min(max(width, 60), 160)
    self.isColored = isColored
  }

  private var style: TerminalStyle { TerminalStyle(isColored: isColored) }

  /// Renders the review; ends with a line break.
  package func render(_ review: ReviewedChange) -> String {
    let sections =
      [heading(review)] + review.concerns.map(concern)
      + [controls(review), improvements(review), bottom(review)]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func heading(_ review: ReviewedChange) -> [String] {
    wrapped("Review of " + SafeText.line(review.repository), indent: 0).map(style.bold)
      + wrapped(SafeText.line(ReviewWording.sides(review)), indent: 0)
      + wrapped(ReviewWording.extent(review), indent: 0).map(style.dim)
  }

  private func concern(_ concern: ReviewConcern) -> [String] {
    let label = concern.severity.rawValue.uppercased()
    let mark = "\(label)  \(ReviewWording.area(concern.kind)): "
    var lines = wrapped(mark + SafeText.line(concern.title), indent: 2)
    if let first = lines.first {
      lines[0] =
        colored(label, concern.severity) + style.bold(String(first.dropFirst(2 + label.count)))
      lines = [lines[0]] + lines.dropFirst().map(style.bold)
    }
    lines += causes(concern)
    lines += affected(concern)
    if let suggestion = concern.suggestion {
      lines += wrapped("→ " + SafeText.line(suggestion), indent: 2)
    }
    return lines
  }

  private func causes(_ concern: ReviewConcern) -> [String] {
    guard !concern.causes.isEmpty else {
      return concern.kind == .notSeen && concern.affected.isEmpty
        ? [] : wrapped("cause: not in the lines of the change", indent: 2).map(style.dim)
    }
    return concern.causes.flatMap { cause -> [String] in
      let ground = ReviewWording.ground(cause)
      let place = SafeText.line(ReviewWording.place(cause)) + (ground.isEmpty ? "" : "; " + ground)
      return wrapped("cause: " + place, indent: 2)
        + cause.removed.prefix(Self.linesAtMost).map { line("-", $0) }
        + cause.added.prefix(Self.linesAtMost).map { line("+", $0) }
    }
  }

  private func line(_ mark: String, _ text: String) -> String {
    let plain = "    \(mark) \(SafeText.line(text))"
    let cut = plain.count > width ? plain.prefix(width - 1) + "…" : plain
    return style.change(cut, isRemoved: mark == "-")
  }

  private func affected(_ concern: ReviewConcern) -> [String] {
    guard concern.affected.count > 1 || concern.affected.first?.isInChange == false else {
      return []
    }
    let more = concern.affected.count - Self.affectedAtMost
    return concern.affected.prefix(Self.affectedAtMost).flatMap { subject -> [String] in
      let place = subject.location.map { "  \($0)" } ?? ""
      return wrapped("· " + SafeText.line(subject.name + place), indent: 4)
    } + (more > 0 ? ["    · and \(more) more, which --format json lists"] : [])
  }

  private func controls(_ review: ReviewedChange) -> [String] {
    guard !review.controls.isEmpty else { return [] }
    return [style.bold("Controls that move")]
      + review.controls.flatMap { control -> [String] in
        let lines = wrapped(SafeText.line(ReviewWording.movement(control)), indent: 2)
        return control.isLost ? lines.map { style.status($0, .failing) } : lines
      }
  }

  private func improvements(_ review: ReviewedChange) -> [String] {
    guard !review.improvements.isEmpty else { return [] }
    let more = review.improvements.count - Self.improvementsAtMost
    return [style.bold("Better than before")]
      + review.improvements.prefix(Self.improvementsAtMost)
      .flatMap { wrapped("✓ " + SafeText.line($0), indent: 2) }
      + (more > 0 ? ["  and \(more) more"] : [])
  }

  private func bottom(_ review: ReviewedChange) -> [String] {
    let line =
      "\(ReviewWording.verdict(review.verdict).uppercased()): \(ReviewWording.counts(review))"
    return [style.verdict(line, review.verdict)]
      + wrapped(ReviewWording.bottomLine(review), indent: 0)
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
