import ReadinessModel
import SyntaxTrees

/// Has the loggers of a package leave out what they are handed by name.
struct LoggerRedaction {
  private(set) var refusals: [FixRefusal] = []
  private let plan: LogPackage
  private let project: FixProject

  init(_ plan: LogPackage, _ project: FixProject) {
    self.plan = plan
    self.project = project
  }

  mutating func changes() -> [FixChange] {
    var result: [FixChange] = []
    for (product, signals) in Dictionary(grouping: plan.loggers, by: \.product).sorted(by: {
      $0.key < $1.key
    }) {
      switch product {
      case "pino": result += change(product, signals, name: "redactedPaths", pinoText, pino)
      case "winston": result += change(product, signals, name: "redact", winstonText, winston)
      default: refuse(product, "how it is told to redact is not known here", signals[0].location)
      }
    }
    return result
  }

  private mutating func refuse(_ subject: String, _ reason: String, _ place: SourceLocation) {
    refusals.append(
      FixRefusal(
        subject: subject,
        reason: reason,
        location: place,
        next: "Have the logger redact passwords, tokens and personal fields."
      )
    )
  }

  private mutating func change(
    _ product: String,
    _ signals: [TelemetrySignal],
    name: String,
    _ text: String,
    _ edit: (SyntaxNode, ScriptSource) -> SourceEdit?
  ) -> [FixChange] {
    guard
      let source = plan.sources.first(where: { source in
        signals.contains { $0.location.file == source.path }
      })
    else { return [] }
    let home = plan.file(named: "log-redaction", beside: source, project)
    let style = plan.style(beside: source)
    guard !project.files.contains(home) else {
      refuse(
        home,
        "the file is there already, and \(product) is not seen to use it",
        signals[0].location
      )
      return []
    }
    var edits: [SourceEdit] = []
    for signal in signals {
      guard let source = plan.sources.first(where: { $0.path == signal.location.file }),
        !source.mentions(name),
        let made = source.nodes(["call_expression"])
          .filter({ ($0.line...$0.endLine).contains(signal.location.line) })
          .compactMap({ edit($0, source) }).first
      else {
        refuse(
          "\(signal.location.file):\(signal.location.line)",
          "the options of \(product) are not written there as such",
          signal.location
        )
        continue
      }
      edits.append(made)
      edits.append(
        ScriptEdits.importing([name], from: home, in: source, style, before: made.offset)
      )
    }
    guard !edits.isEmpty else { return [] }
    edits.append(.create(path: home, text: GeneratedScript.finish(text, path: home, style)))
    return [
      FixChange(
        title: "Have \(product) leave out secrets and personal fields",
        reason: "\(product) writes whatever it is handed.",
        applicability: .safe,
        edits: edits
      )
    ]
  }

  // MARK: - pino

  private func pino(_ call: SyntaxNode, _ source: ScriptSource) -> SourceEdit? {
    guard let name = call.child("function")?.text, let list = call.child("arguments") else {
      return nil
    }
    let makers = source.imports.filter {
      ["pino", "pino-http", "express-pino-logger"].contains($0.source)
    }
    .flatMap {
      [$0.names["default"], $0.names["*"], $0.names["pino"], $0.names["pinoHttp"]].compactMap(
        \.self
      )
    }
    let isModule = name == "LoggerModule.forRoot"
    guard makers.contains(name) || isModule else { return nil }
    let property = "redact: redactedPaths"
    guard var options = list.namedChildren.first(where: { $0.kind != "comment" }) else {
      return isModule
        ? .insert(
          path: source.path,
          at: list.range.lowerBound + 1,
          text: "{ pinoHttp: { \(property) } }"
        )
        : .insert(path: source.path, at: list.range.lowerBound + 1, text: "{ \(property) }")
    }
    guard options.kind == "object" else { return nil }
    if isModule {
      guard let inner = options.namedChildren.first(where: { $0.child("key")?.text == "pinoHttp" })
      else {
        return ScriptEdits.adding("pinoHttp: { \(property) }", to: options, in: source)
      }
      guard let value = inner.child("value"), value.kind == "object" else { return nil }
      options = value
    }
    return ScriptEdits.adding(property, to: options, in: source)
  }

  private var pinoText: String {
    let paths = names.flatMap { ["  '\($0)',", "  '*.\($0)',"] }
    return TemplateText.render(
      String(decoding: PackageResources.log_redaction_pino_ts, as: UTF8.self),
      ["paths": paths.joined(separator: "\n")]
    )
  }

  // MARK: - winston

  private func winston(_ call: SyntaxNode, _ source: ScriptSource) -> SourceEdit? {
    guard call.child("function")?.text.hasSuffix("createLogger") == true,
      let options = call.child("arguments")?.namedChildren.first, options.kind == "object",
      let format = options.namedChildren.first(where: { $0.child("key")?.text == "format" })?.child(
        "value"
      )
    else { return nil }
    if format.kind == "call_expression",
      format.child("function")?.text.hasSuffix("combine") == true,
      let last = format.child("arguments")?.namedChildren.last(where: { $0.kind != "comment" })
    {
      // Before what makes a text of it, and after what gathers its parts.
      let list = format.child("arguments")
      let isOnOwnLine = last.line > (list?.line ?? last.line)
      let gap =
        isOnOwnLine
        ? ScriptStyle(source).newline + source.indentation(at: last.range.lowerBound) : " "
      return .insert(path: source.path, at: last.range.lowerBound, text: "redact(),\(gap)")
    }
    guard let whole = source.imports.first(where: { $0.source == "winston" }) else { return nil }
    let combine =
      whole.names["format"].map { "\($0).combine" }
      ?? (whole.names["default"] ?? whole.names["*"]).map { "\($0).format.combine" }
    guard let combine else { return nil }
    return .replace(
      path: source.path,
      range: format.range,
      text: "\(combine)(redact(), \(format.text))"
    )
  }

  private var winstonText: String {
    let lower = Set(names.map { $0.lowercased() } + ["authorization", "cookie", "set-cookie"])
      .sorted()
    return TemplateText.render(
      String(decoding: PackageResources.log_redaction_winston_ts, as: UTF8.self),
      ["names": lower.map { "  '\($0)'," }.joined(separator: "\n")]
    )
  }

  /// Names of fields that hold something personal or grant access, as the models spell them.
  private var names: [String] {
    let fields = (project.facts.data.value?.models ?? []).flatMap(\.fields).filter { field in
      switch field.sensitivity {
      case .personal: [.high, .medium].contains(field.confidence) && isOfPerson(field)
      case .sensitive, .credential: true
      case .confidential, .noneRecognised: false
      }
    }
    let usual = ["password", "token", "accessToken", "refreshToken", "secret", "email", "phone"]
    let all = Set(fields.map(\.name).filter(Self.isPlain) + usual)
    return Array(all.sorted().prefix(100))
  }

  /// What names or reaches a person; what they did or where they are from is what logs are about.
  private func isOfPerson(_ field: DataField) -> Bool {
    let kinds = ["user.contact", "user.name", "user.demographic"]
    return kinds.contains { field.category?.hasPrefix($0) == true }
      // `name` and `country` are names of everything.
      && RetentionGroup.words(of: field.name).count > 1
      || ["email", "phone"].contains(field.name.lowercased())
  }

  private static func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
        || $0 == 0x5F
    }
      && name.first?.isLetter == true
  }
}

extension SourceEdit {
  /// Where it begins.
  fileprivate var offset: Int {
    switch self {
    case .create: 0
    case .replace(_, let range, _): range.lowerBound
    }
  }
}
