/// Everything the outcome of a call depends on: the function, who imagines the call, and what it is
/// given.
struct ScriptRecallKey: Hashable {
  /// A function as it is written.
  struct Function: Hashable {
    let program: ObjectIdentifier
    let node: ScriptNodeID
  }

  private enum Token: Hashable {
    case tag(UInt8)
    case number(UInt64)
    case text(String)
    case identity(ObjectIdentifier)
  }

  private var tokens: [Token] = []
  /// The objects that are known by their identity.
  private(set) var alive: [AnyObject] = []
  private let generation: Int

  static func == (left: Self, right: Self) -> Bool { left.tokens == right.tokens }

  func hash(into hasher: inout Hasher) { hasher.combine(tokens) }

  /// Creates the key of a call, nil when it depends on more than can be told.
  ///
  /// - Parameters:
  ///   - viewpoint: For whom the call is imagined, and anything else that holds for all of it.
  ///   - depth: How many calls of the function are in progress.
  init?(
    _ function: ScriptFunction,
    _ this: ScriptValue?,
    _ arguments: [ScriptValue],
    viewpoint: Int,
    depth: Int,
    generation: Int
  ) {
    self.generation = generation
    guard function.scope.generation < generation else { return nil }
    tokens.reserveCapacity(8 + arguments.count * 4)
    tokens.append(.number(UInt64(truncatingIfNeeded: viewpoint << 8 | depth)))
    tokens.append(.number(UInt64(truncatingIfNeeded: function.node)))
    tokens.append(.text(function.name))
    know(function.program)
    know(function.scope)
    if let this {
      guard add(this, 0) else { return nil }
    }
    for argument in function.boundArguments + arguments {
      guard add(argument, 0) else { return nil }
    }
  }

  private mutating func know(_ object: AnyObject) {
    tokens.append(.identity(ObjectIdentifier(object)))
    alive.append(object)
  }

  /// Adds a value; false when what it is may change without being another value.
  private mutating func add(_ value: ScriptValue, _ depth: Int) -> Bool {
    guard depth < 5, tokens.count < 400 else { return false }
    switch value {
    case .undefined: tokens.append(.tag(0))
    case .null: tokens.append(.tag(1))
    case .boolean(let value): tokens.append(.tag(value ? 3 : 2))
    case .number(let value):
      tokens.append(.tag(4))
      tokens.append(.number(value.bitPattern))
    case .string(let value):
      tokens.append(.tag(5))
      tokens.append(.text(value))
    case .pattern(let pieces): return add(pieces, depth)
    case .list(let list): return add(list, depth)
    case .object(let object): return add(object, depth)
    case .function(let function): return add(function, depth)
    case .classValue(let type):
      tokens.append(.tag(6))
      know(type)
    case .external(let external):
      tokens.append(.tag(7))
      tokens.append(.text(external.name))
    case .result(let result): return add(result, depth)
    case .host(let host):
      guard host.isSteady else { return false }
      tokens.append(.tag(8))
      know(host)
    case .symbol(let symbol): add(symbol)
    case .union(let values):
      tokens.append(.tag(9))
      tokens.append(.number(UInt64(values.count)))
      return values.allSatisfy { add($0, depth + 1) }
    }
    return true
  }

  private mutating func add(_ symbol: ScriptSymbol) {
    tokens.append(.tag(10))
    tokens.append(.text(symbol.name))
    let presence: UInt64 =
      switch symbol.presence {
      case .unknown: 0
      case .present: 1
      case .absent: 2
      }
    tokens.append(.number(UInt64(symbol.marks.rawValue) << 2 | presence))
    if !symbol.typeName.isEmpty { tokens.append(.text(symbol.typeName)) }
    if let relation = symbol.relation { tokens.append(.tag(relation == .same ? 21 : 22)) }
    guard !symbol.wanted.texts.isEmpty else { return }
    tokens.append(.tag(symbol.wanted.isAll ? 24 : 23))
    for text in symbol.wanted.texts { tokens.append(.text(text)) }
  }

  private mutating func add(_ pieces: [ScriptPiece], _ depth: Int) -> Bool {
    tokens.append(.tag(11))
    tokens.append(.number(UInt64(pieces.count)))
    for piece in pieces {
      switch piece {
      case .text(let text): tokens.append(.text(text))
      case .hole(let name, let value):
        tokens.append(.tag(12))
        tokens.append(.text(name))
        guard add(value, depth + 1) else { return false }
      }
    }
    return true
  }

  private mutating func add(_ list: ScriptList, _ depth: Int) -> Bool {
    // What is older than the run does not change any more.
    guard list.generation == generation else {
      tokens.append(.tag(13))
      know(list)
      return true
    }
    tokens.append(.tag(list.isOpen ? 15 : 14))
    tokens.append(.number(UInt64(list.elements.count)))
    return list.elements.allSatisfy { add($0, depth + 1) }
  }

  private mutating func add(_ object: ScriptObject, _ depth: Int) -> Bool {
    guard object.generation == generation else {
      tokens.append(.tag(16))
      know(object)
      return true
    }
    guard object.outsideArguments.isEmpty else { return false }
    tokens.append(.tag(17))
    tokens.append(.number(UInt64(object.names.count)))
    if let type = object.instanceOf { know(type) }
    if let rest = object.rest { add(rest) }
    for name in object.names {
      tokens.append(.text(name))
      guard add(object[name] ?? .undefined, depth + 1) else { return false }
    }
    return true
  }

  private mutating func add(_ function: ScriptFunction, _ depth: Int) -> Bool {
    // What a function closes over may change as long as the run lasts.
    guard function.scope.generation < generation else { return false }
    tokens.append(.tag(18))
    tokens.append(.number(UInt64(truncatingIfNeeded: function.node)))
    know(function.program)
    know(function.scope)
    if !function.properties.isEmpty { know(function) }
    if let this = function.boundThis {
      guard add(this, depth + 1) else { return false }
    }
    return function.boundArguments.allSatisfy { add($0, depth + 1) }
  }

  private mutating func add(_ result: ScriptResult, _ depth: Int) -> Bool {
    tokens.append(.tag(result.isConstruction ? 20 : 19))
    tokens.append(.text(result.method))
    tokens.append(.text(result.place.file))
    tokens.append(.number(UInt64(result.place.line) << 20 | UInt64(result.place.column)))
    tokens.append(.number(UInt64(result.marks.rawValue) << 16 | UInt64(result.arguments.count)))
    guard add(result.callee, depth + 1) else { return false }
    if let receiver = result.receiver {
      guard add(receiver, depth + 1) else { return false }
    }
    return result.arguments.allSatisfy { add($0, depth + 1) }
  }
}
