/// What well-known actions need of the token of a run, and whether they use git's credentials.
///
/// What is not listed is not known, and nothing is taken from a job that uses it.
struct ActionNeeds: Sendable {
  /// Permissions beside reading the code.
  var permissions: [String: String] = [:]
  /// Whether it pushes or fetches with the credentials that a checkout left.
  var usesGit = false

  /// What an action needs; nil when it is not known.
  static func of(_ name: String, _ inputs: YAMLNode?) -> ActionNeeds? {
    let name = name.lowercased()
    switch name {
    case "aws-actions/configure-aws-credentials":
      let hasKeys = inputs?["aws-access-key-id"] != nil
      return ActionNeeds(permissions: hasKeys ? [:] : ["id-token": "write"])
    case "google-github-actions/auth":
      return ActionNeeds(
        permissions: inputs?["credentials_json"] == nil ? ["id-token": "write"] : [:]
      )
    case "azure/login":
      return ActionNeeds(permissions: inputs?["creds"] == nil ? ["id-token": "write"] : [:])
    case "docker/login-action":
      let registry = inputs?["registry"]?.scalar ?? ""
      return ActionNeeds(
        permissions: registry.contains("ghcr.io") ? ["packages": "write"] : [:]
      )
    case "actions/dependency-review-action":
      guard inputs?["comment-summary-in-pr"] == nil else { return nil }
      return ActionNeeds()
    case "github/codeql-action/init", "github/codeql-action/autobuild",
      "github/codeql-action/analyze", "github/codeql-action/upload-sarif":
      return ActionNeeds(permissions: ["security-events": "write", "actions": "read"])
    case "gitleaks/gitleaks-action": return ActionNeeds(permissions: ["pull-requests": "read"])
    case "actions/deploy-pages":
      return ActionNeeds(permissions: ["pages": "write", "id-token": "write"])
    default: return plain.contains(name) ? ActionNeeds() : nil
    }
  }

  private static let plain: Set<String> = [
    "actions/cache", "actions/cache/restore", "actions/cache/save", "actions/checkout",
    "actions/configure-pages", "actions/download-artifact", "actions/setup-dotnet",
    "actions/setup-go", "actions/setup-java", "actions/setup-node", "actions/setup-python",
    "actions/upload-artifact", "actions/upload-pages-artifact",
    "aws-actions/amazon-ecr-login", "aws-actions/amazon-ecs-deploy-task-definition",
    "aws-actions/amazon-ecs-render-task-definition", "denoland/setup-deno",
    "docker/build-push-action", "docker/metadata-action", "docker/setup-buildx-action",
    "docker/setup-qemu-action", "google-github-actions/deploy-cloudrun",
    "google-github-actions/setup-gcloud", "google/osv-scanner-action/osv-scanner-action",
    "hashicorp/setup-terraform", "oven-sh/setup-bun", "pnpm/action-setup", "ruby/setup-ruby",
    "shivammathur/setup-php", "step-security/harden-runner", "supabase/setup-cli",
  ]

  /// Why a reader should know a permission.
  static func comment(_ scope: String, _ level: String) -> String {
    switch (scope, level) {
    case ("contents", "read"): " # to check the code out"
    case ("id-token", "write"): " # to sign in to the cloud without a stored key"
    case ("packages", "write"): " # to push images"
    case ("security-events", "write"): " # to report what the scan found"
    case ("pull-requests", "read"): " # to read what a pull request changes"
    case ("pages", "write"): " # to publish pages"
    case ("actions", "read"): " # to read runs of workflows"
    default: ""
    }
  }
}

/// What the steps of a job need, as far as all of them are known.
struct JobNeeds {
  private static let gitSigns = [
    "git push", "git fetch", "git pull", "git submodule", "git ls-remote", "git clone",
    "git remote", "git lfs", "semantic-release", "changeset", "lerna", "release-it",
    "standard-version", "goreleaser", "npm version", "yarn version", "pnpm version", "nx release",
    "gh pr checkout", "auto shipit", "git config",
  ]
  private static let tokenSigns = ["github.token", "GITHUB_TOKEN", "GH_TOKEN", "gh "]

  /// Permissions it needs, nil when a step is not known.
  var permissions: [String: String]?
  /// What is not known, as a clause.
  var unknown: String?
  /// Whether git's credentials may be used after the checkout.
  var usesGit = false

  init(_ job: YAMLNode, in text: WorkflowText, _ project: FixProject) {
    var permissions: [String: String] = [:]
    let rank = ["none": 0, "read": 1, "write": 2]
    if job["uses"] != nil { unknown = "it runs another workflow" }
    if job["env"].map({ Self.mentionsToken(text.text($0.range)) }) == true {
      unknown = "its environment holds the token"
    }
    for item in WorkflowText.steps(of: job) {
      let step = item.value
      if step["env"].map({ Self.mentionsToken(text.text($0.range)) }) == true {
        unknown = "a step gets the token"
      }
      if let value = step["uses"]?.scalar {
        guard let use = ActionUse(value: value),
          let needs = ActionNeeds.of(use.name, step["with"])
        else {
          unknown = "what \(value.split(separator: "@")[0]) needs of the token is not known"
          usesGit = true
          continue
        }
        if use.name.lowercased() == "actions/checkout" { permissions["contents"] = "read" }
        permissions.merge(needs.permissions) { (rank[$0] ?? 0) >= (rank[$1] ?? 0) ? $0 : $1 }
        if needs.usesGit { usesGit = true }
        if let inputs = step["with"], use.name.lowercased() != "docker/login-action",
          Self.mentionsToken(text.text(inputs.range))
        {
          unknown = "\(use.name) is handed the token"
        }
      }
      guard let script = step["run"].flatMap(text.script) else { continue }
      if Self.tokenSigns.contains(where: script.contains) { unknown = "a script uses the token" }
      if Self.usesGit(script, project) { usesGit = true }
    }
    self.permissions = unknown == nil ? permissions : nil
  }

  private static func mentionsToken(_ text: String) -> Bool {
    text.contains("github.token") || text.contains("secrets.GITHUB_TOKEN")
  }

  /// Whether a script, a package script it may run, or a script of the repository talks to the remote.
  private static func usesGit(_ script: String, _ project: FixProject) -> Bool {
    if gitSigns.contains(where: script.contains) { return true }
    for package in project.packages.values {
      for (name, text) in package.scripts where script.contains(name) {
        if gitSigns.contains(where: text.contains) { return true }
      }
    }
    let words = script.split { $0.isWhitespace || "\"';()".contains($0) }.prefix(500)
    return words.contains { word in
      let path = String(word.hasPrefix("./") ? word.dropFirst(2) : word)
      guard path.contains("/") || path.contains("."), let text = project.files.text(of: path) else {
        return false
      }
      return text.utf8.count < 200_000 && gitSigns.contains(where: text.contains)
    }
  }
}
