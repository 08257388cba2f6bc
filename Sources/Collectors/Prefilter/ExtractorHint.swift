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
  /// Calls something named like a registration of routes; so do maps, caches and clients.
  package static let routeCalls = ExtractorHint(rawValue: 1 << 1)
  /// Bears decorators that declare routes.
  package static let routeDecorators = ExtractorHint(rawValue: 1 << 2)
  /// Exports handlers named after HTTP methods.
  package static let routeExports = ExtractorHint(rawValue: 1 << 3)
  /// Declares models or tables of a mapper, or changes tables.
  package static let dataModels = ExtractorHint(rawValue: 1 << 4)
  /// May hold a secret; the anchors say where.
  package static let secrets = ExtractorHint(rawValue: 1 << 5)
  /// Makes or serves connections whose protection is looked at.
  package static let transport = ExtractorHint(rawValue: 1 << 6)
  /// Writes an address without TLS.
  package static let plainAddresses = ExtractorHint(rawValue: 1 << 7)
  /// Names something that sends requests.
  package static let requests = ExtractorHint(rawValue: 1 << 8)
  /// Hashes passwords, handles tokens or sets sessions up.
  package static let credentials = ExtractorHint(rawValue: 1 << 9)
  /// Reports errors, measures, traces or logs by a known product.
  package static let telemetry = ExtractorHint(rawValue: 1 << 10)
  /// Deletes records.
  package static let deletion = ExtractorHint(rawValue: 1 << 11)
  /// Compares with a limit of age or amount.
  package static let limits = ExtractorHint(rawValue: 1 << 12)
  /// Deletes records in SQL.
  package static let deletionStatements = ExtractorHint(rawValue: 1 << 13)
  /// Defines roles or permissions.
  package static let roles = ExtractorHint(rawValue: 1 << 14)
  /// Logs something named like personal data.
  package static let logging = ExtractorHint(rawValue: 1 << 15)

  /// Every sign of a route that needs no framework beside it.
  package static let routes: ExtractorHint = [.framework, .routeDecorators, .routeExports]

  /// Whether connections could be looked at.
  package var mayShowTransport: Bool {
    contains(.transport) || contains([.plainAddresses, .requests])
  }

  /// Whether a purge could stand in the file.
  package var mayShowPurges: Bool {
    contains(.deletionStatements) || contains([.deletion, .limits])
  }

  /// Whether the file could show how secrets, connections, sessions or jobs are handled.
  package var mayShowSettings: Bool {
    mayShowTransport || mayShowPurges || !isDisjoint(with: [.credentials, .telemetry])
      || !isDisjoint(with: [.roles, .logging])
  }
}
