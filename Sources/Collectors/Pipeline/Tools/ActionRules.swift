internal import ReadinessModel

/// Says what a published action does by its name and inputs.
///
/// An input counts as an option of the same name: `exit-code: 1` as `--exit-code=1`.
enum ActionRules {
  /// Recognises a use of an action.
  static func recognise(name: String, inputs: [String: String]) -> [RecognisedActivity] {
    let name = name.lowercased()
    if let words = commandWords(of: name, inputs: inputs) {
      return CommandUnwrapper.unwrap(words).flatMap { CommandRecogniser.recognise($0) }
    }
    let arguments = inputs.sorted { $0.key < $1.key }.map { "--\($0.key)=\($0.value)" }
    let owner = name.split(separator: "/").prefix(2).joined(separator: "/")
    if let rule = rules[name] ?? rules[owner] {
      guard rule.matches(arguments: arguments) else { return [] }
      return rule.kinds.map {
        RecognisedActivity(
          kind: $0,
          tool: rule.tool,
          forgivenBecause: rule.forgivenBecause(arguments: arguments),
          hostRule: rule.hostRule
        )
      }
    }
    // An action nobody has listed that says in its name that it deploys is believed.
    let words = name.split { !$0.isLetter && !$0.isNumber }
    let deploys = words.contains("deploy") && !words.contains("status") && !words.contains("key")
    return deploys ? [RecognisedActivity(kind: .deploy, tool: name)] : []
  }

  /// Actions that are a thin cover over a command.
  private static func commandWords(of name: String, inputs: [String: String]) -> [String]? {
    let arguments = (inputs["args"] ?? "").split { $0 == " " || $0 == "\n" }.map(String.init)
    switch name {
    case "aquasecurity/trivy-action":
      var words = ["trivy", inputs["scan-type"] ?? "image"]
      if let code = inputs["exit-code"] { words += ["--exit-code", code] }
      if let scanners = inputs["scanners"] ?? inputs["security-checks"] {
        words += ["--scanners", scanners]
      }
      return words
    case let action where action.hasPrefix("snyk/actions") && !action.hasSuffix("/setup"):
      let command = (inputs["command"] ?? "test").split(separator: " ").map(String.init)
      let isContainer = action.hasSuffix("/docker") && command == ["test"]
      let isCode = action.hasSuffix("/iac") && command == ["test"]
      return ["snyk"] + (isContainer ? ["container"] : isCode ? ["iac"] : []) + command + arguments
    case "pulumi/actions": return ["pulumi", inputs["command"] ?? "preview"]
    case "cloudflare/wrangler-action":
      return ["wrangler"] + (inputs["command"] ?? "deploy").split(separator: " ").map(String.init)
    case "superfly/flyctl-actions": return ["flyctl"] + arguments
    case "hadolint/hadolint-action":
      return ["hadolint"] + (inputs["no-fail"] == "true" ? ["--no-fail"] : [])
    case "trufflesecurity/trufflehog":
      let extra = (inputs["extra_args"] ?? "").split(separator: " ").map(String.init)
      // The action itself adds --fail.
      return ["trufflehog", "git", "--fail"] + extra
    case "serverless/github-action": return ["serverless"] + arguments
    case "google/osv-scanner-action/osv-scanner-action": return ["osv-scanner"] + arguments
    default: return nil
    }
  }

  private static let alerts = "the rule for code scanning results"

  private static let rules: [String: ToolRule] = {
    var rules: [String: ToolRule] = [:]
    for rule in all { for program in rule.programs { rules[program] = rule } }
    return rules
  }()

  private static let all = scanners + delivery

  private static let scanners: [ToolRule] = [
    ToolRule(
      "codeql",
      .staticAnalysis,
      programs: ["github/codeql-action/analyze"],
      hostRule: alerts
    ),
    ToolRule(
      "semgrep",
      .staticAnalysis,
      programs: ["returntocorp/semgrep-action", "semgrep/semgrep-action"]
    ),
    ToolRule(
      "bearer",
      .staticAnalysis,
      programs: ["bearer/bearer-action"],
      forgiving: ["--exit-code=0"]
    ),
    ToolRule(
      "sonar",
      .staticAnalysis,
      programs: [
        "sonarsource/sonarcloud-github-action", "sonarsource/sonarqube-scan-action",
      ],
      hostRule: "the quality gate"
    ),
    ToolRule(
      "sonar quality gate",
      .staticAnalysis,
      programs: ["sonarsource/sonarqube-quality-gate-action"]
    ),
    ToolRule("njsscan", .staticAnalysis, programs: ["ajinabraham/njsscan-action"]),
    ToolRule("checkmarx", .staticAnalysis, programs: ["checkmarx/ast-github-action"]),
    ToolRule("codacy", .staticAnalysis, programs: ["codacy/codacy-analysis-cli-action"]),
    ToolRule(
      "veracode",
      .staticAnalysis,
      programs: ["veracode/veracode-pipeline-scan-action"],
      needs: ["--fail_build=true"]
    ),
    ToolRule(
      "devskim",
      .staticAnalysis,
      programs: ["microsoft/devskim-action"],
      hostRule: alerts
    ),
    ToolRule("gosec", .staticAnalysis, programs: ["securego/gosec"]),
    ToolRule("mobsfscan", .staticAnalysis, programs: ["mobsf/mobsfscan"]),
    ToolRule("opengrep", .staticAnalysis, programs: ["aikidosec/github-actions-workflow"]),
    ToolRule(
      "claude security review",
      .staticAnalysis,
      programs: ["anthropics/claude-code-security-review"],
      neverFails: "it comments on the pull request and succeeds whatever it finds"
    ),
    ToolRule(
      "dependency-review",
      .dependencyScan,
      programs: ["actions/dependency-review-action"],
      forgiving: ["--warn-only=true"]
    ),
    ToolRule(
      "osv-scanner",
      .dependencyScan,
      programs: [
        "google/osv-scanner-action", "google/osv-scanner-action/osv-reporter-action",
        "google/osv-scanner-action/.github/workflows/osv-scanner-reusable.yml",
        "google/osv-scanner-action/.github/workflows/osv-scanner-reusable-pr.yml",
      ],
      forgiving: ["--fail-on-vuln=false"]
    ),
    ToolRule(
      "dependency-check",
      .dependencyScan,
      programs: ["dependency-check/dependency-check_action"],
      needs: ["--args=--failOnCVSS"]
    ),
    ToolRule(
      "npm audit",
      .dependencyScan,
      programs: ["oke-py/npm-audit-action", "jacobwolf/audit-ci-action"]
    ),
    ToolRule("pip-audit", .dependencyScan, programs: ["pypa/gh-action-pip-audit"]),
    ToolRule("govulncheck", .dependencyScan, programs: ["golang/govulncheck-action"]),
    ToolRule(
      "cargo audit",
      .dependencyScan,
      programs: ["rustsec/audit-check", "embarkstudios/cargo-deny-action"]
    ),
    ToolRule(
      "socket",
      .dependencyScan,
      programs: ["socketdev/socket-security-action", "socketdev/action"]
    ),
    ToolRule(
      "fossa",
      .dependencyScan,
      programs: ["fossas/fossa-action"],
      needs: ["--run-tests=true"]
    ),
    ToolRule(
      "gitleaks",
      .secretScan,
      programs: ["gitleaks/gitleaks-action", "zricethezav/gitleaks-action"]
    ),
    ToolRule(
      "ggshield",
      .secretScan,
      programs: ["gitguardian/ggshield-action", "gitguardian/ggshield/actions/secret"]
    ),
    ToolRule(
      "detect-secrets",
      .secretScan,
      programs: ["reviewdog/action-detect-secrets"],
      needs: ["--fail_on_error=true", "--fail_level=any", "--fail_level=error"]
    ),
    ToolRule("kingfisher", .secretScan, programs: ["mongodb/kingfisher"]),
    ToolRule("talisman", .secretScan, programs: ["carhartl/talisman-secrets-scan-action"]),
    ToolRule(
      "grype",
      .containerScan,
      programs: ["anchore/scan-action"],
      forgiving: ["--fail-build=false"]
    ),
    ToolRule(
      "docker scout",
      .containerScan,
      programs: ["docker/scout-action"],
      needs: ["--exit-code=true"]
    ),
    ToolRule(
      "dockle",
      .containerScan,
      programs: ["goodwithtech/dockle-action", "erzz/dockle-action"],
      needs: ["--exit-code!=0"]
    ),
    ToolRule("azure container scan", .containerScan, programs: ["azure/container-scan"]),
    ToolRule(
      "checkov",
      .infrastructureScan,
      programs: ["bridgecrewio/checkov-action"],
      forgiving: ["--soft_fail=true"]
    ),
    ToolRule(
      "tfsec",
      .infrastructureScan,
      programs: [
        "aquasecurity/tfsec-action", "aquasecurity/tfsec-pr-commenter-action",
        "aquasecurity/tfsec-sarif-action", "triat/terraform-security-scan",
      ],
      forgiving: ["--soft_fail=true", "--soft_fail_commenter=true"]
    ),
    ToolRule(
      "kics",
      .infrastructureScan,
      programs: ["checkmarx/kics-github-action", "checkmarx/kics-action"],
      forgiving: ["--ignore_on_exit=all", "--ignore_on_exit=results"]
    ),
    ToolRule(
      "terrascan",
      .infrastructureScan,
      programs: ["tenable/terrascan-action", "accurics/terrascan-action"],
      forgiving: ["--only_warn=true"]
    ),
    ToolRule("kube-linter", .infrastructureScan, programs: ["stackrox/kube-linter-action"]),
    ToolRule(
      "scorecard",
      .protectionCheck,
      programs: ["ossf/scorecard-action"],
      hostRule: alerts
    ),
  ]

  private static let delivery: [ToolRule] = [
    ToolRule(
      "cypress",
      .test,
      programs: ["cypress-io/github-action"],
      without: ["--runtests=false"]
    ),
    ToolRule(
      "chromatic",
      .test,
      programs: ["chromaui/action"],
      forgiving: ["--exitzeroonchanges=true"]
    ),
    ToolRule("k6", .loadTest, programs: ["grafana/k6-action", "grafana/run-k6-action"]),
    ToolRule("artillery", .loadTest, programs: ["artilleryio/action-cli"]),
    ToolRule("docker build", .build, programs: ["docker/build-push-action", "docker/bake-action"]),
    ToolRule(
      "super-linter",
      .lint,
      programs: ["super-linter/super-linter", "github/super-linter", "oxsecurity/megalinter"],
      forgiving: ["--disable_errors=true"]
    ),
    ToolRule("golangci-lint", .lint, programs: ["golangci/golangci-lint-action"]),
    ToolRule("pre-commit", .lint, programs: ["pre-commit/action"]),
    ToolRule("commitlint", .lint, programs: ["wagoid/commitlint-github-action"]),
    ToolRule("ecs", .deploy, programs: ["aws-actions/amazon-ecs-deploy-task-definition"]),
    ToolRule("cloudformation", .deploy, programs: ["aws-actions/aws-cloudformation-github-deploy"]),
    ToolRule(
      "lambda",
      .deploy,
      programs: ["aws-actions/aws-lambda-deploy", "appleboy/lambda-action"]
    ),
    ToolRule(
      "gcloud deploy",
      .deploy,
      programs: [
        "google-github-actions/deploy-cloudrun", "google-github-actions/deploy-appengine",
        "google-github-actions/deploy-cloud-functions",
      ]
    ),
    ToolRule(
      "az deploy",
      .deploy,
      programs: [
        "azure/webapps-deploy", "azure/functions-action", "azure/k8s-deploy",
        "azure/container-apps-deploy-action", "azure/static-web-apps-deploy", "azure/arm-deploy",
      ]
    ),
    ToolRule("vercel", .deploy, programs: ["amondnet/vercel-action", "vercel/action"]),
    ToolRule("netlify deploy", .deploy, programs: ["nwtgck/actions-netlify", "netlify/actions"]),
    ToolRule("heroku", .deploy, programs: ["akhileshns/heroku-deploy"]),
    ToolRule("railway up", .deploy, programs: ["bervprojects/railway-deploy"]),
    ToolRule(
      "digitalocean",
      .deploy,
      programs: ["digitalocean/app_action", "digitalocean/app_action/deploy"]
    ),
    ToolRule(
      "firebase deploy",
      .deploy,
      programs: ["firebaseextended/action-hosting-deploy", "w9jds/firebase-action"]
    ),
    ToolRule(
      "ssh",
      .deploy,
      programs: ["appleboy/ssh-action", "garygrossgarten/github-action-ssh", "fifsky/ssh-action"]
    ),
    ToolRule(
      "scp",
      .deploy,
      programs: [
        "appleboy/scp-action", "easingthemes/ssh-deploy", "burnett01/rsync-deployments",
        "samkirkland/ftp-deploy-action",
      ]
    ),
    ToolRule(
      "terraform apply",
      .deploy,
      programs: ["dflook/terraform-apply", "dflook/tofu-apply"]
    ),
    ToolRule("kamal deploy", .deploy, programs: ["igor-alexandrov/kamal-deploy"]),
    ToolRule("argocd", .deploy, programs: ["clowdhaus/argo-cd-action"]),
    ToolRule(
      "github pages",
      .deploy,
      programs: [
        "actions/deploy-pages", "peaceiris/actions-gh-pages",
        "jamesives/github-pages-deploy-action",
      ]
    ),
    ToolRule(
      "github deployment",
      .deployRecord,
      programs: [
        "chrnorm/deployment-action", "chrnorm/deployment-status", "bobheadxi/deployments",
        "avakar/create-deployment",
      ]
    ),
    ToolRule("sentry deploys", .deployRecord, programs: ["getsentry/action-release"]),
    ToolRule(
      "new relic deployment",
      .deployRecord,
      programs: ["newrelic/deployment-marker-action"]
    ),
    ToolRule("datadog deployment", .deployRecord, programs: ["datadog/deployment-action"]),
    ToolRule(
      "attestation",
      .signing,
      programs: ["actions/attest-build-provenance", "actions/attest", "actions/attest-sbom"]
    ),
    ToolRule("slsa generator", .signing, programs: ["slsa-framework/slsa-github-generator"]),
    ToolRule("cosign", .signing, programs: ["sigstore/gh-action-sigstore-python"]),
    ToolRule("notation", .signing, programs: ["notaryproject/notation-action/sign"]),
  ]
}
