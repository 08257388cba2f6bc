import Foundation

/// Writes a ruleset in the form in which GitHub exports and imports it.
enum RulesetFile {
  /// Changes by pull request that somebody else approves after the last push, checks that have passed,
  /// no rewriting, no deletion, and nobody who may go around it.
  static func text(name: String, branch: String, checks: [String]) -> String {
    let required = checks.map { "          { \"context\": \(quoted($0)) }" }
      .joined(separator: ",\n")
    let status = """
      ,
          {
            "type": "required_status_checks",
            "parameters": {
              "strict_required_status_checks_policy": false,
              "do_not_enforce_on_create": false,
              "required_status_checks": [
      \(required)
              ]
            }
          }
      """
    return """
      {
        "name": \(quoted(name)),
        "target": "branch",
        "enforcement": "active",
        "conditions": {
          "ref_name": {
            "include": [\(quoted(branch))],
            "exclude": []
          }
        },
        "bypass_actors": [],
        "rules": [
          { "type": "deletion" },
          { "type": "non_fast_forward" },
          {
            "type": "pull_request",
            "parameters": {
              "required_approving_review_count": 1,
              "dismiss_stale_reviews_on_push": false,
              "require_code_owner_review": false,
              "require_last_push_approval": true,
              "required_review_thread_resolution": false
            }
          }\(checks.isEmpty ? "" : status)
        ]
      }

      """
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let data = try? encoder.encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}
