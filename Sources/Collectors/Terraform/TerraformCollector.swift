package import ReadinessModel
import TerraformLanguage

/// Turns Terraform configurations into facts about the infrastructure they declare.
package enum TerraformCollector {
  /// Whether a file matters to this collector.
  package static func reads(_ path: String) -> Bool { TerraformEvaluation.reads(path) }

  /// Collects facts from the Terraform files of a repository; nil when there is no configuration.
  ///
  /// Other files may be passed along: `file` and `templatefile` see what is passed and nothing else.
  ///
  /// - Parameter files: Paths relative to the repository's root, and their bytes.
  package static func collect(_ files: [String: [UInt8]]) -> InfrastructureFacts? {
    let project = TerraformEvaluation.evaluate(files)
    guard !project.roots.isEmpty else { return nil }
    var facts = InfrastructureFacts()
    for root in project.roots {
      let graph = TerraformGraph(root)
      facts.roots.append(root.directory)
      facts.dataStores += graph.dataStores()
      facts.listeners += graph.listeners()
      facts.ingressRules += graph.ingressRules()
      facts.accessPolicies += graph.accessPolicies()
      facts.encryptionKeys += graph.encryptionKeys()
      facts.alarms += graph.alarms()
      facts.scaling += graph.scalingRules()
      facts.logGroups += graph.logGroups()
      facts.backupPlans += graph.backupPlans()
      facts.monitors += graph.monitors()
      facts.regions += graph.regions()
      facts.unresolved += graph.unresolvedParts()
    }
    facts.unresolved += project.unresolved.map {
      UnresolvedInfrastructure(
        address: $0.address,
        reason: $0.reason,
        location: SourceLocation($0.location)
      )
    }
    facts.regions = Set(facts.regions).sorted()
    facts.sort()
    return facts
  }
}

extension InfrastructureFacts {
  /// Puts everything in one order, whatever order it was found in.
  fileprivate mutating func sort() {
    dataStores.sort { ($0.address, $0.location) < ($1.address, $1.location) }
    listeners.sort { ($0.address, $0.location) < ($1.address, $1.location) }
    ingressRules.sort { ($0.address, $0.location) < ($1.address, $1.location) }
    accessPolicies.sort {
      ($0.address, $0.principalKind, $0.location) < ($1.address, $1.principalKind, $1.location)
    }
    encryptionKeys.sort { ($0.address, $0.location) < ($1.address, $1.location) }
    alarms.sort { ($0.address, $0.location) < ($1.address, $1.location) }
    scaling.sort { ($0.address, $0.location) < ($1.address, $1.location) }
    logGroups.sort { ($0.address, $0.location) < ($1.address, $1.location) }
    backupPlans.sort { ($0.address, $0.location) < ($1.address, $1.location) }
    monitors.sort { ($0.address, $0.location) < ($1.address, $1.location) }
    unresolved.sort { ($0.location, $0.address, $0.reason) < ($1.location, $1.address, $1.reason) }
  }
}

extension SourceLocation {
  init(_ location: ConfigurationLocation) {
    self.init(
      file: location.file,
      line: location.line,
      column: location.column,
      endLine: location.endLine == location.line ? nil : location.endLine
    )
  }
}
