extension ScriptEvaluator {
  /// Methods of values the language itself defines; nil when the name is not one of them.
  func builtinMethod(
    _ name: String,
    of receiver: ScriptValue,
    with arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue? {
    switch receiver {
    case .list(let list): return try listMethod(name, list, arguments, at: place)
    case .string, .pattern:
      return textMethod(name, receiver, arguments) ?? stringMethod(name, receiver, arguments)
    case .symbol(let symbol) where symbol.name.hasPrefix("/"):
      return textMethod(name, receiver, arguments)
    case .function(let function):
      if ["bind", "call", "apply"].contains(name) {
        return try functionMethod(name, function, arguments, at: place)
      }
      if function.properties[name] == nil, ["then", "catch", "finally"].contains(name) {
        return try promiseMethod(name, receiver, arguments, at: place)
      }
      return nil
    case .host(let rejection as ScriptRejection):
      return try rejectionMethod(name, rejection, arguments, at: place)
    case .host(let host) where host.isFunction && ["bind", "call", "apply"].contains(name):
      guard name != "bind" else { return receiver }
      let passed =
        name == "call"
        ? Array(arguments.dropFirst())
        : arguments.count > 1 ? elements(of: arguments[1]).items : []
      return try apply(receiver, passed, this: arguments.first, at: place)
    case .external(let external) where external.module.hasPrefix("#"):
      return try globalMethod(name, external, arguments, at: place)
    case .external(let external) where ["path", "node:path"].contains(external.module):
      return pathMethod(name, arguments)
    case .undefined, .null, .boolean, .number, .classValue:
      return try promiseMethod(name, receiver, arguments, at: place)
    case .object(let object) where object[name] == nil && object.instanceOf == nil:
      return try promiseMethod(name, receiver, arguments, at: place)
    case .result(let result) where ["#Set", "#Map"].contains(result.callee.displayName):
      return collectionMethod(name, result, arguments)
    default: return nil
    }
  }

  /// A value stands for the promise of it: evaluation never waits.
  private func promiseMethod(
    _ name: String,
    _ receiver: ScriptValue,
    _ arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue? {
    switch name {
    case "then":
      guard let callback = arguments.first else { return receiver }
      return try apply(callback, [receiver], at: place)
    case "catch": return receiver
    case "finally":
      if let callback = arguments.first { _ = try apply(callback, [], at: place) }
      return receiver
    default: return nil
    }
  }

  /// What waiting for a value gives, or throws.
  func settled(_ value: ScriptValue) throws -> ScriptValue {
    var kept: [ScriptValue] = []
    var rejections: [ScriptThrow] = []
    for alternative in value.alternatives {
      if case .host(let rejection as ScriptRejection) = alternative, let thrown = rejection.thrown {
        rejections.append(thrown)
      } else {
        kept.append(alternative)
      }
    }
    guard let rejection = rejections.first else { return value }
    guard let first = kept.first else { throw rejection }
    for thrown in rejections { note(thrown) }
    return kept.dropFirst().reduce(first) { .join($0, $1) }
  }

  /// What a promise that fails does with its handlers.
  private func rejectionMethod(
    _ name: String,
    _ rejection: ScriptRejection,
    _ arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue? {
    let handler = name == "catch" ? arguments.first : arguments.dropFirst().first
    switch name {
    case "then", "catch":
      guard let handler else { return .host(rejection) }
      return try apply(handler, [rejection.thrown?.value ?? .undefined], at: place)
    case "finally":
      if let last = arguments.first { _ = try apply(last, [], at: place) }
      return .host(rejection)
    default: return nil
    }
  }

  private func functionMethod(
    _ name: String,
    _ function: ScriptFunction,
    _ arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue {
    let this = arguments.first
    switch name {
    case "bind":
      return .function(
        ScriptFunction(
          program: function.program,
          node: function.node,
          scope: function.scope,
          name: function.name,
          boundThis: function.boundThis ?? this,
          boundArguments: function.boundArguments + arguments.dropFirst(),
          home: function.home
        )
      )
    case "apply":
      let passed = arguments.count > 1 ? elements(of: arguments[1]).items : []
      return try apply(.function(function), passed, this: this, at: place)
    default:
      return try apply(.function(function), Array(arguments.dropFirst()), this: this, at: place)
    }
  }

  // MARK: Lists

  private func listMethod(
    _ name: String,
    _ list: ScriptList,
    _ arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue? {
    let items = list.elements
    switch name {
    case "push", "unshift":
      guard list.generation == generation else { return .unknown("length") }
      noteWrite(toThing: list.number)
      if name == "push" { list.elements += arguments } else { list.elements = arguments + items }
      return .number(Double(list.elements.count))
    case "forEach", "map", "flatMap", "filter", "find", "some", "every", "findIndex", "reduce":
      return try listCallback(name, list, arguments, at: place)
    case "concat":
      var all = items
      var isOpen = list.isOpen
      for argument in arguments {
        if case .list(let other) = argument {
          all += other.elements
          isOpen = isOpen || other.isOpen
        } else {
          all.append(argument)
        }
      }
      return self.list(all, isOpen: isOpen)
    case "includes", "indexOf":
      guard let wanted = arguments.first else { return .boolean(false) }
      let answer = contains(wanted, in: list)
      if name == "includes", let answer { return .boolean(answer) }
      if answer == false { return .number(-1) }
      return .symbol(
        ScriptSymbol(
          name == "includes" ? name : "index",
          marks: wanted.marks().union(ScriptValue.list(list).marks()),
          relation: .same,
          wanted: ScriptWanted(wanted.texts + ScriptValue.list(list).texts)
        )
      )
    case "join":
      let separator = arguments.first?.knownString ?? ","
      var pieces: [ScriptPiece] = []
      for (index, item) in items.enumerated() {
        if index > 0 { pieces.append(.text(separator)) }
        pieces += self.pieces(item)
      }
      return joined(pieces)
    case "slice", "reverse", "sort", "flat", "filterBoolean", "toSorted":
      if name == "flat" {
        return self.list(
          items.flatMap { item -> [ScriptValue] in
            if case .list(let inner) = item { return inner.elements }
            return [item]
          },
          isOpen: list.isOpen
        )
      }
      if name == "slice", case .number(let start)? = arguments.first, start > 0 {
        return self.list(Array(items.dropFirst(Int(start))), isOpen: list.isOpen)
      }
      return self.list(items, isOpen: list.isOpen)
    case "pop", "shift":
      return items.isEmpty ? .undefined : (name == "pop" ? items.last : items.first)
    case "at": return element(0, of: .list(list))
    case "then", "catch", "finally":
      return try promiseMethod(name, .list(list), arguments, at: place)
    default: return nil
    }
  }

  private func contains(_ wanted: ScriptValue, in list: ScriptList) -> Bool? {
    var isUndecided = list.isOpen
    for item in list.elements {
      switch equality(item, wanted, strict: true) {
      case true?: return true
      case nil: isUndecided = true
      case false?: continue
      }
    }
    return isUndecided ? nil : false
  }

  private func listCallback(
    _ name: String,
    _ list: ScriptList,
    _ arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue {
    guard let callback = arguments.first else { return .undefined }
    var results: [ScriptValue] = []
    var kept: [ScriptValue] = []
    var accumulated = arguments.dropFirst().first ?? .undefined
    var items = Array(list.elements.prefix(2_000))
    if items.isEmpty && list.isOpen {
      items = [.symbol(ScriptSymbol("element", marks: ScriptValue.list(list).marks()))]
    }
    var decided: Bool? = false
    for (index, item) in items.enumerated() {
      if name == "reduce" {
        accumulated = try apply(callback, [accumulated, item, .number(Double(index))], at: place)
        continue
      }
      let result = try apply(callback, [item, .number(Double(index)), .list(list)], at: place)
      results.append(result)
      switch result.truth {
      case true?:
        kept.append(item)
        if decided == false { decided = true }
        if name == "find" { return item }
      case nil:
        kept.append(item)
        decided = decided == true ? true : nil
      case false?: continue
      }
    }
    switch name {
    case "map": return self.list(results, isOpen: list.isOpen)
    case "flatMap":
      return self.list(results.flatMap { elements(of: $0).items }, isOpen: list.isOpen)
    case "filter": return self.list(kept, isOpen: list.isOpen)
    case "reduce": return accumulated
    case "find": return kept.first ?? (list.isOpen ? .unknown("element") : .undefined)
    case "some", "every":
      let marks = results.reduce(into: ScriptMarks()) { $0.formUnion($1.marks()) }
      let truths = Set(results.map(\.truth))
      if !list.isOpen, name == "some", truths.contains(true) { return .boolean(true) }
      if !list.isOpen, name == "some", truths.isSubset(of: [false]) { return .boolean(false) }
      if !list.isOpen, name == "every", truths.contains(false) { return .boolean(false) }
      if !list.isOpen, name == "every", truths.isSubset(of: [true]) { return .boolean(true) }
      let relations = Set(results.map(\.relation))
      var wanted = results.reduce(ScriptWanted()) { $0.union($1.wanted) }
      // `roles.some((role) => wanted.includes(role))` of an unknown list asks as its callback does.
      wanted.isAll = name == "every" && !list.isOpen
      return .symbol(
        ScriptSymbol(
          name,
          marks: marks,
          relation: relations == [.same] ? .same : nil,
          wanted: wanted
        )
      )
    default: return .undefined
    }
  }

  private func collectionMethod(
    _ name: String,
    _ result: ScriptResult,
    _ arguments: [ScriptValue]
  ) -> ScriptValue? {
    guard case .list(let list)? = result.arguments.first, let wanted = arguments.first else {
      return nil
    }
    let isMap = result.callee.displayName == "#Map"
    let keys = isMap ? list.elements.map { element(0, of: $0) } : list.elements
    let known = ScriptList(
      keys,
      isOpen: list.isOpen,
      generation: generation,
      number: nextThing()
    )
    switch name {
    case "has":
      return contains(wanted, in: known).map(ScriptValue.boolean)
        ?? .symbol(
          ScriptSymbol(
            "has",
            marks: wanted.marks(),
            relation: .same,
            wanted: ScriptWanted(wanted.texts + ScriptValue.list(known).texts)
          )
        )
    case "get" where isMap:
      let index = keys.firstIndex { equality($0, wanted, strict: true) == true }
      return index.map { element(1, of: list.elements[$0]) }
    default: return nil
    }
  }

  // MARK: Strings

  private func stringMethod(
    _ name: String,
    _ receiver: ScriptValue,
    _ arguments: [ScriptValue]
  ) -> ScriptValue? {
    if name == "concat" {
      return joined(pieces(receiver) + arguments.flatMap { pieces($0) })
    }
    guard case .string(let text) = receiver else {
      return ["toString", "toLowerCase", "toUpperCase", "trim"].contains(name) ? receiver : nil
    }
    let first = arguments.first?.knownString
    switch name {
    case "toString", "valueOf": return receiver
    case "toLowerCase": return .string(text.lowercased())
    case "toUpperCase": return .string(text.uppercased())
    case "trim":
      return .string(String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
    case "startsWith": return first.map { .boolean(text.hasPrefix($0)) }
    case "endsWith": return first.map { .boolean(text.hasSuffix($0)) }
    case "includes": return first.map { .boolean(text.contains($0)) }
    case "indexOf":
      return first.map { text.contains($0) ? .number(text.hasPrefix($0) ? 0 : 1) : .number(-1) }
    case "split":
      guard let first, !first.isEmpty else { return nil }
      return list(
        text.split(separator: first, omittingEmptySubsequences: false).map { .string(String($0)) }
      )
    case "replace", "replaceAll":
      guard let first, !first.isEmpty, let other = arguments.dropFirst().first?.knownString else {
        return .symbol(ScriptSymbol(text))
      }
      guard let range = text.firstRange(of: first) else { return receiver }
      if name == "replaceAll" { return .string(text.replacing(first, with: other)) }
      return .string(text.replacingCharacters(range, with: other))
    case "slice", "substring", "substr":
      guard case .number(let start)? = arguments.first else { return nil }
      if case .number(let end)? = arguments.dropFirst().first {
        guard start >= 0, end >= start else { return nil }
        return .string(String(text.dropFirst(Int(start)).prefix(Int(end) - Int(start))))
      }
      return start >= 0
        ? .string(String(text.dropFirst(Int(start)))) : .string(String(text.suffix(Int(-start))))
    case "charAt":
      guard case .number(let index)? = arguments.first, index >= 0 else { return nil }
      return .string(text.dropFirst(Int(index)).first.map(String.init) ?? "")
    default: return nil
    }
  }

  // MARK: Globals

  private func globalMethod(
    _ name: String,
    _ external: ScriptExternal,
    _ arguments: [ScriptValue],
    at place: ScriptPlace
  ) throws -> ScriptValue? {
    let first = arguments.first ?? .undefined
    switch (external.name, name) {
    case ("#Object", "keys"):
      let known = keys(of: first)
      return list(known.items, isOpen: known.isOpen)
    case ("#Object", "values"):
      let known = keys(of: first)
      return list(
        known.items.map { property($0.knownString ?? "", of: first, at: place) },
        isOpen: known.isOpen
      )
    case ("#Object", "entries"):
      let known = keys(of: first)
      return list(
        known.items.map { list([$0, property($0.knownString ?? "", of: first, at: place)]) },
        isOpen: known.isOpen
      )
    case ("#Object", "assign"):
      guard case .object(let target) = first, target.generation == generation else { return first }
      noteWrite(toThing: target.number)
      for source in arguments.dropFirst() { spread(source, into: target) }
      return first
    case ("#Object", "freeze"), ("#Object", "seal"): return first
    case ("#Object", "defineProperty"):
      if let name = arguments.dropFirst().first?.knownString, arguments.count > 2 {
        let value = property("value", of: arguments[2], at: place)
        if case .undefined = value { return first }
        store(value, to: name, of: first, at: place)
      }
      return first
    case ("#Object", "fromEntries"):
      let object = object()
      for item in elements(of: first).items {
        if let name = element(0, of: item).knownString { object.set(name, element(1, of: item)) }
      }
      return .object(object)
    case ("#Array", "from"):
      let known = elements(of: first)
      let made = list(known.items, isOpen: known.isOpen)
      guard let callback = arguments.dropFirst().first else { return made }
      return try builtinMethod("map", of: made, with: [callback], at: place)
    case ("#Array", "of"): return list(arguments)
    case ("#Symbol", "for"): return first.knownString.map { .string("Symbol(\($0))") }
    case ("#Array", "isArray"):
      if case .list = first { return .boolean(true) }
      if case .string = first { return .boolean(false) }
      return .symbol(ScriptSymbol("isArray", marks: first.marks()))
    case ("#Reflect", "get"):
      return arguments.dropFirst().first?.knownString.map { property($0, of: first, at: place) }
    case ("#Promise", "resolve"): return first
    case ("#Promise", "reject"): throw ScriptThrow(first, at: place)
    case ("#Promise", "all"), ("#Promise", "allSettled"), ("#Promise", "race"), ("#Promise", "any"):
      return first
    case ("#JSON", "parse"), ("#JSON", "stringify"):
      return .symbol(
        ScriptSymbol("JSON", marks: first.marks(), presence: first.isAbsent ? .absent : .unknown)
      )
    default: return nil
    }
  }

  func builtinCall(_ call: ScriptCall) throws -> ScriptValue? {
    if case .host(let settler as ScriptSettler) = call.callee {
      let value = call.argument(0)
      settler.value = settler.value.map { .join($0, value) } ?? value
      if settler.conditions.isEmpty { settler.conditions = conditions }
      return .undefined
    }
    guard case .external(let external) = call.callee else { return nil }
    let first = call.argument(0)
    switch external.name {
    case "#String" where !call.isConstruction:
      return first.isAbsent ? first : joined(pieces(first))
    case "#Boolean" where !call.isConstruction:
      return first.truth.map(ScriptValue.boolean) ?? first
    case "#Number", "#parseInt", "#parseFloat", "#BigInt":
      if let number = first.knownString.flatMap(Double.init) { return .number(number) }
      return .symbol(
        ScriptSymbol(
          first.displayName,
          marks: first.marks(),
          presence: first.isAbsent ? .absent : .unknown
        )
      )
    case "#Promise" where call.isConstruction: return try promise(call)
    case "#Array": return list([], isOpen: true)
    case "#RegExp":
      if case .symbol = first { return first }
      guard let text = first.knownString else { return nil }
      return .unknown("/\(text)/\(call.argument(1).knownString ?? "")")
    case "#setTimeout", "#setImmediate", "#setInterval", "#queueMicrotask":
      // A timer that sets itself again does nothing that is not being followed already.
      if case .function(let callback) = first,
        activeFunctions.contains(where: {
          $0.node == callback.node && $0.program === callback.program
        })
      {
        return .unknown("timer")
      }
      _ = try applyDetached(first, [], at: call.place)
      return .unknown("timer")
    case "fs.readdirSync", "node:fs.readdirSync", "fs.default.readdirSync":
      return folderListing(first)
    case "url.fileURLToPath", "node:url.fileURLToPath":
      return filePath(first)
    case "#URL" where call.isConstruction: return address(first, call.argument(1))
    default:
      guard ["path", "node:path"].contains(external.module), let name = external.path.last else {
        return nil
      }
      return pathMethod(name, call.arguments)
    }
  }

  /// A module's address is written `file:` and its path within the repository.
  private func filePath(_ value: ScriptValue) -> ScriptValue? {
    var text = value.knownString
    if case .object(let object) = value { text = object["href"]?.knownString }
    guard let text, text.hasPrefix("file:") else { return nil }
    return .string(String(text.dropFirst(5)))
  }

  /// `new URL(relative, import.meta.url)`.
  private func address(_ relative: ScriptValue, _ base: ScriptValue) -> ScriptValue? {
    if case .undefined = base, relative.representatives?.allSatisfy({ $0.hasPrefix("/") }) == true {
      // The address of a request, of which the path is what counts.
      let rest = ScriptSymbol("url", marks: relative.marks())
      return .object(object([("pathname", relative), ("href", relative)], rest: rest))
    }
    guard let relative = relative.knownString, let from = filePath(base)?.knownString else {
      return nil
    }
    let folder = from.split(separator: "/").dropLast().joined(separator: "/")
    guard let joined = pathMethod("join", [.string(folder), .string(relative)])?.knownString else {
      return nil
    }
    let url = ScriptValue.string("file:\(joined)")
    return .object(object([("pathname", .string(joined)), ("href", url)], rest: nil))
  }

  /// `new Promise((resolve, reject) => …)` is what reaches `resolve`.
  private func promise(_ call: ScriptCall) throws -> ScriptValue {
    guard case .function(let executor) = call.argument(0) else { return .unknown("promise") }
    let resolve = ScriptSettler()
    let reject = ScriptSettler()
    _ = try applyDetached(
      .function(executor),
      [.host(resolve), .host(reject)],
      at: call.place
    )
    if let value = resolve.value {
      if let rejected = reject.value {
        var thrown = ScriptThrow(rejected, at: call.place)
        thrown.conditions = reject.conditions
        note(thrown)
      }
      return value
    }
    if let value = reject.value { throw ScriptThrow(value, at: call.place) }
    return .unknown("promise")
  }

  private func folderListing(_ folder: ScriptValue) -> ScriptValue {
    guard let path = folder.knownString, !path.hasPrefix("/") else { return list([], isOpen: true) }
    let names = source.files(in: path == "." ? "" : path)
    return list(names.map(ScriptValue.string), isOpen: names.isEmpty)
  }

  /// Joins path segments the way Node does, within the repository.
  private func pathMethod(_ name: String, _ arguments: [ScriptValue]) -> ScriptValue? {
    switch name {
    case "join", "resolve":
      var parts: [String] = []
      for argument in arguments {
        guard let text = argument.knownString else { return .unknown("path") }
        for part in text.split(separator: "/") {
          switch part {
          case ".": continue
          case "..": if parts.popLast() == nil { return .unknown("path") }
          default: parts.append(String(part))
          }
        }
      }
      return .string(parts.isEmpty ? "." : parts.joined(separator: "/"))
    case "basename":
      guard let text = arguments.first?.knownString else { return nil }
      var last = text.split(separator: "/").last.map(String.init) ?? text
      if let ending = arguments.dropFirst().first?.knownString, last.hasSuffix(ending) {
        last = String(last.dropLast(ending.count))
      }
      return .string(last)
    case "dirname":
      guard let text = arguments.first?.knownString else { return nil }
      return .string(text.split(separator: "/").dropLast().joined(separator: "/"))
    case "extname":
      guard let text = arguments.first?.knownString, let dot = text.lastIndex(of: ".") else {
        return .string("")
      }
      return .string(String(text[dot...]))
    default: return nil
    }
  }
}

/// A promise that fails, until somebody waits for it or handles it.
final class ScriptRejection: ScriptHost {
  /// The throw that it stands for.
  var thrown: ScriptThrow?

  override var isSteady: Bool { true }
}

/// The function a promise is settled with.
final class ScriptSettler: ScriptHost {
  var value: ScriptValue?
  var conditions: [ScriptCondition] = []
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, with other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
