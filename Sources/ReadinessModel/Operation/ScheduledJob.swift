/// A job that is to run by itself, and the controls that rely on it.
package struct ScheduledJob: Codable, Hashable, Sendable {
  /// The file of its workflow.
  package var path: String
  /// What it does, in a few words.
  package var title: String
  /// Longest time between two runs, by its schedule, in seconds.
  package var interval: Int
  /// Controls that rely on it.
  package var controls: [ControlID]

  /// Creates a value from its parts.
  package init(path: String, title: String, interval: Int, controls: [ControlID]) {
    self.path = path
    self.title = title
    self.interval = interval
    self.controls = controls
  }
}
