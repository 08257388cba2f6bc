/// What is known of a value while a program is evaluated without being run.
package indirect enum ScriptValue {
  case undefined
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  /// A string of which only some pieces are known.
  case pattern([ScriptPiece])
  case list(ScriptList)
  case object(ScriptObject)
  case function(ScriptFunction)
  case classValue(ScriptClass)
  /// Something from a module whose source is not in the repository.
  case external(ScriptExternal)
  /// What calling, or constructing from, an external gave.
  case result(ScriptResult)
  /// An object that a client of the evaluator gives meaning to.
  case host(ScriptHost)
  /// Something unknown, with what it derives from.
  case symbol(ScriptSymbol)
  /// One of several values; never nested, never empty.
  case union([ScriptValue])
}

/// A piece of a string.
package enum ScriptPiece {
  /// Known characters.
  case text(String)
  /// Unknown characters, named after what they come from.
  case hole(String, ScriptValue)
}

/// What a value derives from; clients give the bits their meaning.
package struct ScriptMarks: OptionSet, Hashable, Sendable {
  /// The marks as bits.
  package let rawValue: UInt32

  /// Creates marks from bits.
  package init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Something unknown.
package final class ScriptSymbol {
  /// Whether the value is there.
  package enum Presence {
    case unknown
    /// Truthy.
    case present
    /// Falsy; whatever is computed from it is absent, too.
    case absent
  }

  /// Where the value comes from, as code would reach it, for example `req.user.role`.
  package let name: String
  /// What it derives from.
  package let marks: ScriptMarks
  /// Whether the value is there.
  package let presence: Presence
  /// Name of its declared type, empty when none is known.
  package let typeName: String
  /// What it asks of two things, nil when it is no comparison.
  package let relation: ScriptRelation?
  /// The texts that a comparison asks for.
  package let wanted: ScriptWanted

  /// Creates an unknown value.
  package init(
    _ name: String,
    marks: ScriptMarks = [],
    presence: Presence = .unknown,
    typeName: String = "",
    relation: ScriptRelation? = nil,
    wanted: ScriptWanted = ScriptWanted()
  ) {
    self.name = name
    self.marks = marks
    self.presence = presence
    self.typeName = typeName
    self.relation = relation
    self.wanted = wanted
  }
}

/// A list; open when it may hold more than its elements.
package final class ScriptList {
  /// Elements that are known.
  package var elements: [ScriptValue]
  /// Whether there may be more.
  package var isOpen: Bool
  let generation: Int
  /// How many things had been made when it was made.
  let number: Int

  init(_ elements: [ScriptValue], isOpen: Bool = false, generation: Int, number: Int) {
    self.elements = elements
    self.isOpen = isOpen
    self.generation = generation
    self.number = number
  }
}

/// An object; open when it may have more than its properties.
package final class ScriptObject {
  /// Properties that are known, in order of definition.
  package private(set) var properties: [String: ScriptValue] = [:]
  /// Names of the properties, in order of definition.
  package private(set) var names: [String] = []
  /// What unknown properties derive from, nil when there are none.
  package var rest: ScriptSymbol?
  /// The class it is an instance of.
  package var instanceOf: ScriptClass?
  /// What the constructor of a superclass outside the repository was given.
  package internal(set) var outsideArguments: [ScriptValue] = []
  /// Where the object was written.
  package let place: ScriptPlace?
  let generation: Int
  /// How many undecided tests stood around it when it was made.
  package let branches: Int
  /// How many things had been made when it was made.
  let number: Int

  init(generation: Int, branches: Int, place: ScriptPlace?, number: Int) {
    self.generation = generation
    self.branches = branches
    self.place = place
    self.number = number
  }

  /// The value of an own property.
  package subscript(_ name: String) -> ScriptValue? { properties[name] }

  func set(_ name: String, _ value: ScriptValue) {
    if properties.updateValue(value, forKey: name) == nil { names.append(name) }
  }
}

/// A function of the program, with what it closes over.
package final class ScriptFunction {
  /// The program it is written in.
  package let program: ScriptProgram
  /// The function's node.
  package let node: ScriptNodeID
  let scope: ScriptScope
  /// The value of `this`, nil when the caller decides.
  package let boundThis: ScriptValue?
  /// Arguments bound before those of the call.
  package let boundArguments: [ScriptValue]
  /// The class a method belongs to.
  package let home: ScriptClass?
  /// Name of the variable, property or method it was first bound to.
  package let name: String
  var properties: [String: ScriptValue] = [:]

  init(
    program: ScriptProgram,
    node: ScriptNodeID,
    scope: ScriptScope,
    name: String,
    boundThis: ScriptValue? = nil,
    boundArguments: [ScriptValue] = [],
    home: ScriptClass? = nil
  ) {
    self.program = program
    self.node = node
    self.scope = scope
    self.name = name
    self.boundThis = boundThis
    self.boundArguments = boundArguments
    self.home = home
  }

  /// Where the function is written.
  package var place: ScriptPlace { program.place(node) }

  /// Names of its parameters, empty for a pattern.
  package var parameterNames: [String] {
    program.list(node).map { parameter in
      var target = program[parameter].first
      while target >= 0, program[target].kind != .identifier {
        target = program[target].kind == .defaultPattern ? program[target].first : -1
      }
      return target < 0 ? "" : program.text(target)
    }
  }
}

/// A class of the program.
package final class ScriptClass {
  /// The program it is written in.
  package let program: ScriptProgram
  /// The class's node.
  package let node: ScriptNodeID
  let scope: ScriptScope
  /// Its name, empty when it has none.
  package let name: String
  /// What it extends.
  package let superclass: ScriptValue?
  /// Static members and values assigned to the class.
  package var statics: [String: ScriptValue] = [:]

  init(
    program: ScriptProgram,
    node: ScriptNodeID,
    scope: ScriptScope,
    name: String,
    superclass: ScriptValue?
  ) {
    self.program = program
    self.node = node
    self.scope = scope
    self.name = name
    self.superclass = superclass
  }

  /// Where the class is written.
  package var place: ScriptPlace { program.place(node) }

  /// The class it extends, when that is in the repository.
  package var parent: ScriptClass? {
    guard case .classValue(let parent)? = superclass else { return nil }
    return parent
  }

  /// Finds a method or accessor by name, in this class only.
  package func ownMember(_ name: String) -> ScriptNodeID? {
    program.list(node).first { member in
      program[member].kind == .method && program.text(member) == name
        && !program[member].flags.contains(.isStatic)
    }
  }
}

/// Something from a module whose source is not in the repository.
package final class ScriptExternal {
  /// The module's name as imported.
  package let module: String
  /// Members taken from the module on the way here.
  package let path: [String]

  /// Creates a reference to a module, or to a member of one.
  package init(module: String, path: [String] = []) {
    self.module = module
    self.path = path
  }

  /// The module and path as one name, for example `express.Router`.
  package var name: String { ([module] + path).joined(separator: ".") }
}

/// What calling or constructing something unknown gave.
package final class ScriptResult {
  /// What was called.
  package let callee: ScriptValue
  /// What it was called on, when it was a member.
  package let receiver: ScriptValue?
  /// The name it was called by.
  package let method: String
  /// What it was called with.
  package let arguments: [ScriptValue]
  /// Whether it was constructed with `new`.
  package let isConstruction: Bool
  /// Where it was called.
  package let place: ScriptPlace
  /// What it derives from.
  package let marks: ScriptMarks

  /// The texts that callbacks it was given ask for.
  let wanted: ScriptWanted

  init(call: ScriptCall, marks: ScriptMarks, wanted: ScriptWanted = ScriptWanted()) {
    self.wanted = wanted
    callee = call.callee
    receiver = call.receiver
    method = call.method
    arguments = call.arguments
    isConstruction = call.isConstruction
    place = call.place
    self.marks = marks
  }
}

/// An object that a client of the evaluator gives meaning to, for example a router.
open class ScriptHost {
  /// Properties the program stored on the object.
  package var properties: [String: ScriptValue] = [:]

  /// Whether the object means the same in every call that is imagined.
  open var isSteady: Bool { false }

  /// Whether the object is a function, with the methods of one.
  open var isFunction: Bool { false }

  /// Creates an object without properties.
  package init() {}
}

/// A call, as it reaches the client of the evaluator.
package struct ScriptCall {
  /// What is called.
  package var callee: ScriptValue
  /// What it is called on, when it is a member.
  package var receiver: ScriptValue?
  /// The name it is called by, empty for none.
  package var method: String
  /// What it is called with; spread lists are flattened.
  package var arguments: [ScriptValue]
  /// Whether it is `new`.
  package var isConstruction: Bool
  /// Where.
  package var place: ScriptPlace

  /// The argument at a position, `undefined` past the end.
  package func argument(_ index: Int) -> ScriptValue {
    index < arguments.count ? arguments[index] : .undefined
  }
}

/// A set of variables.
///
/// Names are numbers here, because looking names up is what an evaluation mostly does.
final class ScriptScope {
  private var names: [ScriptName] = []
  private var values: [ScriptValue] = []
  /// Positions by name, once there are many.
  private var positions: [ScriptName: Int] = [:]
  /// Names bound to what other modules export, looked up when they are used.
  var imports: [ScriptName: ScriptImport] = [:]
  let parent: ScriptScope?
  let generation: Int
  /// How many undecided branches were open when the scope was made.
  let branches: Int
  /// How many things had been made when it was made.
  let number: Int

  init(parent: ScriptScope?, generation: Int, branches: Int, number: Int) {
    self.parent = parent
    self.generation = generation
    self.branches = branches
    self.number = number
  }

  private func position(_ name: ScriptName) -> Int? {
    if names.count > 12 { return positions[name] }
    return names.firstIndex(of: name)
  }

  subscript(_ name: ScriptName) -> ScriptValue? {
    get { position(name).map { values[$0] } }
    set {
      guard let newValue else { return }
      if let position = position(name) {
        values[position] = newValue
        return
      }
      names.append(name)
      values.append(newValue)
      if names.count == 13 {
        for (index, name) in names.enumerated() { positions[name] = index }
      } else if names.count > 13 {
        positions[name] = names.count - 1
      }
    }
  }

  var allNames: [ScriptName] { names }

  func holder(of name: ScriptName) -> ScriptScope? {
    var scope: ScriptScope? = self
    while let current = scope {
      if current.position(name) != nil { return current }
      scope = current.parent
    }
    return nil
  }
}

/// A name's number, the same in every program of one evaluation.
typealias ScriptName = Int32

/// A name bound to what another module exports.
struct ScriptImport {
  /// The module as written.
  let source: String
  /// Path of the importing file.
  let path: String
  /// The exported name; `*` for everything, `default`, or `=` for CommonJS.
  let name: String
}
