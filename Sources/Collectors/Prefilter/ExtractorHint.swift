/// What the extractors might find in a file, judged from its bytes alone.
///
/// A hint that is absent is a promise: the extractor would find nothing. A hint that is present
/// promises nothing.
package struct ExtractorHint: OptionSet, Hashable, Sendable, Codable {
  /// One bit for each hint.
  package let rawValue: UInt32

  /// Creates hints from their bits.
  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Names a web framework, most likely by importing it.
  package static let framework = ExtractorHint(rawValue: 1 << 0)
  /// Calls something that registers routes or middleware in one of the frameworks.
  package static let routeCalls = ExtractorHint(rawValue: 1 << 1)
  /// Bears decorators that declare routes.
  package static let routeDecorators = ExtractorHint(rawValue: 1 << 2)
  /// Exports handlers named after HTTP methods, or page API handlers.
  package static let routeExports = ExtractorHint(rawValue: 1 << 3)
  /// Denies a request, or verifies who makes it.
  package static let guards = ExtractorHint(rawValue: 1 << 4)
  /// Declares models or tables of a mapper, or changes tables.
  package static let dataModels = ExtractorHint(rawValue: 1 << 5)
  /// Hashes passwords, handles tokens, sessions, cookies, headers or TLS.
  package static let security = ExtractorHint(rawValue: 1 << 6)
  /// Reports errors, measures, traces or logs.
  package static let telemetry = ExtractorHint(rawValue: 1 << 7)
  /// Deletes records.
  package static let deletion = ExtractorHint(rawValue: 1 << 8)
  /// Runs something on a schedule.
  package static let schedules = ExtractorHint(rawValue: 1 << 9)
  /// Records who did what.
  package static let audit = ExtractorHint(rawValue: 1 << 10)
  /// Answers whether the application is well.
  package static let health = ExtractorHint(rawValue: 1 << 11)
  /// Defines roles or permissions.
  package static let roles = ExtractorHint(rawValue: 1 << 12)
  /// Tests something.
  package static let tests = ExtractorHint(rawValue: 1 << 13)
  /// May hold a secret; the anchors say where.
  package static let secrets = ExtractorHint(rawValue: 1 << 14)
  /// Limits the rate of requests.
  package static let rateLimits = ExtractorHint(rawValue: 1 << 15)

  /// Every sign of a route of any framework.
  package static let routes: ExtractorHint = [
    .framework, .routeCalls, .routeDecorators, .routeExports,
  ]
}
