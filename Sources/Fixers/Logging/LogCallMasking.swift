import ReadinessModel
import SyntaxTrees

/// Takes personal data out of the calls that log it.
struct LogCallMasking {
  private(set) var refusals: [FixRefusal] = []
  private let plan: LogPackage
  private let project: FixProject
  private var edits: [SourceEdit] = []
  private var files: Set<String> = []
  private var calls = 0
  private var homes: [String: ScriptStyle] = [:]

  init(_ plan: LogPackage, _ project: FixProject) {
    self.plan = plan
    self.project = project
  }

  mutating func changes() -> [FixChange] {
    guard !plan.logged.isEmpty else { return [] }
    let byFile = Dictionary(grouping: plan.logged, by: \.location.file)
    guard plan.runsOnServer else {
      refuse(
        "\(plan.logged.count) calls in \(plan.package.name ?? plan.package.folder)",
        "what they log may run in a browser, where no secret can be kept",
        plan.logged.first?.location
      )
      return []
    }
    for source in plan.sources {
      guard let fields = byFile[source.path] else { continue }
      let home = plan.file(named: "pseudonym", beside: source, project)
      guard !project.files.contains(home) || defines(home) else {
        refuse(home, "the file is there already, and exports no function pseudonym", nil)
        continue
      }
      mask(fields, in: source, from: home, plan.style(beside: source))
    }
    guard calls > 0 else { return [] }
    edits += AccessLogging.edits(plan, project)
    let text = String(decoding: PackageResources.log_pseudonym_ts, as: UTF8.self)
    for (home, style) in homes.sorted(by: { $0.key < $1.key }) where !project.files.contains(home) {
      edits.append(.create(path: home, text: GeneratedScript.finish(text, path: home, style)))
    }
    return [
      FixChange(
        title: "Log \(!homes.isEmpty ? "pseudonyms" : "ids") in the place of people"
          + " (\(calls) \(calls == 1 ? "call" : "calls") in \(files.count)"
          + " \(files.count == 1 ? "file" : "files"))",
        reason: "Logs are read by more people, and kept longer, than the database.",
        applicability: .safe,
        edits: edits
      )
    ]
  }

  private func defines(_ file: String) -> Bool {
    project.script(file)?.nodes(["function_declaration"])
      .contains { $0.child("name")?.text == "pseudonym" } == true
  }

  private mutating func refuse(_ subject: String, _ reason: String, _ place: SourceLocation?) {
    refusals.append(
      FixRefusal(
        subject: subject,
        reason: reason,
        location: place,
        next: "Log an identifier instead, or leave the value out."
      )
    )
  }

  // MARK: - One file

  private mutating func mask(
    _ fields: [LoggedField],
    in source: ScriptSource,
    from home: String,
    _ style: ScriptStyle
  ) {
    let imports = source.imports.contains { $0.names.values.contains("pseudonym") }
    guard !LogPackage.isForBrowser(source), imports || !source.mentions("pseudonym")
    else {
      refuse(
        source.path,
        "it runs in a browser too, or means something else by pseudonym",
        fields[0].location
      )
      return
    }
    let all = source.nodes(["call_expression"])
    var first: Int?
    var inner: [SourceEdit] = []
    var uses = false
    for field in fields {
      let place = field.location
      guard
        let call = all.first(where: { Self.logs($0, at: place) }),
        let list = call.child("arguments")
      else {
        refuse("\(place.file):\(place.line)", "the call is not plain to see", place)
        continue
      }
      var values = LoggedValues(names: Set(field.names ?? [field.name]))
      for argument in list.namedChildren { values.read(argument) }
      guard !values.found.isEmpty else {
        refuse(
          "\(place.file):\(place.line)",
          "where \(field.name) stands in the call is not plain to see",
          place
        )
        continue
      }
      for value in values.found {
        let change = replacement(for: value, in: source)
        uses = uses || change.usesPseudonym
        inner.append(.replace(path: source.path, range: change.range, text: change.text))
      }
      calls += 1
      first = min(first ?? call.range.lowerBound, call.range.lowerBound)
    }
    guard !inner.isEmpty else { return }
    files.insert(source.path)
    edits += inner
    if uses {
      homes[home] = homes[home] ?? style
      if !imports {
        edits.append(
          ScriptEdits.importing(["pseudonym"], from: home, in: source, style, before: first)
        )
      }
    }
  }

  private static func logs(_ call: SyntaxNode, at place: SourceLocation) -> Bool {
    guard call.line == place.line, call.column == place.column,
      let method = call.child("function")?.child("property")?.text
    else { return false }
    return methods.contains(method)
  }

  private static let methods: Set<String> = [
    "log", "info", "warn", "error", "debug", "trace", "fatal", "verbose", "http",
  ]

  /// What stands in the place of a value: an id that the project has, a pseudonym, or nothing.
  private func replacement(
    for value: LoggedValues.Value,
    in source: ScriptSource
  ) -> (range: Range<Int>, text: String, usesPseudonym: Bool) {
    let quote = ScriptStyle(source).quote
    let node = value.node
    if LoggedValues.isSecret(value.name) {
      if let hole = node.parent, hole.kind == "template_substitution" {
        return (hole.range, "[redacted]", false)
      }
      let prefix = value.isShorthand ? "\(node.text): " : ""
      return (node.range, "\(prefix)\(quote)[redacted]\(quote)", false)
    }
    if value.isShorthand { return (node.range, "\(node.text): pseudonym(\(node.text))", true) }
    if let property = node.child("property"), let id = knownID(beside: node) {
      return (property.range, id, false)
    }
    return (node.range, "pseudonym(\(node.text))", true)
  }

  /// The id of the caller, where the value is of the caller and the project asks for their id.
  private func knownID(beside member: SyntaxNode) -> String? {
    guard let object = member.child("object") else { return nil }
    let holder = Self.plain(object.text)
    guard
      ["req.user", "request.user", "this.request.user", "req.auth", "request.auth"].contains(holder)
    else { return nil }
    for name in ["id", "userId", "sub"] {
      let isAsked = plan.sources.contains { source in
        source.contains(".\(name)")
          && source.nodes(["member_expression"]).contains {
            Self.plain($0.text) == "\(holder).\(name)"
          }
      }
      if isAsked { return name }
    }
    return nil
  }

  private static func plain(_ text: String) -> String { text.filter { $0 != "?" && $0 != "!" } }
}

/// Values of some names inside an argument of a call.
struct LoggedValues {
  struct Value {
    var node: SyntaxNode
    var name: String
    var isShorthand = false
  }

  private(set) var found: [Value] = []
  private let names: Set<String>

  init(names: Set<String>) { self.names = names }

  /// Goes through an argument as far as its value is what is logged.
  mutating func read(_ argument: SyntaxNode) {
    var waiting = [argument]
    var steps = 0
    while let node = waiting.popLast(), steps < 2_000 {
      steps += 1
      switch node.kind {
      case "identifier":
        if names.contains(node.text) { found.append(Value(node: node, name: node.text)) }
      case "shorthand_property_identifier":
        if names.contains(node.text) {
          found.append(Value(node: node, name: node.text, isShorthand: true))
        }
      case "member_expression":
        guard let property = node.child("property")?.text, names.contains(property) else {
          continue
        }
        found.append(Value(node: node, name: property))
      case "pair": waiting += [node.child("value")].compactMap(\.self)
      case "ternary_expression":
        waiting += [node.child("consequence"), node.child("alternative")].compactMap(\.self)
      case "call_expression":
        let callee = node.child("function")
        let name = callee?.child("property")?.text ?? callee?.text ?? ""
        guard Self.transparent.contains(name) else { continue }
        waiting += node.child("arguments")?.namedChildren ?? []
        waiting += [callee?.child("object")].compactMap(\.self)
      case "new_expression", "function_expression", "arrow_function", "function", "class": continue
      case "as_expression", "satisfies_expression":
        waiting += node.namedChildren.prefix(1)
      default: waiting += node.namedChildren.filter { $0.kind != "comment" }
      }
    }
    found.sort { $0.node.range.lowerBound < $1.node.range.lowerBound }
  }

  private static let transparent: Set<String> = [
    "String", "stringify", "toString", "toLowerCase", "toUpperCase", "trim", "toLocaleLowerCase",
    "normalize", "concat", "inspect", "join", "escape", "encodeURIComponent",
  ]

  /// Whether a name means something that grants access, which has no place in a log in any form.
  static func isSecret(_ name: String) -> Bool {
    let plain = name.lowercased().filter(\.isLetter)
    return [
      "token", "passw", "pwd", "secret", "apikey", "authorization", "cookie", "cvv", "cardnumber",
      "creditcard",
    ]
    .contains { plain.contains($0) }
  }
}

/// What morgan writes of each request: its path without the query, in which people search for people.
enum AccessLogging {
  static func edits(_ plan: LogPackage, _ project: FixProject) -> [SourceEdit] {
    plan.sources.compactMap { source in
      guard source.contains("morgan"),
        let name = source.imports.first(where: { $0.source == "morgan" })
          .flatMap({ $0.names["default"] ?? $0.names["*"] })
      else { return nil }
      let calls = source.nodes(["call_expression"])
      let isSet = calls.contains { call in
        call.child("function")?.text == "\(name).token"
          && call.child("arguments")?.namedChildren.first?.text.dropFirst().dropLast() == "url"
      }
      guard !isSet,
        let use = calls.first(where: { call in
          call.child("function")?.text == name
            && call.child("arguments")?.namedChildren.first?.kind == "string"
        }),
        let statement = source.statements.first(where: { $0.range.contains(use.range.lowerBound) })
      else { return nil }
      let style = ScriptStyle(source)
      let end = style.usesSemicolons ? ";" : ""
      let (q, n) = (style.quote, style.newline)
      let text =
        "// A query may name people: who was searched for, or a token from a mail.\(n)"
        + "\(name).token(\(q)url\(q), (req) => (req.url ?? \(q)\(q)).split(\(q)?\(q))[0])\(end)\(n)\(n)"
      return .insert(
        path: source.path,
        at: source.lineStart(of: source.above(statement)),
        text: text
      )
    }
  }
}
