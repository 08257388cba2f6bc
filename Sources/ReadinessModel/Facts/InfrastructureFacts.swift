/// What infrastructure code shows, normalised across providers.
package struct InfrastructureFacts: Codable, Hashable, Sendable {
  /// Folders that hold a root configuration.
  package var roots: [String]
  /// Places data is kept.
  package var dataStores: [DataStore]
  /// Places traffic comes in.
  package var listeners: [Listener]
  /// Network rules that let traffic in.
  package var ingressRules: [IngressRule]
  /// Policies that grant rights on the platform.
  package var accessPolicies: [AccessPolicy]
  /// Keys and their rotation.
  package var encryptionKeys: [EncryptionKey]
  /// Alarms and whom they reach.
  package var alarms: [Alarm]
  /// Rules that add capacity.
  package var scaling: [ScalingRule]
  /// Log stores and their retention.
  package var logGroups: [LogGroup]
  /// Backup plans.
  package var backupPlans: [BackupPlan]
  /// Regions in use, sorted.
  package var regions: [String]
  /// Trails, detectors, recorders, flow logs, health checks.
  package var monitors: [PlatformMonitor]
  /// Container build files.
  package var containers: [ContainerImage]
  /// Services of compose files.
  package var composeServices: [ComposeService]
  /// What could not be evaluated.
  package var unresolved: [UnresolvedInfrastructure]

  /// Creates a value from its parts.
  package init(
    roots: [String] = [],
    dataStores: [DataStore] = [],
    listeners: [Listener] = [],
    ingressRules: [IngressRule] = [],
    accessPolicies: [AccessPolicy] = [],
    encryptionKeys: [EncryptionKey] = [],
    alarms: [Alarm] = [],
    scaling: [ScalingRule] = [],
    logGroups: [LogGroup] = [],
    backupPlans: [BackupPlan] = [],
    regions: [String] = [],
    monitors: [PlatformMonitor] = [],
    containers: [ContainerImage] = [],
    composeServices: [ComposeService] = [],
    unresolved: [UnresolvedInfrastructure] = []
  ) {
    self.roots = roots
    self.dataStores = dataStores
    self.listeners = listeners
    self.ingressRules = ingressRules
    self.accessPolicies = accessPolicies
    self.encryptionKeys = encryptionKeys
    self.alarms = alarms
    self.scaling = scaling
    self.logGroups = logGroups
    self.backupPlans = backupPlans
    self.regions = regions
    self.monitors = monitors
    self.containers = containers
    self.composeServices = composeServices
    self.unresolved = unresolved
  }
}

/// What kind of place data is kept in.
package enum DataStoreKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// A relational database.
  case relationalDatabase = "relational-database"
  /// A document or graph database.
  case documentDatabase = "document-database"
  /// A key-value store.
  case keyValueStore = "key-value-store"
  /// A bucket.
  case objectStore = "object-store"
  /// A disk.
  case blockVolume = "block-volume"
  /// A network file system.
  case fileSystem = "file-system"
  /// A cache.
  case cache
  /// A search cluster.
  case searchIndex = "search-index"
  /// A queue.
  case queue
  /// A topic.
  case topic
  /// A stream.
  case stream
  /// A warehouse.
  case warehouse
  /// A store for secrets.
  case secretStore = "secret-store"
  /// A container registry.
  case imageRegistry = "image-registry"
  /// A backup vault.
  case backupVault = "backup-vault"
}

/// A place data is kept, as infrastructure code declares it.
package struct DataStore: Codable, Hashable, Sendable {
  /// Address of the resource as its tool prints it.
  package var address: String
  /// What kind of place it is.
  package var kind: DataStoreKind
  /// The provider's resource type.
  package var resourceType: String
  /// Its name where it is known.
  package var name: String?
  /// The resource.
  package var location: SourceLocation
  /// Whether what it holds is encrypted.
  package var encryptedAtRest: Setting<Bool>
  /// Whether a key the customer manages is used.
  package var customerManagedKey: Setting<Bool>
  /// Whether connections to it must be encrypted.
  package var encryptedInTransit: Setting<Bool>
  /// Whether it can be reached or read from the internet.
  package var publiclyAccessible: Setting<Bool>
  /// Days automatic backups are kept; 0 for none.
  package var backupRetentionDays: Setting<Int>
  /// Whether any moment can be restored.
  package var pointInTimeRecovery: Setting<Bool>
  /// Whether a standby runs in another zone.
  package var multiZone: Setting<Bool>
  /// Whether deletion is refused.
  package var deletionProtection: Setting<Bool>
  /// Whether earlier versions are kept.
  package var versioned: Setting<Bool>
  /// Whether a copy is kept in another region or account.
  package var copiedToOtherRegion: Setting<Bool>
  /// Days after which data expires.
  package var expiryDays: Setting<Int>
  /// Whether access is logged.
  package var accessLogged: Setting<Bool>

  /// Creates a value from its parts.
  package init(
    address: String,
    kind: DataStoreKind,
    resourceType: String,
    name: String? = nil,
    location: SourceLocation,
    encryptedAtRest: Setting<Bool>,
    customerManagedKey: Setting<Bool>,
    encryptedInTransit: Setting<Bool> = .unset(providerDefault: nil),
    publiclyAccessible: Setting<Bool>,
    backupRetentionDays: Setting<Int> = .unset(providerDefault: nil),
    pointInTimeRecovery: Setting<Bool> = .unset(providerDefault: nil),
    multiZone: Setting<Bool> = .unset(providerDefault: nil),
    deletionProtection: Setting<Bool> = .unset(providerDefault: nil),
    versioned: Setting<Bool> = .unset(providerDefault: nil),
    copiedToOtherRegion: Setting<Bool> = .unset(providerDefault: nil),
    expiryDays: Setting<Int> = .unset(providerDefault: nil),
    accessLogged: Setting<Bool> = .unset(providerDefault: nil)
  ) {
    self.address = address
    self.kind = kind
    self.resourceType = resourceType
    self.name = name
    self.location = location
    self.encryptedAtRest = encryptedAtRest
    self.customerManagedKey = customerManagedKey
    self.encryptedInTransit = encryptedInTransit
    self.publiclyAccessible = publiclyAccessible
    self.backupRetentionDays = backupRetentionDays
    self.pointInTimeRecovery = pointInTimeRecovery
    self.multiZone = multiZone
    self.deletionProtection = deletionProtection
    self.versioned = versioned
    self.copiedToOtherRegion = copiedToOtherRegion
    self.expiryDays = expiryDays
    self.accessLogged = accessLogged
  }
}

/// A place traffic comes in.
package struct Listener: Codable, Hashable, Sendable {
  /// Address of the resource.
  package var address: String
  /// The provider's resource type.
  package var resourceType: String
  /// One of `HTTP`, `HTTPS`, `TLS`, `TCP` and the like.
  package var networkProtocol: Setting<String>
  /// Port number.
  package var port: Setting<Int>
  /// Name of the TLS policy or lowest version.
  package var policy: Setting<String>
  /// Lowest TLS version accepted, `1.0` to `1.3`.
  package var minimumTLS: Setting<String>
  /// Whether it only redirects to HTTPS.
  package var redirectsToTLS: Setting<Bool>
  /// Whether the internet can reach it.
  package var isPublic: Setting<Bool>
  /// The resource.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    address: String,
    resourceType: String,
    networkProtocol: Setting<String>,
    port: Setting<Int>,
    policy: Setting<String>,
    minimumTLS: Setting<String>,
    redirectsToTLS: Setting<Bool> = .unset(providerDefault: false),
    isPublic: Setting<Bool> = .unset(providerDefault: nil),
    location: SourceLocation
  ) {
    self.address = address
    self.resourceType = resourceType
    self.networkProtocol = networkProtocol
    self.port = port
    self.policy = policy
    self.minimumTLS = minimumTLS
    self.redirectsToTLS = redirectsToTLS
    self.isPublic = isPublic
    self.location = location
  }
}

/// A network rule that lets traffic in, after union of its ranges.
package struct IngressRule: Codable, Hashable, Sendable {
  /// Address of the resource that owns the rule.
  package var address: String
  /// First port; -1 for all.
  package var fromPort: Setting<Int>
  /// Last port; -1 for all.
  package var toPort: Setting<Int>
  /// `tcp`, `udp`, `icmp` or `all`.
  package var networkProtocol: String
  /// Whether every address of a family is let in.
  package var openToInternet: Setting<Bool>
  /// Ranges or groups let in.
  package var sources: [String]
  /// Addresses of the resources it protects.
  package var attachedTo: [String]
  /// The rule.
  package var location: SourceLocation

  /// Creates a value from its parts.
  package init(
    address: String,
    fromPort: Setting<Int>,
    toPort: Setting<Int>,
    networkProtocol: String,
    openToInternet: Setting<Bool>,
    sources: [String] = [],
    attachedTo: [String] = [],
    location: SourceLocation
  ) {
    self.address = address
    self.fromPort = fromPort
    self.toPort = toPort
    self.networkProtocol = networkProtocol
    self.openToInternet = openToInternet
    self.sources = sources
    self.attachedTo = attachedTo
    self.location = location
  }
}

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
