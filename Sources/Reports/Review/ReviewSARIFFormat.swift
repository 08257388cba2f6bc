package import ReadinessModel

/// Renders a review as SARIF 2.1.0, each result with its state towards the base.
///
/// A concern is a new result at the line that causes it, with what it affects as related places. What
/// was there before the change follows as unchanged or updated, and what the change mended as absent.
package struct ReviewSARIFFormat: Sendable {
  private static let resultsAtMost = 5_000
  private static let placesAtMost = 100

  private let descriptions: [CheckDescription]
  private let baseline: [BaselinedFinding]
  private let source: SourceText
  private let toolVersion: String

  /// Creates a format; fingerprints need the files' text.
  package init(
    descriptions: [CheckDescription],
    baseline: [BaselinedFinding],
    source: SourceText = .none,
    toolVersion: String
  ) {
    self.descriptions = descriptions
    self.baseline = baseline
    self.source = source
    self.toolVersion = toolVersion
  }

  /// Renders the review; ends with a line break.
  package func render(_ review: ReviewedChange) -> String {
    var fingerprints = FileFingerprints(source: source)
    let told = Set(
      review.concerns.flatMap { concern in
        concern.affected.map { "\(concern.check?.rawValue ?? "")\u{1F}\($0.name)" }
      }
    )
    var results = review.concerns.map(result)
    for item in baseline {
      let name = "\(item.finding.check)\u{1F}\(item.finding.resource ?? "")"
      if item.state == .new, told.contains(name) { continue }
      results.append(result(item, &fingerprints))
    }
    return JSONValue.object([
      ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .text("2.1.0")),
      ("runs", .list([run(review, Array(results.prefix(Self.resultsAtMost)))])),
    ]).rendered()
  }

  private func run(_ review: ReviewedChange, _ results: [JSONValue]) -> JSONValue {
    .object([
      (
        "tool",
        .object([
          (
            "driver",
            .object([
              ("name", .text("Auditwright")), ("semanticVersion", .text(toolVersion)),
              ("rules", .list(rules(review))),
            ])
          )
        ])
      ),
      ("automationDetails", .object([("id", .text("auditwright/review/"))])),
      ("columnKind", .text("utf16CodeUnits")),
      (
        "properties",
        .object([
          ("verdict", .text(review.verdict.rawValue)),
          ("baseCommit", review.base.commit.map(JSONValue.text)),
          ("headCommit", review.head.commit.map(JSONValue.text)),
        ])
      ),
      ("results", .list(results)),
    ])
  }

  private func rules(_ review: ReviewedChange) -> [JSONValue] {
    let used = Set(
      review.concerns.map { $0.check?.rawValue ?? $0.kind.rawValue }
        + baseline.map(\.finding.check.rawValue)
    )
    let known = Dictionary(
      descriptions.map { ($0.id.rawValue, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    return used.sorted().map { id in
      let statement = known[id]?.statement ?? "What a change leaves to be seen stays visible."
      return .object([
        ("id", .text(id)),
        ("shortDescription", .object([("text", .text(statement))])),
        (
          "fullDescription",
          .object([("text", .text(known[id]?.whyItMatters ?? statement))])
        ),
        ("properties", .object([("tags", .texts(["security", "soc2"]))])),
      ])
    }
  }

  private func result(_ concern: ReviewConcern) -> JSONValue {
    let causes = concern.causes.filter { !$0.isFileGone }.map(\.location)
    let affected = concern.affected.compactMap(\.location)
    let primary =
      causes.first ?? affected.first ?? SourceLocation(file: "auditwright.yml", line: 1)
    let related = (Array(causes.dropFirst()) + affected).filter { $0 != primary }
    let text = [concern.title, concern.suggestion ?? ""].filter { !$0.isEmpty }
      .map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
    return .object([
      ("ruleId", .text(concern.check?.rawValue ?? concern.kind.rawValue)),
      ("kind", .text(concern.kind == .notSeen ? "open" : "fail")),
      ("level", .text(concern.kind == .notSeen ? "none" : level(concern.severity))),
      ("baselineState", .text(BaselineState.new.rawValue)),
      ("message", .object([("text", .text(plain(text)))])),
      ("locations", .list([location(primary)])),
      (
        "relatedLocations",
        related.isEmpty ? nil : .list(related.prefix(Self.placesAtMost).map(location))
      ),
      ("partialFingerprints", .object([("auditwrightConcern/v1", .text(concern.id))])),
      (
        "properties",
        .object([
          ("severity", .text(concern.severity.rawValue)),
          ("concern", .text(concern.kind.rawValue)),
        ])
      ),
    ])
  }

  private func result(
    _ item: BaselinedFinding,
    _ fingerprints: inout FileFingerprints
  ) -> JSONValue {
    let finding = item.finding
    let elsewhere = SourceLocation(file: "auditwright.yml", line: 1)
    let places = finding.locations.isEmpty ? [elsewhere] : finding.locations
    let isCertain = finding.outcome == .doesNotHold && finding.confidence != .low
    return .object([
      ("ruleId", .text(finding.check.rawValue)),
      ("kind", .text(isCertain ? "fail" : "open")),
      ("level", .text(isCertain ? level(finding.severity) : "none")),
      ("baselineState", .text(item.state.rawValue)),
      ("message", .object([("text", .text(plain(finding.message)))])),
      ("locations", .list(places.prefix(Self.placesAtMost).map(location))),
      (
        "partialFingerprints",
        // The text of what is gone is gone with it.
        item.state == .absent
          ? nil
          : places.first.flatMap { fingerprints[$0] }
            .map { .object([("primaryLocationLineHash", .text($0))]) }
      ),
      ("properties", .object([("severity", .text(finding.severity.rawValue))])),
    ])
  }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .informational: "note"
    }
  }

  private func location(_ place: SourceLocation) -> JSONValue {
    let end = place.endLine.flatMap { $0 > place.line ? $0 : nil }
    return .object([
      (
        "physicalLocation",
        .object([
          ("artifactLocation", .object([("uri", .text(SARIFFormat.uri(place.file)))])),
          (
            "region",
            .object([
              ("startLine", .integer(max(1, place.line))), ("endLine", end.map(JSONValue.integer)),
            ])
          ),
        ])
      )
    ])
  }

  /// Keeps names in brackets from being taken for a link.
  private func plain(_ text: String) -> String {
    SafeText.line(text).split(separator: "](", omittingEmptySubsequences: false)
      .joined(separator: "] (")
  }
}
