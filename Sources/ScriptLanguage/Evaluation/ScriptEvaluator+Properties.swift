extension ScriptEvaluator {
  /// The value of a property.
  package func property(
    _ name: String,
    of value: ScriptValue,
    at place: ScriptPlace?
  ) -> ScriptValue {
    switch value {
    case .undefined, .null, .boolean, .number: return .undefined
    case .string(let text): return name == "length" ? .number(Double(text.utf16.count)) : .undefined
    case .pattern: return .symbol(ScriptSymbol(name, marks: value.marks()))
    case .list(let list):
      if name == "length" {
        return list.isOpen ? .unknown(name) : .number(Double(list.elements.count))
      }
      if let index = Int(name) { return element(index, of: value) }
      return .undefined
    case .object(let object): return member(name, of: object, at: place)
    case .function(let function): return function.properties[name] ?? .undefined
    case .classValue(let type): return staticMember(name, of: type, at: place)
    case .union(let values):
      return values.dropFirst().reduce(property(name, of: values[0], at: place)) {
        .join($0, property(name, of: $1, at: place))
      }
    case .host(let namespace as ScriptNamespace):
      guard let module = module(at: namespace.path) else { return .unknown(name) }
      return exported(name, from: module, visited: []) ?? .undefined
    case .external, .result, .host, .symbol: return outsideProperty(name, of: value, at: place)
    }
  }

  private func outsideProperty(
    _ name: String,
    of value: ScriptValue,
    at place: ScriptPlace?
  ) -> ScriptValue {
    let where_ = place ?? ScriptPlace(file: "", line: 1, column: 1, endLine: 1)
    if let value = proxied(name, of: value, at: where_) { return value }
    if let known = semantics.property(name, of: value, at: where_, in: self) { return known }
    switch value {
    case .external(let external):
      if name == "default" { return value }
      if external.path.isEmpty, ["#global", "#globalThis"].contains(external.module) {
        // What the program keeps there itself may not be there yet.
        let isBuiltIn = name.first?.isUppercase == true || ["process", "console"].contains(name)
        return isBuiltIn ? .external(ScriptExternal(module: "#\(name)")) : .unknown(name)
      }
      return .external(ScriptExternal(module: external.module, path: external.path + [name]))
    case .host(let host): return host.properties[name] ?? .unknown(name)
    case .symbol(let symbol): return child(name, of: symbol)
    default:
      let base = value.displayName
      return .symbol(ScriptSymbol(base.isEmpty ? name : "\(base).\(name)", marks: value.marks()))
    }
  }

  /// What a proxy's handler gives for a property; nil for anything but a proxy.
  private func proxied(
    _ name: String,
    of value: ScriptValue,
    at place: ScriptPlace
  ) -> ScriptValue? {
    guard case .result(let proxy) = value, proxy.isConstruction,
      case .external(let maker) = proxy.callee, maker.module == "#Proxy",
      frames.count < depthLimit, let target = proxy.arguments.first
    else { return nil }
    if proxy.arguments.count > 1, case .object(let handler) = proxy.arguments[1],
      let get = handler["get"]
    {
      return try? apply(get, [target, .string(name), value], this: .object(handler), at: place)
    }
    return property(name, of: target, at: place)
  }

  /// A property of something unknown derives from what the whole derives from.
  package func child(_ name: String, of symbol: ScriptSymbol) -> ScriptValue {
    let full = symbol.name.isEmpty ? name : "\(symbol.name).\(name)"
    let presence: ScriptSymbol.Presence = symbol.presence == .absent ? .absent : .unknown
    let foundNothing = symbol.typeName == ScriptSymbol.nothingFound
    if foundNothing, Self.counts.contains(name) { return .number(0) }
    // Deep chains of properties say nothing more.
    let short = full.utf8.count > 120 ? name : full
    return .symbol(
      ScriptSymbol(
        short,
        marks: symbol.marks,
        presence: presence,
        typeName: foundNothing ? symbol.typeName : ""
      )
    )
  }

  /// What says how many rows a look-up found.
  private static let counts: Set<String> = ["length", "rowCount", "count", "size", "total"]

  private func member(
    _ name: String,
    of object: ScriptObject,
    at place: ScriptPlace?
  ) -> ScriptValue {
    if let value = object[name] { return value }
    // `this.constructor` is the class, and no function that anybody could call back.
    if name == "constructor", let type = object.instanceOf { return .classValue(type) }
    var type = object.instanceOf
    var depth = 0
    while let current = type, depth < 32 {
      if let member = current.ownMember(name) {
        return method(member, of: current, this: .object(object))
      }
      if current.parent == nil, let superclass = current.superclass {
        let outside = property(name, of: superclass, at: place)
        if case .external = outside {
          return .symbol(ScriptSymbol("\(current.name).\(name)"))
        }
        return outside
      }
      type = current.parent
      depth += 1
    }
    if let rest = object.rest { return outsideProperty(name, of: .symbol(rest), at: place) }
    // A field an injection framework fills is declared and never assigned.
    return object.instanceOf == nil ? .undefined : .unknown("this.\(name)")
  }

  /// Calls a method of a class on a value that is no instance of it.
  package func call(
    _ name: String,
    of type: ScriptClass,
    on this: ScriptValue,
    at place: ScriptPlace
  ) throws -> ScriptValue? {
    guard let member = type.ownMember(name) else { return nil }
    return try apply(method(member, of: type, this: this), [], this: this, at: place)
  }

  private func method(
    _ id: ScriptNodeID,
    of type: ScriptClass,
    this: ScriptValue
  ) -> ScriptValue {
    let node = type.program[id]
    let function = ScriptFunction(
      program: type.program,
      node: node.first,
      scope: type.scope,
      name: type.program.text(id),
      boundThis: this,
      home: type
    )
    guard node.flags.contains(.isGetter) else { return .function(function) }
    let place = type.program.place(id)
    let call = ScriptCall(
      callee: .function(function),
      receiver: this,
      method: function.name,
      arguments: [],
      isConstruction: false,
      place: place
    )
    return (try? invoke(function, call)) ?? .unknown(function.name)
  }

  private func staticMember(
    _ name: String,
    of type: ScriptClass,
    at place: ScriptPlace?
  ) -> ScriptValue {
    if let value = type.statics[name] { return value }
    let program = type.program
    for id in program.list(type.node)
    where program[id].flags.contains(.isStatic) && program.text(id) == name {
      if program[id].kind == .method { return method(id, of: type, this: .classValue(type)) }
    }
    if name == "name" { return .string(type.name) }
    if name == "prototype" { return .unknown("\(type.name).prototype") }
    guard let superclass = type.superclass else { return .undefined }
    return property(name, of: superclass, at: place)
  }

  func element(_ index: Int, of value: ScriptValue) -> ScriptValue {
    switch value {
    case .list(let list):
      if list.elements.indices.contains(index) { return list.elements[index] }
      return list.isOpen ? .symbol(ScriptSymbol("element", marks: value.marks())) : .undefined
    case .undefined, .null: return .undefined
    case .symbol(let symbol): return child("\(index)", of: symbol)
    case .object: return property("\(index)", of: value, at: nil)
    case .union(let values):
      return values.dropFirst().reduce(element(index, of: values[0])) {
        .join($0, element(index, of: $1))
      }
    case .host, .result: return outsideProperty("\(index)", of: value, at: nil)
    default: return .symbol(ScriptSymbol("element", marks: value.marks()))
    }
  }

  func indexed(_ object: ScriptValue, _ index: ScriptValue, at place: ScriptPlace) -> ScriptValue {
    if case .number(let number) = index, number >= 0, number < 1e9, number == number.rounded() {
      return element(Int(number), of: object)
    }
    if let name = index.knownString { return property(name, of: object, at: place) }
    if isMissing(index) == true {
      // Nothing is kept under a key that is not there.
      return .symbol(
        ScriptSymbol(
          "\(object.displayName)[…]",
          marks: object.marks().union(index.marks()),
          presence: .absent,
          typeName: ScriptSymbol.nothing
        )
      )
    }
    switch object {
    case .object(let known) where !known.names.isEmpty && known.names.count <= 8:
      let values = known.names.compactMap { known[$0] }
      return values.dropFirst().reduce(values[0]) { .join($0, $1) }
    case .list(let list) where !list.elements.isEmpty && list.elements.count <= 8:
      return list.elements.dropFirst().reduce(list.elements[0]) { .join($0, $1) }
    case .symbol(let symbol):
      let marks = symbol.marks.union(index.marks())
      return .symbol(
        ScriptSymbol(
          "\(symbol.name)[…]",
          marks: marks,
          presence: symbol.presence == .absent ? .absent : .unknown
        )
      )
    default:
      return .symbol(ScriptSymbol("element", marks: object.marks().union(index.marks())))
    }
  }

  /// What iterating over a value gives.
  package func elements(of value: ScriptValue) -> (items: [ScriptValue], isOpen: Bool) {
    switch value {
    case .list(let list): return (list.elements, list.isOpen)
    case .undefined, .null, .boolean, .number: return ([], false)
    case .result(let result) where result.callee.displayName == "#Set":
      return elements(of: result.arguments.first ?? .undefined)
    case .result(let result) where result.callee.displayName == "#Map":
      return elements(of: result.arguments.first ?? .undefined)
    case .union(let values):
      let known = values.first { if case .list = $0 { true } else { false } }
      return known.map { (elements(of: $0).items, true) } ?? ([], true)
    default: return ([], true)
    }
  }

  func keys(of value: ScriptValue) -> (items: [ScriptValue], isOpen: Bool) {
    switch value {
    case .object(let object):
      return (object.names.map(ScriptValue.string), object.rest != nil)
    case .list(let list):
      return (list.elements.indices.map { .string(String($0)) }, list.isOpen)
    case .host(let namespace as ScriptNamespace):
      return (exports(of: namespace.path).map { .string($0.name) }, false)
    default: return ([], true)
    }
  }
}
