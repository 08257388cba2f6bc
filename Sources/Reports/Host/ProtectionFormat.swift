package import ReadinessModel

/// Renders the ruleset that is recommended, beside what is there.
package enum ProtectionFormat {
  /// Renders it for a terminal, with the ruleset as JSON at the end.
  package static func text(_ plan: ProtectionPlan) -> String {
    let source = plan.reviewedFile.map { " (with \($0))" } ?? ""
    var lines = [
      "\(plan.repository), branch \(plan.branch): what a change should meet\(source)", "",
    ]
    lines += plan.steps.map { step in
      step.isInForce ? "  in force  \(step.what)" : "  to set    \(step.what) (now: \(step.now))"
    }
    if !plan.leftOut.isEmpty { lines += ["", "Not required:"] + plan.leftOut.map { "  \($0)" } }
    if !plan.unseen.isEmpty { lines += ["", "Not seen:"] + plan.unseen.map { "  \($0)" } }
    lines += ["", outcome(plan)]
    let text = lines.map(SafeText.line).joined(separator: "\n") + "\n"
    return plan.isInForce ? text : text + "\n" + SafeText.json(plan.body)
  }

  /// Renders the ruleset as the host takes it.
  package static func json(_ plan: ProtectionPlan) -> String { SafeText.json(plan.body) }

  private static func outcome(_ plan: ProtectionPlan) -> String {
    if plan.isInForce {
      return "All of it is in force and binds everybody; nothing needs to be set."
    }
    let what = plan.ruleset.map { "change its ruleset \($0)" } ?? "add this ruleset"
    return "--apply would \(what); no other rule is touched, so nothing becomes weaker:"
  }
}
