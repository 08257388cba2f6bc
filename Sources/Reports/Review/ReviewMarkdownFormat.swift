package import ReadinessModel

/// Renders a review as Markdown, fit for a comment on a pull request.
package struct ReviewMarkdownFormat: Sendable {
  /// A comment in HTML by which the comment of an earlier run is found again.
  package static let mark = "<!-- auditwright-review -->"

  private static let concernsAtMost = 30
  private static let affectedAtMost = 25
  /// GitHub takes comments of at most 65,536 characters.
  private static let charactersAtMost = 60_000

  /// Creates a format.
  package init() {}

  /// Renders the review; ends with a line break.
  package func render(_ review: ReviewedChange) -> String {
    var sections = [
      [Self.mark, "## Auditwright review: \(ReviewWording.verdict(review.verdict))"],
      [safe(ReviewWording.bottomLine(review))],
    ]
    let more = review.concerns.count - Self.concernsAtMost
    sections += review.concerns.prefix(Self.concernsAtMost).map(concern)
    if more > 0 { sections.append(["*And \(more) more, which `--format json` lists.*"]) }
    sections.append(controls(review))
    sections.append(improvements(review))
    sections.append(summary(review))
    return bounded(sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") })
  }

  /// Leaves out sections from the middle rather than be refused.
  private func bounded(_ sections: [String]) -> String {
    var kept = sections
    var dropped = 0
    func whole() -> String { kept.joined(separator: "\n\n") + "\n" }
    while whole().utf16.count > Self.charactersAtMost, kept.count > 4 {
      kept.remove(at: kept.count - 2)
      dropped += 1
    }
    if dropped > 0 { kept.insert("*\(dropped) more sections did not fit.*", at: kept.count - 1) }
    return whole()
  }

  private func safe(_ text: String) -> String { SafeText.markdown(text) }

  private func concern(_ concern: ReviewConcern) -> [String] {
    let label = concern.severity.rawValue.uppercased()
    var lines = ["### \(label) \(ReviewWording.area(concern.kind)): \(safe(concern.title))", ""]
    if concern.causes.isEmpty {
      lines += ["**Cause:** not in the lines of the change", ""]
    }
    for cause in concern.causes { lines += self.cause(cause) }
    let issue = [concern.detail, ReviewWording.doubt(concern)].filter { !$0.isEmpty }
    if !issue.isEmpty { lines += ["**Issue:** \(safe(issue.joined(separator: " ")))", ""] }
    lines += affected(concern)
    if let suggestion = concern.suggestion { lines += ["**Suggestion:** \(safe(suggestion))"] }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private func cause(_ cause: ReviewCause) -> [String] {
    let ground = ReviewWording.ground(cause)
    let range =
      cause.location.endLine.map { "\(cause.location.line)-\($0)" } ?? "\(cause.location.line)"
    let note =
      [
        cause.isFileGone ? "the file is gone" : "",
        cause.added.isEmpty && !cause.removed.isEmpty && !cause.isFileGone ? "lines removed" : "",
        ground,
      ].filter { !$0.isEmpty }.joined(separator: "; ")
    let lines =
      cause.removed.map { "-\(SafeText.line($0))" } + cause.added.map { "+\(SafeText.line($0))" }
    return [
      "**File:** \(code(cause.location.file)) line \(range)" + (note.isEmpty ? "" : " (\(note))"),
      "",
    ] + (lines.isEmpty ? [] : fenced(lines) + [""])
  }

  /// A code span that the content cannot end.
  private func code(_ text: String) -> String {
    let text = SafeText.line(text)
    let fence = String(repeating: "`", count: longestRun(of: "`", in: [text]) + 1)
    let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + pad + text + pad + fence
  }

  /// A block of code that the content cannot end.
  private func fenced(_ lines: [String]) -> [String] {
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: lines) + 1))
    return [fence + "diff"] + lines + [fence]
  }

  private func longestRun(of mark: Character, in lines: [String]) -> Int {
    var longest = 0
    for line in lines {
      var run = 0
      for character in line {
        run = character == mark ? run + 1 : 0
        longest = max(longest, run)
      }
    }
    return longest
  }

  private func affected(_ concern: ReviewConcern) -> [String] {
    guard concern.affected.count > 1 else { return [] }
    let more = concern.affected.count - Self.affectedAtMost
    let rows = concern.affected.prefix(Self.affectedAtMost).map { subject in
      let place = subject.location.map { " — \(code("\($0)"))" } ?? ""
      return "- \(safe(subject.name))\(place)"
    }
    return ["<details><summary>\(concern.affected.count) affected</summary>", ""] + rows
      + (more > 0 ? ["- and \(more) more"] : []) + ["", "</details>", ""]
  }

  private func controls(_ review: ReviewedChange) -> [String] {
    guard !review.controls.isEmpty else { return [] }
    return ["### Controls that move", ""]
      + review.controls.map { "- \(safe(ReviewWording.movement($0)))" }
  }

  private func improvements(_ review: ReviewedChange) -> [String] {
    guard !review.improvements.isEmpty else { return [] }
    return ["### Better than before", ""] + review.improvements.prefix(20).map { "- \(safe($0))" }
  }

  private func summary(_ review: ReviewedChange) -> [String] {
    let first = ReviewWording.first(review)
    return [
      "### Summary: \(ReviewWording.verdict(review.verdict).uppercased())", "",
      "- Concerns: \(ReviewWording.counts(review))",
      "- Compared: \(safe(ReviewWording.sides(review)))",
      "- Change: \(safe(ReviewWording.extent(review)))",
    ]
      + (first.isEmpty
        ? [] : ["- First to mend:"] + first.enumerated().map { "  \($0 + 1). \(safe($1.title))" })
  }
}
