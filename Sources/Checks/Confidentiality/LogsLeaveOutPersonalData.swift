import ReadinessModel

/// Logs leave out personal data and secrets.
///
/// ## Why it matters
/// Logs are copied to more places, read by more people and kept longer than the database.
///
/// ## What is inspected
/// Redaction configured in the logger or before it, functions that disguise what is logged, the loggers in use, and what code hands them.
///
/// ## What this cannot show
/// Whether the list of redacted names is complete, and what is logged under other names.
enum LogsLeaveOutPersonalData: Check {
  static let severity = Severity.medium

  /// The loggers and their redaction.
  struct Subject: Codable, Hashable, Sendable {
    var redaction: [TelemetrySignal]
    var loggers: [TelemetrySignal]
    var logged: [LoggedField]
    var hasRoutes: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      Subject(
        redaction: application.telemetry.filter { $0.kind == .logRedaction },
        loggers: application.telemetry.filter { $0.kind == .structuredLogging },
        logged: application.loggedFields,
        hasRoutes: !application.routes.isEmpty,
        home: facts.applicationHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let items = logged(subject)
    guard items.isEmpty else { return eachItem(items) { [] } }
    // What disguises values at some calls says nothing of what a logger writes at the others.
    let isRedacted =
      subject.loggers.isEmpty
      || !Set(subject.loggers.map(\.product)).isDisjoint(with: subject.redaction.map(\.product))
    guard subject.redaction.isEmpty || !isRedacted else {
      return holds(
        "\(listed(Set(subject.redaction.map(\.product)).sorted())) redacts what is logged",
        at: subject.redaction.map(\.location),
        confidence: .medium
      )
    }
    guard subject.loggers.isEmpty else {
      return absent(
        "\(listed(Set(subject.loggers.map(\.product)).sorted())) logs without redaction",
        belongs: subject.loggers.map(\.location),
        lookedFor: "redaction in the logger's options or in a formatter",
        next: "Redact passwords, tokens and personal fields in the logger."
      )
    }
    guard subject.hasRoutes else {
      return cannotSee("No application was recognised that could log anything")
    }
    return [
      finding(
        .unconfirmed,
        "No logger was recognised, so what is kept out of logs is unknown",
        at: subject.home,
        lookedFor: "a logger with redaction",
        next: "Log through one logger that redacts."
      )
    ]
  }

  /// What is logged in so many words; a redacting logger may still take it out.
  private static func logged(_ subject: Subject) -> [Finding] {
    let isRedacted = !subject.redaction.isEmpty
    return subject.logged.map { field in
      let isConsole = field.logger.hasPrefix("console")
      return finding(
        isRedacted && !isConsole ? .unconfirmed : .doesNotHold,
        "\(quoted(field.logger)) writes \(quoted(field.name)) to the log",
        at: [field.location],
        confidence: .medium,
        next: "Log an identifier instead, or redact the field."
      )
    }
  }
}
