/// Finds which fields a step that records a deployment writes.
enum DeployRecordFields {
  private static let names: [(field: String, keys: [String])] = [
    ("version", ["version", "tag", "release", "releaseversion", "appversion", "imagetag"]),
    ("commit", ["commit", "sha", "commitsha", "gitsha", "revision", "gitcommit"]),
    ("environment", ["environment", "env", "target", "stage"]),
    ("deployer", ["deployer", "deployedby", "actor", "triggeredby", "user", "author", "by"]),
    ("approver", ["approver", "approvedby", "approvers", "reviewer", "approval"]),
    (
      "time",
      ["timestamp", "time", "deployedat", "date", "startedat", "finishedat", "createdat", "at"]
    ),
    ("status", ["status", "result", "outcome", "state", "conclusion"]),
    ("pullRequests", ["pullrequest", "pullrequests", "pr", "prs", "prnumber"]),
    ("digest", ["digest", "imagedigest", "artifactdigest", "checksum"]),
  ]

  /// The fields a script writes down, nil when it is no record of a deployment.
  ///
  /// Three things make one: the words around it speak of deploying, it writes at least three of
  /// the fields under their names, and what it writes goes somewhere that stays.
  static func recorded(by script: String, title: String) -> [String]? {
    let text = script.lowercased()
    let speaks = ["deploy", "release", "rollout"].contains {
      title.contains($0) || text.contains($0)
    }
    guard speaks, staysSomewhere(text) else { return nil }
    let keys = keys(in: script)
    let fields = names.filter { !keys.isDisjoint(with: $0.keys) }.map(\.field)
    return fields.count >= 3 ? fields.sorted() : nil
  }

  /// The fields that the host's own record of a deployment has.
  static func ofHost(_ script: String) -> [String] {
    var fields: Set<String> = ["commit", "deployer", "environment", "time"]
    if script.contains("Status") || script.contains("/statuses") { fields.insert("status") }
    let keys = keys(in: script)
    for name in names where !keys.isDisjoint(with: name.keys) { fields.insert(name.field) }
    return fields.sorted()
  }

  private static func staysSomewhere(_ text: String) -> Bool {
    let signs = [
      "git commit", "git push", "aws s3", "aws dynamodb", "aws logs put", "gsutil",
      "gcloud storage",
      "az storage", "psql", "curl", "gh api", "gh release", "gh issue", "git notes", "http ",
      "insert into",
    ]
    if signs.contains(where: text.contains) { return true }
    // A file of records, not the files the host reads back from a step.
    let lines = text.split(separator: "\n")
    return lines.contains { line in
      guard let arrow = line.firstRange(of: ">>") ?? line.firstRange(of: "tee -a") else {
        return false
      }
      let target = line[arrow.upperBound...]
      return !target.contains("github_output") && !target.contains("github_env")
        && !target.contains("github_step_summary") && !target.contains("github_path")
    }
  }

  /// Words that stand as keys: before a colon or an equals sign.
  private static func keys(in text: String) -> Set<String> {
    var keys: Set<String> = []
    var word = ""
    for character in text.prefix(50_000) {
      if character.isLetter || character.isNumber || character == "_" || character == "-" {
        word.append(character)
      } else {
        if character == ":" || character == "=", !word.isEmpty {
          keys.insert(word.lowercased().filter { $0.isLetter || $0.isNumber })
        }
        if !"\"'\\ ".contains(character) || character == " " && !word.isEmpty { word = "" }
      }
    }
    return keys
  }
}
