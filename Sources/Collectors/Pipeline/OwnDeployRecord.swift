/// What `auditwright deploy record` writes down, and whether that outlives the runner.
enum OwnDeployRecord {
  /// How the command is shown.
  static let tool = "auditwright deploy record"

  private static let options: [(option: String, field: String)] = [
    ("--approver", "approver"), ("--artifact", "digest"), ("--pull-request", "pullRequests"),
  ]

  /// The fields of the record: those it takes from the runner by itself, and those it is given.
  static func fields(in script: String) -> [String] {
    let code = code(of: script)
    let given = options.filter { code.contains($0.option + " ") || code.contains($0.option + "=") }
    return
      (["commit", "deployer", "environment", "status", "time", "version"] + given.map(\.field))
      .sorted()
  }

  /// Whether scripts carry a ledger off the runner, which is gone when the job ends.
  ///
  /// Scripts of the repository that they call are looked into.
  static func isCarriedOff(by scripts: [String], in files: RepositoryFiles) -> Bool {
    scripts.contains { script in
      let code = code(of: script)
      if carries(code) { return true }
      let words = code.split { $0.isWhitespace || "\"';()".contains($0) }.prefix(2_000)
      return words.contains { word in
        let path = word.hasPrefix("./") ? word.dropFirst(2) : word
        guard path.contains("/") || path.hasSuffix(".sh"), let file = files[String(path)],
          file.bytes.count < 100_000
        else { return false }
        return carries(Self.code(of: file.text))
      }
    }
  }

  /// Whether an action keeps files beyond the job.
  static func keeps(action: String) -> Bool {
    ["actions/upload-artifact", "stefanzweifel/git-auto-commit-action"]
      .contains { action.lowercased().hasPrefix($0) }
  }

  private static func carries(_ code: String) -> Bool {
    for line in code.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace)
      // Options may stand between the program and what it is to do.
      if words.contains("push"), line.contains("git ") || line.contains("evidence ") { return true }
    }
    let signs = [
      "aws s3 cp", "aws s3 sync", "aws s3 mv", "aws s3api put-object", "gsutil cp", "gsutil rsync",
      "gcloud storage cp", "gcloud storage rsync", "az storage", "rclone ", "rsync ", "scp ",
      "gh release upload",
    ]
    return signs.contains(where: code.contains)
  }

  /// The script without its comments.
  private static func code(of script: String) -> String {
    script.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in line.first { !$0.isWhitespace } != "#" }
      .map(String.init).joined(separator: "\n")
  }
}
