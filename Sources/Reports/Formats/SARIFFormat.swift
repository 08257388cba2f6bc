package import ReadinessModel

/// Renders the gaps of an assessment as SARIF 2.1.0, for code scanning.
///
/// Only what does not hold, could not be confirmed or waits for a person becomes a result, because
/// GitHub shows every result as an alert whatever its kind.
package struct SARIFFormat: Sendable {
  /// Most results of a file; GitHub keeps no more.
  private static let resultsAtMost = 5_000
  /// Most places of a result; GitHub shows no more.
  private static let placesAtMost = 100

  private let descriptions: [CheckID: CheckDescription]
  private let source: SourceText
  private let weaknesses: WeaknessIndex?

  /// Creates a format; fingerprints need the files' text.
  ///
  /// With weaknesses, rules and results name the categories of OWASP and the weaknesses that they are.
  package init(
    descriptions: [CheckDescription],
    source: SourceText = .none,
    weaknesses: WeaknessIndex? = nil
  ) {
    self.weaknesses = weaknesses
    self.descriptions = Dictionary(
      descriptions.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.source = source
  }

  /// Renders the assessment; ends with a line break.
  package func render(_ assessment: ReadinessAssessment) -> String {
    let findings = gaps(of: assessment)
    let rules = SARIFRules(
      assessment: assessment,
      descriptions: descriptions,
      weaknesses: weaknesses
    )
    var fingerprints = FileFingerprints(source: source)
    let results = findings.map { result($0, rules, &fingerprints) }
    return JSONValue.object([
      ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .text("2.1.0")),
      ("runs", .list([run(assessment, rules, results)])),
    ]).rendered()
  }

  private func run(
    _ assessment: ReadinessAssessment,
    _ rules: SARIFRules,
    _ results: [JSONValue]
  ) -> JSONValue {
    let notes = assessment.notSeen.map { note in
      JSONValue.object([
        ("level", .text("note")), ("message", .object([("text", .text(plain(note)))])),
      ])
    }
    return .object([
      (
        "tool",
        .object([
          (
            "driver",
            .object([
              ("name", .text("Auditwright")),
              ("semanticVersion", .text(assessment.toolVersion)),
              ("rules", .list(rules.values)),
            ])
          )
        ])
      ),
      (
        "automationDetails",
        .object([
          (
            "id",
            .text("auditwright/\(assessment.profile)/" + (weaknesses == nil ? "" : "security/"))
          )
        ])
      ),
      (
        "invocations",
        .list([
          .object([
            ("executionSuccessful", .boolean(true)),
            ("toolExecutionNotifications", .list(notes)),
          ])
        ])
      ),
      ("columnKind", .text("utf16CodeUnits")),
      ("taxonomies", weaknesses.map { .list(SARIFTaxonomies(index: $0).values) }),
      ("results", .list(results)),
    ])
  }

  /// The gaps, worst first; one that bears on several controls is told once.
  private func gaps(of assessment: ReadinessAssessment) -> [Finding] {
    var seen: Set<Finding> = []
    let findings = assessment.findings.map(\.finding)
      .filter { $0.sarifKind != nil && seen.insert($0).inserted }
    return Severity.allCases.flatMap { severity in findings.filter { $0.severity == severity } }
      .prefix(Self.resultsAtMost).map { $0 }
  }

  private func result(
    _ finding: Finding,
    _ rules: SARIFRules,
    _ fingerprints: inout FileFingerprints
  ) -> JSONValue {
    // GitHub refuses a file in which any result has no place.
    let elsewhere = SourceLocation(file: "auditwright.yml", line: 1)
    let places = finding.locations.isEmpty ? [elsewhere] : finding.locations
    let text = [finding.message, finding.nextStep].compactMap { $0 }.map(sentence)
      .joined(separator: " ")
    return .object([
      ("ruleId", .text(finding.check.rawValue)),
      ("ruleIndex", rules.index(of: finding.check).map(JSONValue.integer)),
      ("kind", .text(finding.sarifKind ?? "fail")),
      ("level", .text(finding.sarifLevel)),
      ("message", .object([("text", .text(plain(text)))])),
      ("locations", .list(places.prefix(Self.placesAtMost).map(location))),
      (
        "taxa",
        weaknesses.flatMap { index in
          index.weakness(of: finding.check, aspect: finding.aspect).map { weakness in
            .list(SARIFTaxonomies(index: index).references(to: weakness))
          }
        }
      ),
      (
        "partialFingerprints",
        places.first.flatMap { fingerprints[$0] }.map {
          .object([("primaryLocationLineHash", .text($0))])
        }
      ),
      (
        "properties",
        .object([
          ("severity", .text(finding.severity.rawValue)),
          ("confidence", .text(finding.confidence.rawValue)),
          ("resource", finding.resource.map(JSONValue.text)),
          ("lookedFor", finding.lookedFor.map(JSONValue.text)),
        ])
      ),
    ])
  }

  private func location(_ place: SourceLocation) -> JSONValue {
    let end = place.endLine.flatMap { $0 > place.line ? $0 : nil }
    return .object([
      (
        "physicalLocation",
        .object([
          ("artifactLocation", .object([("uri", .text(Self.uri(place.file)))])),
          (
            "region",
            .object([
              ("startLine", .integer(max(1, place.line))),
              ("startColumn", .integer(max(1, place.column))),
              ("endLine", end.map(JSONValue.integer)),
            ])
          ),
        ])
      )
    ])
  }

  /// Writes a path as a relative reference.
  static func uri(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  private func sentence(_ text: String) -> String {
    text.hasSuffix(".") || text.isEmpty ? text : text + "."
  }

  /// Keeps names in brackets from being taken for a link.
  private func plain(_ text: String) -> String {
    SafeText.line(text).split(separator: "](", omittingEmptySubsequences: false)
      .joined(separator: "] (")
  }
}

extension Finding {
  /// The kind of result that the finding is, nil when it is none.
  fileprivate var sarifKind: String? {
    switch outcome {
    case .doesNotHold: confidence == .low ? "open" : "fail"
    case .unconfirmed: "open"
    case .needsAttestation: "review"
    case .holds, .notObservable, .notApplicable: nil
    }
  }

  /// The level; by the standard every kind but `fail` has none.
  fileprivate var sarifLevel: String {
    guard sarifKind == "fail" else { return "none" }
    return switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .informational: "note"
    }
  }
}

/// Fingerprints of the lines of files, each file hashed once.
struct FileFingerprints {
  let source: SourceText
  private var byFile: [String: LineFingerprints?] = [:]

  init(source: SourceText) { self.source = source }

  subscript(place: SourceLocation) -> String? {
    mutating get {
      if let known = byFile[place.file] { return known?[place.line] }
      let made = source.bytes(place.file).map {
        LineFingerprints(of: String(decoding: $0, as: UTF8.self))
      }
      byFile[place.file] = made
      return made?[place.line]
    }
  }
}
