/// A policy that grants rights on the platform.
package struct AccessPolicy: Codable, Hashable, Sendable {
  /// Address of the resource that holds it.
  package var address: String
  /// `role`, `user`, `group`, `resource` or `trust`.
  package var principalKind: String
  /// Whether everything on everything is allowed.
  package var grantsAdministrator: Setting<Bool>
  /// Allowed actions with a wildcard for a whole service or more.
  package var wildcardActions: [String]
  /// Whether write or permission actions are allowed on every resource.
  package var wildcardResources: Bool
  /// Whether anybody may use it.
  package var publicPrincipal: Setting<Bool>
  /// The policy.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    address: String,
    principalKind: String,
    grantsAdministrator: Setting<Bool>,
    wildcardActions: [String] = [],
    wildcardResources: Bool,
    publicPrincipal: Setting<Bool>,
    location: SourceLocation
  ) {
    self.address = address
    self.principalKind = principalKind
    self.grantsAdministrator = grantsAdministrator
    self.wildcardActions = wildcardActions
    self.wildcardResources = wildcardResources
    self.publicPrincipal = publicPrincipal
    self.location = location
  }
}

/// A key and its rotation.
package struct EncryptionKey: Codable, Hashable, Sendable {
  /// Address of the resource.
  package var address: String
  /// Whether it rotates.
  package var rotates: Setting<Bool>
  /// Days between rotations.
  package var rotationDays: Setting<Int>
  /// The resource.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    address: String,
    rotates: Setting<Bool>,
    rotationDays: Setting<Int> = .unset(providerDefault: nil),
    location: SourceLocation
  ) {
    self.address = address
    self.rotates = rotates
    self.rotationDays = rotationDays
    self.location = location
  }
}

/// An alarm and whom it reaches.
package struct Alarm: Codable, Hashable, Sendable {
  /// Address of the resource.
  package var address: String
  /// What it watches: a metric name or filter.
  package var subject: String
  /// The kind of trouble, one of errors, latency, capacity, availability, security, backup,
  /// audit, cost, other.
  package var concern: String
  /// Whether it notifies anything.
  package var hasAction: Setting<Bool>
  /// Whether what it notifies has a person or pager at the end.
  package var reachesPerson: Setting<Bool>
  /// The resource.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    address: String,
    subject: String,
    concern: String,
    hasAction: Setting<Bool>,
    reachesPerson: Setting<Bool>,
    location: SourceLocation
  ) {
    self.address = address
    self.subject = subject
    self.concern = concern
    self.hasAction = hasAction
    self.reachesPerson = reachesPerson
    self.location = location
  }
}

/// A rule that adds capacity.
package struct ScalingRule: Codable, Hashable, Sendable {
  /// Address of the resource.
  package var address: String
  /// What it scales.
  package var target: String
  /// Fewest instances.
  package var minimum: Setting<Int>
  /// Most instances.
  package var maximum: Setting<Int>
  /// The resource.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    address: String,
    target: String,
    minimum: Setting<Int>,
    maximum: Setting<Int>,
    location: SourceLocation
  ) {
    self.address = address
    self.target = target
    self.minimum = minimum
    self.maximum = maximum
    self.location = location
  }
}

/// A log store and its retention.
package struct LogGroup: Codable, Hashable, Sendable {
  /// Address of the resource.
  package var address: String
  /// Days kept; 0 for ever.
  package var retentionDays: Setting<Int>
  /// Whether a key the customer manages is used.
  package var encryptedWithKey: Setting<Bool>
  /// The resource.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    address: String,
    retentionDays: Setting<Int>,
    encryptedWithKey: Setting<Bool>,
    location: SourceLocation
  ) {
    self.address = address
    self.retentionDays = retentionDays
    self.encryptedWithKey = encryptedWithKey
    self.location = location
  }
}

/// A backup plan.
package struct BackupPlan: Codable, Hashable, Sendable {
  /// Address of the resource.
  package var address: String
  /// The schedule as written.
  package var schedule: Setting<String>
  /// Days kept.
  package var retentionDays: Setting<Int>
  /// Whether copies go to another region or account.
  package var copiesElsewhere: Setting<Bool>
  /// Addresses or tags covered.
  package var covers: [String]
  /// The resource.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    address: String,
    schedule: Setting<String>,
    retentionDays: Setting<Int>,
    copiesElsewhere: Setting<Bool>,
    covers: [String] = [],
    location: SourceLocation
  ) {
    self.address = address
    self.schedule = schedule
    self.retentionDays = retentionDays
    self.copiesElsewhere = copiesElsewhere
    self.covers = covers
    self.location = location
  }
}

/// A trail, detector, recorder or probe.
package struct PlatformMonitor: Codable, Hashable, Sendable {
  /// Address of the resource.
  package var address: String
  /// One of trail, threat-detection, configuration-recorder, flow-log, uptime-check,
  /// firewall, dashboard.
  package var kind: String
  /// Whether it is on.
  package var isEnabled: Setting<Bool>
  /// The resource.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(address: String, kind: String, isEnabled: Setting<Bool>, location: SourceLocation) {
    self.address = address
    self.kind = kind
    self.isEnabled = isEnabled
    self.location = location
  }
}

/// A container build file.
package struct ContainerImage: Codable, Hashable, Sendable {
  /// Path.
  package var file: String
  /// Base images as written.
  package var baseImages: [String]
  /// Base images without a digest.
  package var unpinnedImages: [SourceLocation]
  /// Whether the final stage runs as root.
  package var runsAsRoot: Setting<Bool>
  /// Whether it declares a health check.
  package var hasHealthCheck: Bool
  /// The first instruction.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    file: String,
    baseImages: [String] = [],
    unpinnedImages: [SourceLocation] = [],
    runsAsRoot: Setting<Bool>,
    hasHealthCheck: Bool,
    location: SourceLocation
  ) {
    self.file = file
    self.baseImages = baseImages
    self.unpinnedImages = unpinnedImages
    self.runsAsRoot = runsAsRoot
    self.hasHealthCheck = hasHealthCheck
    self.location = location
  }
}

/// A service of a compose file.
package struct ComposeService: Codable, Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Path.
  package var file: String
  /// The image as written.
  package var image: String?
  /// Whether the file is for local development.
  package var isDevelopment: Bool
  /// Ports published, as written.
  package var publishesPorts: [String]
  /// Whether it runs privileged.
  package var privileged: Bool
  /// Whether it declares a health check.
  package var hasHealthCheck: Bool
  /// The service.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    name: String,
    file: String,
    image: String? = nil,
    isDevelopment: Bool,
    publishesPorts: [String] = [],
    privileged: Bool,
    hasHealthCheck: Bool,
    location: SourceLocation
  ) {
    self.name = name
    self.file = file
    self.image = image
    self.isDevelopment = isDevelopment
    self.publishesPorts = publishesPorts
    self.privileged = privileged
    self.hasHealthCheck = hasHealthCheck
    self.location = location
  }
}

/// A part of the infrastructure code that could not be evaluated.
package struct UnresolvedInfrastructure: Codable, Hashable, Sendable {
  /// Address of the block.
  package var address: String
  /// Why.
  package var reason: String
  /// Where.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(address: String, reason: String, location: SourceLocation) {
    self.address = address
    self.reason = reason
    self.location = location
  }
}
