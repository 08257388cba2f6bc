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
