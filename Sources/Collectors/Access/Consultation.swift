import ScriptLanguage

/// Notices where a guard could find out that a credential is made up.
///
/// It errs to one side: whatever is handed a credential and is not known to read it only may verify it.
/// So where nothing is noticed, nothing verifies.
enum Consultation {
  /// Notes a call that is handed a credential.
  static func note(_ call: ScriptCall, _ scene: Scene) {
    guard isWatched(scene), !isReading(call) else { return }
    let isHanded = call.arguments.contains { isCredential($0) || isRequest($0) }
    guard isHanded || call.receiver.map(isCredential) == true else { return }
    scene.note(.consults)
  }

  /// Notes a comparison of a credential with anything but a name of a scheme or nothing at all.
  static func note(comparing left: ScriptValue, with right: ScriptValue, _ scene: Scene) {
    guard isWatched(scene) else { return }
    for (value, other) in [(left, right), (right, left)] where isCredential(value) {
      if let text = other.knownString, schemes.contains(text.lowercased()) { continue }
      switch other {
      case .undefined, .null, .boolean, .number: continue
      default: scene.note(.consults)
      }
    }
  }

  /// Notes a credential that is looked up in something.
  static func note(lookingUp key: ScriptValue, in object: ScriptValue, _ scene: Scene) {
    guard isWatched(scene), isCredential(key), !isCredential(object) else { return }
    scene.note(.consults)
  }

  private static func isWatched(_ scene: Scene) -> Bool {
    scene.caller == .pretender && !scene.isAtHandler
  }

  private static func isCredential(_ value: ScriptValue) -> Bool {
    value.marks(depth: 4).contains(.identity)
  }

  private static func isRequest(_ value: ScriptValue) -> Bool {
    switch value {
    case .host(let host): host is RequestHost || host is HeadersHost || host is ContextHost
    default: false
    }
  }

  /// Whether a call only takes a text apart, or writes it down.
  private static func isReading(_ call: ScriptCall) -> Bool {
    let name = call.method.isEmpty ? call.callee.displayName : call.method
    if let receiver = call.receiver, isCredential(receiver), textMethods.contains(name) {
      return !call.arguments.contains { isCredential($0) }
    }
    switch call.callee {
    case .external(let external):
      let module = external.module
      if ["#console", "#JSON", "#Buffer", "#String", "#Number", "#Boolean"].contains(module) {
        return true
      }
      return readers.contains(name) || module == "jwt-decode" || module == "basic-auth"
    default:
      return readers.contains(name)
    }
  }

  private static let schemes: Set<String> = [
    "", "bearer", "basic", "token", "jwt", "digest", "apikey", "undefined", "null", "string",
    "object",
  ]

  private static let textMethods: Set<String> = [
    "split", "slice", "substring", "substr", "trim", "trimStart", "trimEnd", "replace",
    "replaceAll",
    "toLowerCase", "toUpperCase", "toString", "startsWith", "endsWith", "includes", "indexOf", "at",
    "charAt", "match", "search", "concat", "pop", "shift", "normalize", "padEnd", "filter", "map",
    "join",
  ]

  /// Functions that read a token without verifying it, or what is sent encoded.
  private static let readers: Set<String> = [
    "decode", "decodeJwt", "jwtDecode", "jwt_decode", "decodeToken", "decodeProtectedHeader",
    "atob",
    "decodeURIComponent", "parse", "parseInt", "Boolean", "String", "Number", "log", "debug",
    "info",
    "warn", "test", "exec",
  ]
}
