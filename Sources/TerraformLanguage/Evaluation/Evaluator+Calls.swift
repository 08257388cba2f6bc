extension Evaluator {
  /// Functions whose result is not in the configuration, with the reason.
  private static let impure: [String: String] = [
    "timestamp": "the time of the run",
    "plantimestamp": "the time of the run",
    "uuid": "a random number",
    "bcrypt": "a random number",
    "rsadecrypt": "a private key",
    "abspath": "where Terraform is run",
    "pathexpand": "where Terraform is run",
    "yamlencode": "a format that is not written here",
    "yamldecode": "a format that is not read here",
    "base64gzip": "a compression that is not made here",
    "textencodebase64": "an encoding that is not made here",
    "textdecodebase64": "an encoding that is not made here",
  ]

  /// Evaluates a function call.
  func call(
    _ name: String,
    _ arguments: [Expression],
    spreads: Bool,
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    let name = name.hasPrefix("core::") ? String(name.dropFirst(6)) : name
    switch name {
    case "try": return try attempt(arguments, in: scope)
    case "can": return try canEvaluate(arguments, in: scope)
    default: break
    }
    var values: [Value] = []
    for argument in arguments { values.append(try evaluate(argument, in: scope)) }
    if spreads, let last = values.popLast() {
      if let unknown = last.unknown { return .unknown(unknown.forgettingShape) }
      guard let elements = last.elements else {
        throw EvaluationFailure("what '...' spreads is not a list")
      }
      values += elements
    }
    try spend(values.reduce(1) { $0 &+ $1.weight / 8 })
    if let reason = Self.impure[name] {
      return .unknown(because: "\(name) depends on \(reason)")
    }
    if let result = try fileFunction(name, values, in: scope) { return try checked(result) }
    guard let function = PureFunction.table[name] else {
      if name.contains("::") {
        return .unknown(because: "the function \(name) belongs to a provider")
      }
      throw EvaluationFailure("there is no function \(name)")
    }
    guard function.arity.contains(values.count) else {
      throw EvaluationFailure("\(name) takes other arguments")
    }
    if !function.takesUnknown, let unknown = UnknownValue.merging(values.compactMap(\.unknown)) {
      return .unknown(unknown)
    }
    return try checked(function.body(FunctionArguments(values: values)))
  }

  private func attempt(
    _ arguments: [Expression],
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    var failure = EvaluationFailure("try has no arguments")
    for argument in arguments {
      do throws(EvaluationFailure) {
        return try evaluate(argument, in: scope)
      } catch {
        failure = error
        // What is out of bounds must not look like a value that is merely absent.
        guard steps <= limits.steps, depth < limits.depth - 1 else { throw failure }
      }
    }
    throw failure
  }

  private func canEvaluate(
    _ arguments: [Expression],
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    guard let first = arguments.first else { throw EvaluationFailure("can has no argument") }
    do throws(EvaluationFailure) {
      let value = try evaluate(first, in: scope)
      return value.unknownInside().map { .unknown($0.forgettingShape) } ?? .bool(true)
    } catch {
      guard steps <= limits.steps else { throw error }
      return .bool(false)
    }
  }

  // MARK: - Files

  private static let fileFunctions: Set<String> = [
    "file", "fileexists", "fileset", "templatefile", "templatestring", "filebase64", "filemd5",
    "filesha1", "filesha256", "filesha512", "filebase64sha256", "filebase64sha512",
  ]

  /// Evaluates the functions that read the repository's files; nil for another name.
  private func fileFunction(
    _ name: String,
    _ values: [Value],
    in scope: Scope
  ) throws(EvaluationFailure) -> Value? {
    guard Self.fileFunctions.contains(name) else { return nil }
    guard !values.isEmpty else { throw EvaluationFailure("\(name) takes other arguments") }
    if let unknown = UnknownValue.merging(values.compactMap(\.unknown)) { return .unknown(unknown) }
    let arguments = FunctionArguments(values: values)
    if name == "templatestring" {
      return try render(try arguments.string(0), file: "template", values, in: scope)
    }
    guard let path = RepositoryPath.join(root, try arguments.string(0)) else {
      return .unknown(because: "\(name) reads a file outside the repository")
    }
    guard let bytes = store.files[path], name != "fileset" else {
      return .unknown(because: "\(name) reads \(path), which was not read")
    }
    try spend(bytes.count / 64)
    switch name {
    case "fileexists": return .bool(true)
    case "filebase64": return .string(Base64.encode(bytes))
    case "file", "templatefile":
      guard bytes.count <= 1_000_000, let text = String(validating: bytes, as: UTF8.self) else {
        return .unknown(because: "\(path) is not text, or larger than 1 MB")
      }
      return name == "file" ? .string(text) : try render(text, file: path, values, in: scope)
    default:
      let digest = String(name.dropFirst(4))
      guard let result = Digest.text(digest, of: bytes) else { return nil }
      return .string(result)
    }
  }

  private func render(
    _ text: String,
    file: String,
    _ values: [Value],
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    guard values.count == 2, let names = values[1].entries else {
      throw EvaluationFailure("a template needs an object of values")
    }
    let expression: Expression
    do throws(SyntaxProblem) {
      expression = try HCLParser.parseTemplate(text, file: file, depth: 20)
    } catch {
      throw EvaluationFailure("\(file):\(error.location.line): \(error.message)")
    }
    // A template sees the values it is given, and nothing of the module.
    let empty = ModuleInstance(
      configuration: ModuleConfiguration(directory: root, files: []),
      address: "",
      ancestry: [],
      pathFromRoot: ".",
      uncertainty: nil,
      providers: [:]
    ) { _ in nil }
    return try evaluate(expression, in: Scope(module: empty, names: names))
  }
}
