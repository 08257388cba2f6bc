import Assessment
import ReadinessModel
import Testing

@Suite("Operation over a period")
struct OperationReviewTests {
  // MARK: - Changes

  @Test("a change approved by somebody else on its last commit, with its checks, is no deviation")
  func cleanChange() {
    var company = SmallCompany()
    company.merge(1)
    let review = company.review()
    #expect(review.deviations.isEmpty)
    #expect(
      review.populations.map(\.standing) == [
        .complete, .noOccurrence, .noOccurrence, .noOccurrence,
      ]
    )
  }

  @Test("a change without approval is told with its author, its moment and its commit")
  func unreviewed() {
    let deviation = only(.unreviewedChange) { $0.reviews = .observed([]) }
    #expect(deviation?.message == "#1 by ada was merged without an approval")
    #expect(deviation?.from == SmallCompany.at("2026-03-04T12:00:00Z"))
    #expect(deviation?.evidence == ["merge-1"])
  }

  @Test("the author's own approval, under any spelling, does not count")
  func ownApproval() {
    let deviation = only(.unreviewedChange) {
      $0.reviews = .observed([SmallCompany.approval("ADA-renamed", 1, "head-1")])
    }
    #expect(deviation?.message == "#1 by ada was approved only by somebody who wrote part of it")
  }

  @Test("who wrote part of the change does not approve it")
  func coauthor() {
    let deviation = only(.unreviewedChange) {
      $0.commits = .observed([
        ChangeCommit(sha: "a", author: HostActor(login: "ada", id: 1)),
        ChangeCommit(sha: "head-1", author: HostActor(login: "grace", id: 2)),
      ])
    }
    #expect(deviation != nil)
  }

  @Test("an approval after the merge does not count")
  func lateApproval() {
    let deviation = only(.unreviewedChange) {
      $0.reviews = .observed([
        SmallCompany.approval("grace", 2, "head-1", at: "2026-03-04T13:00:00Z")
      ])
    }
    #expect(deviation?.message == "#1 by ada was approved only after it was merged")
  }

  @Test("an approval that its reviewer took back does not count")
  func withdrawnApproval() {
    let deviation = only(.unreviewedChange) {
      $0.reviews = .observed([
        SmallCompany.approval("grace", 2, "head-1"),
        SmallCompany.approval("grace", 2, "head-1", at: "2026-03-04T11:30:00Z", .changesRequested),
      ])
    }
    #expect(deviation != nil)
  }

  @Test("a comment after the approval takes nothing back")
  func commentAfterApproval() {
    var company = SmallCompany()
    company.merge(1) {
      $0.reviews = .observed([
        SmallCompany.approval("grace", 2, "head-1"),
        SmallCompany.approval("grace", 2, "head-1", at: "2026-03-04T11:30:00Z", .commented),
      ])
    }
    #expect(company.review().deviations.isEmpty)
  }

  @Test("an approval of an older commit is stale")
  func stale() {
    let deviation = only(.staleApproval) {
      $0.reviews = .observed([SmallCompany.approval("grace", 2, "older")])
    }
    #expect(deviation?.message == "#1 by ada was changed after its last approval and then merged")
  }

  @Test("a merge past a check that failed, or that never ran, is a deviation")
  func failedChecks() {
    let failed = only(.failedChecks) {
      $0.checks = .observed([ChangeCheck(name: "test", conclusion: "failure")])
    }
    #expect(failed?.message == "#1 by ada was merged without a pass of test")
    #expect(only(.failedChecks) { $0.checks = .observed([]) } != nil)
  }

  @Test("what cannot be read is a doubt of the population and no deviation")
  func unreadable() {
    var company = SmallCompany()
    company.merge(1) { $0.reviews = .notObservable(reason: "403") }
    let review = company.review()
    #expect(review.deviations.isEmpty)
    #expect(review.populations[0].standing == .incomplete)
    #expect(review.populations[0].doubts == ["The reviews of #1 could not be read: 403"])
  }

  @Test("a commit without a pull request is a change of its own and a deviation")
  func directPush() {
    var company = SmallCompany()
    company.merge(1)
    company.commits.append(commit("direct", pullRequests: []))
    let review = company.review()
    #expect(review.deviations.map(\.kind) == [.directPush])
    #expect(review.deviations.first?.actor == "carlos")
    #expect(review.populations[0].standing == .complete)
    #expect(review.populations[0].items.map(\.id) == ["#1", "direct"])
  }

  @Test("a commit of a pull request that is not listed stops the population")
  func unlistedChange() {
    var company = SmallCompany()
    company.commits.append(commit("other", pullRequests: [7]))
    let population = company.review().populations[0]
    #expect(population.standing == .incomplete)
    #expect(population.reconciliations[0].onlyInSecondSource == ["other"])
  }

  @Test("a list that the host cut short stops the population")
  func truncated() {
    var company = SmallCompany()
    company.merge(1)
    var history = company.history
    history.changes.hostTotal = 2
    let review = OperationReview(of: OperationFacts(histories: [history]), at: SmallCompany.to)
    #expect(review.populations[0].standing == .incomplete)
  }

  // MARK: - Deployments

  @Test("a deployment of a commit of the branch, approved by somebody else, is no deviation")
  func cleanDeployment() {
    let review = deployed { _ in }
    #expect(review.deviations.isEmpty)
    #expect(review.populations[1].standing == .complete)
  }

  @Test("a deployment from elsewhere is a deviation; one that cannot be placed is a doubt")
  func strangeCommit() {
    let elsewhere = deployed {
      $0.commit = "unknown"
      $0.isOnProtectedBranch = false
    }
    #expect(elsewhere.deviations.map(\.kind) == [.unreviewedDeployment])
    let unplaced = deployed { $0.commit = "unknown" }
    #expect(unplaced.deviations.isEmpty)
    #expect(unplaced.populations[1].standing == .incomplete)
  }

  @Test(
    "an approval that is missing, late or one's own is a deviation",
    arguments: [
      (nil, "2026-03-05T09:00:00Z"), ("ADA", "2026-03-05T09:00:00Z"),
      ("grace", "2026-03-05T11:00:00Z"),
    ] as [(String?, String)]
  )
  func unapproved(approver: String?, approvedAt: String) {
    let review = deployed {
      $0.approver = approver
      $0.approvedAt = Moment(approvedAt)
    }
    #expect(review.deviations.map(\.kind) == [.unapprovedDeployment])
  }

  @Test("who alone wrote what is deployed does not approve it")
  func authorApproves() {
    let review = deployed {
      $0.deployer = "carlos"
      $0.approver = "ada"
      $0.pullRequests = [1]
    }
    #expect(review.deviations.map(\.kind) == [.unapprovedDeployment])
  }

  @Test("an emergency needs a look afterwards by somebody else, and then is none")
  func emergency() {
    func review(_ emergency: DeployRecord.Emergency) -> [Deviation.Kind] {
      deployed {
        $0.approver = nil
        $0.emergency = emergency
      }.deviations.map(\.kind)
    }
    let at = SmallCompany.at("2026-03-06T10:00:00Z")
    #expect(review(.init(reason: "outage")) == [.unreviewedEmergency])
    #expect(
      review(.init(reason: "outage", reviewedBy: "ada", reviewedAt: at)) == [.unreviewedEmergency]
    )
    #expect(review(.init(reason: "outage", reviewedBy: "grace", reviewedAt: at)).isEmpty)
  }

  @Test("a deployment that only the host knows of is a deviation and stops the population")
  func unrecorded() {
    var company = SmallCompany()
    company.merge(1)
    company.deployments = [
      HostDeployment(
        id: 9,
        sha: "merge-1",
        ref: "main",
        environment: "production",
        createdAt: SmallCompany.at("2026-03-05T10:00:00Z"),
        statuses: .observed([
          DeploymentStatus(state: "success", createdAt: SmallCompany.at("2026-03-05T10:05:00Z"))
        ])
      )
    ]
    let review = company.review()
    #expect(review.deviations.map(\.kind) == [.unrecordedDeployment])
    #expect(review.populations[1].standing == .incomplete)
  }

  @Test("a version that no environment saw is a question and no deviation")
  func versionGap() {
    var company = SmallCompany()
    company.merge(1)
    let review = company.review {
      $0.deployments = ["v1.2.3", "v1.2.5", "v2.0.0"].map {
        SmallCompany.deployment($0, commit: "merge-1")
      }
    }
    #expect(review.deviations.isEmpty)
    #expect(
      review.populations[1].questions == ["No environment has a record of 1.2.4: was it deployed?"]
    )
  }

  // MARK: - Rules of the branch

  @Test("somebody who goes around the rules is named")
  func bypass() {
    var company = SmallCompany()
    company.suites = [
      suite(1, "main", .bypass), suite(2, "topic", .bypass), suite(3, "main", .pass),
      suite(4, "main", .fail),
    ]
    let deviations = company.review().deviations
    #expect(deviations.map(\.kind) == [.ruleBypassed])
    #expect(deviations.first?.message.hasPrefix("carlos went around the rules of main") == true)
  }

  @Test("a ruleset switched off and on again was weak from one moment to the other")
  func switchedOff() {
    var company = SmallCompany()
    company.ruleChanges = [
      change("2026-03-07T10:00:00Z", .disabled), change("2026-03-07T12:00:00Z", .active),
    ]
    let deviations = company.review().deviations
    #expect(deviations.map(\.kind) == [.protectionWeakened])
    #expect(deviations.first?.from == Moment("2026-03-07T10:00:00Z"))
    #expect(deviations.first?.to == Moment("2026-03-07T12:00:00Z"))
    #expect(
      deviations.first?.message == "The ruleset main was weakened by carlos: it was switched off"
    )
  }

  @Test("a ruleset that was made stronger was never weak")
  func strengthened() {
    var company = SmallCompany()
    company.ruleChanges = [change("2026-03-07T10:00:00Z", .active, approvals: 2)]
    #expect(company.review().deviations.isEmpty)
  }

  @Test("rules that were weaker at one look than at the one before were weakened in between")
  func weakerSnapshot() {
    func rules(_ approvals: Int) -> BranchRules {
      BranchRules(
        branch: "main",
        requirements: [
          BranchRequirement(kind: .pullRequest, approvals: approvals)
        ]
      )
    }
    let review = SmallCompany().review {
      $0.rules = [("2026-03-02", 1), ("2026-03-04", 0), ("2026-03-06", 1)].map { day, approvals in
        .init(at: SmallCompany.at("\(day)T09:00:00Z"), rules: rules(approvals), record: day)
      }
    }
    #expect(review.deviations.count == 1)
    #expect(
      review.deviations.first?.message.contains("it asks for 0 approvals instead of 1") == true
    )
    #expect(review.deviations.first?.to == Moment("2026-03-06T09:00:00Z"))
  }

  @Test(
    "a rule that vanished is told although another source was never shown; a new blind spot is not"
  )
  func partlyHiddenRules() {
    let hidden = UnseenRules(source: .classicProtection, reason: "403")
    func review(_ last: BranchRules) -> [String] {
      let first = BranchRules(
        branch: "main",
        requirements: [
          BranchRequirement(kind: .pullRequest, source: RuleSource(kind: .repositoryRuleset))
        ],
        unseen: last.unseen.count > 1 ? [] : [hidden]
      )
      return SmallCompany().review {
        $0.rules = [("2026-03-02", first), ("2026-03-04", last)].map { day, rules in
          .init(at: SmallCompany.at("\(day)T09:00:00Z"), rules: rules, record: day)
        }
      }.deviations.map(\.message)
    }
    let vanished = review(BranchRules(branch: "main", unseen: [hidden]))
    #expect(vanished.count == 1)
    #expect(vanished.first?.hasSuffix("as far as can be seen without classic-protection") == true)
    let blind = UnseenRules(source: .repositoryRuleset, reason: "403")
    #expect(review(BranchRules(branch: "main", unseen: [hidden, blind])).isEmpty)
  }

  @Test("a branch that was protected and is not any more was weakened")
  func protectionGone() {
    let review = SmallCompany().review {
      $0.rules = [("2026-03-02", true), ("2026-03-04", false)].map { day, isProtected in
        .init(
          at: SmallCompany.at("\(day)T09:00:00Z"),
          rules: BranchRules(branch: "main", isProtected: isProtected),
          record: day
        )
      }
    }
    #expect(review.deviations.first?.message.hasSuffix("it is not protected") == true)
  }

  // MARK: - Jobs, weaknesses, weekly checks

  @Test("a daily job that fails for days did no work; one that is late once did")
  func jobs() {
    let job = ScheduledJob(
      path: ".github/workflows/purge.yml",
      title: "The purge",
      interval: 86_400,
      controls: ["CNF-4"]
    )
    var company = SmallCompany()
    company.runs = [2, 3, 5, 6, 7, 8].map { run($0, "success") }
    #expect(company.review { $0.jobs = [job] }.deviations.isEmpty)
    company.runs = [2, 3].map { run($0, "success") } + [4, 5, 6, 7].map { run($0, "failure") }
    let stopped = company.review { $0.jobs = [job] }.deviations
    #expect(stopped.map(\.kind) == [.jobStopped])
    #expect(stopped.first?.from == Moment("2026-03-04T03:00:00Z"))
    #expect(stopped.first?.to == nil)
    #expect(stopped.first?.message.hasSuffix("4 runs did not succeed") == true)
  }

  @Test("nothing is said of a job before its first run, and one that only ever failed stopped then")
  func newJob() {
    let job = ScheduledJob(
      path: ".github/workflows/purge.yml",
      title: "The purge",
      interval: 86_400,
      controls: ["CNF-4"]
    )
    var company = SmallCompany()
    #expect(company.review { $0.jobs = [job] }.deviations.isEmpty)
    company.runs = [7, 8].map { run($0, "success") }
    #expect(company.review { $0.jobs = [job] }.deviations.isEmpty)
    company.runs = [4, 5, 6, 7, 8].map { run($0, "failure") }
    let failing = company.review { $0.jobs = [job] }.deviations
    #expect(failing.map(\.from) == [Moment("2026-03-04T03:00:00Z")])
  }

  @Test("a weakness open past its time is a deviation, and stays one once it is fixed")
  func overdue() {
    var company = SmallCompany()
    company.alerts = [
      alert(1, "critical", "2026-02-01", fixed: nil),
      alert(2, "critical", "2026-02-01", fixed: "2026-02-05"),
      alert(3, "critical", "2026-02-01", fixed: "2026-03-03"),
      alert(4, "low", "2026-02-01", fixed: nil),
    ]
    #expect(
      company.review().deviations.map(\.subject) == ["dependency alert 1", "dependency alert 3"]
    )
  }

  @Test("a week in which nobody looked is told; the week that is not over is not")
  func missedWeek() {
    let review = SmallCompany().review {
      $0.checks = ["2026-02-16", "2026-03-02"].map { SmallCompany.at("\($0)T07:00:00Z") }
      $0.checkedControls = ["CHG-1"]
    }
    #expect(review.deviations.map(\.subject) == ["week of 2026-02-23"])
  }

  @Test("what was recorded stays although nothing shows it any more, with what was done about it")
  func recordedStays() {
    var old = Deviation(
      kind: .directPush,
      controls: ["CHG-1"],
      subject: "abc",
      from: SmallCompany.at("2026-01-04T12:00:00Z"),
      to: SmallCompany.at("2026-01-04T12:00:00Z"),
      message: "abc reached main without a pull request"
    )
    old.correction = "Reviewed afterwards by grace"
    #expect(SmallCompany().review { $0.recorded = [old] }.deviations == [old])
  }

  // MARK: - Helpers

  private func only(
    _ kind: Deviation.Kind,
    _ spoil: (inout MergedChange) -> Void
  ) -> Deviation? {
    var company = SmallCompany()
    company.merge(1, spoil)
    let deviations = company.review().deviations
    #expect(deviations.map(\.kind) == [kind])
    return deviations.first
  }

  private func deployed(_ spoil: (inout DeployRecord) -> Void) -> OperationReview {
    var company = SmallCompany()
    company.merge(1)
    var record = SmallCompany.deployment("v1.0.0", commit: "merge-1")
    spoil(&record)
    return company.review { $0.deployments = [record] }
  }

  private func commit(_ sha: String, pullRequests: [Int]) -> BranchCommit {
    BranchCommit(
      sha: sha,
      parents: ["before"],
      title: "A commit",
      committedAt: SmallCompany.at("2026-03-05T12:00:00Z"),
      pushedBy: HostActor(login: "carlos", id: 3),
      pullRequests: .observed(pullRequests)
    )
  }

  private func suite(_ id: Int, _ branch: String, _ result: RuleSuiteResult) -> RuleSuite {
    RuleSuite(
      id: id,
      actor: HostActor(login: "carlos", id: 3),
      before: "a",
      after: "b",
      ref: "refs/heads/\(branch)",
      pushedAt: SmallCompany.at("2026-03-05T12:00:00Z"),
      result: result
    )
  }

  private func change(
    _ at: String,
    _ enforcement: RulesetEnforcement,
    approvals: Int = 1
  ) -> RuleChange {
    func ruleset(_ enforcement: RulesetEnforcement, _ approvals: Int) -> HostRuleset {
      HostRuleset(
        id: 5,
        name: "main",
        enforcement: enforcement,
        includes: ["~DEFAULT_BRANCH"],
        requirements: [BranchRequirement(kind: .pullRequest, approvals: approvals)]
      )
    }
    return RuleChange(
      at: SmallCompany.at(at),
      actor: HostActor(login: "carlos", id: 3),
      source: "ruleset-history",
      action: "edited",
      ruleset: 5,
      state: .observed(ruleset(enforcement, approvals)),
      previous: .observed(ruleset(.active, 1))
    )
  }

  private func run(_ day: Int, _ conclusion: String) -> WorkflowRun {
    WorkflowRun(
      id: day,
      workflow: "Purge",
      path: ".github/workflows/purge.yml",
      event: "schedule",
      status: "completed",
      conclusion: conclusion,
      sha: "a",
      createdAt: SmallCompany.at("2026-03-0\(day)T03:00:00Z")
    )
  }

  private func alert(
    _ number: Int,
    _ severity: String,
    _ created: String,
    fixed: String?
  ) -> SecurityAlert {
    SecurityAlert(
      number: number,
      subject: "lodash",
      severity: severity,
      state: fixed == nil ? "open" : "fixed",
      createdAt: SmallCompany.at("\(created)T00:00:00Z"),
      fixedAt: fixed.map { SmallCompany.at("\($0)T00:00:00Z") }
    )
  }
}
