internal import ReadinessModel

/// How a command of the pipeline is recognised, and when its finding something fails it.
struct ToolRule: Sendable {
  /// The tool's name, as it is shown.
  var tool: String
  /// Programs, images or actions it comes as.
  var programs: [String]
  /// Words one list of which must stand among the first arguments; none: any arguments.
  var verbs: [[String]]
  /// Words and options that make it something else.
  var without: [String]
  /// What it does.
  var kinds: [ActivityKind]
  /// Options one of which it needs to fail; none: it fails by itself.
  var needs: [String]
  /// Options with which it does not fail.
  var forgiving: [String]
  /// Why it never fails, for tools that only report.
  var neverFailsBecause: String?

  /// The rule at the host that decides whether findings stop a merge, for tools that hand them on.
  var hostRule: String?

  /// Creates a rule; the tool's name is its program unless more are given.
  init(
    _ tool: String,
    _ kinds: ActivityKind...,
    programs: [String]? = nil,
    verbs: [[String]] = [],
    without: [String] = [],
    needs: [String] = [],
    forgiving: [String] = [],
    neverFails: String? = nil,
    hostRule: String? = nil
  ) {
    self.tool = tool
    self.programs = programs ?? [tool]
    self.verbs = verbs
    self.without = without + ["--version", "--help", "-h"]
    self.kinds = kinds
    self.needs = needs
    self.forgiving = forgiving
    neverFailsBecause =
      neverFails ?? hostRule.map { "its findings go to the host, where \($0) decides" }
    self.hostRule = hostRule
  }

  /// Whether a command, its program left out, is what the rule is about.
  func matches(arguments: [String]) -> Bool {
    if without.contains(where: { Self.isPresent($0, in: arguments) }) { return false }
    guard !verbs.isEmpty else { return true }
    let words = arguments.filter { !$0.hasPrefix("-") }.prefix(5)
    return verbs.contains { verb in
      if verb.isEmpty { return words.isEmpty }
      guard verb.count <= words.count else { return false }
      return (0...(words.count - verb.count)).contains { start in
        words[start..<(start + verb.count)].elementsEqual(verb)
      }
    }
  }

  /// Says why a run with these arguments does not fail on what it finds, nil when it does.
  func forgivenBecause(arguments: [String]) -> String? {
    if let neverFailsBecause { return neverFailsBecause }
    if let option = forgiving.first(where: { Self.isPresent($0, in: arguments) }) {
      return "\(option) makes it succeed whatever it finds"
    }
    guard !needs.isEmpty, !needs.contains(where: { Self.isPresent($0, in: arguments) }) else {
      return nil
    }
    let wanted = needs[0].replacing("!=0", with: " 1").replacing("=", with: " ")
    return "without \(wanted) it succeeds whatever it finds"
  }

  /// Whether an option is among arguments: `--a`, `--a=value` or `--a!=value`.
  static func isPresent(_ specification: String, in arguments: [String]) -> Bool {
    if let range = specification.firstRange(of: "!=") {
      let values = values(of: String(specification[..<range.lowerBound]), in: arguments)
      return values.contains { $0 != specification[range.upperBound...] }
    }
    if let equals = specification.firstIndex(of: "="), specification.hasPrefix("-") {
      let value = specification[specification.index(after: equals)...]
      return values(of: String(specification[..<equals]), in: arguments).contains { $0 == value }
    }
    return arguments.contains { $0 == specification || $0.hasPrefix(specification + "=") }
  }

  /// The values an option has among arguments, in either notation.
  static func values(of option: String, in arguments: [String]) -> [String] {
    var values: [String] = []
    for (index, argument) in arguments.enumerated() {
      if argument == option, index + 1 < arguments.count { values.append(arguments[index + 1]) }
      if argument.hasPrefix(option + "=") {
        values.append(String(argument.dropFirst(option.count + 1)))
      }
    }
    return values
  }
}

/// What a command turned out to do.
struct RecognisedActivity: Hashable, Sendable {
  var kind: ActivityKind
  var tool: String
  /// Why finding something does not fail it, nil when it does.
  var forgivenBecause: String?
  /// The rule at the host that decides whether its findings stop a merge.
  var hostRule: String?
}
