package import ReadinessModel

/// Concludes on controls that nothing but their history shows at work.
package enum HistoryConclusion {
  /// The assessment with each control that is collecting judged by its window.
  ///
  /// A window that is sufficient lets the control pass; any other says how far it has come.
  package static func apply(
    _ windows: [ObservationWindow],
    to assessment: ReadinessAssessment,
    by profile: ControlProfile
  ) -> ReadinessAssessment {
    let byControl = Dictionary(windows.map { ($0.control, $0) }, uniquingKeysWith: { a, _ in a })
    let controls = Dictionary(profile.controls.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    var result = assessment
    for index in result.controls.indices where result.controls[index].design == .collecting {
      let id = result.controls[index].id
      guard let window = byControl[id], let control = controls[id] else { continue }
      result.controls[index].reason = reason(of: control, window)
      if window.state == .sufficient { result.controls[index].design = .passing }
    }
    result.summary = result.summary.recounted(over: result.controls)
    let passing = Set(result.controls.filter { $0.design == .passing }.map(\.id))
    for index in result.criteria.indices {
      result.criteria[index].passing = result.criteria[index].controls.count {
        passing.contains($0)
      }
    }
    return result
  }

  /// Says how far the history has come, in one sentence without a full stop.
  static func reason(of control: Control, _ window: ObservationWindow?) -> String {
    let what = control.operation.decidedBy ?? "history"
    let days = "\(control.operation.minimumDays) days of \(what)"
    guard let window, window.state != .notStarted else {
      return "It is built to work; \(days) have to show that it does, and none were kept yet"
    }
    return switch window.state {
    case .sufficient: "It is built to work, and \(days) show that it does"
    case .broken: "It is built to work, and its \(what) were interrupted: \(window.reason)"
    case .collecting, .notStarted:
      "It is built to work; \(days) have to show that it does: \(window.reason)"
    }
  }
}
