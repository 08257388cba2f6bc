import Engine
import ReadinessModel

/// Something that an agent can call.
struct Tool: Sendable {
  /// What a tool does to the world.
  enum Effect: Sendable {
    /// It looks.
    case reads
    /// It adds files or records, and changes none.
    case adds
    /// It changes files.
    case changes
  }

  let name: String
  let title: String
  let description: String
  let input: JSON
  let output: JSON
  let effect: Effect
  /// Members of the answer that are documents and keep their lines.
  let documents: Set<String>
  let run: @Sendable (Workshop, JSON, ToolCall) throws -> JSON

  init(
    _ name: String,
    title: String,
    description: String,
    input: JSON,
    output: JSON,
    effect: Effect = .reads,
    documents: Set<String> = [],
    run: @escaping @Sendable (Workshop, JSON, ToolCall) throws -> JSON
  ) {
    self.name = name
    self.title = title
    self.description = description
    self.input = input
    self.output = output
    self.effect = effect
    self.documents = documents
    self.run = run
  }

  /// The tool as clients see it.
  var json: JSON {
    [
      "name": .string(name), "title": .string(title), "description": .string(description),
      "inputSchema": input, "outputSchema": output,
      "annotations": [
        "title": .string(title),
        "readOnlyHint": .bool(effect == .reads),
        "destructiveHint": .bool(effect == .changes),
        // A second call with the same arguments finds the work done, or adds the same once more.
        "idempotentHint": .bool(effect != .adds),
        // Nothing outside of this machine is asked.
        "openWorldHint": false,
      ],
    ]
  }
}

/// The tools of a server.
struct Toolbox: Sendable {
  private let workshop: Workshop
  private let tools: [Tool]

  init(workshop: Workshop) {
    self.workshop = workshop
    let all = Self.all(isReadOnly: workshop.options.isReadOnly)
    tools = workshop.options.isReadOnly ? all.filter { $0.effect == .reads } : all
  }

  private static func all(isReadOnly: Bool) -> [Tool] {
    [
      ScanTools.scan,
      ControlTools.controls,
      FindingTools.findings,
      FindingTools.finding,
      RouteTools.routes,
      ControlTools.explain,
      PlanTools.plan,
      ReviewTools.review,
      FixTools.preview,
      FixTools.apply,
      ScanTools.rescan,
      EvidenceTools.status,
      EvidenceTools.record,
      ReportTools.report(isReadOnly: isReadOnly),
    ]
  }

  // MARK: - Requests

  /// The answer to `tools/list`; all tools fit into one page.
  func list(_ parameters: JSON) throws(ProtocolError) -> JSON {
    guard parameters["cursor"] == nil else { throw .parameters("the cursor is not one of ours") }
    return ["tools": .array(tools.map(\.json))]
  }

  /// The tool that a request is for, and what it is given.
  func tool(
    for parameters: JSON,
    in revision: ProtocolRevision
  ) throws(ProtocolError) -> (Tool, JSON) {
    guard let name = parameters["name"]?.text else {
      throw .parameters("name is missing or no text")
    }
    guard let tool = tools.first(where: { $0.name == name }) else {
      throw .parameters("there is no tool \(UntrustedText.line(String(name.prefix(100))))")
    }
    let arguments = parameters["arguments"] ?? [:]
    guard arguments.isObject else { throw .parameters("arguments has to be an object") }
    let problems = SchemaCheck.problems(in: arguments, tool.input)
    // Later revisions let the model read what is wrong, and try again.
    if revision == .june2025, let problem = problems.first { throw .parameters(problem) }
    return (tool, arguments)
  }

  /// The result of a call; what went wrong in the tool is a result too.
  func call(_ tool: Tool, _ arguments: JSON, _ call: ToolCall) throws -> JSON {
    let problems = SchemaCheck.problems(in: arguments, tool.input)
    guard problems.isEmpty else {
      let text = problems.prefix(5).joined(separator: "; ")
      return Self.failure(text, next: "Correct the arguments; tools/list has the schema.")
    }
    do {
      let value = UntrustedText.cleaned(
        try tool.run(workshop, arguments, call),
        documents: tool.documents
      )
      let text = String(decoding: value.bytes, as: UTF8.self)
      return [
        "content": [["type": "text", "text": .string(text)]], "structuredContent": value,
        "isError": false,
      ]
    } catch let question as InputRequired {
      return question.result
    } catch let failure as ToolFailure {
      return Self.failure(failure.problem, next: failure.next)
    } catch let error {
      guard let failure = EngineFailure(reporting: error), failure != .cancelled else {
        throw error
      }
      return Self.failure(failure.description, next: failure.next)
    }
  }

  private static func failure(_ problem: String, next: String) -> JSON {
    let text = [problem, next].filter { !$0.isEmpty }.map(UntrustedText.line)
    return [
      "content": [["type": "text", "text": .string(text.joined(separator: "\n"))]],
      "isError": true,
    ]
  }
}
