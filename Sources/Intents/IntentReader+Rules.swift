extension IntentReader {
  /// What a request may be, in the order in which it is tried: what is said exactly comes first.
  static let rules: [@Sendable (Request) -> Intent?] = [
    undo, explanation, comparison, securityAudit, package, report, evidence, routes, fix, plan,
    scan,
  ]

  private static func undo(_ request: Request) -> Intent? {
    let words = request.words
    guard !request.isQuestion, words.has("undo", "revert", "take back", "roll back"),
      words.has("fix", "change", "patch", "last", "it", "that")
    else { return nil }
    return Intent(["fix", "--undo"], effect: .changes)
  }

  private static func explanation(_ request: Request) -> Intent? {
    let words = request.words
    guard let name = request.names.first, !request.isToMake else { return nil }
    let isAsked =
      words.has("explain", "meaning of", "tell me about", "mean")
      || words.has("what is", "what's") && words.words.count <= 8
    return isAsked ? Intent(["explain", name]) : nil
  }

  private static func comparison(_ request: Request) -> Intent? {
    guard request.words.has("compare", "compared", "moved since", "changed since") else {
      return nil
    }
    guard let file = fileName(in: request.text) else { return nil }
    return Intent(["compare", file])
  }

  /// A file of JSON that is named; no path out of the folder.
  private static func fileName(in text: String) -> String? {
    text.split { $0.isWhitespace || "\"'`,;()".contains($0) }.map(String.init)
      .first { name in
        name.lowercased().hasSuffix(".json") && !name.hasPrefix("-") && !name.hasPrefix("/")
          && !name.split(separator: "/").contains("..")
      }
  }

  /// The report of a security audit, which is a way to look and no fix: "audit" is no audit log here.
  private static func securityAudit(_ request: Request) -> Intent? {
    let words = request.words
    guard
      words.has(
        "security audit",
        "security review",
        "security assessment",
        "audit the security",
        "audit our security",
        "vulnerability",
        "vulnerabilities",
        "security hole",
        "security issue",
        "security problem",
        "security weaknesses",
        "owasp"
      ),
      // What scans for them in the pipeline, or keeps a record, is something to make.
      Topic.all(in: words).isEmpty,
      !words.has("log", "logging", "trail", "soc2", "soc 2", "soc", "fix", "close")
    else { return nil }
    return Intent(["scan", "--view", "security"])
  }

  private static func report(_ request: Request) -> Intent? {
    let words = request.words
    guard words.has("report"), request.isToMake || words.has("report please") else { return nil }
    let form =
      switch true {
      case words.has("pdf"): "pdf"
      case words.has("markdown", "md"): "md"
      case words.has("csv", "spreadsheet"): "csv"
      case words.has("sarif"): "sarif"
      case words.has("json"): "json"
      default: "html"
      }
    return Intent(["report", "--output", "readiness.\(form)"], effect: .makesFile)
  }

  private static func evidence(_ request: Request) -> Intent? {
    let words = request.words
    guard !request.isToMake else { return nil }
    if words.has("deviation", "exceptions") { return Intent(["evidence", "deviations"]) }
    guard words.has("evidence", "observation window", "evidence window") else { return nil }
    if words.has("verify", "tampered", "intact") { return Intent(["evidence", "verify"]) }
    return Intent(["evidence", "windows"])
  }

  private static func routes(_ request: Request) -> Intent? {
    let words = request.words
    guard words.has("route", "endpoint", "api", "apis"), !request.isToMake else { return nil }
    var arguments = ["routes"]
    let isOpen = words.has(
      "without logging in",
      "without login",
      "without signing in",
      "without sign in",
      "without authentication",
      "without auth",
      "unauthenticated",
      "unprotected",
      "no auth",
      "no authentication",
      "not protected",
      "anybody can call",
      "anyone can call",
      "public",
      "open"
    )
    let isSilent =
      words.has("audit", "audited", "logged", "unaudited", "recorded")
      && words.has(
        "don't",
        "do not",
        "doesn't",
        "does not",
        "not",
        "no",
        "without",
        "unaudited",
        "missing"
      )
    if isOpen { arguments.append("--unprotected") }
    if isSilent { arguments.append("--unaudited") }
    return Intent(arguments)
  }

  private static func fix(_ request: Request) -> Intent? {
    guard request.isToMake else { return nil }
    var topics = Topic.all(in: request.words)
    if topics.isEmpty {
      // A control that is to be fixed is named as such.
      guard request.words.has("fix", "close", "implement", "improve"), !request.names.isEmpty else {
        return nil
      }
      return Intent(["fix"] + request.names, effect: .proposesChange)
    }
    let parts = topics.filter { Topic.partsOfPipeline.contains($0.fix) }
    if request.words.has("change management") || parts.count >= 4 {
      topics.removeAll { Topic.partsOfPipeline.contains($0.fix) }
      if !topics.contains(where: { $0.fix == "pipeline" }), let whole = Topic.pipeline {
        topics.append(whole)
      }
    } else if !parts.isEmpty {
      topics.removeAll { $0.fix == "pipeline" }
    }
    var arguments = ["fix"] + topics.map(\.fix)
    if topics.contains(where: { $0.fix == "rbac" }), let roles = RolePhrase.find(in: request.text) {
      arguments += ["--roles", roles]
    }
    return Intent(arguments, effect: .proposesChange)
  }

  private static func plan(_ request: Request) -> Intent? {
    let words = request.words
    guard
      words.has(
        "plan",
        "roadmap",
        "do first",
        "start with",
        "fix first",
        "how long",
        "how many days",
        "remediation",
        "schedule",
        "calendar",
        "next step",
        "what next"
      )
    else { return nil }
    var arguments = ["plan"]
    if let number = number(before: ["engineer", "developer", "people", "person"], words) {
      arguments += ["--engineers", "\(number)"]
    }
    if let day = words.words.first(where: isDay) { arguments += ["--start", day] }
    if let months = number(before: ["month"], words), (1...24).contains(months) {
      arguments += ["--window", "\(months)"]
    }
    return Intent(arguments + focus(request))
  }

  private static func scan(_ request: Request) -> Intent? {
    let words = request.words
    let topics = Topic.all(in: words)
    let isAsked =
      request.isQuestion
      || words.has(
        "analyze",
        "analyse",
        "assess",
        "run",
        "review",
        "scan",
        "evaluate",
        "measure",
        "examine",
        "status"
      )
    let isAboutState = words.has(
      "failing",
      "fail",
      "passing",
      "pass",
      "covered",
      "cover",
      "missing",
      "wrong",
      "status",
      "stand",
      "in place",
      "good enough"
    )
    guard isAsked else { return nil }
    if request.isAboutReadiness, request.names.isEmpty, topics.isEmpty || !isAboutState {
      return Intent(["scan"] + focus(request))
    }
    if !request.names.isEmpty {
      return Intent(["scan"] + request.names.flatMap { ["--control", $0] })
    }
    if !topics.isEmpty, request.isQuestion || isAboutState {
      var seen: Set<String> = []
      let controls = topics.compactMap(\.control).filter { seen.insert($0).inserted }
      return Intent(["scan"] + controls.flatMap { ["--control", $0] })
    }
    guard isAboutState, !request.categories.isEmpty else { return nil }
    return Intent(["scan"] + focus(request))
  }

  // MARK: - Parts

  private static func focus(_ request: Request) -> [String] {
    let categories = request.categories
    return categories.isEmpty ? [] : ["--focus", categories.joined(separator: ",")]
  }

  /// The number that stands before one of several words.
  private static func number(before units: [String], _ words: Words) -> Int? {
    let names = [
      "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    ]
    for unit in units {
      guard let place = words.place(of: unit), place > 0 else { continue }
      let word = words.words[place - 1]
      if let number = Int(word) ?? names[word], (1...100).contains(number) { return number }
    }
    return nil
  }

  private static func isDay(_ word: String) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3
      && zip(parts, [4, 2, 2]).allSatisfy { part, length in
        part.count == length && part.allSatisfy { $0.isASCII && $0.isNumber }
      }
  }
}

extension Topic {
  /// The whole pipeline.
  static var pipeline: Topic? { all.first { $0.fix == "pipeline" } }
}
