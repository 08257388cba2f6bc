/// Why GitHub could not be asked: what happened, and what to do next.
///
/// It never holds the token.
package struct GitHubFailure: Error, Hashable, Sendable {
  /// What happened.
  package var problem: String
  /// What to do next.
  package var next: String

  init(_ problem: String, next: String) {
    self.problem = problem
    self.next = next
  }

  static func answered(_ status: Int, to request: String) -> GitHubFailure {
    let next =
      switch status {
      case 401: "See whether the token in GITHUB_TOKEN is right and has not expired."
      case 403, 429: "The token may not write issues here, or too much was asked; try again later."
      case 404: "See whether the repository's name is right, and whether the token may see it."
      case 410: "Switch issues on in the repository's settings."
      default: "Try again later: what was written is found again and not written twice."
      }
    return GitHubFailure("GitHub answered \(status) to \(request)", next: next)
  }
}
