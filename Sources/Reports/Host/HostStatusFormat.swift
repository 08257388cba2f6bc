package import ReadinessModel

/// Renders what the git host let be read, and which permissions were lacking.
package enum HostStatusFormat {
  /// Renders it for a terminal; `scopes` are those of a classic token.
  package static func text(_ facts: HostFacts, scopes: String? = nil) -> String {
    var lines = [SafeText.line(heading(facts)), ""]
    lines += rules(facts)
    let read = facts.readings.filter { $0.outcome == .read }
    let parts = Array(Set(read.map(\.part))).sorted()
    lines += ["Read (\(read.count) of \(facts.readings.count) questions):"]
    lines += parts.map { "  \(SafeText.line($0))" }
    let refused = facts.readings.filter { $0.outcome != .read }
    if !refused.isEmpty {
      lines += ["", "Not read, so not assessed:"]
      lines += refused.map { SafeText.line("  \($0.part): \($0.reason ?? $0.outcome.rawValue)") }
    }
    let lacking = Array(Set(refused.compactMap(\.permission))).sorted()
    if !lacking.isEmpty {
      lines += ["", "Lacking, as GitHub writes it:"] + lacking.map { SafeText.line("  \($0)") }
    }
    if let scopes, !scopes.isEmpty { lines += ["", SafeText.line("The token has: \(scopes)")] }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Renders it as JSON.
  package static func json(_ facts: HostFacts, scopes: String? = nil) -> String {
    JSONValue.object([
      ("repository", .text(facts.repository.fullName)),
      ("defaultBranch", .text(facts.defaultBranch)),
      ("observedAt", .text(facts.observedAt.description)),
      ("scopes", scopes.map(JSONValue.text)),
      (
        "readings",
        .list(
          facts.readings.map {
            .object([
              ("part", .text($0.part)),
              ("endpoint", .text($0.endpoint)),
              ("outcome", .text($0.outcome.rawValue)),
              ("reason", $0.reason.map(JSONValue.text)),
              ("permission", $0.permission.map(JSONValue.text)),
            ])
          }
        )
      ),
    ]).rendered()
  }

  private static func heading(_ facts: HostFacts) -> String {
    let plan = facts.organization.value?.plan.map { ", plan \($0)" } ?? ""
    let owner = facts.repository.isOwnedByOrganization ? "of an organization" : "of a person"
    return
      "\(facts.repository.fullName): \(facts.repository.visibility), \(owner)\(plan), default branch"
      + " \(facts.defaultBranch), asked at \(facts.observedAt)"
  }

  private static func rules(_ facts: HostFacts) -> [String] {
    switch facts.branchRules {
    case .notObservable(let reason):
      return ["Rules of \(facts.defaultBranch): not seen: \(reason)", ""].map(SafeText.line)
    case .observed(let rules):
      let listed = rules.requirements.map { "  \(words($0))" }
      let unseen = rules.unseen.map { "  not seen: \($0.source.rawValue): \($0.reason)" }
      let none = rules.isComplete ? ["  none"] : []
      return (["Rules of \(rules.branch):"] + (listed.isEmpty ? none : listed) + unseen + [""])
        .map(SafeText.line)
    }
  }

  /// A rule in a few words, with its source and whom it does not bind.
  private static func words(_ rule: BranchRequirement) -> String {
    var what = rule.kind.rawValue
    if rule.kind == .pullRequest {
      what += ", approvals \(rule.approvals)"
      if rule.asksAfterLastPush || rule.dismissesStale { what += " after the last push" }
      if rule.asksCodeOwners { what += ", by code owners" }
    }
    if !rule.checks.isEmpty { what += " " + rule.checks.map(\.context).joined(separator: ", ") }
    if !rule.names.isEmpty { what += " " + rule.names.joined(separator: ", ") }
    let name = rule.source.name.isEmpty ? "" : " '\(rule.source.name)'"
    return "\(what) (\(rule.source.kind.rawValue)\(name); \(bypass(rule)))"
  }

  private static func bypass(_ rule: BranchRequirement) -> String {
    switch rule.bypass {
    case .notObservable: "who may bypass it is not shown"
    case .observed([]): "binds everybody"
    case .observed(let actors):
      "may be bypassed by "
        + actors.map { $0.name.isEmpty ? "\($0.kind) \($0.id ?? 0)" : "\($0.kind) \($0.name)" }
        .joined(separator: ", ")
    }
  }
}
