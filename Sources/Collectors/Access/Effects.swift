import ReadinessModel
import ScriptLanguage

/// Something evaluated code does that an outsider could notice, or that is kept.
struct Effect {
  enum Action {
    /// Answers with a status; nil when the status is not known.
    case respond(Int?)
    /// Sends the caller elsewhere.
    case redirect(String?)
    /// Hands the request on.
    case proceed
    /// Reads a proof that a request is not forged.
    case readForgeryProof
    /// Holds what the caller sends as a credential against something that could unmask it.
    case consults
    /// Takes a header for the caller that only something in front of the application can vouch for.
    case believes(String)
    /// Goes on under some configuration only, and refuses the caller otherwise.
    case demandsConfiguration
    /// Hands an error on, with its status where it is known.
    case fail(Int?)
    /// Reads or writes stored data.
    case data(DataTouch)
    /// Records who did what.
    case audit(String)
  }

  let action: Action
  let place: ScriptPlace
  /// Undecided tests it depends on.
  let conditions: [ScriptCondition]
  /// The function it happens in.
  let function: String

  /// Whether it happens whatever undecided tests say.
  var isCertain: Bool { conditions.isEmpty }

  /// The same under other tests.
  func under(_ conditions: [ScriptCondition]) -> Effect {
    Effect(action: action, place: place, conditions: conditions, function: function)
  }
}

/// One access to stored data.
struct DataTouch {
  let model: String
  let operation: String
  /// Whether the rows are chosen by who is calling.
  let isScoped: Bool
  /// Whether the rows are chosen by what the caller sends, such as an id in the path.
  var isKeyed = false
  /// Whether the caller's company chooses the rows, and not the caller as a person.
  var isCompanyWide = false
  /// Whether it only asks whether the database is there.
  var isProbe = false
  /// Fields that are written, as named in the code.
  var fields: [String] = []
  /// Whether what it creates is given the caller's company.
  var isForTenant = false
}

/// Imagined calls by one kind of caller, one at a time.
final class Scene {
  let caller: Caller
  /// The route's method; to ask for it is to depend on the route.
  var method: String {
    get { ofRoute(ownMethod) }
    set { ownMethod = newValue }
  }
  /// Full path of the route with `{name}` for its parameters; to ask for it is to depend on the
  /// route.
  var path: String {
    get { ofRoute(ownPath) }
    set { ownPath = newValue }
  }
  var effects: [Effect] = []
  /// What guards of libraries decided on the way.
  var libraryDecisions: [LibraryDecision] = []
  /// Declarations met on the way that leave the route open, with their places.
  var openings: [GuardOpening] = []
  /// Whether code asked for the path or method, so that the outcome holds for this route only.
  var dependsOnRoute = false
  /// Whether code asked for what earlier code may have left on the call's objects.
  var dependsOnMoment = false
  /// What the framework of the route knows about it.
  var route: ScriptHost?
  /// Declarations on the route or its class that code asked for and found.
  var declarations: [RouteDeclaration] = []
  /// Whether such declarations are taken as missing.
  var ignoresDeclarations = false
  /// Guards that refused the caller and are the team's own by declaration.
  var declaredGuards: [DeclaredGuards.Declaration] = []
  /// Declared guards whose code says otherwise.
  var contradictions: [DeclaredGuards.Contradiction] = []
  /// Declared guards that are being followed.
  var followedGuards: Set<ObjectIdentifier> = []
  /// Calls made by them that may refuse the caller out of sight.
  var opaqueCalls: [ScriptPlace] = []
  /// Whether the call has come to the handler.
  var isAtHandler = false
  /// The file the route is registered in.
  var routeFile = ""
  /// The objects of the call, for what is not handed them as arguments.
  var request: RequestHost? { ofMoment(objects?.request) }
  var response: ResponseHost? { ofMoment(objects?.response) }
  var next: NextHost? { ofMoment(objects?.next) }
  weak var objects: CallObjects?

  private var ownMethod = "GET"
  private var ownPath = "/"

  init(caller: Caller) { self.caller = caller }

  private func ofRoute<Value>(_ value: Value) -> Value {
    dependsOnRoute = true
    return value
  }

  private func ofMoment<Value>(_ value: Value) -> Value {
    dependsOnMoment = true
    return value
  }

  /// Whether no more effects are noted.
  var isFull: Bool { effects.count >= 2_000 }

  /// Notes that a proof against forged requests is read, which says nothing of who is calling.
  func noteForgeryProof() {
    note(.readForgeryProof)
  }

  /// A credential as it comes with the request, which anybody can make up.
  func sent(_ name: String) -> ScriptValue {
    guard caller == .pretender else { return identity(name) }
    return .symbol(ScriptSymbol(name, marks: [.identity, .request], presence: .present))
  }

  /// Notes something about the call, wherever it happens.
  func note(_ action: Effect.Action) {
    guard !isFull else { return }
    let place = ScriptPlace(file: routeFile, line: 1, column: 1, endLine: 1)
    effects.append(Effect(action: action, place: place, conditions: [], function: ""))
  }

  /// What a session or request holds of the caller under a name, which may be a role.
  func caller(_ name: String, as path: String) -> ScriptValue {
    guard AccessWords.isRole(name) else { return identity(path) }
    let presence: ScriptSymbol.Presence = caller == .anonymous ? .absent : .unknown
    return .symbol(ScriptSymbol(path, marks: [.identity, .role], presence: presence))
  }

  /// A value that derives from the caller's credentials.
  func identity(_ name: String) -> ScriptValue {
    .symbol(
      ScriptSymbol(name, marks: .identity, presence: caller.isStranger ? .absent : .present)
    )
  }
}

/// A declaration that a guard makes an exception of a route.
struct GuardOpening {
  let name: String
  let place: ScriptPlace
}

/// Something declared on a route or its class, found by a function of the chain.
struct RouteDeclaration {
  let name: String
  let place: ScriptPlace
}

/// What a library's guard decides about a caller.
struct LibraryDecision {
  enum Kind {
    case authenticates
    case checksRole
    case checksOwnership
  }

  let kind: Kind
  let name: String
  let place: ScriptPlace
  /// The file in which the team says so, nil where the library is known.
  var declaredIn: String?
  /// The roles or permissions it is given to ask for.
  var wanted = ScriptWanted()
}
