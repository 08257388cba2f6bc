extension IntentReader {
  /// What a change does to the controls.
  ///
  /// It is asked before anything is refused for its words: what a change takes away is what people want to
  /// know, and a review only looks.
  static func review(_ request: Request) -> Intent? {
    let words = request.words
    guard words.hasAny(changes + changesInProgress) else { return nil }
    let isReview = words.first == "review" || words.words.starts(with: ["please", "review"])
    let isAsked = request.isQuestion || words.words.first.map(askingWords.contains) == true
    guard isReview || isAsked && words.hasAny(effects) else { return nil }
    return Intent(["review"] + base(request).flatMap { ["--base", $0] })
  }

  /// The commit that a change is held against, as an argument; empty when none is named.
  private static func base(_ request: Request) -> [String] {
    if request.words.has("last commit", "uncommitted") { return ["HEAD"] }
    let parts = request.text.split { $0.isWhitespace || "\"'`,;()?!".contains($0) }.map(String.init)
    let markers: Set<String> = ["against", "since", "with", "to", "from", "into"]
    for (marker, name) in zip(parts, parts.dropFirst()) where markers.contains(marker.lowercased())
    {
      let name = name.hasSuffix(".") ? String(name.dropLast()) : name
      let next = name == "the" || name == "our" ? following(name, in: parts) : name
      if isReference(next) { return [next] }
    }
    return []
  }

  private static func following(_ word: String, in parts: [String]) -> String {
    guard let place = parts.firstIndex(of: word), place + 1 < parts.count else { return "" }
    return parts[place + 1]
  }

  /// Whether a word is a name of git's that people give: a usual branch, a path of one, or a commit.
  private static func isReference(_ word: String) -> Bool {
    let usual: Set<String> = ["main", "master", "trunk", "develop", "HEAD"]
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
        || "._/-".unicodeScalars.contains($0)
    }
    guard isPlain, let first = word.first, first.isLetter || first.isNumber else { return false }
    let isCommit = (7...40).contains(word.count) && word.allSatisfy(\.isHexDigit)
    return usual.contains(word) || word.contains("/") && !word.contains("..") || isCommit
      || word.contains("-") && word.contains { $0.isNumber }
  }

  private static let changes = [
    "change", "branch", "pull request", "pr", "diff", "merge request", "commit", "patch",
  ]
  private static let changesInProgress = ["changed", "what i did", "my work"]
  private static let askingWords: Set<String> = [
    "would", "will", "could", "can", "has", "have", "may", "should", "compare",
  ]
  private static let effects = [
    "break", "broke", "broken", "weaken", "weakened", "weaker", "worse", "lose", "lost", "remove",
    "removed", "take away", "takes away", "took away", "affect", "affected", "safe", "merge",
    "changed",
    "secret", "unprotected", "hurt", "harm", "regress", "regression", "wrong", "do to", "did to",
  ]

  /// The auditor's package.
  static func package(_ request: Request) -> Intent? {
    let words = request.words
    guard request.isToMake || words.first == "package" || words.first == "pack",
      words.hasAny(["package", "pack", "bundle", "zip"]),
      words.hasAny(["auditor", "evidence", "audit", "report", "readiness", "soc2", "soc"])
    else { return nil }
    let kind =
      words.hasAny(["redacted", "share", "shared", "customer", "prospect"]) ? "redacted" : nil
    let file = "readiness\(kind.map { "-\($0)" } ?? "").zip"
    return Intent(
      ["report", "--pack", file] + (kind.map { ["--kind", $0] } ?? []),
      effect: .makesFile
    )
  }
}
