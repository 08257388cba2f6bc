import ReadinessModel

/// Tells limits of the host from refusals, and how long to wait.
enum GitHubLimits {
  /// Seconds to wait before asking again, nil when the answer says nothing of a limit.
  static func wait(after answer: GitHubAnswer, now: Moment) -> Int? {
    guard answer.status == 403 || answer.status == 429 else { return nil }
    if let text = answer.header("retry-after") {
      // It may be a date as well; a minute is what GitHub recommends where it says nothing.
      return Int(text).map { min(max(0, $0), 86_400) } ?? 60
    }
    if answer.header("x-ratelimit-remaining") == "0" {
      guard let reset = answer.header("x-ratelimit-reset").flatMap({ Int($0) }) else { return 60 }
      return min(max(0, reset - now.secondsSince1970), 86_400) + 1
    }
    let message = answer.message.lowercased()
    let isLimited =
      answer.status == 429 || message.contains("rate limit") || message.contains("abuse detection")
    return isLimited ? 60 : nil
  }
}
