import ScriptLanguage

/// Forms of writing the same.
extension GuardCode {
  /// What a declaration declares: whether by `function` or by `const`, exported or not, is no matter.
  static func core(_ id: ScriptNodeID, _ program: ScriptProgram) -> ScriptNodeID {
    guard id >= 0 else { return id }
    let node = program[id]
    switch node.kind {
    case .exportDeclaration, .exportDefault: return core(node.first, program)
    case .variable:
      let list = program.list(id)
      return list.count == 1 ? core(list.first ?? -1, program) : id
    case .declarator:
      let isNamed = node.first >= 0 && program[node.first].kind == .identifier
      return isNamed && node.second >= 0 ? node.second : id
    default: return id
    }
  }

  static let literalMark: Character = "\u{1}"

  /// A name by what it stands for; a value is written as if it stood there itself.
  mutating func append(_ word: String) {
    guard word.first == Self.literalMark else { return tokens.append(word) }
    tokens += [String(word.dropFirst()), "0", "-", "-", "-"]
  }

  /// The text, number or truth that a name at the top of a module always stands for.
  func literal(_ unit: Unit) -> String? {
    guard let program = source.program(at: unit.path) else { return nil }
    let id = Self.core(unit.node, program)
    guard id >= 0, id != unit.node, [.string, .number, .boolean].contains(program[id].kind) else {
      return nil
    }
    return "\(Self.literalMark)\(program[id].kind.rawValue)/0/\(program.text(id))"
  }

  /// Statements without names that are used once, right after they were declared: what they stand for
  /// is read where they are used.
  static func inlined(
    _ list: ArraySlice<ScriptNodeID>,
    _ program: ScriptProgram,
    _ locals: inout LocalNames
  ) -> ArraySlice<ScriptNodeID> {
    var kept: [ScriptNodeID] = []
    for (index, statement) in zip(list.indices, list) {
      guard index + 1 < list.endIndex, index - list.startIndex < 64,
        let (name, value) = constant(statement, program),
        let place = evaluatedFirst(list[index + 1], program),
        uses(of: name, in: [place], program) == 1,
        uses(of: name, in: Array(list[(index + 1)...]), program) == 1
      else {
        kept.append(statement)
        continue
      }
      locals.stand(for: name, value)
    }
    return kept[...]
  }

  private static func constant(
    _ id: ScriptNodeID,
    _ program: ScriptProgram
  ) -> (String, ScriptNodeID)? {
    guard program[id].kind == .variable, program.text(id) == "const",
      let declarator = program.list(id).first, program.list(id).count == 1
    else { return nil }
    let (target, value) = (program[declarator].first, program[declarator].second)
    guard target >= 0, value >= 0, program[target].kind == .identifier,
      ![.function, .classExpression].contains(program[value].kind)
    else { return nil }
    return (program.text(target), value)
  }

  /// What a statement evaluates before anything else of it, nil where that is not simple to say.
  private static func evaluatedFirst(
    _ id: ScriptNodeID,
    _ program: ScriptProgram
  ) -> ScriptNodeID? {
    switch program[id].kind {
    case .ifStatement, .returnStatement, .throwStatement: program[id].first
    case .variable: program.list(id).first.map { program[$0].second }
    default: nil
    }
  }

  /// How often a name is written; in functions, which run later, as often as need be to be too much.
  private static func uses(
    of name: String,
    in nodes: [ScriptNodeID],
    _ program: ScriptProgram
  ) -> Int {
    var count = 0
    var waiting = nodes.map { ($0, false) }
    var left = nodesOfDeclaration
    while let (id, isLater) = waiting.popLast() {
      guard id >= 0 else { continue }
      left -= 1
      guard left > 0 else { return 2 }
      let node = program[id]
      if node.kind == .identifier, program.text(id) == name { count += isLater ? 2 : 1 }
      let later = isLater || node.kind == .function
      for child in [node.first, node.second, node.third] + program.list(id) {
        waiting.append((child, later))
      }
    }
    return count
  }
}
