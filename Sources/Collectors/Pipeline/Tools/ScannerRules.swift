internal import ReadinessModel

/// Commands that scan source, dependencies, secrets, images and infrastructure code.
///
/// The order matters within a program: the first rule that matches is taken.
enum ScannerRules {
  static let all = staticAnalysis + dependencies + secrets + containers + infrastructure

  private static let reportsOnly =
    "it sends its findings to a service and succeeds whatever they are"

  private static let staticAnalysis: [ToolRule] = [
    ToolRule(
      "semgrep",
      .staticAnalysis,
      programs: ["semgrep", "opengrep"],
      verbs: [["ci"]],
      forgiving: ["--dry-run", "--suppress-errors"]
    ),
    ToolRule(
      "semgrep",
      .staticAnalysis,
      programs: ["semgrep", "opengrep"],
      without: ["login", "publish", "test", "--validate", "--test", "logout"],
      needs: ["--error"]
    ),
    ToolRule("bearer", .staticAnalysis, verbs: [["scan"]], forgiving: ["--exit-code=0"]),
    ToolRule("snyk code", .staticAnalysis, programs: ["snyk"], verbs: [["code", "test"]]),
    ToolRule("codeql", .staticAnalysis, verbs: [["database", "analyze"]], neverFails: reportsOnly),
    ToolRule(
      "sonar",
      .staticAnalysis,
      programs: ["sonar-scanner", "sonar", "sonarqube-scanner", "sonar-scanner-cli"],
      needs: ["-Dsonar.qualitygate.wait=true"]
    ),
    ToolRule("njsscan", .staticAnalysis),
    ToolRule("nodejsscan", .staticAnalysis),
    ToolRule("bandit", .staticAnalysis, forgiving: ["--exit-zero"]),
    ToolRule("gosec", .staticAnalysis, forgiving: ["-no-fail"]),
    ToolRule("brakeman", .staticAnalysis, forgiving: ["--no-exit-on-warn"]),
    ToolRule("horusec", .staticAnalysis, verbs: [["start"]], needs: ["-e", "--return-error"]),
    ToolRule("devskim", .staticAnalysis, verbs: [["analyze"]], needs: ["-E"]),
    ToolRule(
      "checkmarx",
      .staticAnalysis,
      programs: ["cx"],
      verbs: [["scan", "create"]],
      needs: ["--threshold"]
    ),
    ToolRule("mobsfscan", .staticAnalysis),
    ToolRule(
      "veracode",
      .staticAnalysis,
      programs: ["pipeline-scan", "veracode"],
      verbs: [["static", "scan"], []]
    ),
  ]

  private static let dependencies: [ToolRule] = [
    ToolRule(
      "npm audit",
      .dependencyScan,
      programs: ["npm"],
      verbs: [["audit"]],
      without: ["fix", "signatures"],
      forgiving: ["--audit-level=none"]
    ),
    ToolRule(
      "pnpm audit",
      .dependencyScan,
      programs: ["pnpm"],
      verbs: [["audit"]],
      without: ["--fix", "fix"]
    ),
    ToolRule(
      "yarn audit",
      .dependencyScan,
      programs: ["yarn"],
      verbs: [["npm", "audit"], ["audit"]]
    ),
    ToolRule("bun audit", .dependencyScan, programs: ["bun"], verbs: [["audit"]]),
    ToolRule(
      "audit-ci",
      .dependencyScan,
      programs: ["audit-ci", "better-npm-audit", "npm-audit-resolver", "check-audit"]
    ),
    ToolRule("osv-scanner", .dependencyScan, without: ["fix"]),
    ToolRule("snyk container", .containerScan, programs: ["snyk"], verbs: [["container", "test"]]),
    ToolRule("snyk iac", .infrastructureScan, programs: ["snyk"], verbs: [["iac", "test"]]),
    ToolRule("snyk", .dependencyScan, programs: ["snyk"], verbs: [["test"]]),
    ToolRule(
      "snyk monitor",
      .dependencyScan,
      programs: ["snyk"],
      verbs: [["monitor"]],
      neverFails: reportsOnly
    ),
    ToolRule(
      "dependency-check",
      .dependencyScan,
      programs: ["dependency-check", "dependency-check.sh"],
      needs: ["--failOnCVSS"]
    ),
    ToolRule("pip-audit", .dependencyScan),
    ToolRule(
      "safety",
      .dependencyScan,
      verbs: [["check"], ["scan"]],
      forgiving: ["--continue-on-error"]
    ),
    ToolRule("bundler-audit", .dependencyScan, programs: ["bundler-audit", "bundle-audit"]),
    ToolRule("govulncheck", .dependencyScan),
    ToolRule(
      "cargo audit",
      .dependencyScan,
      programs: ["cargo"],
      verbs: [["audit"], ["deny", "check"]]
    ),
    ToolRule("composer audit", .dependencyScan, programs: ["composer"], verbs: [["audit"]]),
    ToolRule(
      "dotnet list package",
      .dependencyScan,
      programs: ["dotnet"],
      verbs: [["list", "package"]],
      neverFails: "it lists vulnerable packages and succeeds"
    ),
    ToolRule("retire", .dependencyScan, forgiving: ["--exitwith=0"]),
    ToolRule("socket", .dependencyScan, programs: ["socket"], verbs: [["ci"], ["scan"]]),
    ToolRule("nancy", .dependencyScan),
    ToolRule("auditjs", .dependencyScan),
  ]

  private static let secrets: [ToolRule] = [
    ToolRule(
      "gitleaks",
      .secretScan,
      verbs: [["detect"], ["protect"], ["git"], ["dir"], ["directory"], []],
      forgiving: ["--exit-code=0"]
    ),
    ToolRule(
      "trufflehog",
      .secretScan,
      needs: ["--fail", "--fail-on-scan-errors"]
    ),
    ToolRule("kingfisher", .secretScan, verbs: [["scan"]]),
    ToolRule("detect-secrets", .secretScan, programs: ["detect-secrets-hook"]),
    ToolRule(
      "detect-secrets",
      .secretScan,
      verbs: [["scan"]],
      neverFails: "it writes a baseline and succeeds whatever it finds"
    ),
    ToolRule("git-secrets", .secretScan, verbs: [["--scan"], []]),
    ToolRule("git secrets", .secretScan, programs: ["git"], verbs: [["secrets"]]),
    ToolRule(
      "ggshield",
      .secretScan,
      verbs: [["secret", "scan"], ["scan"]],
      forgiving: ["--exit-zero"]
    ),
    ToolRule("noseyparker", .secretScan, verbs: [["report"]], neverFails: reportsOnly),
    ToolRule("secretlint", .secretScan),
    ToolRule("whispers", .secretScan),
    ToolRule("talisman", .secretScan),
    ToolRule("ripsecrets", .secretScan),
  ]

  private static let containers: [ToolRule] = [
    ToolRule(
      "trivy",
      .containerScan,
      verbs: [["image"], ["i"]],
      needs: ["--exit-code!=0"]
    ),
    ToolRule(
      "trivy",
      .infrastructureScan,
      verbs: [["config"], ["conf"]],
      needs: ["--exit-code!=0"]
    ),
    ToolRule(
      "trivy",
      .dependencyScan,
      verbs: [["fs"], ["filesystem"], ["repo"], ["repository"], ["rootfs"], ["sbom"]],
      needs: ["--exit-code!=0"]
    ),
    ToolRule("grype", .containerScan, without: ["db"], needs: ["--fail-on", "-f"]),
    ToolRule(
      "docker scout",
      .containerScan,
      programs: ["docker", "docker-scout"],
      verbs: [["scout", "cves"], ["cves"]],
      needs: ["--exit-code", "-e"]
    ),
    ToolRule("docker scan", .containerScan, programs: ["docker"], verbs: [["scan"]]),
    ToolRule("dockle", .containerScan, needs: ["--exit-code!=0"]),
    ToolRule("clair", .containerScan, programs: ["clair-scanner", "clairctl"]),
    ToolRule("anchore", .containerScan, programs: ["anchorectl", "anchore-cli", "inline_scan"]),
  ]

  private static let infrastructure: [ToolRule] = [
    ToolRule(
      "checkov",
      .infrastructureScan,
      forgiving: ["--soft-fail", "-s", "--soft-fail-on"]
    ),
    ToolRule("tfsec", .infrastructureScan, forgiving: ["--soft-fail", "-s"]),
    ToolRule(
      "kics",
      .infrastructureScan,
      verbs: [["scan"]],
      forgiving: ["--ignore-on-exit=all", "--ignore-on-exit=results"]
    ),
    ToolRule("terrascan", .infrastructureScan, verbs: [["scan"]]),
    ToolRule(
      "conftest",
      .infrastructureScan,
      verbs: [["test"], ["verify"]],
      forgiving: ["--no-fail"]
    ),
    ToolRule("regula", .infrastructureScan, verbs: [["run"]]),
    ToolRule("cfn-nag", .infrastructureScan, programs: ["cfn_nag_scan", "cfn_nag", "cfn-nag"]),
    ToolRule("cfn-guard", .infrastructureScan, verbs: [["validate"]]),
    ToolRule("kubesec", .infrastructureScan),
    ToolRule("kube-score", .infrastructureScan, verbs: [["score"]]),
    ToolRule("kubescape", .infrastructureScan, verbs: [["scan"]]),
    ToolRule(
      "polaris",
      .infrastructureScan,
      verbs: [["audit"]],
      needs: ["--set-exit-code-on-danger"]
    ),
    ToolRule("hadolint", .infrastructureScan, forgiving: ["--no-fail"]),
    ToolRule("terraform-compliance", .infrastructureScan),
    ToolRule("wizcli", .infrastructureScan, verbs: [["iac", "scan"]]),
  ]
}
