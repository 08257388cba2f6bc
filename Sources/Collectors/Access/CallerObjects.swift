import ScriptLanguage

/// The request, in whatever framework's clothes.
final class RequestHost: ScriptHost {
  let scene: Scene
  let session: SessionHost
  init(_ scene: Scene) {
    self.scene = scene
    session = SessionHost(scene)
  }
}

/// The request's headers.
final class HeadersHost: ScriptHost {
  let scene: Scene
  init(_ scene: Scene) { self.scene = scene }
}

/// The caller's session: always there, with nothing in it for a stranger.
final class SessionHost: ScriptHost {
  let scene: Scene
  init(_ scene: Scene) { self.scene = scene }
}

/// The response, with the status set so far.
final class ResponseHost: ScriptHost {
  let scene: Scene
  /// What middleware leaves for those after it.
  let locals: RequestHost
  var status: Int?
  init(_ scene: Scene, status: Int? = nil, locals: RequestHost? = nil) {
    self.scene = scene
    self.status = status
    self.locals = locals ?? RequestHost(scene)
  }
}

/// The function that hands the request on.
final class NextHost: ScriptHost {
  let scene: Scene
  init(_ scene: Scene) { self.scene = scene }
}

/// One object that is request and response at once, as Koa and Hono have it.
final class ContextHost: ScriptHost {
  enum Flavor {
    case koa
    case hono
  }

  let scene: Scene
  let flavor: Flavor
  let request: RequestHost
  let response: ResponseHost
  /// What middleware leaves for those after it.
  let state: RequestHost
  init(_ scene: Scene, _ flavor: Flavor) {
    self.scene = scene
    self.flavor = flavor
    request = RequestHost(scene)
    response = ResponseHost(scene)
    state = RequestHost(scene)
  }
}

/// A method of one of these objects, waiting to be called.
final class CallerMethod: ScriptHost {
  override var isFunction: Bool { true }
  let owner: ScriptHost
  let name: String
  init(_ owner: ScriptHost, _ name: String) {
    self.owner = owner
    self.name = name
  }
}

/// A response that was given; returning it says nothing more.
final class GivenResponse: ScriptHost {
  let status: Int?
  /// Whether the request goes on to what it was meant for.
  let passesOn: Bool
  init(status: Int?, passesOn: Bool = false) {
    self.status = status
    self.passesOn = passesOn
  }
}
