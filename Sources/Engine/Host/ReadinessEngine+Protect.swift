import Checks
import Connectors
package import ReadinessModel

/// What is asked for beside the recommendation for a default branch.
package struct ProtectOptions: Hashable, Sendable {
  /// Approvals that a change takes.
  package var approvals: Int
  /// Whether commits must be signed.
  package var asksSignatures: Bool
  /// Checks to require whether they were seen or not.
  package var checks: [String]

  /// Creates a value from its parts.
  package init(approvals: Int = 1, asksSignatures: Bool = false, checks: [String] = []) {
    self.approvals = approvals
    self.asksSignatures = asksSignatures
    self.checks = checks
  }
}

extension ReadinessEngine {
  /// Compares the rules of the default branch with what is recommended; nothing is changed.
  ///
  /// Checks are required that a workflow of the folder gives every pull request, and that a recent one
  /// got under the same name: one that never comes would stop every merge.
  package func protectionPlan(
    _ connection: HostConnection,
    folder: String,
    options: ProtectOptions
  ) throws -> ProtectionPlan {
    let facts = try hostFacts(connection)
    let protection = GitHubProtection(connection.host)
    let offered = MergeCheckNames.of(try self.facts(from: .repository(path: folder)))
    let recent = protection.recentChecks()
    let seen = offered.names.filter { recent.value?.contains($0) ?? false }
    var leftOut = offered.leftOut.map { "\($0.job): \($0.reason)" }
    leftOut += offered.names.filter { !seen.contains($0) && !options.checks.contains($0) }
      .map { "\($0): no recent pull request got a check of this name; --check \($0) requires it" }
    let wanted = RecommendedRules(
      approvals: options.approvals,
      checks: Set(seen + options.checks).sorted(),
      asksSignatures: options.asksSignatures
    )
    guard facts.rulesets.isObserved else {
      throw EngineFailure.gitHub(
        problem: "the rulesets that are there cannot be read: \(facts.rulesets.reason ?? "")",
        next: "See auditwright github status."
      )
    }
    let own = facts.rulesets.rows.first {
      $0.name == GitHubProtection.name && $0.source == .repositoryRuleset && $0.target == "branch"
    }
    do {
      return ProtectionPlan(
        repository: facts.repository.fullName,
        branch: facts.defaultBranch,
        ruleset: own?.id,
        steps: ProtectionComparison(facts.branchRules).steps(wanted),
        leftOut: leftOut,
        unseen: unseen(facts.branchRules),
        body: try protection.body(wanted, replacing: own?.id)
      )
    } catch {
      throw EngineFailure.gitHub(problem: error.problem, next: error.next)
    }
  }

  /// Sets the recommended ruleset, unless everything in it is in force already.
  ///
  /// Rules of other rulesets and of classic protection are left alone; since all apply together, one
  /// more ruleset can only ask for more.
  package func protect(_ connection: HostConnection, _ plan: ProtectionPlan) throws {
    guard !plan.isInForce else { return }
    do {
      try GitHubProtection(connection.host).set(plan.body, replacing: plan.ruleset)
    } catch {
      throw EngineFailure.gitHub(problem: error.problem, next: error.next)
    }
  }

  private func unseen(_ rules: Observation<BranchRules>) -> [String] {
    switch rules {
    case .notObservable(let reason): [reason]
    case .observed(let rules): rules.unseen.map { "\($0.source.rawValue): \($0.reason)" }
    }
  }
}
