import ReadinessModel

/// What infrastructure code says of capacity.
struct ScalingTable: Codable, Hashable, Sendable {
  /// Rules that add capacity.
  var rules: [ScalingRule]
  /// Alarms on capacity.
  var alarms: [Alarm]
  /// Listeners that spread traffic over instances.
  var balancers: [SourceLocation]
  /// Whether there is infrastructure code.
  var hasRoots: Bool
  /// Blocks that could not be evaluated.
  var unresolved: [UnresolvedInfrastructure]
  /// Where something missing from the infrastructure code belongs.
  var home: [SourceLocation]

  /// Picks the capacity out of everything that was collected.
  static func observed(in facts: RepositoryFacts) -> Observation<ScalingTable> {
    facts.infrastructure.map { infrastructure in
      ScalingTable(
        rules: infrastructure.scaling,
        alarms: infrastructure.alarms.filter { $0.concern == "capacity" },
        balancers: infrastructure.listeners.filter { listener in
          ["_lb", "_alb", "_elb", "load_balancer"].contains {
            listener.resourceType.contains($0)
          }
        }.map(\.location),
        hasRoots: !infrastructure.roots.isEmpty,
        unresolved: infrastructure.unresolved,
        home: facts.infrastructureHome
      )
    }
  }
}
