import Engine
import Foundation
import ReadinessModel
import Synchronization
import TestSupport

/// Half a year of a small company: its repository, its host, its pipeline, and the weekly check.
///
/// Every week on Monday at 07:00 the check runs; three changes are merged, one version is deployed,
/// and the purge runs every night. What goes wrong is given by the day it happens.
final class HalfYear {
  /// Something that goes wrong.
  enum Mishap: Hashable {
    /// The ruleset is switched off for two hours.
    case protectionOff
    /// An administrator merges what he wrote himself.
    case ownMerge
    /// Somebody pushes to the branch.
    case directPush
    /// What is deployed was never on the branch.
    case strangeDeployment
    /// Nobody looks in this week.
    case missedCheck
    /// The purge stops for three weeks.
    case purgeStops
  }

  static let weeks = 26
  static let start = at("2026-01-05T07:00:00Z")

  let mishaps: [Int: Mishap]
  private let folder: TemporaryFolder
  private let time = Mutex(HalfYear.start)

  init(_ mishaps: [Int: Mishap]) throws {
    self.mishaps = mishaps
    folder = try TemporaryFolder([
      "package.json": #"{"name": "shop", "version": "1.0.0"}"#,
      ".github/workflows/purge.yml": """
      name: Purge
      on: { schedule: [{ cron: "0 3 * * *" }] }
      jobs: { purge: { runs-on: ubuntu-latest, steps: [{ run: node purge.js }] } }
      """,
      "auditwright.yml": """
      version: 1
      engagement: { name: half-year, type: II, from: 2026-01-05, through: 2026-07-05 }
      evidence:
        jobs:
          - workflow: .github/workflows/purge.yml
            controls: [CNF-4]
      """,
    ])
  }

  static func at(_ text: String) -> Moment { Moment(text) ?? Moment(secondsSince1970: 0) }

  /// Lives through the half-year, and tells how controls operated.
  func live() throws -> OperationReport {
    for week in 0...Self.weeks {
      if week > 0 { try deploy(in: week - 1) }
      set(monday(week))
      guard mishaps[week] != .missedCheck else { continue }
      _ = try engine().watch(WatchOptions(repository: folder.path)) { from, to in
        HostReport(facts: .observed(facts(at: to)), history: .observed(history(from, to)))
      }
    }
    return try engine().operation(of: folder.path)
  }

  /// The samples of the half-year.
  func samples(of report: OperationReport) throws -> [Sample] { try engine().samples(of: report) }

  // MARK: - The clock

  private func engine() throws -> ReadinessEngine {
    let now = time.withLock { $0 }
    return try ReadinessEngine(
      context: RunContext(today: now.day.description, jobs: 1, clock: { now })
    )
  }

  private func set(_ moment: Moment) { time.withLock { $0 = moment } }

  private func monday(_ week: Int) -> Moment { Self.start.adding(seconds: week * 7 * 86_400) }

  /// A moment of a week, by days and hours after Monday 07:00.
  private func moment(_ week: Int, day: Int, hour: Int = 0) -> Moment {
    monday(week).adding(seconds: day * 86_400 + hour * 3_600)
  }

  // MARK: - The pipeline

  private func deploy(in week: Int) throws {
    let at = moment(week, day: 3)
    set(at)
    let isStrange = mishaps[week] == .strangeDeployment
    _ = try DeployTrail(of: folder.path, context: RunContext(today: "", jobs: 1, clock: { at }))
      .record(
        DeployRecord(
          version: "v1.\(week).0",
          commit: isStrange ? strangeCommit : commit(week * 10 + 2),
          environment: "production",
          pullRequests: isStrange ? [] : [week * 10, week * 10 + 1, week * 10 + 2],
          deployer: "carlos",
          approver: "sarah",
          approvedAt: at.adding(seconds: -600),
          finishedAt: at,
          status: .success,
          isOnProtectedBranch: !isStrange
        ),
        branch: nil,
        actor: nil
      )
  }

  private let strangeCommit = String(repeating: "f", count: 40)

  private func commit(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "a", count: 40 - digits.count) + digits
  }

  // MARK: - The host

  private func facts(at moment: Moment) -> HostFacts {
    HostFacts(
      observedAt: moment,
      repository: HostRepository(owner: "acme", name: "shop", defaultBranch: "main"),
      branchRules: .observed(
        BranchRules(branch: "main", requirements: ruleset(.active).requirements)
      )
    )
  }

  private func ruleset(_ enforcement: RulesetEnforcement) -> HostRuleset {
    HostRuleset(
      id: 5,
      name: "main",
      enforcement: enforcement,
      includes: ["~DEFAULT_BRANCH"],
      requirements: [
        BranchRequirement(kind: .pullRequest, approvals: 1),
        BranchRequirement(kind: .statusChecks, checks: [RequiredStatusCheck(context: "test")]),
      ]
    )
  }

  private func history(_ from: Moment, _ to: Moment) -> HostHistory {
    let weeks = Array(0..<Self.weeks)
    func all<Row>(_ rows: [Row], _ at: (Row) -> Moment) -> HostCollection<Row> {
      HostCollection(
        rows: rows.filter { at($0) >= from && at($0) < to },
        query: HostQuery(endpoint: "GET /simulated"),
        pages: 1,
        retrievedAt: to,
        isComplete: true
      )
    }
    let none: HostCollection<SecurityAlert> = all([]) { $0.createdAt }
    return HostHistory(
      repository: "acme/shop",
      branch: "main",
      from: from,
      to: to,
      collectedAt: to,
      changes: all(weeks.flatMap(changes)) { $0.mergedAt },
      commits: all(weeks.flatMap(commits)) { $0.arrivedAt ?? from },
      ruleSuites: all([]) { $0.pushedAt },
      ruleChanges: all(weeks.flatMap(ruleChanges)) { $0.at },
      deployments: all(weeks.map(deployment)) { $0.createdAt },
      workflowRuns: all(weeks.flatMap(purges)) { $0.createdAt },
      dependencyAlerts: none,
      codeAlerts: none,
      secretAlerts: none
    )
  }

  private let people = ["ada", "grace", "carlos"].enumerated().map {
    HostActor(login: $1, id: $0 + 1)
  }

  private func changes(in week: Int) -> [MergedChange] {
    (0..<3).map { index in
      let number = week * 10 + index
      let isOwn = mishaps[week] == .ownMerge && index == 1
      let author = people[index]
      let merged = moment(week, day: index, hour: 4)
      return MergedChange(
        number: number,
        title: "Change \(number)",
        author: author,
        base: "main",
        headSHA: "head-\(number)",
        mergeSHA: commit(number),
        mergedAt: merged,
        mergedBy: author,
        commits: .observed([ChangeCommit(sha: "head-\(number)", author: author)]),
        reviews: .observed(
          isOwn
            ? []
            : [
              ChangeReview(
                user: people[(index + 1) % 3],
                state: .approved,
                commit: "head-\(number)",
                submittedAt: merged.adding(seconds: -3_600)
              )
            ]
        ),
        checks: .observed([ChangeCheck(name: "test", conclusion: "success")])
      )
    }
  }

  private func commits(in week: Int) -> [BranchCommit] {
    var result = changes(in: week).map { change in
      BranchCommit(
        sha: change.mergeSHA ?? "",
        parents: ["before"],
        title: change.title,
        author: change.author,
        pushedAt: change.mergedAt,
        pullRequests: .observed([change.number])
      )
    }
    if mishaps[week] == .directPush {
      result.append(
        BranchCommit(
          sha: String(repeating: "d", count: 40),
          parents: ["before"],
          title: "Quick fix",
          author: people[2],
          pushedAt: moment(week, day: 4, hour: 2),
          pushedBy: people[2],
          pullRequests: .observed([])
        )
      )
    }
    return result
  }

  private func ruleChanges(in week: Int) -> [RuleChange] {
    guard mishaps[week] == .protectionOff else { return [] }
    return [(RulesetEnforcement.disabled, 3), (.active, 5)].map { enforcement, hour in
      RuleChange(
        at: moment(week, day: 5, hour: hour),
        actor: people[2],
        source: "ruleset-history",
        action: "updated",
        ruleset: 5,
        version: hour,
        state: .observed(ruleset(enforcement)),
        previous: .observed(ruleset(.active))
      )
    }
  }

  private func deployment(in week: Int) -> HostDeployment {
    let at = moment(week, day: 3)
    return HostDeployment(
      id: week,
      sha: mishaps[week] == .strangeDeployment ? strangeCommit : commit(week * 10 + 2),
      ref: "main",
      environment: "production",
      createdAt: at,
      statuses: .observed([DeploymentStatus(state: "success", createdAt: at)])
    )
  }

  private func purges(in week: Int) -> [WorkflowRun] {
    let stopped = mishaps.first { $0.value == .purgeStops }?.key
    return (0..<7).compactMap { day in
      // Runs begin at 03:00, twenty hours after the moment that a day is counted from.
      let at = moment(week, day: day, hour: 20)
      if let stopped, (stopped..<stopped + 3).contains(week) { return nil }
      return WorkflowRun(
        id: week * 7 + day,
        workflow: "Purge",
        path: ".github/workflows/purge.yml",
        event: "schedule",
        status: "completed",
        conclusion: "success",
        sha: "a",
        createdAt: at
      )
    }
  }
}
