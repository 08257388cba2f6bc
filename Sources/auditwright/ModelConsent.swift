import Engine
import Foundation
import Reports

/// The model that somebody set up, and the yes to what it is sent.
enum ModelConsent {
  /// The model that the environment names.
  static func desk(secondsAtMost: Double = 60) throws -> ModelDesk {
    let environment = ProcessInfo.processInfo.environment
    guard let desk = try ModelDesk(environment: environment, secondsAtMost: secondsAtMost) else {
      throw EngineFailure.model(
        problem: "no model is set up",
        next: "Name one: OPENAI_BASE_URL=http://localhost:11434/v1 AUDITWRIGHT_MODEL=…"
      )
    }
    return desk
  }

  /// Returns when a person has agreed to send exactly this.
  ///
  /// A short question is shown as the bytes that are sent; one with files in it, line by line.
  static func agree(
    to question: ModelDesk.Question,
    given digest: String?,
    byLine: Bool = false
  ) throws {
    if let digest, digest == question.digest { return }
    Terminal.writeError("This would be sent to \(SafeText.line(question.host)):\n")
    for line in byLine ? question.lines : [question.text] {
      Terminal.writeError("  \(SafeText.line(line))\n")
    }
    if digest == nil, yes("Send it?") { return }
    throw EngineFailure.model(
      problem: "nothing was sent",
      next: "To send exactly this, repeat the request with --send \(question.digest)"
    )
  }

  /// Whether a person at the terminal says yes; nobody there is no yes.
  static func yes(_ question: String) -> Bool {
    guard Terminal.asks else { return false }
    Terminal.writeError("\(question) [y/N] ")
    return (readLine() ?? "").lowercased().hasPrefix("y")
  }
}
