/// A published set of criteria, at a version.
package struct Framework: Codable, Hashable, Sendable {
  /// Its identifier.
  package var id: String
  /// Its title.
  package var title: String
  /// Its version.
  package var version: String
  /// Its criteria, in published order.
  package var criteria: [Criterion]

  /// Creates a value from its parts.
  package init(id: String, title: String, version: String, criteria: [Criterion] = []) {
    self.id = id
    self.title = title
    self.version = version
    self.criteria = criteria
  }
}

/// A set of controls for one kind of company.
package struct ControlProfile: Codable, Hashable, Sendable {
  /// Its identifier.
  package var id: String
  /// Its title.
  package var title: String
  /// Criteria the profile sets out to cover.
  package var criteriaInScope: [CriterionID]
  /// Its controls, in order.
  package var controls: [Control]

  /// Creates a value from its parts.
  package init(
    id: String,
    title: String,
    criteriaInScope: [CriterionID] = [],
    controls: [Control] = []
  ) {
    self.id = id
    self.title = title
    self.criteriaInScope = criteriaInScope
    self.controls = controls
  }
}

extension ControlProfile {
  /// The profile as it stands when the git host answers some of its checks, and not others.
  package func connected(answering answered: Set<CheckID>) -> ControlProfile {
    var result = self
    result.controls = controls.map { $0.connected(answering: answered) }
    return result
  }
}
