package import ReadinessModel

/// Renders a security audit as JSON, for programs.
///
/// `Documentation/Schemas/security.schema.json` describes the output.
package struct SecurityJSONFormat: Sendable {
  /// Creates a format.
  package init() {}

  /// Renders the audit; ends with a line break.
  package func render(_ audit: SecurityAudit) -> String {
    JSONValue.object([
      ("schemaVersion", .integer(audit.schemaVersion)),
      ("tool", .object([("name", .text("auditwright")), ("version", .text(audit.toolVersion))])),
      ("repository", .text(audit.repository)),
      ("commit", audit.commit.map(JSONValue.text) ?? .null),
      ("profile", .text(audit.profile)),
      ("assessedOn", .text(audit.assessedOn)),
      ("summary", summary(audit)),
      ("entries", .list(audit.entries.map(entry))),
      ("holds", .list(audit.holds.map(held))),
      ("notSeen", .texts(audit.notSeen)),
      ("history", audit.history.map(history) ?? .null),
      ("leftOut", .list(audit.leftOut.map(leftOut))),
    ]).rendered()
  }

  private func summary(_ audit: SecurityAudit) -> JSONValue {
    .object([
      ("line", .text(SecurityWording.bottomLine(audit))),
      ("critical", .integer(audit.count(.critical))),
      ("high", .integer(audit.count(.high))),
      ("medium", .integer(audit.count(.medium))),
      ("low", .integer(audit.count(.low) + audit.count(.informational))),
      ("unconfirmed", .integer(audit.entries.count { !$0.isCertain })),
      ("routes", audit.routes.map(routes) ?? .null),
    ])
  }

  private func routes(_ routes: RouteExposure) -> JSONValue {
    .object([
      ("total", .integer(routes.total)),
      ("signedIn", .integer(routes.signedIn)),
      ("open", .integer(routes.open)),
      ("openByPurpose", .integer(routes.openByPurpose)),
      ("declaredPublic", .integer(routes.declaredPublic)),
      ("unresolved", .integer(routes.unresolved)),
      ("unresolvedRegistrations", .integer(routes.unresolvedRegistrations)),
    ])
  }

  private func entry(_ entry: SecurityEntry) -> JSONValue {
    .object([
      ("number", .text(entry.number)),
      ("severity", .text(entry.severity.rawValue)),
      ("isCertain", .boolean(entry.isCertain)),
      ("title", .text(entry.title)),
      ("check", .text(entry.check.rawValue)),
      ("aspect", entry.aspect.map(JSONValue.text) ?? .null),
      ("owasp", .list(entry.owasp.map(weakness))),
      ("owaspApi", .list(entry.api.map(weakness))),
      ("cwe", .list(entry.cwe.map(weakness))),
      ("controls", .texts(entry.controls.map(\.rawValue))),
      ("attack", .text(entry.attack)),
      ("count", .integer(entry.count)),
      ("places", .list(entry.places.map(place))),
      ("vulnerable", entry.vulnerable.map(excerpt) ?? .null),
      ("fix", fix(entry.fix)),
      ("notes", .texts(entry.notes)),
      ("bearsOnControls", .boolean(entry.bearsOnControls)),
    ])
  }

  private func weakness(_ weakness: WeaknessClass) -> JSONValue {
    .object([("id", .text(weakness.id)), ("title", .text(weakness.title))])
  }

  private func place(_ place: SecurityPlace) -> JSONValue {
    .object([
      ("location", place.location.map(JSONValue.location) ?? .null),
      ("subject", place.subject.map(JSONValue.text) ?? .null),
      ("message", .text(place.message)),
      ("commit", place.commit.map(JSONValue.text) ?? .null),
    ])
  }

  private func excerpt(_ excerpt: CodeExcerpt) -> JSONValue {
    .object([
      ("file", .text(excerpt.file)),
      (
        "lines",
        .list(
          excerpt.lines.map { line in
            .object([
              ("number", .integer(line.number)),
              ("text", .text(line.text)),
              ("isMarked", .boolean(line.isMarked)),
            ])
          }
        )
      ),
    ])
  }

  private func fix(_ fix: SecurityFix) -> JSONValue {
    .object([
      ("advice", .text(fix.advice)),
      ("proof", .text(fix.proof.rawValue)),
      ("command", fix.command.map(JSONValue.text) ?? .null),
      ("excerpt", fix.excerpt.map(excerpt) ?? .null),
      ("isElsewhere", .boolean(fix.isElsewhere)),
      ("sameAs", fix.sameAs.map(JSONValue.text) ?? .null),
      ("files", .integer(fix.files)),
      ("remaining", fix.remaining.map(JSONValue.integer) ?? .null),
    ])
  }

  private func held(_ held: HeldProtection) -> JSONValue {
    .object([
      ("check", .text(held.check.rawValue)),
      ("message", .text(held.message)),
      ("controls", .texts(held.controls.map(\.rawValue))),
      ("location", held.location.map(JSONValue.location) ?? .null),
    ])
  }

  private func history(_ history: HistoryReading) -> JSONValue {
    .object([
      ("extent", .text(history.extent.rawValue)),
      ("reasons", .texts(history.reasons)),
      ("commits", .integer(history.commits)),
      ("versions", .integer(history.versions)),
    ])
  }

  private func leftOut(_ left: LeftOutChecks) -> JSONValue {
    .object([
      ("subject", .text(left.subject)),
      ("see", .text(left.see)),
      ("checks", .texts(left.checks.map(\.rawValue))),
    ])
  }
}
