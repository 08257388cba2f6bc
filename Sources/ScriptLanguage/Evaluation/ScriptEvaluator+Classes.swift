/// A method or field of a class.
package struct ScriptMember {
  /// The member's name, empty when it is computed.
  package let name: String
  /// The member's node.
  package let node: ScriptNodeID
  /// The class it is written in.
  package let home: ScriptClass
  /// Whether it is a method rather than a field.
  package let isMethod: Bool
  /// Name of a field's declared type, empty when none is known.
  package let typeName: String

  /// Where the member is written.
  package var place: ScriptPlace { home.program.place(node) }

  /// The expressions of its decorators, in order.
  package var decorators: [ScriptNodeID] { Array(home.program.decorators(node)) }

  /// Its parameters, empty for a field.
  package var parameters: [ScriptParameter] {
    guard isMethod else { return [] }
    let program = home.program
    return program.list(program[node].first).map { id in
      let isRest = program[id].first >= 0 && program[program[id].first].kind == .restPattern
      return ScriptParameter(
        name: ScriptParameter.name(of: id, program),
        typeName: program.text(id),
        decorators: Array(program.decorators(id)),
        isRest: isRest
      )
    }
  }
}

/// A parameter of a method.
package struct ScriptParameter {
  /// Its name, empty for a pattern.
  package let name: String
  /// Name of its declared type, empty when none is known.
  package let typeName: String
  /// The expressions of its decorators, in order.
  package let decorators: [ScriptNodeID]
  /// Whether it takes all arguments that are left.
  package let isRest: Bool

  static func name(of id: ScriptNodeID, _ program: ScriptProgram) -> String {
    var target = program[id].first
    while target >= 0, program[target].kind == .defaultPattern { target = program[target].first }
    guard target >= 0, program[target].kind == .identifier else { return "" }
    return program.text(target)
  }
}

/// What evaluating a decorator gave.
package struct ScriptDecoration {
  /// The decorator's value.
  package let value: ScriptValue
  /// Where it is applied.
  package let place: ScriptPlace
  /// The decorator's name as written.
  package let name: String

  /// Creates a decoration.
  package init(value: ScriptValue, place: ScriptPlace, name: String) {
    self.value = value
    self.place = place
    self.name = name
  }
}

extension ScriptClass {
  /// The members that belong to instances, in order, without those of superclasses.
  package var members: [ScriptMember] {
    program.list(node).compactMap { id in
      let node = program[id]
      guard node.kind == .method || node.kind == .field, !node.flags.contains(.isStatic),
        node.flags.isDisjoint(with: [.isGetter, .isSetter])
      else { return nil }
      return ScriptMember(
        name: program.text(id),
        node: id,
        home: self,
        isMethod: node.kind == .method,
        typeName: node.third >= 0 ? program.text(node.third) : ""
      )
    }
  }

  /// The expressions of the class's decorators, in order.
  package var decorators: [ScriptNodeID] { Array(program.decorators(node)) }

  /// The class and those it extends, as far as they are in the repository, nearest first.
  package var lineage: [ScriptClass] {
    var classes: [ScriptClass] = []
    var current: ScriptClass? = self
    while let type = current, classes.count < 32 {
      classes.append(type)
      current = type.parent
    }
    return classes
  }
}

extension ScriptEvaluator {
  /// Evaluates something as part of the program itself: its effects are kept.
  ///
  /// Returns nil when it throws or reaches the bound.
  package func settle<Result>(budget limit: Int, _ body: () throws -> Result) -> Result? {
    let saved = (generation, frames, conditions, budget)
    generation = 0
    frames = [ScriptFrame(function: nil, thisValue: .undefined)]
    conditions = []
    budget = limit
    defer { (generation, frames, conditions, budget) = saved }
    return try? body()
  }

  /// Evaluates decorators written on a class or inside it; those that throw are left out.
  package func decorations(
    _ expressions: [ScriptNodeID],
    of type: ScriptClass
  ) -> [ScriptDecoration] {
    expressions.compactMap { id in
      let program = type.program
      guard
        let value = settle(budget: 20_000, { try self.evaluate(id, program, type.scope) })
      else { return nil }
      var head = id
      while program[head].kind == .call { head = program[head].first }
      return ScriptDecoration(value: value, place: program.place(id), name: program.text(head))
    }
  }

  /// The value a name has where a class is written; the name may be dotted.
  package func value(named name: String, near type: ScriptClass) -> ScriptValue? {
    let parts = name.split(separator: ".").map(String.init)
    guard let first = parts.first, let start = lookup(first, in: type.scope) else { return nil }
    return parts.dropFirst().reduce(start) { property($1, of: $0, at: nil) }
  }

  /// A method without the instance it will be called on.
  package func unbound(_ member: ScriptMember) -> ScriptFunction {
    let program = member.home.program
    return ScriptFunction(
      program: program,
      node: program[member.node].first,
      scope: member.home.scope,
      name: member.name,
      home: member.home
    )
  }
}
