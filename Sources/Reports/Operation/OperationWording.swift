package import ReadinessModel

/// Words that every format uses for the operation of controls.
package enum OperationWording {
  /// Names a state.
  package static func name(of state: ObservationWindow.State) -> String {
    switch state {
    case .notStarted: "not started"
    case .collecting: "collecting"
    case .broken: "broken"
    case .sufficient: "sufficient"
    }
  }

  /// Says where a window stands, in a few words.
  package static func standing(of window: ObservationWindow) -> String {
    switch window.state {
    case .notStarted: "none"
    case .collecting: "collecting, day \(window.cleanDays) of \(window.requiredDays)"
    case .broken:
      "broken"
        + (window.breaks.last { $0.to == nil }.map { " since \($0.from.day)" } ?? "")
    case .sufficient: "sufficient" + (window.startedOn.map { ", clean since \($0)" } ?? "")
    }
  }

  /// A shape for a period, so that nobody depends on colour.
  package static func mark(_ status: EvidenceSlot.Status) -> String {
    switch status {
    case .held: "■"
    case .broken: "✗"
    case .missing: "·"
    case .open: "□"
    }
  }

  /// Says where the windows stand, in a sentence.
  package static func bottomLine(_ report: OperationReport) -> String {
    let windows = report.windows
    func count(_ state: ObservationWindow.State) -> Int { windows.count { $0.state == state } }
    let parts = [
      (ObservationWindow.State.sufficient, "sufficient"), (.collecting, "collecting"),
      (.broken, "broken"), (.notStarted, "not started"),
    ]
    .filter { count($0.0) > 0 }.map { "\(count($0.0)) \($0.1)" }
    return "\(windows.count) windows: \(parts.joined(separator: ", "))"
  }

  /// Says when everything can have gathered, and whether that is in time.
  package static func closing(_ report: OperationReport) -> String? {
    let open = report.windows.filter { $0.state != .sufficient && $0.requiredDays > 0 }
    guard let last = open.max(by: { $0.earliestCloseOn < $1.earliestCloseOn }) else { return nil }
    var text =
      "If what has not started starts today and nothing breaks, the last of them can close on"
      + " \(last.earliestCloseOn)"
    if let period = report.engagement?.period, last.earliestCloseOn > period.through {
      text += ", after the engagement's last day, \(period.through)"
    }
    return text + "."
  }

  /// Names a period of time.
  package static func span(_ deviation: Deviation) -> String {
    guard let end = deviation.to else { return "since \(deviation.from)" }
    return end == deviation.from ? "\(deviation.from)" : "\(deviation.from) – \(end)"
  }
}
