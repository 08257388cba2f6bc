import ReadinessModel
import SyntaxTrees

/// The guard that makes callers prove who they are, and where it is applied.
struct GuardCode {
  /// Edits that let roles be asked right after it, and its refusals look like all others.
  private(set) var edits: [SourceEdit] = []
  private(set) var refusals: [FixRefusal] = []
  /// Files that need `authorize` or `deny`.
  private(set) var imports: [String: Set<String>] = [:]
  /// The expression that gives the caller's id after it.
  let errorKey: String
  private let site: AccessSite

  /// Whether guards are applied route by route, so that unknown routes pass them by.
  private(set) var isByRoute = false
  /// Whether some guard refuses by an error that others answer.
  private(set) var raisesErrors = false

  init(_ site: AccessSite, _ routes: [Route]) throws(FixObstacle) {
    self.site = site
    let places = Set(
      routes.filter { Self.isGuarded($0, site) }
        .compactMap { route in
          route.authentication.at.map { Place(at: $0, by: route.authentication.by ?? "") }
        }
    )
    var guards: [(ScriptSource, SyntaxNode)] = []
    var unseen: [(place: Place, argument: SyntaxNode, source: ScriptSource)] = []
    for place in places.sorted(by: { ($0.at.file, $0.at.line) < ($1.at.file, $1.at.line) }) {
      guard let source = site.source(place.at.file),
        let argument = Self.application(of: place, in: source)
      else {
        throw FixObstacle(
          "The guard \(place.by)",
          "it is not handed to a router or route where roles could be asked after it",
          at: place.at,
          next: "Apply it as middleware: app.use('/api', \(place.by))."
        )
      }
      let indent = source.indentation(at: argument.range.lowerBound)
      let isOnOwnLine =
        source.lineStart(of: argument.range.lowerBound) + indent.utf8.count
        == argument.range.lowerBound
      let gap = isOnOwnLine ? ScriptStyle(source).newline + indent : " "
      edits.append(
        .insert(path: source.path, at: argument.range.upperBound, text: ",\(gap)authorize")
      )
      imports[source.path, default: []].insert("authorize")
      let method = argument.parent?.parent?.child("function")?.child("property")?.text ?? "use"
      isByRoute = isByRoute || method != "use"
      if let found = Self.definition(of: argument, in: source, site) {
        let isNew = !guards.contains {
          $0.0.path == found.0.path && $0.1.range == found.1.range
        }
        if isNew { guards.append(found) }
      } else {
        unseen.append((place, argument, source))
      }
    }
    var key: String?
    for (source, function) in guards {
      let answers = Self.answers(of: function, in: source)
      key = key ?? answers.lazy.compactMap(\.key).first
    }
    errorKey = key ?? "error"
    for (source, function) in guards { answer(in: function, source) }
    for (place, argument, source) in unseen { refuse(place, argument, source) }
  }

  /// Has a guard refuse like all others.
  private mutating func answer(in function: SyntaxNode, _ source: ScriptSource) {
    let answers = Self.answers(of: function, in: source)
    let style = ScriptStyle(source)
    for answer in answers {
      let reason = answer.reason ?? "\(style.quote)not signed in\(style.quote)"
      edits.append(
        .replace(
          path: source.path,
          range: answer.call.range,
          text: "deny(\(answer.response), \(reason), 401)"
        )
      )
      imports[source.path, default: []].insert("deny")
    }
    let raises =
      !source.nodes(in: function, ["throw_statement"]).isEmpty
      || source.nodes(in: function, ["call_expression"]).contains { call in
        ["next", "reject", "done"].contains(call.child("function")?.text ?? "")
          && call.child("arguments")?.namedChildren.isEmpty == false
      }
    raisesErrors = raisesErrors || raises
    guard answers.isEmpty, !raises else { return }
    refusals.append(
      FixRefusal(
        subject: "\(function.child("name")?.text ?? "The guard")",
        reason: "how it refuses callers was not recognised, so its refusals stay as they are",
        location: SourceLocation(file: source.path, line: function.line),
        next: "Answer with deny(res, reason, 401) where it refuses."
      )
    )
  }

  /// Has a guard of a library refuse by an error, or says that it answers as it does.
  private mutating func refuse(_ place: Place, _ argument: SyntaxNode, _ source: ScriptSource) {
    var node = argument
    while let inner = node.child("function") ?? node.child("object") { node = inner }
    let module = source.imports.first { $0.names.values.contains(node.text) }
    let home = module.flatMap { site.table.target(of: $0.source, from: source) } ?? source
    let packages = [module?.source].compactMap(\.self) + home.imports.map(\.source)
    if packages.contains("express-jwt") {
      raisesErrors = true
      return
    }
    if let calls = Self.passportCalls(argument, source, home) {
      raisesErrors = true
      for (file, call) in calls {
        if let edit = Self.failingWithError(call, file), !edits.contains(edit) {
          edits.append(edit)
        }
      }
      return
    }
    refusals.append(
      FixRefusal(
        subject: place.by,
        reason: "its code is not in the repository, so its refusals stay as they are",
        location: place.at,
        next: "Wrap it, and answer with deny() where it refuses."
      )
    )
  }

  /// Calls of `passport.authenticate` without a callback that a guard stands for.
  private static func passportCalls(
    _ argument: SyntaxNode,
    _ source: ScriptSource,
    _ home: ScriptSource
  ) -> [(ScriptSource, SyntaxNode)]? {
    let isCall = { (call: SyntaxNode) in
      call.child("function")?.text == "passport.authenticate"
        && (call.child("arguments")?.namedChildren.count ?? 0) < 3
    }
    if argument.kind == "call_expression", isCall(argument) { return [(source, argument)] }
    let calls = home.nodes(["call_expression"]).filter(isCall)
    return calls.isEmpty ? nil : calls.map { (home, $0) }
  }

  /// Tells passport to hand the refusal on.
  private static func failingWithError(
    _ call: SyntaxNode,
    _ source: ScriptSource
  ) -> SourceEdit? {
    let given = call.child("arguments")?.namedChildren.filter { $0.kind != "comment" } ?? []
    guard !call.text.contains("failWithError"), let last = given.last else { return nil }
    if last.kind == "object" {
      return ScriptEdits.adding("failWithError: true", to: last, in: source)
    }
    return .insert(path: source.path, at: last.range.upperBound, text: ", { failWithError: true }")
  }

  /// Whether a guard stands before a route's handler, so that its roles can be asked there.
  static func isGuarded(_ route: Route, _ site: AccessSite) -> Bool {
    guard route.authentication.status == .protected, let at = route.authentication.at else {
      return false
    }
    if site.nest != nil { return NestGuards.isGuarded(route, site) }
    guard let source = site.source(at.file),
      let argument = application(of: Place(at: at, by: route.authentication.by ?? ""), in: source)
    else { return true }
    // The last argument of a registration is the handler itself.
    guard let list = argument.parent, let call = list.parent,
      ["get", "post", "put", "patch", "delete", "all"]
        .contains(call.child("function")?.child("property")?.text ?? "")
    else { return true }
    return list.namedChildren.last?.range != argument.range
  }

  private struct Place: Hashable {
    var at: SourceLocation
    var by: String
  }

  /// The argument that names the guard, in the call that applies it: by its name, or as the one
  /// that stands between a path and the handler.
  private static func application(of place: Place, in source: ScriptSource) -> SyntaxNode? {
    let calls = source.nodes(["call_expression"]).filter { call in
      (call.line...call.endLine).contains(place.at.line)
        && call.child("function")?.kind == "member_expression"
    }
    let bare = place.by.hasSuffix("()") ? String(place.by.dropLast(2)) : place.by
    let names = [bare, bare.split(separator: ".").last.map(String.init) ?? bare]
    for call in calls {
      for argument in call.child("arguments")?.namedChildren ?? [] {
        let callee = argument.kind == "call_expression" ? argument.child("function") : argument
        guard let text = callee?.text,
          (argument.line...argument.endLine).contains(place.at.line) || call.line == place.at.line
        else { continue }
        if names.contains(text) || text.hasSuffix(".\(names[1])") { return argument }
      }
    }
    for call in calls where verbs.contains(call.child("function")?.child("property")?.text ?? "") {
      let given = call.child("arguments")?.namedChildren.filter { $0.kind != "comment" } ?? []
      let middle = given.dropFirst().dropLast().filter {
        ["identifier", "member_expression", "call_expression"].contains($0.kind)
          && !$0.text.hasPrefix("audit(")
      }
      if given.first?.kind == "string", middle.count == 1 { return middle.first }
    }
    return nil
  }

  private static let verbs: Set<String> = ["get", "post", "put", "patch", "delete", "all"]

  private static func definition(
    of argument: SyntaxNode,
    in source: ScriptSource,
    _ site: AccessSite
  ) -> (ScriptSource, SyntaxNode)? {
    let callee = argument.kind == "call_expression" ? argument.child("function") : argument
    guard let callee, callee.text != "passport.authenticate",
      case .function(let home, let function)? = site.table.thing(of: callee, in: source)
    else { return nil }
    return (home, function)
  }

  private struct Answer {
    var call: SyntaxNode
    var response: String
    var reason: String?
    var key: String?
  }

  /// Calls such as `res.status(401).json({ error: 'No token' })`.
  private static func answers(of function: SyntaxNode, in source: ScriptSource) -> [Answer] {
    source.nodes(in: function, ["call_expression"]).compactMap { call in
      guard let target = call.child("function"), target.kind == "member_expression",
        let method = target.child("property")?.text, let object = target.child("object"),
        let given = call.child("arguments")?.namedChildren
      else { return nil }
      if method == "sendStatus", given.first.map({ ["401", "403"].contains($0.text) }) == true {
        return Answer(call: call, response: object.text)
      }
      guard ["json", "send", "end"].contains(method), object.kind == "call_expression",
        let inner = object.child("function"), inner.child("property")?.text == "status",
        let response = inner.child("object"), response.kind == "identifier",
        object.child("arguments")?.namedChildren.first.map({ ["401", "403"].contains($0.text) })
          == true
      else { return nil }
      let text = given.first.flatMap { source.nodes(in: $0, ["string"]).first { !isKey($0) } }
      let pair = text?.parent.flatMap { $0.kind == "pair" ? $0 : nil }
      return Answer(
        call: call,
        response: response.text,
        reason: text?.text,
        key: pair?.child("key").flatMap { $0.kind == "property_identifier" ? $0.text : nil }
      )
    }
  }

  private static func isKey(_ node: SyntaxNode) -> Bool {
    node.parent?.kind == "pair" && node.parent?.child("key")?.range == node.range
  }
}
