import ScriptLanguage

extension AccessSemantics {
  /// The value of a property of a request, response, session or context.
  func callerProperty(_ name: String, of host: ScriptHost) -> ScriptValue? {
    switch host {
    case let request as RequestHost: return requestProperty(name, request)
    case let headers as HeadersHost: return header(name, headers.scene)
    case let session as SessionHost:
      if ["save", "destroy", "regenerate", "reload", "touch", "set", "get", "delete", "flash"]
        .contains(name)
      {
        return .host(CallerMethod(session, name))
      }
      if ["cookie", "id", "store"].contains(name) {
        return .symbol(ScriptSymbol("session.\(name)", presence: .present))
      }
      return session.scene.caller(name, as: "session.\(name)")
    case let response as ResponseHost: return responseProperty(name, response)
    case let context as ContextHost: return contextProperty(name, context)
    default: return nil
    }
  }

  func header(_ name: String, _ scene: Scene) -> ScriptValue {
    if AccessWords.isForgeryProof(name) {
      scene.noteForgeryProof()
      return .symbol(ScriptSymbol("headers.\(name)", marks: .request))
    }
    if AccessWords.isCredentialHeader(name) {
      if scene.caller == .pretender, AccessWords.isSetByProxies(name) {
        scene.note(.believes(name))
      }
      return scene.sent("headers.\(name)")
    }
    if ["get", "has", "entries", "forEach"].contains(name) {
      return .host(CallerMethod(HeadersHost(scene), name))
    }
    return .symbol(ScriptSymbol("headers.\(name)", marks: .request))
  }

  /// What `Headers.get` gives for a header that was not sent: `null`, and not `undefined`.
  private static func nullable(_ header: ScriptValue) -> ScriptValue {
    guard case .symbol(let symbol) = header, symbol.presence == .absent else { return header }
    return .symbol(
      ScriptSymbol(
        symbol.name,
        marks: symbol.marks,
        presence: .absent,
        typeName: ScriptSymbol.emptied
      )
    )
  }

  private func requestProperty(_ name: String, _ request: RequestHost) -> ScriptValue? {
    let scene = request.scene
    switch name {
    case "params", "query", "body", "files", "file", "searchParams", "formData", "json", "text":
      if ["json", "text", "formData"].contains(name) { return .host(CallerMethod(request, name)) }
      return .symbol(ScriptSymbol(name, marks: .request, presence: .present))
    case "headers": return .host(HeadersHost(scene))
    case "raw", "req", "request": return .host(request)
    case "get", "header", "isAuthenticated", "isUnauthenticated", "login", "logIn", "logout",
      "logOut", "param", "is", "accepts", "jwtVerify", "jwtDecode", "on", "parts", "valid", "flash",
      "csrfToken", "clone":
      return .host(CallerMethod(request, name))
    case "cookies", "cookie": return scene.sent(name)
    case "signedCookies": return scene.identity(name)
    case "session": return .host(request.session)
    case "path", "originalUrl", "url", "baseUrl", "pathname", "routerPath", "routePath":
      scene.dependsOnRoute = true
      return Self.path(of: scene)
    case "nextUrl":
      return .host(request)
    case "method":
      scene.dependsOnRoute = true
      return scene.method == "ANY" ? .unknown("method") : .string(scene.method)
    default:
      return AccessWords.isIdentity(name) ? scene.caller(name, as: "req.\(name)") : nil
    }
  }

  /// The path of the imagined call, its open segments left open.
  static func path(of scene: Scene) -> ScriptValue {
    guard scene.path.contains("{") else { return .string(scene.path) }
    var pieces: [ScriptPiece] = []
    var rest = Substring(scene.path)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      pieces.append(.text(String(rest[..<open])))
      let name = String(rest[rest.index(after: open)..<close])
      let segment = ScriptSymbol(
        name,
        marks: .request,
        typeName: ScriptSymbol.pathSegment
      )
      pieces.append(.hole(name, .symbol(segment)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return .pattern(pieces)
  }

  private func responseProperty(_ name: String, _ response: ResponseHost) -> ScriptValue? {
    switch name {
    case "locals": return .host(response.locals)
    case "headersSent", "sent", "writableEnded": return .boolean(false)
    case "statusCode": return response.status.map { .number(Double($0)) } ?? .unknown(name)
    case "raw", "res": return .host(response)
    default: return .host(CallerMethod(response, name))
    }
  }

  private func contextProperty(_ name: String, _ context: ContextHost) -> ScriptValue? {
    switch name {
    case "req", "request": return .host(context.request)
    case "res", "response": return .host(context.response)
    case "state", "var":
      // Hono reads with `var` what `set` stored.
      return .host(context.flavor == .koa ? context.state : context.request)
    case "session": return .host(context.request.session)
    case "cookies": return context.scene.sent("cookies")
    case "env", "app": return .unknown(name)
    case "throw", "redirect", "json", "text", "html", "body", "notFound", "newResponse", "get",
      "set", "assert", "status", "header", "render", "stream":
      if context.flavor == .koa, name == "body" || name == "status" { return .unknown(name) }
      return .host(CallerMethod(context, name))
    case "isAuthenticated", "isUnauthenticated", "login", "logout":
      return .host(CallerMethod(context.request, name))
    default: return requestProperty(name, context.request)
    }
  }

  func assignContext(
    _ value: ScriptValue,
    to name: String,
    of context: ContextHost,
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) -> Bool {
    switch name {
    case "status":
      if case .number(let number) = value {
        context.response.status = Int(number)
        note(.respond(Int(number)), at: place, in: context.scene, evaluator)
      }
    case "body":
      note(.respond(context.response.status), at: place, in: context.scene, evaluator)
    default:
      let target: ScriptHost = context
      target.properties[name] = asCaller(value, name, context.scene)
    }
    return true
  }

  /// What a guard leaves of the caller for those after it, under a name for a caller.
  ///
  /// A look-up may have lost sight of what the value derives from; where that is nothing the caller
  /// sent, and no value of the program's own, it can only be what the credentials proved.
  func asCaller(_ value: ScriptValue, _ name: String, _ scene: Scene) -> ScriptValue {
    guard scene.caller == .signedIn, !scene.isAtHandler, AccessWords.isIdentity(name),
      value.marks(depth: 4).isDisjoint(with: [.identity, .request]), value.isLookedUp(depth: 3)
    else { return value }
    return scene.identity(name)
  }

  // MARK: Methods

  func callerMethod(
    _ method: CallerMethod,
    _ call: ScriptCall,
    in evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    switch method.owner {
    case let request as RequestHost:
      return try requestMethod(method.name, request.scene, call, evaluator)
    case let response as ResponseHost:
      return try responseMethod(method.name, response, call, evaluator)
    case let headers as HeadersHost:
      return Self.nullable(
        header(call.argument(0).knownString ?? "authorization", headers.scene)
      )
    case let session as SessionHost: return try sessionMethod(method.name, session, call, evaluator)
    case let context as ContextHost: return try contextMethod(method.name, context, call, evaluator)
    default: return nil
    }
  }

  private func requestMethod(
    _ name: String,
    _ scene: Scene,
    _ call: ScriptCall,
    _ evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    let first = call.argument(0)
    switch name {
    case "get", "header":
      guard let wanted = first.knownString else {
        // Without a name it is all of them; an unknown name may be any.
        return call.arguments.isEmpty ? .host(HeadersHost(scene)) : scene.identity("header")
      }
      return header(wanted, scene)
    case "clone": return call.receiver ?? .unknown(name)
    case "isAuthenticated": return .boolean(scene.caller == .signedIn)
    case "isUnauthenticated": return .boolean(scene.caller.isStranger)
    case "jwtVerify":
      guard scene.caller == .signedIn else {
        throw ScriptThrow(refusal(401, "jwtVerify"), at: call.place)
      }
      return scene.identity("token")
    case "login", "logIn", "logout", "logOut", "on", "flash", "csrfToken":
      for argument in call.arguments {
        if case .function = argument { _ = try evaluator.apply(argument, [], at: call.place) }
      }
      return .undefined
    default: return .symbol(ScriptSymbol(name, marks: .request))
    }
  }

  /// Makes the value a library throws to refuse a caller.
  func refusal(_ status: Int, _ name: String) -> ScriptValue {
    .symbol(
      ScriptSymbol("Unauthorized \(status) from \(name)", marks: .identity, presence: .present)
    )
  }

  private func sessionMethod(
    _ name: String,
    _ session: SessionHost,
    _ call: ScriptCall,
    _ evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    if name == "get" { return session.scene.identity(call.argument(0).knownString ?? "session") }
    for argument in call.arguments {
      if case .function = argument {
        _ = try evaluator.apply(argument, [.undefined], at: call.place)
      }
    }
    return .undefined
  }

  private func responseMethod(
    _ name: String,
    _ response: ResponseHost,
    _ call: ScriptCall,
    _ evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    let scene = response.scene
    let first = call.argument(0)
    switch name {
    case "status", "code", "writeHead":
      var status: Int?
      if case .number(let number) = first { status = Int(number) }
      return .host(ResponseHost(scene, status: status ?? response.status, locals: response.locals))
    case "sendStatus":
      var status: Int?
      if case .number(let number) = first { status = Int(number) }
      note(.respond(status), at: call.place, in: scene, evaluator)
      return .host(GivenResponse(status: status))
    case "redirect":
      let target = call.arguments.compactMap(\.knownString).last
      note(.redirect(target), at: call.place, in: scene, evaluator)
      return .host(GivenResponse(status: 302))
    case "json", "send", "end", "render", "jsonp", "sendFile", "sendfile", "download", "write",
      "view", "serialize":
      // Handing an error to `send` answers with the error's status.
      let thrown = Refusals.status(of: first, in: evaluator)
      var status = response.status ?? thrown
      // What a failure is answered with is not what the caller came for.
      if evaluator.openCatchClauses > 0, (status ?? 0) < 400 { status = 500 }
      note(.respond(status ?? 200), at: call.place, in: scene, evaluator)
      response.status = nil
      return .host(GivenResponse(status: status))
    case "on", "once":
      if case .function = call.argument(1) {
        _ = try evaluator.apply(call.argument(1), [], at: call.place)
      }
      return .host(response)
    default:
      if let status = AccessWords.refusal(name) {
        note(.respond(status), at: call.place, in: scene, evaluator)
        return .host(GivenResponse(status: status))
      }
      return .host(response)
    }
  }

  private func contextMethod(
    _ name: String,
    _ context: ContextHost,
    _ call: ScriptCall,
    _ evaluator: ScriptEvaluator
  ) throws -> ScriptValue? {
    let scene = context.scene
    let first = call.argument(0)
    switch name {
    case "throw":
      throw ScriptThrow(
        .symbol(ScriptSymbol("HttpError \(first.knownString ?? "")", presence: .present)),
        at: call.place
      )
    case "assert":
      if first.truth == true { return .undefined }
      let status = call.argument(1).knownString.flatMap(Int.init)
      let error = ScriptValue.symbol(ScriptSymbol("HttpError \(status ?? 500)", presence: .present))
      if first.truth == false { throw ScriptThrow(error, at: call.place) }
      note(.fail(status), at: call.place, in: scene, evaluator)
      return .undefined
    case "get":
      guard let wanted = first.knownString else { return scene.identity("context") }
      // Koa's `get` reads a header; Hono's reads what earlier middleware stored.
      if context.flavor == .koa { return header(wanted, scene) }
      if let stored = context.request.properties[wanted] { return stored }
      return AccessWords.isIdentity(wanted) ? scene.caller(wanted, as: wanted) : .unknown(wanted)
    case "set":
      if let wanted = first.knownString {
        let value = asCaller(call.argument(1), wanted, context.scene)
        let old = context.request.properties[wanted]
        context.request.properties[wanted] =
          evaluator.conditions.isEmpty ? value : .join(old ?? .undefined, value)
      }
      return .undefined
    case "status":
      if case .number(let number) = first { context.response.status = Int(number) }
      return .undefined
    case "header", "assertBody": return .undefined
    case "redirect":
      note(.redirect(first.knownString), at: call.place, in: scene, evaluator)
      return .host(GivenResponse(status: 302))
    case "notFound":
      note(.respond(404), at: call.place, in: scene, evaluator)
      return .host(GivenResponse(status: 404))
    default:
      var status = context.response.status
      if case .number(let number) = call.argument(1) { status = Int(number) }
      if case .object = call.argument(1),
        case .number(let number) = evaluator.property(
          "status",
          of: call.argument(1),
          at: call.place
        )
      {
        status = Int(number)
      }
      if evaluator.openCatchClauses > 0 { status = max(status ?? 500, 400) }
      note(.respond(status ?? 200), at: call.place, in: scene, evaluator)
      return .host(GivenResponse(status: status))
    }
  }
}
