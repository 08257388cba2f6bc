import ReadinessModel

/// What OSCAL documents about one assessment have in common.
///
/// OSCAL 1.2.1. Strings are neither empty nor of several lines, arrays are never empty, and each date
/// has a time and a zone.
struct OSCALPieces: Sendable {
  /// The version of OSCAL that is written.
  static let version = "1.2.1"
  private static let placesAtMost = 20
  /// The namespace of properties that are Auditwright's own.
  private static let namespace = "urn:auditwright:oscal"

  let report: ReadinessReport
  let identifiers: OSCALIdentifiers

  init(_ report: ReadinessReport) {
    self.report = report
    let assessment = report.assessment
    identifiers = OSCALIdentifiers(
      of: [
        assessment.repository, assessment.commit ?? "", assessment.assessedOn, assessment.profile,
        assessment.toolVersion,
      ].joined(separator: "\u{0}")
    )
  }

  /// When the assessment was made, as OSCAL writes it.
  var moment: String { "\(report.assessment.assessedOn)T00:00:00Z" }

  /// The title, version and time of a document.
  func metadata(_ title: String) -> JSONValue {
    .object([
      ("title", .text("\(title) of \(Self.line(report.assessment.repository))")),
      ("last-modified", .text(moment)),
      ("version", .text(report.assessment.commit.map { String($0.prefix(12)) } ?? "1")),
      ("oscal-version", .text(Self.version)),
      (
        "props",
        .list([
          property("tool", "auditwright \(report.assessment.toolVersion)"),
          property("profile", report.assessment.profile),
        ])
      ),
      ("remarks", .text(ReportWording.limit)),
    ])
  }

  /// A property of our own.
  func property(_ name: String, _ value: String) -> JSONValue {
    .object([
      ("name", .text(name)), ("ns", .text(Self.namespace)), ("value", .text(Self.line(value))),
    ])
  }

  /// Checks that were run, each once, with the worst of what controls say of it.
  var checks: [CheckResult] {
    var seen: Set<CheckID> = []
    return report.assessment.controls.flatMap(\.checks).filter { seen.insert($0.check).inserted }
  }

  /// The name of a check's observation.
  func observation(of check: CheckID) -> String { identifiers.uuid("observation \(check)") }

  /// What each check saw, with the places it looked at.
  var observations: [JSONValue] {
    let findings = Dictionary(grouping: report.assessment.findings.map(\.finding), by: \.check)
    return checks.map { check in
      let places = findings[check.check].map(places) ?? []
      return .object([
        ("uuid", .text(observation(of: check.check))),
        ("title", .text(Self.line(check.statement))),
        (
          "description",
          .text(Self.line(check.summary.isEmpty ? check.statement : check.summary))
        ),
        (
          "props",
          .list([
            property("check", check.check.rawValue),
            property("outcome", check.outcome.rawValue),
            property("gaps", "\(check.failingSubjects)"),
          ])
        ),
        ("methods", .list([.text("EXAMINE")])),
        ("types", .list([.text("control-objective")])),
        ("collected", .text(moment)),
        ("relevant-evidence", places.isEmpty ? nil : .list(places)),
      ])
    }
  }

  private func places(of findings: [Finding]) -> [JSONValue] {
    var seen: Set<SourceLocation> = []
    return findings.flatMap { finding in finding.locations.map { ($0, finding.message) } }
      .filter { seen.insert($0.0).inserted }.prefix(Self.placesAtMost)
      .map { place, message in
        .object([
          ("href", .text(Self.reference(to: place))), ("description", .text(Self.line(message))),
        ])
      }
  }

  /// A place as a relative reference (RFC 3986).
  static func reference(to place: SourceLocation) -> String {
    let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    let path = place.file.utf8.map { byte in
      kept.contains(byte)
        ? String(UnicodeScalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
    return "\(path)#L\(place.line)"
  }

  /// Text on one line that is not empty and does not begin or end with a space.
  static func line(_ text: String) -> String {
    let line = SafeText.line(text).split(separator: " ").joined(separator: " ")
    return line.isEmpty ? "-" : line
  }
}
