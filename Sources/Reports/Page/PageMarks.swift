import ReadinessModel

/// Statuses as marks that differ by shape, letter and colour, so that nobody depends on one of them.
enum PageMark: String, CaseIterable, Sendable {
  case passing
  case failing
  case warning
  case attestation
  case collecting
  case unseen
  case none

  init(_ status: DesignStatus) {
    switch status {
    case .passing: self = .passing
    case .failing: self = .failing
    case .warning: self = .warning
    case .needsAttestation: self = .attestation
    case .collecting: self = .collecting
    case .notAssessed: self = .unseen
    case .notApplicable: self = .none
    }
  }

  init(_ outcome: Outcome) {
    switch outcome {
    case .holds: self = .passing
    case .doesNotHold: self = .failing
    case .unconfirmed: self = .warning
    case .needsAttestation: self = .attestation
    case .notObservable: self = .unseen
    case .notApplicable: self = .none
    }
  }

  init(_ state: ObservationWindow.State) {
    switch state {
    case .sufficient: self = .passing
    case .collecting: self = .collecting
    case .broken: self = .failing
    case .notStarted: self = .unseen
    }
  }

  /// The outline of the mark in a square of 16.
  private var outline: String {
    switch self {
    case .passing: "M3 8.5 6.5 12 13 4.5"
    case .failing: "M4 4 12 12M12 4 4 12"
    case .warning: "M8 3.5v6M8 12.2v.3"
    case .attestation: "M8 4.1a1.7 1.7 0 1 1-.01 0M4.9 11.3c.3-2 1.4-3 3.1-3s2.8 1 3.1 3"
    case .collecting: "M8 4v4l2.8 2"
    case .unseen: "M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.4-1 .8-1 1.6M8 12.4v.2"
    case .none: "M4.5 8h7"
    }
  }

  /// The mark, with its name for who cannot see it.
  func icon(named name: String? = nil) -> HTMLNode {
    Tag.svg(
      [
        "class": "mark mark-\(rawValue)", "viewBox": "0 0 16 16", "width": "18", "height": "18",
        "role": name == nil ? nil : "img", "aria-label": name,
        "aria-hidden": name == nil ? "true" : nil, "focusable": "false",
      ],
      [shape, Tag.path(["d": outline, "class": "glyph"])]
    )
  }

  /// The ground of the mark: each status has its own.
  private var shape: HTMLNode {
    switch self {
    case .passing: Tag.circle(["cx": "8", "cy": "8", "r": "7.5", "class": "ground"])
    case .failing:
      Tag.rect([
        "x": "0.8", "y": "0.8", "width": "14.4", "height": "14.4", "rx": "2", "class": "ground",
      ])
    case .warning: Tag.path(["d": "M8 .6 15.6 14.6H.4Z", "class": "ground"])
    case .attestation: Tag.path(["d": "M8 .4 15.6 8 8 15.6.4 8Z", "class": "ground"])
    case .collecting, .unseen, .none:
      Tag.circle(["cx": "8", "cy": "8", "r": "7", "class": "ground"])
    }
  }
}
