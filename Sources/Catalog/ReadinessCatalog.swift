package import ReadinessModel

/// The criteria and the profiles of controls that answer them.
package struct ReadinessCatalog: Codable, Hashable, Sendable {
  /// The criteria, in published order.
  package var framework: Framework
  /// The profiles, the default one first.
  package var profiles: [ControlProfile]
  /// The pieces of work that close gaps.
  package var remedies: [Remedy]
  /// Which checks are about security, and what their gaps are called.
  package var weaknesses: WeaknessIndex

  /// Creates a catalogue from its parts.
  package init(
    framework: Framework,
    profiles: [ControlProfile],
    remedies: [Remedy] = [],
    weaknesses: WeaknessIndex = WeaknessIndex()
  ) {
    self.framework = framework
    self.profiles = profiles
    self.remedies = remedies
    self.weaknesses = weaknesses
  }

  /// Finds a profile by its identifier.
  package func profile(_ id: String) -> ControlProfile? {
    profiles.first { $0.id == id }
  }

  /// Finds a criterion by its identifier, whatever the case of its letters.
  package func criterion(_ id: String) -> Criterion? {
    framework.criteria.first { $0.id.rawValue.lowercased() == id.lowercased() }
  }
}

extension ControlProfile {
  /// Finds a control by its identifier, whatever the case of its letters.
  package func control(_ id: String) -> Control? {
    controls.first { $0.id.rawValue.lowercased() == id.lowercased() }
  }

  /// Finds the controls that people also call by a label, with the alias that says so.
  package func controls(called label: String) -> [(control: Control, alias: ControlAlias)] {
    controls.flatMap { control in
      control.aliases
        .filter { $0.label.lowercased() == label.lowercased() }
        .map { (control, $0) }
    }
  }

  /// Finds the controls that address a criterion directly.
  package func controls(addressing criterion: CriterionID) -> [Control] {
    controls.filter { $0.primaryCriteria.contains(criterion) }
  }

  /// Finds the controls that support a criterion without addressing it directly.
  package func controls(supporting criterion: CriterionID) -> [Control] {
    controls.filter { $0.supportingCriteria.contains(criterion) }
  }

  /// Finds the controls that a check tests or supports.
  package func controls(using check: CheckID) -> [Control] {
    controls.filter { $0.everTestedBy.contains(check) || $0.supportedBy.contains(check) }
  }
}
