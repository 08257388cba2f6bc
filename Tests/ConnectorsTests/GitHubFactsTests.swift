import Connectors
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Settings of the git host are read as they are, or said not to be seen")
struct GitHubFactsTests {
  private typealias Fake = ScriptedGitHub

  private static let branch = "GET /repos/octo/shop/branches/main"
  private static let protection = "GET /repos/octo/shop/branches/main/protection"
  private static let rules = "GET /repos/octo/shop/rules/branches/main"
  private static let rulesets = "GET /repos/octo/shop/rulesets"

  private func facts(_ answers: [String: [Fake.Response]] = [:]) throws -> HostFacts {
    try #require(try Fake(answers).host().facts().value)
  }

  private func branchRules(_ answers: [String: [Fake.Response]]) throws -> BranchRules {
    try #require(try facts(answers).branchRules.value)
  }

  private static func withRulesets(
    _ effective: String
  ) throws -> [String: [LoopbackServer.Response]] {
    [
      branch: try Fake.answer("branch-by-ruleset"),
      rules: try Fake.answer(effective),
      rulesets: try Fake.answer("rulesets"),
      rulesets + "/7": try Fake.answer("ruleset-of-the-repository"),
      rulesets + "/8": try Fake.answer("ruleset-on-trial"),
      rulesets + "/9": try Fake.answer("ruleset-of-the-organization"),
    ]
  }

  @Test("a branch that the host calls unprotected, with nothing hidden, has no rules")
  func unprotected() throws {
    let rules = try branchRules([:])
    #expect(rules == BranchRules(branch: "main", isProtected: false))
    #expect(rules.isComplete)
  }

  @Test("classic protection alone binds administrators when it says so")
  func classic() throws {
    let rules = try branchRules([
      Self.branch: try Fake.answer("branch-protected"),
      Self.protection: try Fake.answer("classic-protection"),
    ])
    #expect(rules.isComplete)
    #expect(
      rules.requirements.map(\.kind) == [
        .pullRequest, .statusChecks, .noForcePush, .noDeletion, .linearHistory,
      ]
    )
    let review = try #require(rules.requirements(.pullRequest).first)
    #expect(review.approvals == 1 && review.asksAfterLastPush && review.dismissesStale)
    #expect(review.bypass == .observed([]) && review.bindsAdministrators == true)
    let checks = try #require(rules.requirements(.statusChecks).first)
    #expect(checks.isStrict)
    #expect(
      checks.checks == [
        RequiredStatusCheck(context: "lint"),
        RequiredStatusCheck(context: "test", application: 15368),
      ]
    )
  }

  @Test("classic protection names everybody it exempts")
  func exemptions() throws {
    let rules = try branchRules([
      Self.branch: try Fake.answer("branch-protected"),
      Self.protection: try Fake.answer("classic-protection-with-exemptions"),
    ])
    let review = try #require(rules.requirements(.pullRequest).first)
    let names = review.bypass.value?.map { "\($0.kind) \($0.name)" }
    #expect(names == ["role admin", "user ann", "team leads", "application release-bot"])
    #expect(review.bindsAdministrators == false)
    #expect(rules.requirements(.noForcePush).isEmpty)
    #expect(rules.requirements(.restrictedPushes).first?.names == ["leads"])
  }

  @Test(
    "a ruleset of the repository alone is in force though classic protection knows nothing of it"
  )
  func ruleset() throws {
    let rules = try branchRules(try Self.withRulesets("rules-of-the-repository"))
    #expect(rules.isComplete && rules.isProtected == true)
    let review = try #require(rules.requirements(.pullRequest).first)
    #expect(review.source == RuleSource(kind: .repositoryRuleset, id: 7, name: "protect main"))
    #expect(review.approvals == 1 && review.asksAfterLastPush && review.asksThreadsResolved)
    #expect(
      review.bypass
        == .observed([BypassActor(kind: "role", id: 5, name: "admin", mode: .pullRequest)])
    )
    #expect(review.bindsAdministrators == false)
  }

  @Test(
    "a ruleset of the organization whose exemptions are not shown is not said to bind everybody"
  )
  func organizationRuleset() throws {
    let rules = try branchRules(try Self.withRulesets("rules-of-the-organization"))
    let review = try #require(rules.requirements(.pullRequest).first)
    #expect(review.source.kind == .organizationRuleset && review.source.name == "baseline")
    #expect(review.approvals == 2)
    #expect(review.bypass.value == nil && review.bindsAdministrators == nil)
    #expect(rules.requirements(.other).first?.names == ["a_rule_of_tomorrow"])
  }

  @Test("both ways together are merged, each with its source")
  func both() throws {
    var answers = try Self.withRulesets("rules-of-the-repository")
    answers[Self.branch] = try Fake.answer("branch-protected")
    answers[Self.protection] = try Fake.answer("classic-protection-with-exemptions")
    let rules = try branchRules(answers)
    #expect(rules.requirements(.pullRequest).map(\.approvals).sorted() == [1, 2])
    #expect(
      Set(rules.requirements(.pullRequest).map(\.source.kind)) == [
        .classicProtection, .repositoryRuleset,
      ]
    )
    // What classic protection lets through, the ruleset refuses.
    #expect(rules.requirements(.noForcePush).map(\.source.kind) == [.repositoryRuleset])
  }

  @Test("a ruleset that only evaluates is listed, and asks nothing of the branch")
  func evaluate() throws {
    var answers = try Self.withRulesets("rules-of-the-repository")
    answers[Self.rules] = [Fake.Response(200, "[]")]
    answers[Self.branch] = try Fake.answer("branch-unprotected")
    let facts = try facts(answers)
    #expect(facts.branchRules.value?.requirements == [])
    #expect(facts.rulesets.rows.map(\.enforcement) == [.active, .evaluate, .active])
    #expect(
      facts.rulesets.rows.map(\.includes) == [["~DEFAULT_BRANCH"], ["~DEFAULT_BRANCH"], ["~ALL"]]
    )
    #expect(facts.rulesets.rows[0].createdAt?.description == "2026-01-05T08:00:00Z")
  }

  @Test(
    "a 404 that may hide protection leaves it open, unless the host calls the branch unprotected"
  )
  func hidden() throws {
    let open = try branchRules([
      Self.branch: try Fake.answer("branch-by-ruleset"), Self.protection: [Fake.notFound],
    ])
    #expect(open.requirements.isEmpty && !open.isComplete)
    #expect(open.unseen.first?.source == .classicProtection)

    let closed = try branchRules([Self.protection: [Fake.notFound]])
    #expect(closed.isComplete && closed.requirements.isEmpty)
  }

  @Test("what everybody may see of hidden protection is used, and the rest is left open")
  func partlyHidden() throws {
    let rules = try branchRules([
      Self.branch: try Fake.answer("branch-protected"), Self.protection: [Fake.forbidden],
    ])
    let checks = try #require(rules.requirements(.statusChecks).first)
    #expect(checks.checks.map(\.context) == ["test"] && checks.bindsAdministrators == false)
    #expect(rules.unseen.map(\.reason).first?.contains("administration=read") == true)
  }

  @Test("a plan without the feature makes the rules unobservable, with the reason")
  func plan() throws {
    let facts = try facts([
      Self.branch: try Fake.answer("branch-by-ruleset"), Self.protection: [Fake.ofPlan],
      Self.rules: [Fake.ofPlan], Self.rulesets: [Fake.ofPlan],
    ])
    guard case .notObservable(let reason) = facts.branchRules else {
      Issue.record("the rules were said to be seen")
      return
    }
    #expect(reason.contains("plan does not have it"))
    #expect(facts.rulesets.refusal == .plan)
  }

  @Test("a repository that cannot be seen gives no facts, and a reason")
  func noRepository() throws {
    let facts = try Fake(["GET /repos/octo/shop": [Fake.notFound]]).host().facts()
    #expect(facts.value == nil)
  }

  @Test("environments, the organization and its people are read with their settings")
  func settings() throws {
    let facts = try facts([
      "GET /orgs/octo/members": [
        Fake.Response(200, #"[{"login":"bob","id":2},{"login":"ann","id":1}]"#)
      ],
      "GET /orgs/octo/members?filter=2fa_disabled&per_page=100": [
        Fake.Response(200, #"[{"login":"bob","id":2}]"#)
      ],
      "GET /orgs/octo/members?per_page=100&role=admin": [
        Fake.Response(200, #"[{"login":"ann","id":1}]"#)
      ],
      "GET /repos/octo/shop/collaborators?affiliation=outside&per_page=100": [
        Fake.Response(200, "[]")
      ],
    ])
    let production = try #require(facts.environments.rows.last)
    #expect(
      production.name == "production" && production.reviewers.map(\.name) == ["ann", "leads"]
    )
    #expect(production.preventsSelfReview && production.waitMinutes == 10)
    #expect(production.branches == .protected && production.letsAdministratorsBypass == false)
    #expect(facts.organization.value?.requiresTwoFactors == true)
    #expect(facts.organization.value?.plan == "team")
    #expect(
      facts.members.rows == [
        HostMember(login: "ann", id: 1, isAdministrator: true, hasTwoFactors: true),
        HostMember(login: "bob", id: 2, isAdministrator: false, hasTwoFactors: false),
      ]
    )
    #expect(facts.members.isComplete && facts.collaborators.rows.map(\.role) == ["admin"])
    #expect(facts.actions.value?.canApprovePullRequests == false)
    #expect(facts.repository.security.value?.pushProtection == false)
    #expect(facts.repository.security.value?.codeScanning == true)
    #expect(facts.readings.allSatisfy { $0.outcome != .failed })
  }

  @Test("scans that are switched off are told from those the token may not see")
  func alerts() throws {
    let facts = try facts([
      "GET /repos/octo/shop/dependabot/alerts": [
        Fake.Response(403, #"{"message":"Dependabot alerts are disabled for this repository."}"#)
      ],
      "GET /repos/octo/shop/code-scanning/alerts": [
        Fake.Response(404, #"{"message":"no analysis found"}"#)
      ],
      "GET /repos/octo/shop/secret-scanning/alerts": [Fake.forbidden],
    ])
    #expect(facts.dependencyAlerts.refusal == .switchedOff)
    #expect(facts.repository.security.value?.dependencyAlerts == false)
    #expect(facts.codeAlerts.refusal == .absent)
    #expect(facts.secretAlerts.refusal == .forbidden)
  }
}
