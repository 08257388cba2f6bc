/// Evaluates programs without running them: what is known is computed, what is not is kept as a
/// symbol with what it derives from, and undecided branches are all followed.
///
/// The evaluation of modules is generation 0. A client that wants to know what one function would
/// do starts a run; what a run changes is not seen by the next, because writes to anything older
/// are dropped.
///
/// Recursion depth follows the nesting of the evaluated code: call it on a thread with a large
/// stack.
package final class ScriptEvaluator {
  /// Where programs come from.
  package let source: any ScriptSource
  /// What the client adds.
  package let semantics: any ScriptSemantics
  /// Undecided tests around the code being evaluated, outermost first.
  package internal(set) var conditions: [ScriptCondition] = []
  /// Steps left before the evaluation gives up.
  package var budget: Int
  /// Paths of modules whose evaluation was cut short.
  package internal(set) var cutShort: Set<String> = []

  /// How many `catch` clauses the code being evaluated stands in.
  package internal(set) var openCatchClauses = 0
  /// How many `try` blocks with a `catch` clause it stands in.
  var openTryBlocks = 0

  var generation = 0
  private var generations = 0
  var frames: [ScriptFrame] = []
  var modules: [String: ScriptModule] = [:]
  let depthLimit = 48
  /// How many things were made so far.
  var made = 0
  /// What went on during the call being followed.
  var watch = ScriptCallWatch()
  var recall = ScriptRecall()
  private var numbers: [String: ScriptName] = [:]
  var spellings: [String] = []
  private var programNames: [ObjectIdentifier: [ScriptName]] = [:]
  private var lastProgram: ScriptProgram?
  private var lastNames: [ScriptName] = []

  /// Creates an evaluator.
  package init(source: any ScriptSource, semantics: any ScriptSemantics, budget: Int) {
    self.source = source
    self.semantics = semantics
    self.budget = budget
  }

  /// Evaluates something whose effects on older values are dropped.
  ///
  /// Returns nil when the evaluation reached its bound.
  package func run<Result>(
    budget limit: Int,
    _ body: () throws -> Result
  ) throws -> Result? {
    let saved = (generation, frames, conditions, budget)
    generations += 1
    generation = generations
    frames = []
    conditions = []
    budget = limit
    defer { (generation, frames, conditions, budget) = saved }
    do {
      return try body()
    } catch is ScriptExhausted {
      return nil
    }
  }

  /// The functions being interpreted, outermost first.
  package var activeFunctions: [ScriptFunction] { frames.compactMap(\.function) }

  /// Interprets a function as a stranger would call it, and tells how it ended.
  package func outcome(
    of function: ScriptValue,
    _ arguments: [ScriptValue],
    this: ScriptValue? = nil,
    at place: ScriptPlace
  ) throws -> ScriptOutcome {
    frames.append(ScriptFrame(function: nil, thisValue: .undefined))
    defer { frames.removeLast() }
    do {
      let value = try settled(apply(function, arguments, this: this, at: place))
      return ScriptOutcome(value: value, thrown: nil, mayThrow: frames[frames.count - 1].thrown)
    } catch let thrown as ScriptThrow {
      return ScriptOutcome(value: nil, thrown: thrown, mayThrow: frames[frames.count - 1].thrown)
    }
  }

  func step() throws {
    budget -= 1
    if budget < 0 { throw ScriptExhausted() }
  }

  // MARK: Making values

  /// Makes a list.
  package func list(_ elements: [ScriptValue], isOpen: Bool = false) -> ScriptValue {
    .list(
      ScriptList(elements, isOpen: isOpen, generation: generation, number: nextThing())
    )
  }

  /// Makes an object; `rest` stands for properties that are not listed.
  package func object(
    _ properties: [(String, ScriptValue)] = [],
    rest: ScriptSymbol? = nil,
    place: ScriptPlace? = nil
  ) -> ScriptObject {
    let object = ScriptObject(
      generation: generation,
      branches: conditions.count,
      place: place,
      number: nextThing()
    )
    for (name, value) in properties { object.set(name, value) }
    object.rest = rest
    return object
  }

  func scope(in parent: ScriptScope?) -> ScriptScope {
    ScriptScope(
      parent: parent,
      generation: generation,
      branches: conditions.count,
      number: nextThing()
    )
  }

  // MARK: Undecided branches

  /// Evaluates code that may or may not run.
  func undecided(
    _ test: ScriptValue,
    whenTrue: Bool,
    at place: ScriptPlace,
    _ body: () throws -> ScriptFlow
  ) throws -> ScriptFlow {
    conditions.append(ScriptCondition(test: test, whenTrue: whenTrue, place: place))
    defer { conditions.removeLast() }
    do {
      return try body()
    } catch let thrown as ScriptThrow {
      note(thrown)
      return .stop
    }
  }

  func undecidedValue(
    _ test: ScriptValue,
    whenTrue: Bool,
    at place: ScriptPlace,
    _ body: () throws -> ScriptValue
  ) throws -> ScriptValue? {
    var value: ScriptValue?
    _ = try undecided(test, whenTrue: whenTrue, at: place) {
      value = try body()
      return .next
    }
    return value
  }

  /// Notes that the function being evaluated may throw.
  package func note(_ thrown: ScriptThrow) {
    guard let last = frames.indices.last, frames[last].thrown.count < 64 else { return }
    var kept = thrown
    if kept.conditions.isEmpty { kept.conditions = conditions }
    frames[last].thrown.append(kept)
  }

  // MARK: Variables

  /// The number of a name.
  func number(_ name: String) -> ScriptName {
    if let known = numbers[name] { return known }
    let number = ScriptName(numbers.count)
    numbers[name] = number
    spellings.append(name)
    return number
  }

  /// The number of the name a node holds.
  func name(_ id: ScriptNodeID, _ program: ScriptProgram) -> ScriptName {
    let text = program[id].text
    guard text >= 0 else { return number("") }
    if lastProgram !== program {
      lastProgram = program
      let key = ObjectIdentifier(program)
      if let known = programNames[key] {
        lastNames = known
      } else {
        lastNames = program.strings.map { $0.utf8.count < 80 ? number($0) : -1 }
        programNames[key] = lastNames
      }
    }
    let known = lastNames[Int(text)]
    return known >= 0 ? known : number(program.strings[Int(text)])
  }

  func lookup(_ name: String, in scope: ScriptScope) -> ScriptValue? {
    lookup(number(name), in: scope)
  }

  func lookup(_ name: ScriptName, in scope: ScriptScope) -> ScriptValue? {
    var current: ScriptScope? = scope
    while let holder = current {
      if let value = holder[name] { return value }
      if !holder.imports.isEmpty, let imported = holder.imports[name] {
        return value(of: imported)
      }
      current = holder.parent
    }
    return nil
  }

  func declare(_ name: String, _ value: ScriptValue, in scope: ScriptScope) {
    scope[number(name)] = value
  }

  func assign(_ name: ScriptName, _ value: ScriptValue, in scope: ScriptScope) {
    guard let holder = scope.holder(of: name) else {
      // An undeclared name becomes a global; the module's scope is near enough.
      var top = scope
      while let parent = top.parent { top = parent }
      if top.generation == generation {
        noteWrite(toThing: top.number)
        top[name] = value
      }
      return
    }
    guard holder.generation == generation else { return }
    noteWrite(toThing: holder.number)
    if holder.branches < conditions.count, let old = holder[name] {
      holder[name] = .join(old, value)
    } else {
      holder[name] = value
    }
  }

  /// Stores a property.
  package func store(
    _ value: ScriptValue,
    to name: String,
    of target: ScriptValue,
    at place: ScriptPlace
  ) {
    switch target {
    case .object(let object):
      guard object.generation == generation else { return }
      noteWrite(toThing: object.number)
      if object.branches < conditions.count, let old = object[name] {
        object.set(name, .join(old, value))
      } else {
        object.set(name, value)
      }
    case .function(let function):
      noteWrite(toThing: 0)
      if generation == 0 { function.properties[name] = value }
    case .classValue(let type):
      noteWrite(toThing: 0)
      if generation == 0 { type.statics[name] = value }
    case .host(let host):
      noteWrite(toThing: 0)
      if !semantics.assign(value, to: name, of: target, at: place, in: self), generation == 0 {
        host.properties[name] = value
      }
    case .union(let values):
      for alternative in values { store(value, to: name, of: alternative, at: place) }
    case .list(let list):
      if list.generation == generation {
        noteWrite(toThing: list.number)
        list.isOpen = true
      }
    default:
      _ = semantics.assign(value, to: name, of: target, at: place, in: self)
    }
  }
}

/// How a statement ends.
enum ScriptFlow {
  /// The next statement may run.
  case next
  /// The function has returned or thrown on every path.
  case stop
  /// The loop is left or continued on every path.
  case leaveLoop
}

/// One call in progress.
struct ScriptFrame {
  let function: ScriptFunction?
  let thisValue: ScriptValue?
  var returned: ScriptValue?
  var thrown: [ScriptThrow] = []
  /// How many undecided tests stood around the call.
  var outerConditions = 0
  /// What the tests derive from that decided which value was returned.
  var decidedBy: ScriptMarks = []
  /// The texts that these tests ask for.
  var wanted = ScriptWanted()
  /// What each of the returns so far depended on.
  var everyReturn: ScriptMarks?
  /// What it says of two things that the function returned something truthy.
  var relations: Set<ScriptRelation> = []
  /// What it says of two things that the function returned early.
  var returnedRelations: Set<ScriptRelation> = []
}

/// A module in the course of, or after, its evaluation.
final class ScriptModule {
  let path: String
  let scope: ScriptScope
  /// The CommonJS `module` object.
  let cjs: ScriptObject
  let initialExports: ScriptObject
  /// Names exported by declarations, with the local name they stand for.
  var exports: [String: ScriptValue] = [:]
  var exportedLocals: [String: String] = [:]
  var reexports: [String: ScriptImport] = [:]
  var stars: [ScriptImport] = []
  var isComplete = false

  init(path: String, scope: ScriptScope, cjs: ScriptObject, initialExports: ScriptObject) {
    self.path = path
    self.scope = scope
    self.cjs = cjs
    self.initialExports = initialExports
  }

  /// What CommonJS exports, nil when the module did not export that way.
  var commonExports: ScriptValue? {
    guard let exports = cjs["exports"] else { return nil }
    if case .object(let object) = exports, object === initialExports, object.names.isEmpty {
      return nil
    }
    return exports
  }
}

/// A module's exports as one value.
package final class ScriptNamespace: ScriptHost {
  /// Path of the module.
  package let path: String

  package override var isSteady: Bool { true }

  init(path: String) { self.path = path }
}

/// How a call ended.
package struct ScriptOutcome {
  /// What it returned, nil when it threw on every path.
  package let value: ScriptValue?
  /// What it threw on every path.
  package let thrown: ScriptThrow?
  /// What it threw on some paths.
  package let mayThrow: [ScriptThrow]
}
