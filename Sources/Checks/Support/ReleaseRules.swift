import ReadinessModel

/// The rules of a branch that is deployed from, where what is merged into it is what was approved.
struct ReleaseRules: Codable, Hashable, Sendable {
  /// Rulesets of the repository; not observable when the host was not asked.
  var rulesets: Observation<[HostRuleset]>
  /// The branch that work is merged into.
  var defaultBranch: String

  /// What is known of a branch.
  enum Answer: Hashable {
    /// It takes changes only after somebody else approved them.
    case approved
    /// It does not, as far as its rulesets say.
    case open
    /// It cannot be known, because of the reason given.
    case hidden(because: String)
  }

  /// What the rulesets of a branch ask of a change.
  func answer(for branch: String) -> Answer {
    switch rulesets {
    case .notObservable(let reason): return .hidden(because: reason)
    case .observed(let rulesets):
      let covering = rulesets.filter { ruleset in
        ruleset.target == "branch" && ruleset.enforcement == .active
          && Self.names(ruleset.includes, branch, defaultBranch)
          && !Self.names(ruleset.excludes, branch, defaultBranch)
      }
      let asking = covering.filter { ruleset in
        ruleset.requirements.contains {
          $0.kind == .pullRequest && $0.approvals > 0 && ($0.asksAfterLastPush || $0.dismissesStale)
        }
      }
      if asking.contains(where: { $0.bypass.value == [] }) { return .approved }
      if asking.contains(where: { $0.bypass.value == nil }) {
        return .hidden(because: "who may bypass its rules is not shown")
      }
      let mayName = rulesets.contains { ruleset in
        ruleset.target == "branch" && ruleset.enforcement == .active
          && ruleset.includes.contains { $0.contains(where: "*?[".contains) }
      }
      return mayName ? .hidden(because: "the pattern of a ruleset may name it or not") : .open
    }
  }

  /// The one branch that a deployment can come from, nil when there are others, or when it is the
  /// default branch: an approval there is one of the change, and not of its deployment.
  func releaseBranch(of use: PipelineTable.Use) -> String? {
    use.workflow.releaseBranch(of: use.job, defaultBranch: defaultBranch)
  }

  /// Whether one of some patterns names a branch; a pattern that is not plain names only what all do.
  private static func names(_ patterns: [String], _ branch: String, _ standard: String) -> Bool {
    patterns.contains { pattern in
      switch pattern {
      case "~ALL", "refs/heads/**", "refs/heads/*": true
      case "~DEFAULT_BRANCH": branch == standard
      default: pattern == "refs/heads/\(branch)" || pattern == branch
      }
    }
  }
}
