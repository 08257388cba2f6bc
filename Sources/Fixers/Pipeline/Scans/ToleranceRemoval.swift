import ReadinessModel

/// Lets the failure of a scan fail its run, where somebody had it tolerated.
enum ToleranceRemoval {
  /// The change, nil where what tolerates the failure cannot be taken out safely.
  static func change(of use: ScanCoverage.Use, in project: FixProject) -> FixChange? {
    let place = use.activity.location
    guard let text = WorkflowText(place.file, in: project.files),
      let edit = edit(text, line: place.line - 1)
    else { return nil }
    return FixChange(
      title: "Let \(use.activity.tool) in \(place.file) fail its run",
      reason: "A scan whose failure is tolerated stops no pull request.",
      applicability: .safe,
      edits: [edit]
    )
  }

  private static func edit(_ text: WorkflowText, line: Int) -> SourceEdit? {
    guard line < text.lines.count, let step = text.step(atLine: line) else { return nil }
    if let entry = step.value.entry("continue-on-error"), entry.value.scalar == "true" {
      return removal(entry, of: step, in: text)
    }
    if let entry = text.job(atLine: line)?.value.entry("continue-on-error"),
      entry.value.scalar == "true"
    {
      return text.remove(entry.lines)
    }
    return forgiveness(text, line: line)
  }

  /// The first key of a step stands behind its dash, which has to stay.
  private static func removal(
    _ entry: YAMLEntry,
    of step: YAMLItem,
    in text: WorkflowText
  ) -> SourceEdit? {
    guard entry.line == step.line else { return text.remove(entry.lines) }
    guard let next = step.value.entries.dropFirst().first else { return nil }
    return .replace(path: text.path, range: entry.start..<next.start, text: "")
  }

  /// `|| true` and its like at the end of the scan's line.
  private static func forgiveness(_ text: WorkflowText, line: Int) -> SourceEdit? {
    let range = text.lines.ranges[line]
    let whole = text.lines.text(line)
    for ending in ["|| true", "|| :", "|| exit 0", "||true", "; true"] {
      let trimmed = whole.reversed().drop { $0 == " " }.reversed()
      guard String(trimmed).hasSuffix(ending) else { continue }
      let kept = String(String(trimmed).dropLast(ending.count)).reversed().drop { $0 == " " }
        .reversed()
      return .replace(
        path: text.path,
        range: (range.lowerBound + String(kept).utf8.count)..<range.upperBound,
        text: ""
      )
    }
    return nil
  }
}
