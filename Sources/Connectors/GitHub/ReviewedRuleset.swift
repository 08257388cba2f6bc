package import ReadinessModel

/// A ruleset kept as a file of the repository, in the form in which GitHub exports and imports it.
package struct ReviewedRuleset: Sendable {
  /// Where the rules of the default branch are kept.
  package static let path = ".github/rulesets/default-branch.json"

  /// The rules as the host takes them.
  let rules: [Payload]
  /// What they ask for.
  package let requirements: [BranchRequirement]
  /// Whether the file lets somebody go around them.
  package let letsBypass: Bool

  /// Reads a file; one that holds no rules is an error, since it would silently ask for nothing.
  package init(_ bytes: [UInt8]) throws(GitHubFailure) {
    guard let payload = PayloadReader.read(bytes), let rules = payload["rules"].list else {
      throw GitHubFailure(
        "\(Self.path) is no ruleset",
        next: "Give it the form in which GitHub exports rulesets, with a list of rules."
      )
    }
    guard payload["target"].string ?? "branch" == "branch",
      payload["enforcement"].string ?? "active" == "active"
    else {
      throw GitHubFailure(
        "\(Self.path) is not in force for branches",
        next: "Give it the target branch and the enforcement active."
      )
    }
    self.rules = rules.filter { $0["type"].string != nil }
    requirements = self.rules.compactMap(RulesetRules.requirement)
    letsBypass = payload["bypass_actors"].list?.isEmpty == false
    guard requirements.count == rules.count, !requirements.isEmpty else {
      throw GitHubFailure(
        "\(Self.path) has rules that cannot be read",
        next: "Give each rule a type."
      )
    }
  }

  /// Names of the checks it requires.
  package var checks: [String] {
    requirements.flatMap(\.checks).map(\.context)
  }

  /// Approvals it asks for.
  package var approvals: Int { requirements.map(\.approvals).max() ?? 0 }

  /// Whether it asks for something of a kind.
  package func asks(_ kind: RequirementKind) -> Bool { requirements.contains { $0.kind == kind } }
}
