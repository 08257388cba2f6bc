import Checks
import Connectors
import Foundation
import ReadinessModel
import Synchronization
import TestSupport
import Testing

@Suite(
  "Recorded answers of GitHub give right facts, or a reason",
  .enabled(if: Recordings.areThere, Comment(rawValue: Recordings.missing)),
  .serialized
)
struct GitHubRecordingTests {
  /// A server that answers with one group of recordings after the other.
  private final class Player: Sendable {
    private let recordings = Mutex<[String: Recording]>([:])
    private let server = Mutex<LoopbackServer?>(nil)

    init() throws {
      let started = try LoopbackServer { [self] in answer($0) }
      server.withLock { $0 = started }
    }

    private var address: String { server.withLock { $0?.address ?? "" } }

    /// What was recorded for a path, whatever the parameters were.
    func recorded(_ path: String) -> Recording? { recordings.withLock { $0[path] } }

    private func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Response {
      let found = recordings.withLock { $0[request.target] ?? $0[request.path] }
      guard let found else { return ScriptedGitHub.notFound }
      let own: Set<String> = [
        "content-length", "content-encoding", "transfer-encoding", "connection", "status", "server",
      ]
      let headers = found.headers.filter { !own.contains($0.key.lowercased()) }
        .mapValues { $0.replacing("https://api.github.com", with: address) }
      return LoopbackServer.Response(found.status, found.body, headers: headers)
    }

    /// The host that has a repository and answers with the recordings.
    ///
    /// The repository's own page is ours, with the branch that the recordings are about.
    func host(_ repository: String, _ group: [Recording]) throws -> GitHubHost {
      var byTarget: [String: Recording] = [:]
      for recording in group {
        // What was recorded last is how things stood; the first page is the one without a number.
        byTarget[recording.target] = recording
        let isLaterPage = recording.target.contains("?page=") || recording.target.contains("&page=")
        if !isLaterPage || byTarget[recording.path] == nil { byTarget[recording.path] = recording }
      }
      let branch = group.compactMap {
        $0.path.firstMatch(of: /\/(?:rules\/)?branches\/([^\/]+)(?:\/protection)?$/).map {
          String($0.1)
        }
      }.last
      let page = "/repos/\(repository)"
      let parts = repository.split(separator: "/")
      let members = group.contains { $0.path.hasPrefix("/orgs/\(parts[0])") }
      if byTarget[page]?.status != 200 || branch != nil {
        byTarget[page] = Recording(
          source: "ours",
          target: page,
          status: 200,
          headers: [:],
          body: """
            {"id":1,"name":"\(parts[1])","default_branch":"\(branch ?? "main")","private":false,
            "owner":{"login":"\(parts[0])","type":"\(members ? "Organization" : "User")"}}
            """
        )
      }
      recordings.withLock { $0 = byTarget }
      let access = try GitHubAccess(
        api: address,
        credential: GitHubCredential(token: "t"),
        now: { Moment(secondsSince1970: 1_795_392_000) },
        sleep: { _ in }
      )
      return GitHubHost(access, repository: try GitHubName(repository))
    }
  }

  private static func groups(_ recordings: [Recording]) -> [(String, [Recording])] {
    let asked =
      /(protection|rules\/branches|branches|rulesets|environments|collaborators|keys|members|alerts|pulls|reviews|deployments|runs|check-runs|commits|status|statuses|approvals|permissions|activity)/
    let ofInterest = recordings.filter { $0.path.firstMatch(of: asked) != nil }
    let sources = Dictionary(grouping: recordings, by: \.source)
    var result: [String: (String, [Recording])] = [:]
    for recording in ofInterest {
      guard let name = recording.repository else { continue }
      result["\(recording.source) \(name)"] = (name, sources[recording.source] ?? [])
    }
    return result.sorted { $0.key < $1.key }.map(\.value)
  }

  private static let from = Moment(secondsSince1970: 1_262_304_000)
  private static let to = Moment(secondsSince1970: 1_795_392_000)

  @Test(
    "Nothing is said to be read that was not answered, and no branch fails that was not seen whole",
    arguments: ["hub4j", "PyGithub", "octokit"]
  )
  func sweep(corpus: String) throws {
    let all =
      switch corpus {
      case "hub4j": Recordings.hub4j()
      case "PyGithub": Recordings.pyGithub()
      default: Recordings.octokit()
      }
    try #require(!all.isEmpty)
    let player = try Player()
    var counts: [String: Int] = [:]
    var unusable: [String: Int] = [:]
    for (repository, group) in Self.groups(all) {
      guard let host = try? player.host(repository, group) else { continue }
      counts["repositories", default: 0] += 1
      guard let facts = host.facts().value,
        let history = host.history(from: Self.from, to: Self.to).value
      else {
        // Pages of the first years name no default branch.
        let page = player.recorded("/repos/\(repository)")
        #expect(page?.body.contains("default_branch") == false, "\(repository): \(host.facts())")
        counts["repositories without a default branch", default: 0] += 1
        continue
      }
      for reading in facts.readings + history.readings {
        let path = String(reading.endpoint.dropFirst(4))
        let status = player.recorded(path)?.status ?? 404
        if reading.outcome == .read {
          counts["answers read", default: 0] += 1
          #expect((200..<300).contains(status), "\(repository) \(path): read, and was \(status)")
        } else if (200..<300).contains(status) {
          unusable["\(group.first?.source ?? "") \(path): \(reading.reason ?? "")", default: 0] += 1
        } else {
          counts["refusals with a reason", default: 0] += 1
          #expect(reading.reason?.isEmpty == false)
        }
      }
      if let rules = facts.branchRules.value?.requirements, !rules.isEmpty {
        counts["branches with rules", default: 0] += 1
        let words = rules.map { "\($0.kind.rawValue) \($0.approvals)" }.joined(separator: ", ")
        print("\(corpus), rules in \(group.first?.source ?? ""): \(words)")
      }
      counts["merged changes", default: 0] += history.changes.rows.count
      counts["deployments", default: 0] += history.deployments.rows.count
      counts["runs", default: 0] += history.workflowRuns.rows.count
      try judge(facts, player, repository, &counts)
    }
    print("\(corpus): \(counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" })")
    for (what, number) in unusable.sorted(by: { $0.key < $1.key }) {
      print("\(corpus), answered and not used: \(number) × \(what)")
    }
  }

  /// Runs every check that reads the host, and compares what it says with what was recorded.
  private func judge(
    _ facts: HostFacts,
    _ player: Player,
    _ repository: String,
    _ counts: inout [String: Int]
  ) throws {
    let all = RepositoryFacts(
      assessedOn: "2026-11-23",
      inventory: Inventory(files: 0, bytes: 0, sourceLines: 0),
      application: .notObservable(reason: "none"),
      data: .notObservable(reason: "none"),
      infrastructure: .notObservable(reason: "none"),
      delivery: .notObservable(reason: "none"),
      documents: DocumentFacts(),
      host: .observed(facts)
    )
    let branch = "/repos/\(repository)/branches/\(facts.defaultBranch)"
    let protection = player.recorded("\(branch)/protection")
    let isUnprotected =
      player.recorded(branch)?.body.contains("\"protected\":false") == true
      || player.recorded(branch)?.body.contains("\"protected\": false") == true
      || protection?.body.contains("Branch not protected") == true
    let rules = player.recorded("/repos/\(repository)/rules/branches/\(facts.defaultBranch)")
    for finding in CheckRunner.run(all) where finding.check.rawValue.hasPrefix("default-branch") {
      counts["\(finding.check) \(finding.outcome.rawValue)", default: 0] += 1
      if finding.outcome == .doesNotHold, finding.check != "default-branch-rules-bind-everybody" {
        let isSeen = (protection?.status == 200 || isUnprotected) && rules?.status == 200
        #expect(isSeen, "\(repository): \(finding.message)")
      }
      if finding.outcome == .holds {
        #expect(
          protection?.status == 200 || rules?.status == 200,
          "\(repository): \(finding.message)"
        )
      }
    }
  }

  // MARK: - Read by hand

  private func facts(_ all: [Recording], _ source: String, _ repository: String) throws -> HostFacts
  {
    let group = all.filter { $0.source.hasSuffix(source) }
    try #require(!group.isEmpty, "there is no recording of \(source)")
    return try #require(try Player().host(repository, group).facts().value)
  }

  @Test("hub4j's rules for a branch are the three of its ruleset, whose exemptions are not shown")
  func hub4jRules() throws {
    let facts = try facts(
      Recordings.hub4j(),
      "GHRepositoryTest/wiremock/testGetRulesForBranch",
      "ihrigb/node-doorbird"
    )
    let rules = try #require(facts.branchRules.value)
    #expect(rules.requirements.map(\.kind) == [.pullRequest, .noForcePush, .noDeletion])
    let review = try #require(rules.requirements(.pullRequest).first)
    #expect(review.approvals == 1 && review.dismissesStale && !review.asksAfterLastPush)
    #expect(review.source == RuleSource(kind: .repositoryRuleset, id: 1_170_520))
    #expect(review.bypass.value == nil)
    // Classic protection was not asked for when this was recorded, so it stays open.
    #expect(rules.unseen.map(\.source) == [.classicProtection])
  }

  @Test("PyGithub's protected branch has the rules that its page names")
  func pyGithubProtection() throws {
    let facts = try facts(
      Recordings.pyGithub(),
      "BranchProtection.setUp.txt",
      "curvewise-forks/PyGithub"
    )
    let rules = try #require(facts.branchRules.value)
    #expect(
      rules.requirements.map(\.kind) == [
        .pullRequest, .statusChecks, .noForcePush, .noDeletion, .linearHistory,
      ]
    )
    #expect(rules.requirements(.pullRequest).first?.approvals == 1)
    #expect(rules.requirements(.pullRequest).first?.asksAfterLastPush == false)
    #expect(
      rules.requirements(.statusChecks).first?.checks == [
        RequiredStatusCheck(context: "build (3.10)", application: 15368)
      ]
    )
    for rule in rules.requirements {
      #expect(rule.source.kind == .classicProtection && rule.bypass == .observed([]))
    }
  }

  @Test(
    "octokit's branch that is not protected has no classic rules, and one that was set has them"
  )
  func octokitProtection() throws {
    let all = Recordings.octokit()
    let name = "octokit-fixture-org/branch-protection"
    let none = try facts(all, "branch-protection get", name)
    #expect(none.branchRules.value?.unseen.map(\.source) == [.repositoryRuleset])
    let set = try facts(all, "branch-protection put", name)
    let kinds = try #require(set.branchRules.value).requirements.map(\.kind)
    #expect(kinds.contains(.noForcePush) && kinds.contains(.noDeletion))
  }

  @Test("objects of webhooks are rows of the lists they are in, and every one is read")
  func webhooks() throws {
    let player = try Player()
    let repository = "octo/shop"
    let lists: [(event: String, object: String, path: String, key: String?)] = [
      ("dependabot_alert", "alert", "dependabot/alerts", nil),
      ("code_scanning_alert", "alert", "code-scanning/alerts", nil),
      ("secret_scanning_alert", "alert", "secret-scanning/alerts", nil),
      ("deployment", "deployment", "deployments", nil),
      ("workflow_run", "workflow_run", "actions/runs", "workflow_runs"),
      ("pull_request", "pull_request", "pulls", nil),
      ("deploy_key", "key", "keys", nil),
    ]
    let group = lists.map { list -> Recording in
      let objects = Recordings.webhookObjects(list.event, list.object)
      let rows = "[" + objects.joined(separator: ",") + "]"
      return Recording(
        source: "webhooks",
        target: "/repos/\(repository)/\(list.path)",
        status: 200,
        headers: [:],
        body: list.key.map { "{\"\($0)\":\(rows)}" } ?? rows
      )
    }
    let host = try player.host(repository, group)
    let facts = try #require(host.facts().value)
    let history = try #require(host.history(from: Self.from, to: Self.to).value)
    let read: [(String, Int, Bool, String?)] = [
      (
        "dependency", history.dependencyAlerts.rows.count, history.dependencyAlerts.isComplete,
        history.dependencyAlerts.reason
      ),
      (
        "code", history.codeAlerts.rows.count, history.codeAlerts.isComplete,
        history.codeAlerts.reason
      ),
      (
        "secret", history.secretAlerts.rows.count, history.secretAlerts.isComplete,
        history.secretAlerts.reason
      ),
      (
        "deployments", history.deployments.rows.count, history.deployments.isComplete,
        history.deployments.reason
      ),
      (
        "runs", history.workflowRuns.rows.count, history.workflowRuns.isComplete,
        history.workflowRuns.reason
      ),
      ("changes", history.changes.rows.count, history.changes.isComplete, history.changes.reason),
      ("keys", facts.deployKeys.rows.count, facts.deployKeys.isComplete, facts.deployKeys.reason),
    ]
    for (what, count, isComplete, reason) in read {
      print("webhooks: \(count) \(what), \(isComplete ? "complete" : reason ?? "")")
      // The examples about secrets are shorter than the rows of the list: they have no state.
      #expect(isComplete == (what != "secret"), "\(what): \(reason ?? "")")
    }
  }
}
