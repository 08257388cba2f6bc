import ReadinessModel

/// Transport settings of the application, beside what they protect.
struct TransportTable: Codable, Hashable, Sendable {
  /// Settings outside test code.
  var settings: [TransportSetting]
  /// Whether an application was recognised at all.
  var hasApplication: Bool
  /// Places that show that the application uses a database.
  var databaseUse: [SourceLocation]
  /// Databases that infrastructure code declares.
  var databases: [DataStore]
  /// Every route's package and place.
  var routes: [RoutePlace]
  /// Where something missing from the application belongs.
  var home: [SourceLocation]

  /// Where one route is, and in which package.
  struct RoutePlace: Codable, Hashable, Sendable {
    var package: String
    var location: SourceLocation
  }

  /// Picks settings of some kinds out of everything that was collected.
  static func observed(
    _ kinds: Set<TransportKind>,
    in facts: RepositoryFacts
  ) -> Observation<TransportTable> {
    facts.application.map { application in
      TransportTable(
        settings: application.transport.filter { kinds.contains($0.kind) && !$0.inTestCode },
        hasApplication: !application.routes.isEmpty || !application.manifests.isEmpty,
        databaseUse: facts.databaseUse,
        databases: facts.infrastructure.value?.dataStores.filter {
          [.relationalDatabase, .documentDatabase, .warehouse].contains($0.kind)
        } ?? [],
        routes: application.routes.map {
          RoutePlace(package: $0.package, location: $0.location)
        },
        home: facts.applicationHome
      )
    }
  }
}

extension Check {
  /// Judges settings that must protect a connection.
  static func transportItems(
    _ settings: [TransportSetting],
    fault: String,
    next: String
  ) -> [Finding] {
    settings.compactMap { setting in
      settingItem(
        setting.isProtected,
        of: quoted(setting.detail),
        at: setting.location,
        unsafeDefault: .unconfirmed,
        wording: SettingWording(
          what: "protection",
          written: fault,
          byDefault: "does not say whether the connection is protected",
          next: next
        )
      )
    }
  }
}
