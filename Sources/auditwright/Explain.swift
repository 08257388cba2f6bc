import ArgumentParser
import Engine
import Reports

/// Explains a name.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a control, criterion, check or label is about.",
    discussion: """
      Examples:
        auditwright explain
        auditwright explain SEC-3
        auditwright explain CC6.3
        auditwright explain routes-require-authentication
      """
  )

  @Argument(help: "For example SEC-3, CC6.3 or 'vendor risk'; without it, lists what there is.")
  var name: String?

  @Option(help: "Profile of controls.")
  var profile = "startup"

  func run() throws {
    let engine = try ReadinessEngine(context: .current())
    let explanation =
      if let name {
        try engine.explain(name, profile: profile)
      } else {
        try engine.overview(profile: profile)
      }
    Terminal.write(text(of: explanation))
  }

  private func text(of explanation: Explanation) -> String {
    let width = min(Terminal.width, 100)
    var lines = [explanation.title]
    for section in explanation.sections {
      lines.append("")
      if !section.heading.isEmpty { lines.append("\(section.heading):") }
      for line in section.lines {
        let mark = section.isList ? "- " : ""
        let indent = section.heading.isEmpty ? "" : "  "
        let wrapped = TextWidth.wrapped(line, to: width - indent.count - mark.count)
        lines += wrapped.enumerated().map { index, part in
          indent + (index == 0 ? mark : String(repeating: " ", count: mark.count)) + part
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
