import Collectors
import ReadinessModel
import ScriptLanguage
import TextPatterns

/// Runs every collector over a repository, in the only order in which their results fit together.
struct FactGathering {
  let root: String
  let context: RunContext
  let cache: ScanCache
  private let patterns: Pending<Result<Prefilter, PatternFailure>>

  init(root: String, context: RunContext) {
    self.root = root
    self.context = context
    cache = context.cacheFolder.map { ScanCache(folder: $0, root: root) } ?? ScanCache()
    patterns = LargeStack.begin { [cache] in FileReadings.prefilter(cache) }
  }

  private init(like other: FactGathering, cache: ScanCache, context: RunContext? = nil) {
    (root, patterns) = (other.root, other.patterns)
    self.context = context ?? other.context
    self.cache = cache
  }

  /// The same, with another cache; the patterns are shared.
  func with(cache: ScanCache) -> FactGathering { FactGathering(like: self, cache: cache) }

  /// The same, without a word on the stages; for work that is told as a whole.
  func silently() -> FactGathering {
    var context = context
    context.progress = { _ in }
    return FactGathering(like: self, cache: cache, context: context)
  }

  /// The patterns, ready to look for; nil when they cannot be compiled.
  var prefilter: Prefilter? { try? patterns.wait()?.get() }

  /// Facts, and what the project says about itself.
  struct Gathered: Sendable {
    var facts: RepositoryFacts
    var configuration: ProjectConfiguration
  }

  /// Collects all facts of the repository; needs a large stack.
  func gather() throws -> Gathered {
    let gathered = try gather(from: try RepositoryIntake.read(root: root, context: context))
    cache.save()
    return gathered
  }

  /// Collects all facts of files in memory; needs a large stack.
  func gather(from intake: RepositoryIntake) throws -> Gathered {
    let files = intake.files
    let manifests = PackageManifests(files)

    try context.begin("Looking through \(files.files.count) files")
    let reader = FileReadings(
      servers: ServerPackages(manifests),
      cache: cache,
      context: context,
      patterns: patterns
    )
    var readings = try reader.all(of: files.files)

    try context.begin("Following routes")
    var (application, skipped) = try application(&readings, reader, intake, manifests)
    if case .observed(var facts) = application {
      let suites = TestSuiteCollector.collect(
        readings.compactMap(\.tests),
        files: files,
        manifests: manifests
      )
      let dependencies = ManifestCollector.collect(files, manifests: manifests)
      facts.testSuites = suites.facts
      facts.manifests = dependencies.facts
      skipped += suites.skipped + dependencies.skipped
      application = .observed(facts)
    }

    try context.begin("Evaluating infrastructure")
    let containers = ContainersCollector.collect(files)
    let infrastructure = infrastructure(files, containers.facts)

    try context.begin("Reading the pipeline and documents")
    let delivery = PipelineCollector.collect(files, manifests: manifests)
    let documents = DocumentsCollector.collect(files, manifests: manifests)
    if case .observed(let facts) = application {
      application = .observed(
        StartedPrograms.link(
          facts,
          deletions: readings.compactMap(\.application).flatMap(\.deletions),
          jobs: DatabaseCall.jobs(
            readings.compactMap(\.application).flatMap(\.databaseCalls),
            StoredExpiry.find(in: readings.compactMap(\.models))
          ),
          workflows: delivery.facts.workflows,
          files: files,
          manifests: manifests
        )
      )
    }

    var inventory = InventoryFacts.of(
      intake,
      manifests: manifests,
      commit: GitCheckout.head(root: root)
    )
    let unread = [
      inventory.skipped, skipped, containers.skipped, delivery.skipped, documents.skipped,
      readings.flatMap(\.problems),
    ]
    inventory.skipped = Set(unread.joined()).sorted {
      ($0.file, $0.reason, $0.mattersFor.joined()) < ($1.file, $1.reason, $1.mattersFor.joined())
    }
    let facts = RepositoryFacts(
      assessedOn: context.today,
      inventory: inventory,
      application: application,
      data: .observed(DataModelCollector.link(readings.compactMap(\.models))),
      infrastructure: infrastructure,
      delivery: .observed(delivery.facts),
      documents: documents.facts
    )
    return Gathered(facts: facts, configuration: intake.configuration)
  }

  // MARK: - Application

  private func application(
    _ readings: inout [FileReading],
    _ reader: FileReadings,
    _ intake: RepositoryIntake,
    _ manifests: PackageManifests
  ) throws -> (Observation<ApplicationFacts>, [SkippedFile]) {
    let files = intake.files
    let configuration = intake.configuration
    let found = try routes(&readings, reader, intake, manifests)
    var facts = ApplicationCollector.collect(
      found,
      programs: readings.compactMap(\.application),
      files: files
    )
    facts.routes = configuration.declaringPublicRoutes(in: RouteMerging.merged(found.routes))
    facts.secrets = readings.flatMap(\.secrets)
    facts.environmentFiles = EnvironmentFiles.locations(in: files)
    return (.observed(facts), found.skipped)
  }

  /// Below this, evaluating the application twice takes longer than examining its routes.
  private static let entryPointsWorthDividing = 100

  private func routes(
    _ readings: inout [FileReading],
    _ reader: FileReadings,
    _ intake: RepositoryIntake,
    _ manifests: PackageManifests
  ) throws -> RouteCollector.Result {
    let files = intake.files
    let settings = intake.configuration.accessSettings
    let kept = CachedRoutes(cache: cache, readings: readings, files: files, settings: settings)
    if let known = kept.recall() { return known }
    try reader.parseEntryPoints(&readings, in: files)
    let programs = Dictionary(
      readings.compactMap { reading in reading.program.map { (reading.path, $0) } },
      uniquingKeysWith: { first, _ in first }
    )
    let aliases = PathAliases(files, manifests: manifests)
    let entryPoints = readings.filter(\.isEntryPoint).map(\.path)
    // How many parts there are must not depend on the machine, lest results do.
    let shares = RouteCollector.Share.parts(
      entryPoints.count < Self.entryPointsWorthDividing ? 1 : 2
    )
    let parts = try LargeStack.map(shares, jobs: context.jobs) { share in
      let source = ScriptRepository(files, aliases: aliases, programs: programs)
      let found = RouteCollector.collect(
        files,
        source: source,
        entryPoints: entryPoints,
        manifests: manifests,
        settings: settings,
        share: share
      )
      return (found, source.followedPaths, source.listedFolders)
    }
    let found = RouteCollector.joined(parts.map(\.0))
    kept.keep(
      found,
      followed: Set(parts.flatMap(\.1)).sorted(),
      listed: Set(parts.flatMap(\.2)).sorted()
    )
    return found
  }

  // MARK: - Infrastructure

  private func infrastructure(
    _ files: RepositoryFiles,
    _ containers: ContainerFacts
  ) -> Observation<InfrastructureFacts> {
    let own = files.files.filter { TerraformCollector.reads($0.path) }
    let folders = Set(own.map(\.folder))
    // Functions such as file() may read what stands beside the configuration, and nothing else.
    let passed = files.files.filter { file in
      TerraformCollector.reads(file.path) || isInside(folders, file.folder)
    }
    let bytes = Dictionary(
      passed.map { ($0.path, $0.bytes) },
      uniquingKeysWith: { first, _ in first }
    )
    let evaluated = TerraformCollector.collect(bytes)
    guard evaluated != nil || !containers.images.isEmpty || !containers.services.isEmpty else {
      return .notObservable(reason: "no infrastructure code was found")
    }
    var facts = evaluated ?? InfrastructureFacts()
    facts.containers = containers.images
    facts.composeServices = containers.services
    return .observed(facts)
  }

  /// Whether a folder is one of several, or inside one.
  private func isInside(_ folders: Set<String>, _ folder: String) -> Bool {
    var folder = folder
    while true {
      if folders.contains(folder) { return true }
      if folder.isEmpty { return false }
      folder = PathText.folder(of: folder)
    }
  }
}
