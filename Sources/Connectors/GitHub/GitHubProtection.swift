import Foundation
package import ReadinessModel

/// What a default branch should ask of a change.
package struct RecommendedRules: Hashable, Sendable {
  /// Approvals by somebody other than who pushed last.
  package var approvals: Int
  /// Names of checks that must have passed.
  package var checks: [String]
  /// Whether commits must be signed.
  package var asksSignatures: Bool

  /// Creates a value from its parts.
  package init(approvals: Int = 1, checks: [String] = [], asksSignatures: Bool = false) {
    self.approvals = max(1, approvals)
    self.checks = checks
    self.asksSignatures = asksSignatures
  }
}

/// The ruleset that holds the recommendation, found again by its name.
package struct GitHubProtection: Sendable {
  /// The name by which the ruleset is found again.
  package static let name = "Auditwright: default branch"

  /// Number of the application that reports checks of GitHub Actions at github.com.
  private static let actions = 15368

  private let host: GitHubHost

  /// Creates a way to the ruleset of a repository.
  package init(_ host: GitHubHost) { self.host = host }

  /// Names of the checks that the latest pull requests got.
  package func recentChecks() -> Observation<[String]> {
    let reader = GitHubReader(client: host.client)
    let latest = ["state": "all", "sort": "updated", "direction": "desc", "per_page": "5"]
    let heads = reader.observe("recent pull requests", host.client.path("pulls"), latest) {
      $0.list?.compactMap { $0["head"]["sha"].string }
    }
    guard case .observed(let commits) = heads else { return heads }
    var names: Set<String> = []
    for sha in commits {
      let path = host.client.path("commits/\(sha)/check-runs")
      let runs = reader.collection("check runs", path, key: "check_runs") { $0["name"].string }
      names.formUnion(runs.rows)
    }
    return .observed(names.sorted())
  }

  /// The ruleset as it should be: what is in it already, and what is recommended, the stricter of each.
  ///
  /// Rules that it has beside stay as they are, and those of a reviewed file come to them. Nobody may
  /// bypass it.
  package func body(
    _ wanted: RecommendedRules,
    replacing ruleset: Int?,
    reviewed: ReviewedRuleset? = nil
  ) throws(GitHubFailure) -> String {
    let present = try ruleset.map { number throws(GitHubFailure) in try self.payload(number) }
    var rules = (present?["rules"].list ?? []).filter { $0["type"].string != nil }
    let isGitHub = host.client.access.base.host() == "api.github.com"
    let integration: Payload = isGitHub ? .number(Double(Self.actions)) : .null
    var recommended: [Payload] = [
      Self.rule("deletion"), Self.rule("non_fast_forward"),
      Self.rule(
        "pull_request",
        [
          "required_approving_review_count": .number(Double(wanted.approvals)),
          "dismiss_stale_reviews_on_push": .bool(false),
          "require_code_owner_review": .bool(false), "require_last_push_approval": .bool(true),
          "required_review_thread_resolution": .bool(false),
        ]
      ),
    ]
    if !wanted.checks.isEmpty {
      let checks = wanted.checks.sorted().map { name -> Payload in
        integration.isNull
          ? .object(["context": .string(name)])
          : .object(["context": .string(name), "integration_id": integration])
      }
      recommended.append(
        Self.rule(
          "required_status_checks",
          [
            "strict_required_status_checks_policy": .bool(false),
            "required_status_checks": .list(checks),
          ]
        )
      )
    }
    if wanted.asksSignatures { recommended.append(Self.rule("required_signatures")) }
    for rule in recommended + (reviewed?.rules ?? []) {
      let type = rule["type"].string
      if let index = rules.firstIndex(where: { $0["type"].string == type }) {
        rules[index] = Self.stricter(rules[index], rule)
      } else {
        rules.append(rule)
      }
    }
    var includes = (present?["conditions"]["ref_name"]["include"].list ?? []).compactMap(\.string)
    if !includes.contains("~DEFAULT_BRANCH"), !includes.contains("~ALL") {
      includes.append("~DEFAULT_BRANCH")
    }
    let names: Payload = .object([
      "include": .list(includes.map(Payload.string)), "exclude": .list([]),
    ])
    return Payload.object([
      "name": .string(Self.name), "target": .string("branch"), "enforcement": .string("active"),
      "bypass_actors": .list([]), "conditions": .object(["ref_name": names]),
      "rules": .list(rules),
    ]).text
  }

  /// Sets the ruleset.
  package func set(_ body: String, replacing ruleset: Int?) throws(GitHubFailure) {
    let path = host.client.path("rulesets") + (ruleset.map { "/\($0)" } ?? "")
    do {
      _ = try host.client.write(ruleset == nil ? "POST" : "PUT", path, Data(body.utf8))
    } catch {
      throw GitHubFailure(
        "GitHub did not take the ruleset: \(error.reason)",
        next:
          "Use a token that may write the repository's administration, or set the rules by hand."
      )
    }
  }

  private func payload(_ ruleset: Int) throws(GitHubFailure) -> Payload {
    do {
      return try host.client.get(host.client.path("rulesets/\(ruleset)")).payload ?? .null
    } catch {
      throw GitHubFailure(
        "the ruleset that is there cannot be read: \(error.reason)",
        next: "Use a token that may read the repository's rulesets."
      )
    }
  }

  // MARK: - Rules

  private static func rule(_ type: String, _ parameters: [String: Payload] = [:]) -> Payload {
    parameters.isEmpty
      ? .object(["type": .string(type)])
      : .object(["type": .string(type), "parameters": .object(parameters)])
  }

  /// A rule with the stricter of both in each of its parameters.
  static func stricter(_ present: Payload, _ wanted: Payload) -> Payload {
    guard case .object(var rule) = present, case .object(let old) = present["parameters"],
      case .object(let new) = wanted["parameters"]
    else { return wanted["parameters"].isObject ? wanted : present }
    rule["parameters"] = .object(old.merging(new) { stricterValue($0, $1) })
    return .object(rule)
  }

  private static func stricterValue(_ present: Payload, _ wanted: Payload) -> Payload {
    switch (present, wanted) {
    case (.bool(let one), .bool(let other)): return .bool(one || other)
    case (.number(let one), .number(let other)): return .number(max(one, other))
    case (.list(let one), .list(let other)) where one.allSatisfy({ $0.string != nil }):
      // Ways that are allowed, such as those to merge: fewer is stricter, none would allow all.
      let both = one.filter(other.contains)
      return both.isEmpty ? present : .list(both)
    case (.list(let one), .list(let other)):
      let known = Set(one.compactMap { $0["context"].string })
      return .list(one + other.filter { !known.contains($0["context"].string ?? "") })
    case (.null, _): return wanted
    default: return present
    }
  }
}
