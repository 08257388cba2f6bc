internal import ReadinessModel

/// Says what a command does by its program and arguments.
enum CommandRecogniser {
  private static let rulesByProgram: [String: [ToolRule]] = {
    var rules: [String: [ToolRule]] = [:]
    for rule in ScannerRules.all + DeployRules.all + BuildRules.all {
      for program in rule.programs { rules[program, default: []].append(rule) }
    }
    return rules
  }()

  /// Recognises one command, already unwrapped; empty when it means nothing to us.
  static func recognise(_ words: [String]) -> [RecognisedActivity] {
    guard let program = words.first else { return [] }
    let arguments = Array(words.dropFirst())
    if let special = special(program, arguments) { return special }
    guard let rule = rulesByProgram[program]?.first(where: { $0.matches(arguments: arguments) })
    else { return [] }
    let forgiven = rule.forgivenBecause(arguments: arguments)
    var kinds = rule.kinds
    if program == "trivy" { kinds = trivyKinds(kinds, arguments) }
    // A formatter that rewrites checks nothing.
    if program == "prettier", forgiven != nil { return [] }
    // A rule for many programs is named for one of them: what ran is shown by its own name.
    let isShared = rule.programs.count > 3 && !rule.programs.contains(rule.tool)
    let verb = arguments.first { !$0.hasPrefix("-") } ?? ""
    let named = isShared ? "\(program) \(verb)".trimmingBlanks : rule.tool
    let tool = rule.programs.count > 3 && rule.programs.contains(rule.tool) ? program : named
    return kinds.map { RecognisedActivity(kind: $0, tool: tool, forgivenBecause: forgiven) }
  }

  /// Commands that a table of words cannot tell.
  private static func special(_ program: String, _ arguments: [String]) -> [RecognisedActivity]? {
    switch program {
    case "node", "tsx", "ts-node":
      guard arguments.contains("--test") else { return [] }
      return [RecognisedActivity(kind: .test, tool: "node --test")]
    case "npm", "pnpm", "yarn":
      guard arguments.contains("publish"), arguments.contains("--provenance") else { return nil }
      return [RecognisedActivity(kind: .signing, tool: "\(program) publish --provenance")]
    case "gh": return gitHubCommand(arguments)
    case "auditwright": return ownCommand(arguments)
    case "curl", "wget", "http": return webCall(program, arguments)
    case "ssh": return remoteShell(arguments)
    case "rsync", "scp":
      let isRemote = arguments.contains {
        !$0.hasPrefix("-") && $0.contains(":") && !$0.contains("://")
      }
      return isRemote ? [RecognisedActivity(kind: .deploy, tool: program)] : []
    case "git":
      guard arguments.first == "push",
        arguments.contains(where: { $0.contains("heroku") || $0.contains("dokku") })
      else { return nil }
      return [RecognisedActivity(kind: .deploy, tool: "git push heroku")]
    case "gpg":
      let signs = [
        "--sign", "-s", "--detach-sign", "--detach-sig", "-b", "--clearsign", "--clear-sign",
      ]
      let isSigning = arguments.contains { signs.contains($0) || $0.hasPrefix("-sb") }
      return isSigning ? [RecognisedActivity(kind: .signing, tool: "gpg")] : []
    default: return nil
    }
  }

  /// Auditwright itself: the deploy trail, and the weekly look at the host.
  private static func ownCommand(_ arguments: [String]) -> [RecognisedActivity] {
    let words = arguments.filter { !$0.hasPrefix("-") }
    if words.starts(with: ["deploy", "record"]) {
      return [RecognisedActivity(kind: .deployRecord, tool: OwnDeployRecord.tool)]
    }
    // Without access to the host it says nothing of the rules there.
    guard words.first == "watch", ToolRule.isPresent("--github", in: arguments) else { return [] }
    return [RecognisedActivity(kind: .protectionCheck, tool: "auditwright watch")]
  }

  private static func gitHubCommand(_ arguments: [String]) -> [RecognisedActivity]? {
    guard arguments.first == "api" else { return nil }
    return apiCall(arguments, tool: "gh api")
  }

  private static func webCall(_ program: String, _ arguments: [String]) -> [RecognisedActivity] {
    if let call = apiCall(arguments, tool: program), !call.isEmpty { return call }
    let hook = arguments.contains { word in
      let text = word.lowercased()
      return text.contains("deploy")
        && (text.contains("hook") || text.contains("://") || text.hasPrefix("$"))
    }
    return hook ? [RecognisedActivity(kind: .deploy, tool: "\(program) to a deploy hook")] : []
  }

  /// Calls of the git host's interface about deployments and protection.
  private static func apiCall(_ arguments: [String], tool: String) -> [RecognisedActivity]? {
    let writes = arguments.enumerated().contains { index, word in
      let methods = ["POST", "PUT", "PATCH", "DELETE"]
      if word == "-X" || word == "--method" || word == "--request" {
        return index + 1 < arguments.count && methods.contains(arguments[index + 1].uppercased())
      }
      return methods.contains {
        word == "-X\($0)" || word == "--method=\($0)" || word == "--request=\($0)"
      }
    }
    let sendsFields = arguments.contains {
      ["-f", "-F", "--field", "--raw-field", "--input", "-d", "--data"].contains($0)
    }
    guard let path = arguments.first(where: { $0.contains("repos/") }) else { return [] }
    let isProtection =
      path.contains("/protection") || path.contains("/rulesets") || path.contains("/rules/branches")
    if isProtection, !writes {
      return [RecognisedActivity(kind: .protectionCheck, tool: tool)]
    }
    if path.contains("/deployments"), writes || sendsFields {
      return [RecognisedActivity(kind: .deployRecord, tool: "\(tool) deployments")]
    }
    return []
  }

  /// A command sent to a machine: it deploys when it restarts or fetches something there.
  private static func remoteShell(_ arguments: [String]) -> [RecognisedActivity] {
    let text = arguments.joined(separator: " ").lowercased()
    let signs = [
      "docker compose", "docker-compose", "docker pull", "docker run", "git pull", "pm2 ",
      "systemctl restart", "systemctl reload", "deploy", "kubectl", "docker service",
      "supervisorctl",
    ]
    guard signs.contains(where: text.contains) else { return [] }
    return [RecognisedActivity(kind: .deploy, tool: "ssh")]
  }

  /// One run of trivy may look for several things.
  private static func trivyKinds(_ kinds: [ActivityKind], _ arguments: [String]) -> [ActivityKind] {
    let scanners = ["--scanners", "--security-checks"]
      .flatMap { ToolRule.values(of: $0, in: arguments) }
      .flatMap { $0.split(separator: ",").map { $0.trimmingBlanks } }
    guard !scanners.isEmpty else { return kinds }
    var made: [ActivityKind] = []
    if scanners.contains("vuln") { made += kinds.filter { $0 != .infrastructureScan } }
    if scanners.contains("secret") { made.append(.secretScan) }
    if scanners.contains("misconfig") || scanners.contains("config") {
      made.append(.infrastructureScan)
    }
    return made
  }
}

extension StringProtocol {
  /// The text without blanks and line breaks at its ends.
  var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
