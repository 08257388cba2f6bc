import Checks
import Connectors
import Foundation
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
  /// got under the same name: one that never comes would stop every merge. Where the folder keeps the rules
  /// as a file, what that asks for is wanted as well, of each the stricter.
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
    let reviewed = try reviewedRules(in: folder)
    let agreed = reviewed?.checks ?? []
    leftOut.removeAll { note in agreed.contains { note.hasPrefix("\($0): no recent") } }
    leftOut += agreed.filter { !offered.names.contains($0) }.map {
      "\($0): \(ReviewedRuleset.path) requires it, and no workflow here gives it to every request"
    }
    if reviewed?.letsBypass == true {
      leftOut.append("\(ReviewedRuleset.path) lets somebody bypass the rules: nobody may")
    }
    let wanted = RecommendedRules(
      approvals: max(options.approvals, reviewed?.approvals ?? 0),
      checks: Set(seen + options.checks + agreed.filter(offered.names.contains)).sorted(),
      asksSignatures: options.asksSignatures || reviewed?.asks(.signatures) == true
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
      let comparison = ProtectionComparison(facts.branchRules)
      return ProtectionPlan(
        repository: facts.repository.fullName,
        branch: facts.defaultBranch,
        ruleset: own?.id,
        steps: comparison.steps(wanted)
          + (reviewed.map { comparison.steps($0, beside: wanted) } ?? []),
        leftOut: leftOut,
        unseen: unseen(facts.branchRules),
        reviewedFile: reviewed == nil ? nil : ReviewedRuleset.path,
        body: try protection.body(wanted, replacing: own?.id, reviewed: reviewed)
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

  /// The rules that the folder keeps as a file; nil when it keeps none.
  private func reviewedRules(in folder: String) throws -> ReviewedRuleset? {
    let root = URL(filePath: folder).resolvingSymlinksInPath()
    let file = root.appending(path: ReviewedRuleset.path)
    guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else {
      return nil
    }
    // A link could lead anywhere.
    let real = file.resolvingSymlinksInPath()
    let size = try? real.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
    guard real.path == file.path, size?.isRegularFile == true, (size?.fileSize ?? .max) < 500_000,
      let data = try? Data(contentsOf: real)
    else {
      throw EngineFailure.gitHub(
        problem: "\(ReviewedRuleset.path) cannot be read",
        next: "Make it a plain file of less than 500 kB."
      )
    }
    do {
      return try ReviewedRuleset(Array(data))
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
