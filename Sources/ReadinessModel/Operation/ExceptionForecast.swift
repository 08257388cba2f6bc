/// What an auditor is likely to write about one control for a period, from what is known today.
///
/// It is a forecast and no opinion: no number of deviations decides by itself, the auditor does.
package struct ExceptionForecast: Codable, Hashable, Sendable {
  /// What the deviations look like together.
  package enum Outlook: String, Codable, Hashable, Sendable, CaseIterable {
    /// None, and everything is there that would show one.
    case none
    /// A few that have nothing in common: to be told, and seldom more.
    case isolated
    /// So many, so alike or so lasting that the control did not work.
    case systematic
    /// Too few things happened for a share to mean anything.
    case judgement
    /// Something is missing that would show deviations.
    case unknown
  }

  /// The control.
  package var control: ControlID
  /// What the deviations look like.
  package var outlook: Outlook
  /// Deviations in the period.
  package var deviations: Int
  /// Things the control should have acted on; nil when there is no complete list of them.
  package var populationSize: Int?
  /// Why, in a sentence.
  package var reason: String

  /// Creates a value from its parts.
  package init(
    control: ControlID,
    outlook: Outlook,
    deviations: Int,
    populationSize: Int?,
    reason: String
  ) {
    self.control = control
    self.outlook = outlook
    self.deviations = deviations
    self.populationSize = populationSize
    self.reason = reason
  }
}
