import Engine
import Foundation
import ReadinessModel
import Synchronization

/// One client, over a channel that carries a message per line.
///
/// It speaks the stateless revision and those with a session, as each message asks. Quick requests are
/// answered where they are read; others have a thread each, so that they can be cancelled.
package final class AgentConnection: Sendable {
  /// Requests that may be under way at once.
  private static let callsAtMost = 16
  /// How long a person may think about a question.
  private static let secondsToAnswer = 600

  struct Session: Sendable {
    var revision: ProtocolRevision
    var capabilities: JSON
    var client: String?
  }

  private struct State {
    var session: Session?
    var running: [RequestID: RunningCall] = [:]
    var subscriptions: Set<RequestID> = []
    var questions: [RequestID: Question] = [:]
    var asked = 0
    var isClosed = false
  }

  private final class Question: Sendable {
    let answer = Mutex<JSON?>(nil)
    let isThere = DispatchSemaphore(value: 0)
  }

  let options: AgentOptions
  let toolbox: Toolbox
  let library: ResourceLibrary
  private let output: @Sendable ([UInt8]) -> Void
  private let state = Mutex(State())
  private let idle = DispatchGroup()

  /// Opens a connection; `output` takes each message as a line without its end, one at a time.
  package init(
    options: AgentOptions,
    output: @escaping @Sendable ([UInt8]) -> Void
  ) throws {
    self.options = options
    self.output = output
    let workshop = try Workshop(options: options)
    toolbox = Toolbox(workshop: workshop)
    library = ResourceLibrary(workshop: workshop)
  }

  // MARK: - Receiving

  /// Takes a line from the client.
  package func receive(_ line: LineReader.Line) {
    switch line {
    case .tooLong:
      refuse(
        nil,
        .request("the message is longer than \(LineReader.bytesAtMost) bytes"),
        in: sessionRevision
      )
    case .whole(let bytes):
      guard bytes.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
      take(IncomingMessage(bytes))
    }
  }

  /// Ends what is under way, once the client has closed its side.
  ///
  /// What is nearly done gets a moment, and what is being written is finished.
  package func close() {
    let isIdle = idle.wait(timeout: .now() + .seconds(1)) == .success
    state.withLock { state in
      state.isClosed = !isIdle
      for call in state.running.values { call.cancel() }
      for question in state.questions.values { question.isThere.signal() }
    }
    _ = idle.wait(timeout: .now() + .seconds(30))
  }

  private func take(_ message: IncomingMessage) {
    switch message {
    case .malformed(let id, let error): refuse(id, error, in: sessionRevision)
    case .answer(let id, let result): answer(id, result)
    case .notification("notifications/cancelled", let parameters):
      if let id = parameters["requestId"].flatMap(RequestID.init) { cancel(id) }
    case .notification: break
    case .request(let id, let method, let parameters):
      do {
        try begin(id, method, parameters)
      } catch {
        refuse(id, error, in: sessionRevision)
      }
    }
  }

  private var sessionRevision: ProtocolRevision? { state.withLock { $0.session?.revision } }

  private func begin(
    _ id: RequestID,
    _ method: String,
    _ parameters: JSON
  ) throws(ProtocolError) {
    let metadata = parameters["_meta"] ?? [:]
    guard metadata.isObject else { throw .parameters("_meta has to be an object") }
    if let requested = metadata[MetadataKey.revision] {
      guard let name = requested.text else {
        throw .parameters("\(MetadataKey.revision) has to be a text")
      }
      guard name == ProtocolRevision.stateless.rawValue else { throw .revision(name) }
      guard let capabilities = metadata[MetadataKey.capabilities], capabilities.isObject else {
        throw .parameters("\(MetadataKey.capabilities) is missing or no object")
      }
      let client = metadata[MetadataKey.client]?["name"]?.text
      let session = Session(revision: .stateless, capabilities: capabilities, client: client)
      return try answer(id, method, parameters, session)
    }
    if method == "initialize" { return try openSession(id, parameters) }
    guard let session = state.withLock({ $0.session }) else {
      if method == "ping" { return respond(id, [:], in: nil) }
      throw .parameters(
        "_meta lacks \(MetadataKey.revision); name \(ProtocolRevision.stateless.rawValue) there, or"
          + " begin a session with initialize"
      )
    }
    try answer(id, method, parameters, session)
  }

  private func openSession(_ id: RequestID, _ parameters: JSON) throws(ProtocolError) {
    guard let requested = parameters["protocolVersion"]?.text else {
      throw .parameters("protocolVersion is missing or no text")
    }
    guard let capabilities = parameters["capabilities"], capabilities.isObject else {
      throw .parameters("capabilities is missing or no object")
    }
    let known = ProtocolRevision(rawValue: requested).flatMap { $0.hasSession ? $0 : nil }
    let session = Session(
      revision: known ?? .newestWithSession,
      capabilities: capabilities,
      client: parameters["clientInfo"]?["name"]?.text
    )
    let isFirst = state.withLock { state in
      guard state.session == nil else { return false }
      state.session = session
      return true
    }
    guard isFirst else { throw .request("the session has begun already") }
    respond(
      id,
      [
        "protocolVersion": .string(session.revision.rawValue),
        "capabilities": Self.capabilities, "serverInfo": Self.identity,
        "instructions": .string(Self.instructions),
      ],
      in: nil
    )
  }

  // MARK: - Answering

  private func answer(
    _ id: RequestID,
    _ method: String,
    _ parameters: JSON,
    _ session: Session
  ) throws(ProtocolError) {
    let call = RunningCall(
      id: id,
      revision: session.revision,
      capabilities: session.capabilities,
      client: session.client,
      progressToken: parameters["_meta"]?[MetadataKey.progress].flatMap(RequestID.init)?.json
    )
    if let quick = try quickAnswer(method, parameters, session.revision) {
      return respond(id, quick, in: session.revision)
    }
    switch method {
    case "subscriptions/listen" where session.revision == .stateless:
      try listen(id, parameters)
    case "tools/call":
      let (tool, arguments) = try toolbox.tool(for: parameters, in: session.revision)
      try start(call) { [toolbox] connection in
        try toolbox.call(tool, arguments, ToolCall(call, parameters, connection))
      }
    case "resources/read":
      let uri = try library.readable(parameters, in: session.revision)
      try start(call) { [library] connection in
        try library.read(uri, for: ToolCall(call, parameters, connection))
      }
    default: throw .unknownMethod(method)
    }
  }

  private func start(
    _ call: RunningCall,
    _ work: @escaping @Sendable (AgentConnection) throws -> JSON
  ) throws(ProtocolError) {
    let problem: ProtocolError? = state.withLock { state in
      if state.running[call.id] != nil || state.subscriptions.contains(call.id) {
        return .request("the id of a request that is under way", data: ["id": call.id.json])
      }
      guard state.running.count < Self.callsAtMost else {
        return .internal("\(Self.callsAtMost) requests are under way; wait for one of them")
      }
      state.running[call.id] = call
      return nil
    }
    if let problem {
      guard problem.code == -32600 else { throw problem }
      // An error with this id would be taken for the answer to the request that has it.
      return refuse(nil, problem, in: call.revision)
    }
    idle.enter()
    let thread = Thread { [self] in
      defer { idle.leave() }
      do {
        let result = try work(self)
        finish(call, .success(result))
      } catch let error as ProtocolError {
        finish(call, .failure(error))
      } catch EngineFailure.cancelled {
        finish(call, .failure(.internal("the request was stopped")))
      } catch {
        finish(call, .failure(.internal(UntrustedText.line("\(error)"))))
      }
    }
    thread.start()
  }

  /// Sends what a request came to, unless nobody waits for it any more.
  private func finish(_ call: RunningCall, _ result: Result<JSON, ProtocolError>) {
    state.withLock { state in
      guard state.running[call.id] === call else { return }
      state.running[call.id] = nil
      guard !call.isCancelled, !state.isClosed else { return }
      switch result {
      case .success(let result):
        output(Self.response(call.id, result, in: call.revision).bytes)
      case .failure(let error):
        output(Self.refusal(call.id, error, in: call.revision).bytes)
      }
    }
  }

  private func cancel(_ id: RequestID) {
    state.withLock { state in
      state.subscriptions.remove(id)
      // It stays among the running ones until its thread has let go.
      state.running[id]?.cancel()
    }
  }

  private func respond(_ id: RequestID, _ result: JSON, in revision: ProtocolRevision?) {
    send(Self.response(id, result, in: revision))
  }

  private func refuse(_ id: RequestID?, _ error: ProtocolError, in revision: ProtocolRevision?) {
    send(Self.refusal(id, error, in: revision))
  }

  private func send(_ message: JSON) {
    state.withLock { state in
      guard !state.isClosed else { return }
      output(message.bytes)
    }
  }

  // MARK: - While a request is under way

  /// Tells the client about a step of a request.
  func report(_ message: String, of call: RunningCall) {
    guard let notification = call.step(message) else { return }
    state.withLock { state in
      guard state.running[call.id] === call, !call.isCancelled, !state.isClosed else { return }
      output(notification.bytes)
    }
  }

  /// Puts a form before a person, in a session, and waits; nil when there is no answer.
  func ask(_ form: JSON, for call: RunningCall) -> JSON? {
    let question = Question()
    let id: RequestID? = state.withLock { state in
      guard !state.isClosed, !call.isCancelled else { return nil }
      state.asked += 1
      let id = RequestID.text("auditwright-\(state.asked)")
      state.questions[id] = question
      let message: JSON = [
        "jsonrpc": "2.0", "id": id.json, "method": "elicitation/create", "params": form,
      ]
      output(message.bytes)
      return id
    }
    guard let id else { return nil }
    defer { state.withLock { $0.questions[id] = nil } }
    let limit = ContinuousClock.now + .seconds(Self.secondsToAnswer)
    while question.isThere.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      if call.isCancelled || ContinuousClock.now > limit { return nil }
    }
    return question.answer.withLock { $0 }
  }

  private func answer(_ id: RequestID, _ result: JSON?) {
    state.withLock { state in
      guard let question = state.questions[id] else { return }
      question.answer.withLock { $0 = result }
      question.isThere.signal()
    }
  }

  /// Keeps a stream open on which nothing happens: what this server offers never changes.
  private func listen(_ id: RequestID, _ parameters: JSON) throws(ProtocolError) {
    guard parameters["notifications"]?.isObject == true else {
      throw .parameters("notifications is missing or no object")
    }
    let problem: ProtocolError? = state.withLock { state in
      guard state.subscriptions.count < Self.callsAtMost, state.running[id] == nil else {
        return .internal("too many requests are under way")
      }
      state.subscriptions.insert(id)
      let message: JSON = [
        "jsonrpc": "2.0", "method": "notifications/subscriptions/acknowledged",
        "params": ["_meta": [MetadataKey.subscription: id.json], "notifications": [:]],
      ]
      output(message.bytes)
      return nil
    }
    if let problem { throw problem }
  }
}
