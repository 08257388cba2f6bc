import ReadinessModel

/// The application reports its errors and its measurements.
///
/// ## Why it matters
/// What is not measured is noticed by customers first.
///
/// ## What is inspected
/// Libraries that report errors, and libraries that send or expose metrics or traces, where they are
/// set up.
///
/// ## What this cannot show
/// Measurements a hosting platform takes, and whether somebody looks at them.
enum ErrorsAndMetricsAreCollected: Check {
  static let severity = Severity.medium

  /// The signals, and where a missing one belongs.
  struct Subject: Codable, Hashable, Sendable {
    var signals: [TelemetrySignal]
    var hasRoutes: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      Subject(
        signals: application.telemetry.filter {
          [.errorTracking, .metrics, .tracing].contains($0.kind)
        },
        hasRoutes: !application.routes.isEmpty,
        home: facts.applicationHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let errors = subject.signals.filter { $0.kind == .errorTracking }
    let metrics = subject.signals.filter { $0.kind != .errorTracking }
    guard subject.hasRoutes || !subject.signals.isEmpty else {
      return cannotSee("No application was recognised that could report anything")
    }
    guard errors.isEmpty || metrics.isEmpty else {
      return holds(
        "Errors go to \(listed(Set(errors.map(\.product)).sorted())), measurements to"
          + " \(listed(Set(metrics.map(\.product)).sorted()))",
        at: (errors + metrics).map(\.location)
      )
    }
    let message =
      switch (errors.isEmpty, metrics.isEmpty) {
      case (true, true): "The application reports neither errors nor measurements"
      case (true, false): "The application sends measurements but reports no errors"
      default: "The application reports errors but sends no measurements"
      }
    return absent(
      message,
      belongs: subject.signals.isEmpty ? subject.home : subject.signals.map(\.location),
      lookedFor: [
        errors.isEmpty ? "error tracking" : nil, metrics.isEmpty ? "metrics or tracing" : nil,
      ].compactMap { $0 }.joined(separator: " and "),
      next: "Set up what is missing where the application starts."
    )
  }
}
