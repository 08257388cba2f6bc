import ReadinessModel

/// The rules of a SARIF file: one for each check of the assessed controls.
struct SARIFRules {
  /// Most tags that GitHub shows of a rule.
  private static let tagsAtMost = 10

  let values: [JSONValue]
  private let indices: [CheckID: Int]

  init(
    assessment: ReadinessAssessment,
    descriptions: [CheckID: CheckDescription],
    weaknesses: WeaknessIndex? = nil
  ) {
    let used = Set(assessment.controls.flatMap(\.checks).map(\.check)).sorted()
    indices = Dictionary(
      used.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    values = used.map { check in
      let controls = assessment.controls.filter { $0.checks.contains { $0.check == check } }
      let severity = assessment.findings.map(\.finding)
        .filter { $0.check == check && $0.outcome.isGap }
        .compactMap { Severity.allCases.firstIndex(of: $0.severity) }
        .min()
      return Self.rule(
        check,
        description: descriptions[check],
        controls: controls,
        severity: severity.map { Severity.allCases[$0] } ?? .medium,
        classes: weaknesses.map { Self.tags(of: check, $0) } ?? []
      )
    }
  }

  /// Tags as GitHub filters by them: the weakness as CodeQL writes it, then the category.
  private static func tags(of check: CheckID, _ index: WeaknessIndex) -> [String] {
    let known = index.weaknesses.filter { $0.check == check }
    return known.flatMap(\.cwe).map { "external/cwe/\($0.lowercased())" }
      + known.flatMap { $0.owasp + $0.api }.map { "owasp/\($0)" }
  }

  func index(of check: CheckID) -> Int? { indices[check] }

  private static func rule(
    _ check: CheckID,
    description: CheckDescription?,
    controls: [ControlAssessment],
    severity: Severity,
    classes: [String] = []
  ) -> JSONValue {
    let statement = description?.statement ?? check.rawValue
    let criteria = controls.flatMap(\.criteria).map(\.rawValue)
    var tags = ["security", "soc2"]
    for tag in classes + controls.map(\.id.rawValue) + criteria where !tags.contains(tag) {
      tags.append(tag)
    }
    return .object([
      ("id", .text(check.rawValue)),
      ("name", .text(check.rawValue.split(separator: "-").map(\.capitalized).joined())),
      ("shortDescription", .object([("text", .text(statement))])),
      ("fullDescription", .object([("text", .text(description?.whyItMatters ?? statement))])),
      ("help", help(description, statement: statement, controls: controls)),
      ("defaultConfiguration", .object([("level", .text(level(of: severity)))])),
      (
        "properties",
        .object([
          ("tags", .texts(Array(tags.prefix(tagsAtMost)))),
          ("precision", .text("high")),
          ("security-severity", .text(score(of: severity))),
        ])
      ),
    ])
  }

  private static func help(
    _ description: CheckDescription?,
    statement: String,
    controls: [ControlAssessment]
  ) -> JSONValue {
    let parts: [(String, String)] = [
      ("Why it matters", description?.whyItMatters ?? ""),
      ("What is inspected", description?.inspected ?? ""),
      ("What this cannot show", description?.cannotShow ?? ""),
      ("Controls", controls.map { "\($0.id) \($0.title)" }.joined(separator: ", ")),
    ].filter { !$0.1.isEmpty }
    let text = [statement] + parts.map { "\($0.0): \($0.1)" }
    let markdown = [statement] + parts.map { "**\($0.0).** \($0.1)" }
    return .object([
      ("text", .text(text.joined(separator: "\n\n"))),
      ("markdown", .text(markdown.joined(separator: "\n\n"))),
    ])
  }

  private static func level(of severity: Severity) -> String {
    switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .informational: "note"
    }
  }

  /// The score by which GitHub sorts security alerts; it must be a text.
  private static func score(of severity: Severity) -> String {
    switch severity {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "3.0"
    case .informational: "0.5"
    }
  }
}

extension Substring {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
