package import ReadinessModel

/// Renders a review as workflow commands, which GitHub shows beside the lines of a pull request.
package struct ReviewAnnotationsFormat: Sendable {
  /// GitHub shows ten of each level for a step; what follows would only fill the log.
  private static let annotationsAtMost = 50

  /// Creates a format.
  package init() {}

  /// Renders the review; one command on each line, and none when there is no concern.
  package func render(_ review: ReviewedChange) -> String {
    review.concerns.prefix(Self.annotationsAtMost).map { command($0) + "\n" }.joined()
  }

  private func command(_ concern: ReviewConcern) -> String {
    let level =
      switch concern.severity {
      case .critical, .high: "error"
      case .medium: "warning"
      case .low, .informational: "notice"
      }
    let place =
      concern.causes.first { !$0.isFileGone }?.location ?? concern.affected.first?.location
    let title = "\(concern.severity.rawValue.uppercased()) \(ReviewWording.area(concern.kind))"
    var properties: [String] = []
    if let place {
      properties = ["file=\(property(place.file))", "line=\(max(1, place.line))"]
      if let end = place.endLine { properties.append("endLine=\(end)") }
    }
    properties.append("title=\(property(title))")
    let message = [concern.title, concern.suggestion ?? ""].filter { !$0.isEmpty }
      .map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
    return "::\(level) \(properties.joined(separator: ","))::\(data(message))"
  }

  /// Text after the command: a percent sign and line breaks would be read as something else.
  private func data(_ text: String) -> String {
    escaped(SafeText.line(text), ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  /// A property's value: colons and commas would end it.
  private func property(_ text: String) -> String {
    escaped(
      SafeText.line(text),
      ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"]
    )
  }

  private func escaped(_ text: String, _ marks: [Unicode.Scalar: String]) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let mark = marks[scalar] {
        result += mark
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
