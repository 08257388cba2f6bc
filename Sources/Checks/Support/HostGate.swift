import ReadinessModel

/// Whether a rule at the git host stops a pull request by what a scan of it found.
enum HostGate: Hashable {
  /// It does.
  case stops
  /// Every rule was seen, and none does.
  case letsPass
  /// It cannot be known.
  case unknown

  /// Compares the tool of a step with the scanners and the checks that the rules name.
  init(_ use: PipelineTable.Use, _ rules: Observation<BranchRules>) {
    guard let rule = use.activity.hostRule, !use.job.toleratesFailure, let rules = rules.value
    else {
      self = .unknown
      return
    }
    let tool = normalised(use.activity.tool)
    let scanners = rules.requirements(.codeScanning).flatMap(\.names).map(normalised)
    // The host reports what a scanner found as a check of the scanner's name.
    let checks = rules.requirements(.statusChecks).flatMap(\.checks).map { normalised($0.context) }
    if scanners.contains(tool) || checks.contains(tool) {
      self = .stops
    } else if rules.isComplete, rule.contains("code scanning"), scanners.isEmpty {
      self = .letsPass
    } else {
      self = .unknown
    }
  }
}
