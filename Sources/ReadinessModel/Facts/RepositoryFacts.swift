/// Everything the collectors saw in one repository; no opinion.
package struct RepositoryFacts: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// The day the facts are judged as of, as `YYYY-MM-DD` in UTC.
  package var assessedOn: String
  /// The files that were read, and those that were not.
  package var inventory: Inventory
  /// What the application's source code shows.
  package var application: Observation<ApplicationFacts>
  /// What schemas and models show of the data that is kept.
  package var data: Observation<DataFacts>
  /// What infrastructure code shows.
  package var infrastructure: Observation<InfrastructureFacts>
  /// What the pipeline's configuration shows.
  package var delivery: Observation<DeliveryFacts>
  /// Policies, plans, registers and records kept in the repository.
  package var documents: DocumentFacts
  /// What only the git host can tell.
  package var host: Observation<HostFacts>

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    assessedOn: String,
    inventory: Inventory,
    application: Observation<ApplicationFacts>,
    data: Observation<DataFacts>,
    infrastructure: Observation<InfrastructureFacts>,
    delivery: Observation<DeliveryFacts>,
    documents: DocumentFacts,
    host: Observation<HostFacts> = .notObservable(reason: Observation<HostFacts>.withoutAccess)
  ) {
    self.schemaVersion = schemaVersion
    self.assessedOn = assessedOn
    self.inventory = inventory
    self.application = application
    self.data = data
    self.infrastructure = infrastructure
    self.delivery = delivery
    self.documents = documents
    self.host = host
  }
}

extension Observation<HostFacts> {
  /// The reason when nobody let the git host be asked.
  package static var withoutAccess: String { "needs GitHub access" }
}
