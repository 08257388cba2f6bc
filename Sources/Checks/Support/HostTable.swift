import ReadinessModel

/// The rules of the default branch as the git host shows them, and what the repository hints of
/// them.
struct HostTable: Codable, Hashable, Sendable {
  /// Branch protection kept as a reviewed file.
  var protectionFiles: [SourceLocation]
  /// Where a reader would look for the rules.
  var home: [SourceLocation]
  /// Why the host was not asked, or could not be; nil when it answered.
  var unconnectedBecause: String?
  /// The repository at the host.
  var repository: String
  /// The rules of the default branch.
  var rules: Observation<BranchRules>

  /// Picks the rules and the hints out of everything that was collected.
  init(_ facts: RepositoryFacts, readsProtectionFiles: Bool = true) {
    protectionFiles = readsProtectionFiles ? facts.delivery.value?.protectionFiles ?? [] : []
    home = facts.pipelineHome
    switch facts.host {
    case .observed(let host):
      repository = host.repository.fullName
      rules = host.branchRules
    case .notObservable(let reason):
      unconnectedBecause = reason
      repository = ""
      rules = .notObservable(reason: reason)
    }
  }

  /// The branch at the host, for a reader.
  var resource: String { "\(repository) \(rules.value?.branch ?? "")" }

  /// Where somebody who wants to change the rules would begin.
  var places: [SourceLocation] { protectionFiles.isEmpty ? home : protectionFiles }
}

extension Check {
  /// Says that only the git host can tell, and names the file that states the intention.
  static func needsHost(_ question: String, _ table: HostTable) -> [Finding] {
    let file = table.protectionFiles.first
    let intention = file.map { "; \(quoted($0.file)) states an intention only" } ?? ""
    let reason = table.unconnectedBecause ?? ""
    let asked = reason == Observation<HostFacts>.withoutAccess
    return cannotSee(
      "Not assessed: \(question) \(asked ? reason : "cannot be seen: \(reason)")\(intention)",
      at: table.places,
      lookedFor: "the answer of the git host",
      next: asked
        ? "Connect the git host, or attest the setting." : "See auditwright github status."
    )
  }

  /// Says that the git host was asked and did not show it.
  static func hostHides(
    _ question: String,
    because reason: String,
    at places: [SourceLocation]
  ) -> [Finding] {
    cannotSee(
      "Not assessed: \(question) cannot be seen: \(reason)",
      at: places,
      lookedFor: "the answer of the git host",
      next: "Give the token the permission, or attest the setting; see auditwright github status."
    )
  }

  /// Judges the rules of the default branch, once they could be seen.
  static func judging(
    _ question: String,
    _ table: HostTable,
    _ judge: (BranchRules) -> [Finding]
  ) -> [Finding] {
    if table.unconnectedBecause != nil { return needsHost(question, table) }
    switch table.rules {
    case .notObservable(let reason): return hostHides(question, because: reason, at: table.home)
    case .observed(let rules): return judge(rules)
    }
  }

  /// Says that a rule is not there, or that it cannot be known since not all rules were seen.
  static func lacking(
    _ message: String,
    _ question: String,
    _ table: HostTable,
    _ rules: BranchRules,
    next: String
  ) -> [Finding] {
    if let unseen = rules.unseen.first {
      return hostHides(
        question,
        because: "none is among the rules that are shown, and not all are: \(unseen.reason)",
        at: table.home
      )
    }
    return [
      finding(
        .doesNotHold,
        message,
        at: table.places,
        resource: table.resource,
        lookedFor: "classic protection and rulesets of the branch",
        next: next
      )
    ]
  }

  /// Says that a rule is there, and where at the host.
  static func ruled(_ message: String, _ table: HostTable) -> [Finding] {
    [finding(.holds, message, at: table.protectionFiles, resource: table.resource)]
  }
}

extension BranchRules {
  /// The branch's name between quotation marks.
  var name: String { "'\(quoted(branch))'" }
}

extension BranchRequirement {
  /// Where the rule is written, for a reader.
  var origin: String {
    switch source.kind {
    case .classicProtection: "classic protection"
    case .repositoryRuleset: "ruleset \(quoted(source.name.isEmpty ? idText : source.name))"
    case .organizationRuleset:
      "the organization's ruleset \(quoted(source.name.isEmpty ? idText : source.name))"
    case .enterpriseRuleset:
      "the enterprise's ruleset \(quoted(source.name.isEmpty ? idText : source.name))"
    }
  }

  private var idText: String { source.id.map { "\($0)" } ?? "without a name" }
}
