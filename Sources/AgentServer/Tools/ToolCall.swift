import ReadinessModel

/// A call of a tool, as the tool sees it.
struct ToolCall: Sendable {
  let running: RunningCall
  /// What the request holds beside the tool's arguments.
  let parameters: JSON
  private let connection: AgentConnection

  init(_ running: RunningCall, _ parameters: JSON, _ connection: AgentConnection) {
    self.running = running
    self.parameters = parameters
    self.connection = connection
  }

  /// Tells the client what is being done.
  func report(_ message: String) { connection.report(UntrustedText.line(message), of: running) }

  /// Puts a form before a person and waits; only in a session.
  func ask(_ form: JSON) -> JSON? { connection.ask(form, for: running) }
}

/// Why a tool did not do what it was called for; the model that called it reads it.
struct ToolFailure: Error, Hashable, Sendable {
  var problem: String
  var next: String

  init(_ problem: String, next: String) {
    self.problem = problem
    self.next = next
  }
}

/// A question that has to be answered before a request can be carried out.
struct InputRequired: Error, Sendable {
  var result: JSON
}
