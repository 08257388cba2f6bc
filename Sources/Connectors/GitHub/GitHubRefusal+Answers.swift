import Foundation
import ReadinessModel

extension GitHubRefusal {
  /// A refusal that is nobody's answer: something failed.
  static func failed(_ reason: String) -> GitHubRefusal {
    GitHubRefusal(outcome: .failed, reason: reason)
  }

  static func application(_ problem: String, _ answer: GitHubAnswer?) -> GitHubRefusal {
    let status = answer.map { " (GitHub answered \($0.status))" } ?? ""
    return .failed("the GitHub App \(problem)\(status)")
  }
}

extension GitHubClient {
  /// Says why an answer is a refusal.
  ///
  /// The same code stands for different things: 403 for a plan without the feature, a feature that
  /// is switched off, and a token that may not; 404 for what is not there and for what is hidden.
  func refusal(_ answer: GitHubAnswer, asked url: URL) -> GitHubRefusal {
    let message = answer.message
    let said = message.isEmpty ? "" : ": \(message)"
    switch answer.status {
    case 401:
      return .failed("GitHub does not accept the token\(said)")
    case 403 where Self.isOfPlan(message):
      return GitHubRefusal(outcome: .plan, reason: "the owner's plan does not have it\(said)")
    case 403 where Self.isSwitchedOff(message), 404 where Self.isSwitchedOff(message), 410:
      return GitHubRefusal(outcome: .switchedOff, reason: "it is switched off\(said)")
    case 403: return forbidden(answer, said)
    case 404 where Self.isAbsent(message), 409:
      return GitHubRefusal(outcome: .absent, reason: "there is none\(said)")
    case 404:
      let permission = permission(answer)
      return GitHubRefusal(
        outcome: .ambiguous,
        reason: "GitHub answers 404, so there is none or the token may not see it"
          + (permission.map { "; it takes \($0)" } ?? ""),
        permission: permission
      )
    default:
      return .failed("GitHub answered \(answer.status) to GET \(url.path())\(said)")
    }
  }

  private func forbidden(_ answer: GitHubAnswer, _ said: String) -> GitHubRefusal {
    if answer.header("x-github-sso") != nil {
      return GitHubRefusal(
        outcome: .forbidden,
        reason: "the token is not authorized for the organization's single sign-on"
      )
    }
    let permission = permission(answer)
    return GitHubRefusal(
      outcome: .forbidden,
      reason: "the token may not read it"
        + (permission.map { "; GitHub asks for \($0)" } ?? said),
      permission: permission
    )
  }

  /// The permission the host asks for: of a fine-grained token or an App, else the scopes.
  private func permission(_ answer: GitHubAnswer) -> String? {
    let fineGrained = answer.header("x-accepted-github-permissions").map { "the permission \($0)" }
    let scopes = answer.header("x-accepted-oauth-scopes").map { "the scope \($0)" }
    let hasScopes = answer.header("x-oauth-scopes") != nil
    let wanted = hasScopes ? scopes ?? fineGrained : fineGrained ?? scopes
    return wanted.flatMap { $0.hasSuffix(" ") ? nil : String($0.prefix(200)) }
  }

  private static func isOfPlan(_ message: String) -> Bool {
    let words = ["upgrade to github", "upgrade your plan", "billing plan", "current plan"]
    return words.contains { message.lowercased().contains($0) }
  }

  private static func isSwitchedOff(_ message: String) -> Bool {
    let words = [
      "disabled", "must be enabled", "not enabled", "is not available for this repository",
    ]
    return words.contains { message.lowercased().contains($0) }
  }

  private static func isAbsent(_ message: String) -> Bool {
    let words = ["branch not protected", "no analysis found", "branch not found"]
    return words.contains { message.lowercased().contains($0) }
  }
}
