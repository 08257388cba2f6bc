import ScriptLanguage

/// What decorators said of one class or method.
final class NestRecord {
  /// One or several lists of guards, one of which applies.
  final class GuardSlot {
    let alternatives: [[ScriptValue]]
    let place: ScriptPlace
    let isConditional: Bool
    /// The name of the decorator that puts them on.
    let decorator: String
    /// What stands in the chain of every route the slot is for.
    var element: ChainElement?

    init(
      alternatives: [[ScriptValue]],
      place: ScriptPlace,
      isConditional: Bool,
      decorator: String = ""
    ) {
      self.alternatives = alternatives
      self.place = place
      self.isConditional = isConditional
      self.decorator = decorator
    }
  }

  struct Metadata {
    let value: ScriptValue
    let name: String
    let place: ScriptPlace
  }

  var controller: (options: ScriptValue, place: ScriptPlace)?
  var module: (options: ScriptValue, place: ScriptPlace)?
  var routes: [(method: String, path: ScriptValue, place: ScriptPlace)] = []
  var guards: [GuardSlot] = []
  var interceptors: [(value: ScriptValue, place: ScriptPlace)] = []
  var metadata: [String: Metadata] = [:]
  var version: ScriptValue?
  /// What a decorator put in place of the method.
  var replacement: ScriptValue?
  /// Decorators that may guard, and whose code is not in the repository.
  var opaque: [(name: String, place: ScriptPlace)] = []
  /// Names of other decorators whose code is not in the repository.
  var outside: [String] = []
}

/// Evaluates decorators and keeps what they say.
final class NestDecorations {
  private struct MemberKey: Hashable {
    let type: ObjectIdentifier
    let name: String
  }

  private let declared: DeclaredGuards?
  private var types: [ObjectIdentifier: NestRecord] = [:]
  private var members: [MemberKey: NestRecord] = [:]
  /// Keeps identifiers from being used again.
  private var kept: [ScriptClass] = []

  init(declared: DeclaredGuards?) { self.declared = declared }

  /// What is said of a class itself.
  func record(of type: ScriptClass, in evaluator: ScriptEvaluator) -> NestRecord {
    let key = ObjectIdentifier(type)
    if let known = types[key] { return known }
    let record = NestRecord()
    types[key] = record
    kept.append(type)
    for decoration in evaluator.decorations(type.decorators, of: type).reversed() {
      apply(decoration.value, decoration, to: record, .type(type), in: evaluator)
    }
    return record
  }

  /// What is said of a method where it is written.
  func record(of member: ScriptMember, in evaluator: ScriptEvaluator) -> NestRecord {
    let key = MemberKey(type: ObjectIdentifier(member.home), name: member.name)
    if let known = members[key] { return known }
    let record = NestRecord()
    members[key] = record
    kept.append(member.home)
    for decoration in evaluator.decorations(member.decorators, of: member.home).reversed() {
      apply(decoration.value, decoration, to: record, .member(member), in: evaluator)
    }
    return record
  }

  private func record(
    of type: ScriptClass,
    member name: String,
    in evaluator: ScriptEvaluator
  ) -> NestRecord {
    for owner in type.lineage {
      if let member = owner.members.first(where: { $0.name == name && $0.isMethod }) {
        return record(of: member, in: evaluator)
      }
    }
    return NestRecord()
  }

  // MARK: Applying

  private enum Target {
    case type(ScriptClass)
    case member(ScriptMember)
  }

  private func apply(
    _ value: ScriptValue,
    _ use: ScriptDecoration,
    to record: NestRecord,
    _ target: Target,
    in evaluator: ScriptEvaluator,
    depth: Int = 0
  ) {
    guard depth < 16 else { return }
    switch value {
    case .host(let decorator as NestDecorator):
      apply(decorator, use, to: record, target, in: evaluator, depth: depth)
    case .function:
      run(value, to: record, target, at: use.place, in: evaluator)
    case .union(let values):
      unite(values, use, to: record, target, in: evaluator, depth: depth)
    case .list(let list):
      for element in list.elements.reversed() {
        apply(element, use, to: record, target, in: evaluator, depth: depth + 1)
      }
    case .result, .symbol, .external:
      let name = value.displayName.isEmpty ? use.name : value.displayName
      if let declared, declared.declaration(of: value) != nil {
        // Whatever it does out of sight, the team says that it guards.
        record.guards.append(
          NestRecord.GuardSlot(alternatives: [[value]], place: use.place, isConditional: false)
        )
      } else if NestLibraries.mayGuard(value, name: name) {
        record.opaque.append((name, use.place))
      } else {
        record.outside.append(name)
      }
    default: return
    }
  }

  private func apply(
    _ decorator: NestDecorator,
    _ use: ScriptDecoration,
    to record: NestRecord,
    _ target: Target,
    in evaluator: ScriptEvaluator,
    depth: Int
  ) {
    switch decorator.meaning {
    case .controller(let options): record.controller = (options, use.place)
    case .module(let options): record.module = (options, use.place)
    case .route(let method, let path):
      // A route written in the file of its class is the one people look for.
      record.routes.append((method, path, use.place))
    case .guards(let values):
      for value in values {
        record.guards.append(
          NestRecord.GuardSlot(
            alternatives: [[value]],
            place: use.place,
            isConditional: decorator.isConditional,
            decorator: use.name
          )
        )
      }
    case .interceptors(let values):
      for value in values { record.interceptors.append((value, use.place)) }
    case .metadata(let key, let value):
      record.metadata[key] = NestRecord.Metadata(value: value, name: use.name, place: use.place)
    case .version(let value): record.version = value
    case .several(let values):
      for value in values {
        apply(value, use, to: record, target, in: evaluator, depth: depth + 1)
      }
    case .parameter, .inject, .store: return
    }
  }

  /// One of several decorators applies: where each brings guards, there is always a guard.
  private func unite(
    _ values: [ScriptValue],
    _ use: ScriptDecoration,
    to record: NestRecord,
    _ target: Target,
    in evaluator: ScriptEvaluator,
    depth: Int
  ) {
    let parts = values.map { value in
      let part = NestRecord()
      apply(value, use, to: part, target, in: evaluator, depth: depth + 1)
      return part
    }
    let lists = parts.map { $0.guards.flatMap { $0.alternatives.first ?? [] } }
    if lists.contains(where: { !$0.isEmpty }) {
      record.guards.append(
        NestRecord.GuardSlot(
          alternatives: lists,
          place: use.place,
          isConditional: lists.contains(where: \.isEmpty),
          decorator: use.name
        )
      )
    }
    for part in parts {
      record.controller = part.controller ?? record.controller
      record.module = part.module ?? record.module
      record.version = part.version ?? record.version
      record.routes += part.routes
      record.interceptors += part.interceptors
      record.opaque += part.opaque
      record.outside += part.outside
      for (key, metadata) in part.metadata {
        let old = record.metadata[key]?.value ?? .undefined
        record.metadata[key] = NestRecord.Metadata(
          value: parts.count == 1 ? metadata.value : .join(old, metadata.value),
          name: metadata.name,
          place: metadata.place
        )
      }
    }
  }

  /// A function of the program used as a decorator: it may change the method it is given.
  private func run(
    _ function: ScriptValue,
    to record: NestRecord,
    _ target: Target,
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) {
    _ = evaluator.settle(budget: 20_000) {
      switch target {
      case .type(let type):
        _ = try evaluator.apply(function, [.classValue(type)], at: place)
      case .member(let member):
        let own = ScriptValue.function(evaluator.unbound(member))
        let current = record.replacement ?? own
        let descriptor = evaluator.object([("value", current)])
        let given: [ScriptValue] = [
          .host(NestPrototype(member.home)), .string(member.name), .object(descriptor),
        ]
        let returned = try evaluator.apply(function, given, at: place)
        var changed = descriptor["value"]
        if case .object(let other) = returned, let value = other["value"] { changed = value }
        if let changed, !changed.isSame(as: current) { record.replacement = changed }
      }
    }
  }

  /// A decorator called like a function, with what it decorates as arguments.
  func call(
    _ decorator: NestDecorator,
    _ arguments: [ScriptValue],
    at place: ScriptPlace,
    in evaluator: ScriptEvaluator
  ) {
    guard let record = record(for: arguments, in: evaluator) else { return }
    let function = evaluator.activeFunctions.last?.name ?? ""
    let use = ScriptDecoration(value: .host(decorator), place: place, name: function)
    guard case .classValue(let type)? = arguments.first else {
      if case .host(let prototype as NestPrototype)? = arguments.first {
        apply(decorator, use, to: record, .type(prototype.type), in: evaluator, depth: 1)
      }
      return
    }
    apply(decorator, use, to: record, .type(type), in: evaluator, depth: 1)
  }

  // MARK: Metadata

  /// The record that a target and a property name mean.
  func record(for arguments: [ScriptValue], in evaluator: ScriptEvaluator) -> NestRecord? {
    let name = arguments.count > 1 ? arguments[1].knownString : nil
    switch arguments.first {
    case .classValue(let type)?:
      return name.map { record(of: type, member: $0, in: evaluator) }
        ?? record(of: type, in: evaluator)
    case .host(let prototype as NestPrototype)?:
      return name.map { record(of: prototype.type, member: $0, in: evaluator) }
    case .function(let function)?:
      return function.home.map { record(of: $0, member: function.name, in: evaluator) }
    default: return nil
    }
  }

  /// Finds metadata on a class, a superclass of it, or a method.
  func metadata(
    _ key: String,
    on target: ScriptValue,
    in evaluator: ScriptEvaluator
  ) -> NestRecord.Metadata? {
    if case .classValue(let type) = target {
      return type.lineage.lazy.compactMap {
        self.record(of: $0, in: evaluator).metadata[key]
      }.first
    }
    return record(for: [target], in: evaluator)?.metadata[key]
  }

  /// Whether something said of a handler or its class sounds like an exception from guards.
  func opens(_ context: NestContext, in evaluator: ScriptEvaluator) -> Bool {
    let targets =
      [[ScriptValue.function(context.handler)]]
      + context.type.lineage.map {
        [.classValue($0)]
      }
    return targets.compactMap { record(for: $0, in: evaluator) }.contains { record in
      (record.outside + record.metadata.map { "\($0.key) \($0.value.name)" })
        .contains(where: AccessWords.isOpening)
    }
  }

  /// The name metadata is kept under, nil when it cannot be told.
  static func key(_ value: ScriptValue) -> String? {
    if let text = value.knownString { return text }
    switch value {
    case .result(let result): return "#\(ObjectIdentifier(result))"
    case .host(let factory as NestDecoratorFactory):
      guard case .metadata(let key) = factory.kind else { return nil }
      return key
    case .external(let external): return external.name
    case .function(let function): return "#\(function.place.file):\(function.place.line)"
    case .symbol(let symbol): return symbol.name.isEmpty ? nil : "#\(symbol.name)"
    default: return nil
    }
  }
}
