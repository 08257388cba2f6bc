/// Reads a request in plain English as one command; the same request is always read the same way.
///
/// It knows a small world and nothing else: what is not understood is refused, with what comes near. A request
/// to take protection away is refused whatever else it says.
package struct IntentReader: Sendable {
  /// Characters that a request may have.
  private static let charactersAtMost = 2_000

  private let vocabulary: IntentVocabulary

  /// Creates a reader.
  package init(vocabulary: IntentVocabulary) { self.vocabulary = vocabulary }

  /// Reads a request.
  package func read(_ text: String) throws(UnreadRequest) -> Intent {
    guard text.count <= Self.charactersAtMost else {
      throw refusal("The request is longer than \(Self.charactersAtMost) characters.", Words(""))
    }
    let words = Words(text)
    guard !words.words.isEmpty, words.words.count <= Words.wordsAtMost else {
      throw refusal("There is nothing to read.", words)
    }
    let request = Request(text: text, words: words, names: names(in: text))
    if let review = Self.review(request) { return review }
    if let reason = Self.objection(to: request) { throw refusal(reason, words) }
    for rule in Self.rules {
      if let intent = rule(request) { return intent }
    }
    throw refusal("It is not clear which command that is.", words)
  }

  /// A request, with what was found in it.
  struct Request {
    let text: String
    let words: Words
    /// Names of controls, criteria and checks, as commands take them.
    let names: [String]

    /// Whether something is to be made, and not only looked at.
    var isToMake: Bool {
      guard !isQuestion else { return false }
      return words.hasAny(Self.makingVerbs)
    }

    private static let makingVerbs = [
      "add", "implement", "set up", "setup", "create", "write", "enable", "turn on", "switch on",
      "require", "enforce", "fix", "make", "update", "harden", "need", "want", "encrypt", "log",
      "introduce", "put in place", "generate", "record", "draft", "give us", "give me", "protect",
      "redact", "classify", "purge", "rehearse", "configure", "install", "improve", "produce",
      "export", "delete", "erase", "pin", "keep", "archive", "document", "close", "limit",
    ]
    private static let questionWords: Set<String> = [
      "what", "what's", "whats", "which", "how", "is", "are", "do", "does", "did", "who", "where",
      "why", "when", "show", "list", "find", "check", "tell", "explain", "am",
    ]

    /// Whether it asks how things are.
    var isQuestion: Bool { Self.questionWords.contains(words.first) }

    /// Whether it speaks of the world that commands are about.
    var isAboutReadiness: Bool {
      words.has(
        "soc2",
        "soc 2",
        "soc",
        "readiness",
        "ready",
        "audit ready",
        "gap analysis",
        "gap",
        "gaps",
        "control",
        "criteria",
        "criterion",
        "compliance",
        "compliant",
        "audit",
        "trust service"
      )
    }

    /// Categories that are named, in the order of reports.
    var categories: [String] {
      ["security", "availability", "confidentiality"].filter { words.place(of: $0) != nil }
    }
  }

  // MARK: - Refusing

  /// Why a request is refused although its words are known; nil when it is not.
  private static func objection(to request: Request) -> String? {
    let words = request.words
    if words.has("certify", "certified", "certificate of compliance", "guarantee", "attest") {
      return "Nobody can be certified by a program: an auditor examines, and people attest."
    }
    let weakening = [
      "disable", "turn off", "switch off", "remove", "bypass", "weaken", "drop", "skip", "ignore",
      "get rid of", "stop", "rip out", "hide", "suppress", "fake", "forge", "backdate",
    ]
    let isOrder = !request.isQuestion || words.words.starts(with: ["do", "not"])
    let isNegated = isOrder && words.has("don't", "do not", "never", "without")
    if words.hasAny(weakening.flatMap(forms)) || isNegated {
      return
        "Auditwright takes no protection away, and a request that speaks of that is not guessed at."
    }
    return nil
  }

  /// A verb with its endings.
  private static func forms(of verb: String) -> [String] {
    let parts = verb.split(separator: " ", maxSplits: 1).map(String.init)
    guard let stem = parts.first else { return [] }
    let rest = parts.count > 1 ? " " + parts[1] : ""
    let short = stem.hasSuffix("e") ? String(stem.dropLast()) : stem
    let double = stem + String(stem.suffix(1))
    return ([stem] + [short, double].flatMap { [$0 + "ing", $0 + "ed"] } + [short + "es"])
      .map { $0 + rest }
  }

  private func refusal(_ reason: String, _ words: Words) -> UnreadRequest {
    let near = Self.known.filter { words.hasAny($0.about) }.map(\.text)
    let rest = ["How ready are we for SOC 2?", "What should we do first with 2 engineers?"]
    let examples = near.isEmpty ? rest : Array(near.prefix(3))
    return UnreadRequest(reason: reason, examples: examples)
  }

  // MARK: - Names

  /// Names of the vocabulary that stand in a text, in its order.
  private func names(in text: String) -> [String] {
    let words = Words(text)
    let found = vocabulary.names.compactMap { name -> (Int, String)? in
      words.place(of: Words(name).words.joined(separator: " ")).map { ($0, name) }
    }
    var seen: Set<String> = []
    return found.sorted { $0.0 < $1.0 }.map(\.1).filter { seen.insert($0.lowercased()).inserted }
  }

  /// Requests that are understood, with words that come near them.
  private static let known: [(about: [String], text: String)] = [
    (["soc2", "soc", "gap", "ready", "control"], "How ready are we for SOC 2?"),
    (["security", "owasp", "vulnerability"], "Do a security audit of the code."),
    (["audit", "log", "who"], "Add audit logging that satisfies CC6.3."),
    (
      ["role", "permission", "access"],
      "Implement RBAC: admin (full access), manager (team data), member (own data only)."
    ),
    (["pipeline", "ci", "deploy", "scan"], "Add a security scan and an approval gate to CI/CD."),
    (["route", "endpoint", "api"], "Which routes can be called without authentication?"),
    (["change", "branch", "pull request", "pr", "merge"], "Review my change."),
    (["plan", "first", "day", "week"], "What should we do first with 2 engineers?"),
    (["report", "auditor"], "Generate a SOC 2 readiness report."),
    (["package", "evidence"], "Make a package of evidence for the auditor."),
    (["mean", "explain"], "What does CC7.2 mean?"),
    (["delete", "data", "customer"], "Delete personal data we no longer need."),
    (["evidence", "window"], "How far along is our evidence?"),
  ]

  /// Requests that are understood, one of each kind.
  package static let examples = known.map(\.text)

  /// The fixes that requests can lead to, each with the control that says how things stand, if any does.
  package static var fixes: [(fix: String, control: String?)] {
    Topic.all.map { ($0.fix, $0.control) }
  }
}
