import Foundation
import ReadinessModel
import Testing

@Suite("What the git host tells is a value that says what is missing")
struct HostModelTests {
  @Test("facts and history read back as they were written")
  func codable() throws {
    let observed = Moment(secondsSince1970: 1_764_000_000)
    var facts = HostFacts(
      observedAt: observed,
      repository: HostRepository(owner: "octo", name: "shop", defaultBranch: "main")
    )
    facts.branchRules = .observed(
      BranchRules(
        branch: "main",
        isProtected: true,
        requirements: [
          BranchRequirement(approvals: 1, bypass: .observed([BypassActor(kind: "team", id: 7)]))
        ],
        unseen: [UnseenRules(reason: "the token may not read it")]
      )
    )
    #expect(try again(facts) == facts)
    #expect(facts.defaultBranch == "main")

    let history = HostHistory(
      repository: "octo/shop",
      branch: "main",
      from: observed,
      to: observed.adding(seconds: 86_400),
      collectedAt: observed.adding(seconds: 90_000),
      changes: HostCollection(
        rows: [
          MergedChange(number: 3, title: "x", base: "main", headSHA: "a", mergedAt: observed)
        ],
        query: HostQuery(endpoint: "GET /repos/octo/shop/pulls", parameters: ["state": "closed"]),
        pages: 1,
        isComplete: true
      )
    )
    #expect(try again(history) == history)
  }

  @Test("a list that is not complete gives its reason and no rows")
  func collections() {
    let query = HostQuery(endpoint: "GET /repos/octo/shop/keys")
    let unread = HostCollection<DeployKey>.unread(query, because: "the token may not read it")
    #expect(unread.whole == .notObservable(reason: "the token may not read it"))
    #expect(!unread.isObserved)
    let partial = HostCollection(rows: [DeployKey(id: 1, title: "ci")], query: query, pages: 1)
    #expect(partial.isObserved)
    #expect(partial.whole.value == nil)
    #expect(HostCollection<DeployKey>.notAsked.whole.value == nil)
  }

  private func again<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: try JSONEncoder().encode(value))
  }
}
