import Collectors
import ReadinessModel

/// Runs every collector over a repository, in the only order in which their results fit together.
struct FactGathering {
  let root: String
  let context: RunContext

  /// Facts, and what the project says about itself.
  struct Gathered: Sendable {
    var facts: RepositoryFacts
    var configuration: ProjectConfiguration
  }

  /// Collects all facts of the repository.
  func gather() throws -> Gathered {
    let intake = try RepositoryIntake.read(root: root, context: context)
    let manifests = PackageManifests(intake.files)
    let missing = "not collected"
    let facts = RepositoryFacts(
      assessedOn: context.today,
      inventory: InventoryFacts.of(
        intake,
        manifests: manifests,
        commit: GitCheckout.head(root: root)
      ),
      application: .notObservable(reason: missing),
      data: .notObservable(reason: missing),
      infrastructure: .notObservable(reason: missing),
      delivery: .notObservable(reason: missing),
      documents: DocumentFacts()
    )
    return Gathered(facts: facts, configuration: intake.configuration)
  }
}
