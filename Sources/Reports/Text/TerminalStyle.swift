import ReadinessModel

/// How text is made to stand out on a terminal; plain where colour is not wanted.
struct TerminalStyle {
  let isColored: Bool

  func bold(_ text: String) -> String { wrap(text, "1") }
  func dim(_ text: String) -> String { wrap(text, "2") }

  func status(_ text: String, _ status: DesignStatus) -> String {
    switch status {
    case .passing: wrap(text, "32")
    case .failing: wrap(text, "31")
    case .warning, .needsAttestation, .collecting: wrap(text, "33")
    case .notAssessed, .notApplicable: wrap(text, "2")
    }
  }

  func verdict(_ text: String, _ verdict: ReviewVerdict) -> String {
    switch verdict {
    case .approve: wrap(text, "1;32")
    case .requestChanges: wrap(text, "1;31")
    case .needsDiscussion: wrap(text, "1;33")
    }
  }

  func change(_ text: String, isRemoved: Bool) -> String { wrap(text, isRemoved ? "31" : "32") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
