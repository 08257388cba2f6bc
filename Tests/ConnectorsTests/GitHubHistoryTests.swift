import Connectors
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("The history of a period is read whole, or said not to be")
struct GitHubHistoryTests {
  private typealias Fake = ScriptedGitHub
  private typealias Response = LoopbackServer.Response

  private static let repo = "GET /repos/octo/shop"
  // The simulated clock stands at 2026-11-23T00:00:00Z.
  private static let from = Moment(secondsSince1970: 1_793_491_200)  // 2026-11-01
  private static let to = Moment(secondsSince1970: 1_795_392_000)  // 2026-11-23

  private func history(_ answers: [String: [Response]] = [:]) throws -> HostHistory {
    let all = Self.november.merging(answers) { $1 }
    let found = try Fake(all).host().history(from: Self.from, to: Self.to)
    return try #require(found.value)
  }

  private static func ok(_ body: String) -> [Response] { [Response(200, body)] }

  private static func commit(_ sha: String, _ parents: [String], _ date: String) -> String {
    let list = parents.map { #"{"sha":"\#($0)"}"# }.joined(separator: ",")
    return #"{"sha":"\#(sha)","parents":[\#(list)],"author":{"login":"ann","id":11},"#
      + #""committer":{"login":"web-flow","id":19},"commit":{"message":"Change \#(sha)\n\nMore","#
      + #""committer":{"date":"\#(date)"},"verification":{"verified":true,"reason":"valid"}}}"#
  }

  private static func event(
    _ id: Int,
    _ kind: String,
    _ before: String,
    _ after: String,
    _ at: String
  ) -> String {
    #"{"id":\#(id),"before":"\#(before)","after":"\#(after)","ref":"refs/heads/main","#
      + #""timestamp":"\#(at)","activity_type":"\#(kind)","actor":{"login":"bob","id":2}}"#
  }

  private static func pull(_ number: Int, merged: String?, updated: String, sha: String) -> String {
    let time = merged.map { "\"\($0)\"" } ?? "null"
    return #"{"number":\#(number),"id":\#(number),"title":"Change \#(number)","state":"closed","#
      + #""user":{"login":"ann","id":11,"type":"User"},"labels":[{"name":"bug"}],"#
      + #""head":{"sha":"h\#(number)","repo":{"id":41}},"base":{"ref":"main","repo":{"id":41}},"#
      + #""merge_commit_sha":"\#(sha)","created_at":"2026-11-01T00:00:00Z","#
      + #""updated_at":"\#(updated)","merged_at":\#(time)}"#
  }

  /// Pull request 5 merged, a push of an old commit on a Saturday, pull request 4 before the period.
  private static let november: [String: [Response]] = [
    "\(repo)/activity": ok(
      "["
        + [
          event(3, "push", "m5", "d6", "2026-11-14T21:00:00Z"),
          event(2, "pr_merge", "m4", "m5", "2026-11-10T12:00:00Z"),
          event(1, "pr_merge", "m3", "m4", "2026-10-20T12:00:00Z"),
        ].joined(separator: ",") + "]"
    ),
    "\(repo)/commits": ok(
      "["
        + [
          commit("d6", ["m5"], "2024-01-01T00:00:00Z"),
          commit("m5", ["m4", "h5"], "2026-11-10T12:00:00Z"),
          commit("h5", ["m4"], "2026-11-09T12:00:00Z"),
          commit("m4", ["m3"], "2026-10-20T12:00:00Z"),
        ].joined(separator: ",") + "]"
    ),
    "\(repo)/commits/d6/pulls": ok("[]"),
    "\(repo)/pulls": ok(
      "["
        + [
          pull(5, merged: "2026-11-10T12:00:00Z", updated: "2026-11-10T12:00:01Z", sha: "m5"),
          pull(6, merged: nil, updated: "2026-11-05T12:00:00Z", sha: "x"),
          pull(4, merged: "2026-10-20T12:00:00Z", updated: "2026-10-20T12:00:00Z", sha: "m4"),
        ].joined(separator: ",") + "]"
    ),
    "\(repo)/pulls/5": ok(
      #"{"number":5,"merged_by":{"login":"ann","id":11},"merge_commit_sha":"m5","commits":1}"#
    ),
    "\(repo)/pulls/5/reviews": ok(
      #"[{"id":1,"user":{"login":"bob","id":2},"state":"APPROVED","commit_id":"h4","#
        + #""submitted_at":"2026-11-09T10:00:00Z"},{"id":2,"user":null,"state":"COMMENTED","#
        + #""commit_id":"h5","submitted_at":"2026-11-09T13:00:00Z"}]"#
    ),
    "\(repo)/pulls/5/commits": ok("[\(commit("h5", ["m4"], "2026-11-09T12:00:00Z"))]"),
    "\(repo)/commits/h5/check-runs": ok(
      #"{"total_count":1,"check_runs":[{"id":9,"name":"test","conclusion":"success","#
        + #""completed_at":"2026-11-09T12:30:00Z","app":{"id":15368}}]}"#
    ),
    "\(repo)/commits/h5/status": ok(
      #"{"state":"failure","total_count":1,"statuses":[{"id":3,"context":"deploy/preview","#
        + #""state":"failure","updated_at":"2026-11-09T12:40:00Z"}]}"#
    ),
    "GET /search/issues": ok(#"{"total_count":1,"incomplete_results":false,"items":[]}"#),
    "\(repo)/rulesets/rule-suites": ok(
      #"[{"id":21,"actor_id":2,"actor_name":"bob","before_sha":"m5","after_sha":"d6","#
        + #""ref":"refs/heads/main","pushed_at":"2026-11-14T21:00:00Z","result":"bypass","#
        + #""evaluation_result":"fail"}]"#
    ),
    "\(repo)/rulesets/rule-suites/21": ok(
      #"{"id":21,"rule_evaluations":[{"rule_source":{"type":"protected_branch","id":null},"#
        + #""enforcement":"active","result":"fail","rule_type":"pull_request","#
        + #""details":"Changes must be made through a pull request."}]}"#
    ),
    "\(repo)/rulesets": ok(
      #"[{"id":7,"name":"protect main","source_type":"Repository","enforcement":"active"}]"#
    ),
    "\(repo)/rulesets/7": ok(
      #"{"id":7,"name":"protect main","source_type":"Repository","enforcement":"active","rules":[]}"#
    ),
    "\(repo)/rulesets/7/history": ok(
      #"[{"version_id":2,"actor":{"id":2,"type":"User"},"updated_at":"2026-11-14T20:00:00Z"},"#
        + #"{"version_id":1,"actor":{"id":11,"type":"User"},"updated_at":"2026-01-05T09:00:00Z"}]"#
    ),
    "\(repo)/rulesets/7/history/1": ok(
      #"{"version_id":1,"state":{"id":7,"name":"protect main","enforcement":"active"}}"#
    ),
    "\(repo)/rulesets/7/history/2": ok(
      #"{"version_id":2,"state":{"id":7,"name":"protect main","enforcement":"disabled"}}"#
    ),
    "GET /orgs/octo/audit-log": [Fake.notFound],
    "\(repo)/deployments": ok(
      #"[{"id":31,"sha":"m5","ref":"main","task":"deploy","environment":"production","#
        + #""creator":{"login":"carlos","id":3},"created_at":"2026-11-10T13:00:00Z"},"#
        + #"{"id":30,"sha":"m4","environment":"production","created_at":"2026-10-20T13:00:00Z"}]"#
    ),
    "\(repo)/deployments/31/statuses": ok(
      #"[{"id":2,"state":"success","created_at":"2026-11-10T13:05:00Z","#
        + #""log_url":"https://github.com/octo/shop/actions/runs/77/job/1"},"#
        + #"{"id":1,"state":"in_progress","created_at":"2026-11-10T13:01:00Z"}]"#
    ),
    "\(repo)/actions/runs/77/approvals": ok(
      #"[{"state":"approved","comment":"ok","user":{"login":"sarah","id":4},"#
        + #""environments":[{"name":"production"}]},{"state":"approved","comment":"","#
        + #""user":{"login":"dan","id":5},"environments":[{"name":"staging"}]}]"#
    ),
    "\(repo)/actions/runs": ok(
      #"{"total_count":1,"workflow_runs":[{"id":77,"name":"deploy","#
        + #""path":".github/workflows/deploy.yml@main","event":"push","status":"completed","#
        + #""conclusion":"success","head_branch":"main","head_sha":"m5","run_attempt":1,"#
        + #""created_at":"2026-11-10T12:50:00Z"}]}"#
    ),
    "\(repo)/dependabot/alerts": ok(
      #"[{"number":1,"state":"fixed","created_at":"2026-10-01T00:00:00Z","#
        + #""fixed_at":"2026-11-02T00:00:00Z","dependency":{"package":{"name":"qs"}},"#
        + #""security_advisory":{"severity":"high"}},{"number":2,"state":"fixed","#
        + #""created_at":"2026-01-01T00:00:00Z","fixed_at":"2026-02-01T00:00:00Z"}]"#
    ),
  ]

  @Test("a merged change carries its reviews, commits, checks, and who merged it")
  func changes() throws {
    let changes = try history().changes
    #expect(changes.isComplete && changes.hostTotal == 1 && changes.rows.map(\.number) == [5])
    let change = try #require(changes.rows.first)
    #expect(change.author?.login == "ann" && change.mergedBy?.login == "ann")
    #expect(change.headSHA == "h5" && change.mergeSHA == "m5" && change.labels == ["bug"])
    #expect(change.reviews.value?.map(\.state) == [.approved, .commented])
    #expect(change.reviews.value?.map { $0.user?.login } == ["bob", nil])
    #expect(change.reviews.value?.first?.commit == "h4")
    #expect(change.commits.value?.map(\.sha) == ["h5"])
    #expect(change.checks.value?.map(\.name) == ["deploy/preview", "test"])
    #expect(change.checks.value?.map(\.passes) == [false, true])
  }

  @Test("a commit pushed in the period is found whatever date it carries")
  func forgedDate() throws {
    let commits = try history().commits
    #expect(commits.isComplete && commits.rows.map(\.sha) == ["m5", "d6"])
    let pushed = try #require(commits.rows.last)
    #expect(pushed.pushedAt?.description == "2026-11-14T21:00:00Z")
    #expect(pushed.pushedBy?.login == "bob" && pushed.pullRequests == .observed([]))
    #expect(commits.rows.first?.pullRequests == .observed([5]))
    #expect(commits.rows.first?.title == "Change m5")
  }

  @Test("without the host's record of pushes the list of commits is not called complete")
  func withoutActivity() throws {
    let commits = try history(["\(Self.repo)/activity": [Fake.forbidden]]).commits
    #expect(!commits.isComplete && commits.isObserved)
    #expect(commits.reason?.contains("can be typed by anybody") == true)
  }

  @Test("a period in which nothing reached the branch is empty and complete")
  func quiet() throws {
    let history = try history([
      "\(Self.repo)/activity": Self.ok("[]"), "\(Self.repo)/pulls": Self.ok("[]"),
      "GET /search/issues": Self.ok(#"{"total_count":0,"incomplete_results":false}"#),
    ])
    #expect(history.commits.isComplete && history.commits.rows.isEmpty)
    #expect(history.changes.isComplete && history.changes.rows.isEmpty)
  }

  @Test("a change that the host's search counts and the list does not give is missed")
  func searchCounts() throws {
    let changes = try history([
      "GET /search/issues": Self.ok(#"{"total_count":2,"incomplete_results":false}"#)
    ]).changes
    #expect(!changes.isComplete && changes.hostTotal == 2)
  }

  @Test("reviews that cannot be read are unknown, not none")
  func hiddenReviews() throws {
    let changes = try history(["\(Self.repo)/pulls/5/reviews": [Fake.forbidden]]).changes
    #expect(changes.rows.first?.reviews.value == nil)
    #expect(changes.rows.first?.checks.value != nil)
  }

  @Test("a bypass is found with the rule that was bypassed, classic protection as well")
  func bypass() throws {
    let suites = try history().ruleSuites
    let suite = try #require(suites.rows.first)
    #expect(suite.result == .bypass && suite.actor?.login == "bob")
    #expect(suite.evaluations.value?.map(\.rule) == ["pull_request"])
    #expect(suite.evaluations.value?.map(\.source) == ["protected_branch"])
    #expect(suites.isComplete)
  }

  @Test("what aged out at the host is said to be missing, with the day it begins")
  func agedOut() throws {
    let from = Self.from.adding(seconds: -60 * 86_400)
    let found = try Fake(Self.november).host().history(from: from, to: Self.to)
    let suites = try #require(found.value).ruleSuites
    #expect(!suites.isComplete)
    #expect(suites.coversFrom?.description == "2026-10-24T00:00:00Z")
  }

  @Test("a ruleset that was switched off is found with its state before and after")
  func ruleChange() throws {
    let changes = try history().ruleChanges
    let change = try #require(changes.rows.first)
    #expect(changes.rows.count == 1 && change.version == 2 && change.actor?.id == 2)
    #expect(change.previous.value?.enforcement == .active)
    #expect(change.state.value?.enforcement == .disabled)
    // Nothing but the audit log, which this token may not see, tells of classic protection.
    #expect(!changes.isComplete && changes.reason?.contains("audit log only") == true)
  }

  @Test("a deployment carries its statuses, its run, and the approvals for its environment")
  func deployments() throws {
    let history = try history()
    let deployment = try #require(history.deployments.rows.first)
    #expect(history.deployments.isComplete && history.deployments.rows.count == 1)
    #expect(deployment.sha == "m5" && deployment.creator?.login == "carlos")
    #expect(deployment.statuses.value?.map(\.state) == ["in_progress", "success"])
    #expect(deployment.workflowRun == 77)
    #expect(deployment.approvals.value?.map { $0.user?.login } == ["sarah"])
    #expect(history.workflowRuns.rows.first?.path == ".github/workflows/deploy.yml")
  }

  @Test("more runs than a search shows are asked for in halves")
  func manyRuns() throws {
    let many = #"{"total_count":1500,"workflow_runs":[]}"#
    let some =
      #"{"total_count":1,"workflow_runs":[{"id":1,"event":"push","head_sha":"a","#
      + #""created_at":"2026-11-10T12:50:00Z"}]}"#
    let fake = try Fake(
      Self.november.merging(["\(Self.repo)/actions/runs": [many, some].flatMap(Self.ok)]) { $1 }
    )
    let runs = try #require(try fake.host().history(from: Self.from, to: Self.to).value)
      .workflowRuns
    #expect(runs.isComplete && runs.rows.count == 1 && runs.pages == 2 && runs.hostTotal == 2)
  }

  @Test("alerts are those that were open at some moment of the period")
  func alerts() throws {
    let alerts = try history().dependencyAlerts
    #expect(alerts.isComplete && alerts.rows.map(\.number) == [1])
    #expect(alerts.rows.first?.severity == "high")
  }

  @Test("a run that is cut short goes on from what it had, and gives the same history")
  func resumption() throws {
    let folder = try TemporaryFolder()
    let fake = try Fake(
      Self.november.mapValues { $0.map { $0.status == 200 ? $0.tagged : $0 } }
        .merging(["\(Self.repo)/pulls/5/reviews": [Response(502)]]) { $1 }
    )
    let cache = folder.path + "/answers"
    let first = try #require(
      try fake.host(cacheFolder: cache).history(from: Self.from, to: Self.to).value
    )
    #expect(first.changes.rows.first?.reviews.value == nil)
    fake.put(["\(Self.repo)/pulls/5/reviews": Self.november["\(Self.repo)/pulls/5/reviews"] ?? []])
    fake.put(["\(Self.repo)/deployments": [Response(304)]])
    let second = try #require(
      try fake.host(cacheFolder: cache).history(from: Self.from, to: Self.to).value
    )
    #expect(second == (try history()))
  }
}

extension LoopbackServer.Response {
  /// The response with a tag by which it can be asked for again.
  fileprivate var tagged: Self {
    var result = self
    result.headers["ETag"] = "\"\(body.count)\""
    return result
  }
}
