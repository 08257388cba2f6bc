import Catalog
import Checks
import ReadinessModel

/// A name that can be explained.
package struct ExplainedName: Hashable, Sendable {
  /// What kind of thing it names.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// What the company does to meet criteria.
    case control
    /// What the trust services criteria ask for.
    case criterion
    /// What is looked at.
    case check
  }

  /// What it names.
  package var kind: Kind
  /// The name.
  package var name: String
  /// Its title.
  package var title: String
}

extension ReadinessEngine {
  /// Every control, criterion and check of a profile, in this order.
  package func explainedNames(profile id: String = "startup") throws -> [ExplainedName] {
    guard let profile = catalog.profile(id) else {
      throw EngineFailure.unknownProfile(id, known: catalog.profiles.map(\.id))
    }
    let checks = Set(profile.controls.flatMap { $0.everTestedBy + $0.supportedBy })
    return profile.controls.map {
      ExplainedName(kind: .control, name: $0.id.rawValue, title: $0.title)
    }
      + catalog.framework.criteria.map {
        ExplainedName(kind: .criterion, name: $0.id.rawValue, title: $0.title)
      }
      + checks.sorted().map { check in
        let statement = CheckRunner.description(of: check)?.statement
        return ExplainedName(kind: .check, name: check.rawValue, title: statement ?? check.rawValue)
      }
  }
  /// Other labels for controls that are in use.
  package func labels(profile id: String = "startup") -> [String] {
    catalog.profile(id)?.controls.flatMap { $0.aliases.map(\.label) } ?? []
  }
}
