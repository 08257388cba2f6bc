package import ReadinessModel

/// What a scan is limited to.
package struct ScanOptions: Hashable, Sendable {
  /// Identifier of the profile.
  package var profile: String
  /// Categories of criteria assessed; empty for all.
  package var focus: [FocusCategory]
  /// Controls assessed, by identifier, criterion or label; empty for all.
  package var controls: [String]

  /// Creates options; by default everything is assessed.
  package init(profile: String = "startup", focus: [FocusCategory] = [], controls: [String] = []) {
    self.profile = profile
    self.focus = focus
    self.controls = controls
  }
}

/// A category of the trust services criteria, as somebody asks for it.
package enum FocusCategory: String, Hashable, Sendable, CaseIterable {
  /// The common criteria, change management among them.
  case security
  /// Availability.
  case availability
  /// Confidentiality.
  case confidentiality

  /// The categories of controls that belong to it.
  package var controls: Set<ControlCategory> {
    switch self {
    case .security: [.security, .changeManagement]
    case .availability: [.availability]
    case .confidentiality: [.confidentiality]
    }
  }
}
