package import ReadinessModel

/// How much harm the disclosure of a category of data does.
package enum SensitivityScale {
  /// Maps a Fides key to a sensitivity; nil stands for confidential business data.
  package static func sensitivity(of category: String?) -> Sensitivity {
    guard let category else { return .confidential }
    if covers(category, ["user.authorization", "system.authentication"]) { return .credential }
    if covers(category, special) { return .sensitive }
    if category.hasPrefix("user") { return .personal }
    return .noneRecognised
  }

  private static func covers(_ category: String, _ branches: [String]) -> Bool {
    branches.contains { category == $0 || category.hasPrefix($0 + ".") }
  }

  // The special categories of data protection law, and what is commonly abused when it leaks.
  private static let special = [
    "user.biometric", "user.health_and_medical", "user.demographic.race_ethnicity",
    "user.demographic.religious_belief", "user.demographic.sexual_orientation",
    "user.demographic.political_opinion", "user.criminal_history", "user.government_id",
    "user.financial", "user.location.precise", "user.childrens", "user.content.private",
  ]
}
