import ReadinessModel

/// Words that every format of a comparison uses.
enum ComparisonWording {
  /// Writes a score, as in `2/8`.
  static func score(_ passing: Int, of total: Int) -> String { "\(passing)/\(total)" }

  /// Writes a share in whole per cent; empty where there is nothing to share.
  static func share(_ passing: Int, of total: Int) -> String {
    total == 0 ? "" : " (\(Int((Double(passing) / Double(total) * 100).rounded()))%)"
  }

  /// The rows of the table: a category, or all of them, with its score before and after.
  static func rows(_ comparison: ReadinessComparison) -> [(
    name: String, before: String, after: String
  )] {
    let (before, after) = (comparison.before.summary, comparison.after.summary)
    return comparison.categories.map { category in
      (
        Wording.name(of: category.after.category),
        category.before.map { score($0.passing, of: $0.total) + " passing" } ?? "not assessed",
        score(category.after.passing, of: category.after.total) + " passing"
      )
    } + [
      (
        "Overall",
        score(before.passing, of: before.total) + share(before.passing, of: before.total),
        score(after.passing, of: after.total) + share(after.passing, of: after.total)
      )
    ]
  }

  /// Says which assessment one side is.
  static func name(of side: ComparedAssessment) -> String {
    let commit = side.commit.map { " at commit \($0.prefix(12))" } ?? ""
    return "\(side.repository)\(commit), as of \(side.assessedOn)"
  }

  /// Says how a control moved.
  static func movement(of control: ControlMovement) -> String {
    let after = Wording.name(of: control.after).lowercased()
    guard let before = control.before else { return after }
    return before == control.after
      ? "still \(after)" : "\(Wording.name(of: before).lowercased()) → \(after)"
  }

  /// Says what became of a check.
  static func text(of check: CheckMovement) -> String {
    switch check.after {
    case .holds: check.statement
    default: check.summary.isEmpty ? check.statement : check.summary
    }
  }

  /// Says what the later assessment leaves to do.
  static func bottomLine(_ comparison: ReadinessComparison) -> String {
    let (before, after) = (comparison.before.summary, comparison.after.summary)
    let worse = comparison.moved.filter { $0.direction == .worse }.count
    let line =
      "From \(before.passing) to \(after.passing) of \(after.total) controls passing"
      + (after.effort.high > 0 ? "; \(Wording.days(after.effort)) left" : "")
    return worse == 0 ? line : line + "; \(worse) worse than before"
  }
}
