import SyntaxTrees

extension ScriptLowering {
  /// Lowers the statements directly inside a node.
  mutating func statements(of node: SyntaxNode) -> [ScriptNodeID] {
    var lowered: [ScriptNodeID] = []
    for part in parts(node) {
      let statement = statement(part)
      if statement >= 0 { lowered.append(statement) }
    }
    return lowered
  }

  /// Lowers a statement; -1 for one without meaning at run time.
  mutating func statement(_ node: SyntaxNode) -> ScriptNodeID {
    switch kind(node) {
    case .statementBlock, .program:
      return add(.block, at: node, list: statements(of: node))
    case .expressionStatement:
      guard let inside = parts(node).first else { return -1 }
      // `namespace X { … }` is parsed as an expression.
      if kind(inside) == .internalModule { return namespace(inside) }
      return expression(inside)
    case .lexicalDeclaration, .variableDeclaration: return variables(node)
    case .functionDeclaration, .generatorDeclaration: return function(node)
    case .classDeclaration, .abstractClass: return classDefinition(node)
    case .enumDeclaration: return enumeration(node)
    case .internalModule, .module: return namespace(node)
    case .importStatement: return importStatement(node)
    case .exportStatement: return exportStatement(node)
    case .importAlias: return -1
    case .labeled: return child(node, "body").map { statement($0) } ?? -1
    case .breakStatement: return add(.breakStatement, at: node)
    case .continue: return add(.continueStatement, at: node)
    default: return controlFlow(node)
    }
  }

  private mutating func controlFlow(_ node: SyntaxNode) -> ScriptNodeID {
    switch kind(node) {
    case .return:
      let value = parts(node).first.map { expression($0) } ?? -1
      return add(.returnStatement, at: node, first: value)
    case .throwStatement:
      let value = parts(node).first.map { expression($0) } ?? -1
      return add(.throwStatement, at: node, first: value)
    case .ifStatement:
      let test = field(node, "condition")
      let then = child(node, "consequence").map { statement($0) } ?? -1
      var otherwise: ScriptNodeID = -1
      if let clause = child(node, "alternative") {
        let inside = kind(clause) == .elseClause ? parts(clause).first : clause
        otherwise = inside.map { statement($0) } ?? -1
      }
      return add(.ifStatement, at: node, first: test, second: then, third: otherwise)
    case .forStatement: return countedLoop(node)
    case .whileStatement, .doStatement:
      let test = field(node, "condition")
      let body = child(node, "body").map { statement($0) } ?? -1
      return add(.loop, at: node, first: test, second: body)
    case .forIn:
      let target = child(node, "left").map { pattern($0) } ?? -1
      let collection = field(node, "right")
      let body = child(node, "body").map { statement($0) } ?? -1
      return add(
        .forEach,
        at: node,
        text: child(node, "operator")?.text ?? "of",
        first: target,
        second: collection,
        third: body
      )
    case .tryStatement: return tryStatement(node)
    case .switchStatement: return switchStatement(node)
    default:
      let lowered = expression(node)
      // Types and interfaces leave nothing behind.
      let isEmpty = nodes[Int(lowered)].kind == .opaque && nodes[Int(lowered)].listCount == 0
      return isEmpty ? -1 : lowered
    }
  }

  private mutating func countedLoop(_ node: SyntaxNode) -> ScriptNodeID {
    var around: [ScriptNodeID] = []
    if let start = child(node, "initializer") {
      let lowered = statement(start)
      if lowered >= 0 { around.append(lowered) }
    }
    let step = child(node, "increment").map { expression($0) } ?? -1
    var test: ScriptNodeID = -1
    if let condition = child(node, "condition") {
      let inside = kind(condition) == .expressionStatement ? parts(condition).first : condition
      if let inside { test = expression(inside) }
    }
    let body = child(node, "body").map { statement($0) } ?? -1
    return add(.loop, at: node, first: test, second: body, third: step, list: around)
  }

  private mutating func tryStatement(_ node: SyntaxNode) -> ScriptNodeID {
    let block = child(node, "body").map { statement($0) } ?? -1
    var handler: ScriptNodeID = -1
    if let clause = child(node, "handler") {
      let target = child(clause, "parameter").map { pattern($0) } ?? -1
      let body = child(clause, "body").map { statement($0) } ?? -1
      handler = add(.catchClause, at: clause, first: target, second: body)
    }
    var final: ScriptNodeID = -1
    if let clause = child(node, "finalizer"), let body = child(clause, "body") {
      final = statement(body)
    }
    return add(.tryStatement, at: node, first: block, second: handler, third: final)
  }

  private mutating func switchStatement(_ node: SyntaxNode) -> ScriptNodeID {
    let value = field(node, "value")
    var cases: [ScriptNodeID] = []
    for part in child(node, "body").map({ parts($0) }) ?? [] {
      let valueField = grammar.field("value")
      let test = kind(part) == .switchCase ? child(part, "value").map { expression($0) } ?? -1 : -1
      var body: [ScriptNodeID] = []
      for inside in parts(part) where inside.fieldID != valueField {
        let lowered = statement(inside)
        if lowered >= 0 { body.append(lowered) }
      }
      cases.append(add(.switchCase, at: part, first: test, list: body))
    }
    return add(.switchStatement, at: node, first: value, list: cases)
  }

  // MARK: Declarations

  private mutating func variables(_ node: SyntaxNode) -> ScriptNodeID {
    var declarators: [ScriptNodeID] = []
    for part in parts(node) where kind(part) == .variableDeclarator {
      let target = child(part, "name").map { pattern($0) } ?? -1
      let value = child(part, "value").map { expression($0) } ?? -1
      declarators.append(
        add(
          .declarator,
          at: part,
          text: typeName(child(part, "type")),
          first: target,
          second: value
        )
      )
    }
    let keyword = node.firstChild?.text ?? "const"
    return add(.variable, at: node, text: keyword, list: declarators)
  }

  /// An enumeration becomes a constant object; members without a value count from zero.
  private mutating func enumeration(_ node: SyntaxNode) -> ScriptNodeID {
    var members: [ScriptNodeID] = []
    var following = 0
    for part in child(node, "body").map({ parts($0) }) ?? [] {
      var value: ScriptNodeID
      var name = key(part).name
      if kind(part) == .enumAssignment {
        name = key(child(part, "name")).name
        value = field(part, "value")
        if nodes[Int(value)].kind == .number, let number = Int(strings[Int(nodes[Int(value)].text)])
        {
          following = number + 1
        }
      } else {
        value = add(.number, at: part, text: String(following))
        following += 1
      }
      members.append(add(.property, at: part, text: name ?? "", first: value))
    }
    let object = add(.object, at: node, list: members)
    return constant(child(node, "name"), value: object, at: node)
  }

  private mutating func constant(
    _ name: SyntaxNode?,
    value: ScriptNodeID,
    at node: SyntaxNode
  ) -> ScriptNodeID {
    let target = add(.identifier, at: name ?? node, text: name?.text ?? "")
    let declarator = add(.declarator, at: node, first: target, second: value)
    return add(.variable, at: node, text: "const", list: [declarator])
  }

  private mutating func namespace(_ node: SyntaxNode) -> ScriptNodeID {
    guard let body = child(node, "body") else { return -1 }
    return statement(body)
  }

  // MARK: Modules

  private mutating func importStatement(_ node: SyntaxNode) -> ScriptNodeID {
    let isTypeOnly = node.children.contains { $0.kind == "type" }
    if let require = node.children.first(where: { kind($0) == .importRequire }) {
      guard let source = child(require, "source"), let name = parts(require).first else {
        return -1
      }
      let local = add(.identifier, at: name, text: name.text)
      let specifier = add(.importSpecifier, at: require, text: "=", first: local)
      return add(.importDeclaration, at: node, text: stringValue(source), list: [specifier])
    }
    guard let source = child(node, "source") else { return -1 }
    var specifiers: [ScriptNodeID] = []
    if let clause = node.children.first(where: { kind($0) == .importClause }) {
      for part in parts(clause) { specifiers += importSpecifiers(part) }
    }
    return add(
      .importDeclaration,
      at: node,
      text: stringValue(source),
      list: specifiers,
      flags: isTypeOnly ? .isTypeOnly : []
    )
  }

  private mutating func importSpecifiers(_ node: SyntaxNode) -> [ScriptNodeID] {
    switch kind(node) {
    case .identifier:
      let local = add(.identifier, at: node, text: node.text)
      return [add(.importSpecifier, at: node, text: "default", first: local)]
    case .namespaceImport:
      guard let name = parts(node).first else { return [] }
      let local = add(.identifier, at: name, text: name.text)
      return [add(.importSpecifier, at: node, text: "*", first: local)]
    case .namedImports:
      var found: [ScriptNodeID] = []
      for part in parts(node) where kind(part) == .importSpecifier {
        guard let name = child(part, "name") else { continue }
        let imported = kind(name) == .string ? stringValue(name) : name.text
        let local = child(part, "alias") ?? name
        let target = add(.identifier, at: local, text: local.text)
        found.append(add(.importSpecifier, at: part, text: imported, first: target))
      }
      return found
    default: return []
    }
  }

  private mutating func exportStatement(_ node: SyntaxNode) -> ScriptNodeID {
    let marks = decorators(node)
    let source = child(node, "source").map { stringValue($0) }
    if let declaration = child(node, "declaration") {
      let isClass = [.classDeclaration, .abstractClass].contains(kind(declaration))
      let lowered =
        isClass ? classDefinition(declaration, outerDecorators: marks) : statement(declaration)
      guard lowered >= 0 else { return -1 }
      let isDefault = node.children.contains { $0.kind == "default" }
      return add(isDefault ? .exportDefault : .exportDeclaration, at: node, first: lowered)
    }
    if let value = child(node, "value") {
      let isClass = [.classDeclaration, .abstractClass, .class].contains(kind(value))
      let lowered =
        isClass ? classDefinition(value, outerDecorators: marks) : expression(value)
      return add(.exportDefault, at: node, first: lowered)
    }
    if let clause = node.children.first(where: { kind($0) == .exportClause }) {
      var specifiers: [ScriptNodeID] = []
      for part in parts(clause) where kind(part) == .exportSpecifier {
        guard let name = child(part, "name") else { continue }
        let local = add(.identifier, at: name, text: name.text)
        let exported = child(part, "alias")?.text ?? name.text
        specifiers.append(add(.exportSpecifier, at: part, text: exported, first: local))
      }
      return add(.exportNames, at: node, text: source ?? "", list: specifiers)
    }
    if let namespace = node.children.first(where: { kind($0) == .namespaceExport }) {
      guard let name = parts(namespace).first, let source else { return -1 }
      let local = add(.identifier, at: name, text: name.text)
      return add(.exportAll, at: node, text: source, first: local)
    }
    if let source { return add(.exportAll, at: node, text: source) }
    // `export = value`.
    if node.children.contains(where: { $0.kind == "=" }), let value = parts(node).last {
      let lowered = expression(value)
      return add(.exportAssignment, at: node, first: lowered)
    }
    return -1
  }

  // MARK: Patterns

  /// Lowers the target of a binding or assignment.
  mutating func pattern(_ node: SyntaxNode) -> ScriptNodeID {
    switch kind(node) {
    case .objectPattern: return objectPattern(node)
    case .arrayPattern:
      var targets: [ScriptNodeID] = []
      // A hole is two commas in a row: it keeps its place.
      var expectsElement = true
      for part in node.children where part.kind != "comment" {
        if part.kind == "," {
          if expectsElement { targets.append(add(.opaque, at: part)) }
          expectsElement = true
        } else if part.isNamed {
          targets.append(pattern(part))
          expectsElement = false
        }
      }
      return add(.arrayPattern, at: node, list: targets)
    case .assignmentPattern, .objectAssignmentPattern:
      let target = child(node, "left").map { pattern($0) } ?? -1
      return add(.defaultPattern, at: node, first: target, second: field(node, "right"))
    case .restPattern, .spread:
      let target = parts(node).first.map { pattern($0) } ?? -1
      return add(.restPattern, at: node, first: target)
    case .shorthandPattern: return add(.identifier, at: node, text: node.text)
    default: return expression(node)
    }
  }

  private mutating func objectPattern(_ node: SyntaxNode) -> ScriptNodeID {
    var properties: [ScriptNodeID] = []
    for part in parts(node) {
      switch kind(part) {
      case .pairPattern, .pair:
        let key = key(child(part, "key"))
        let target = child(part, "value").map { pattern($0) } ?? -1
        properties.append(
          add(.property, at: part, text: key.name, first: target, second: key.computed)
        )
      case .shorthandPattern, .shorthand:
        let target = add(.identifier, at: part, text: part.text)
        properties.append(add(.property, at: part, text: part.text, first: target))
      case .objectAssignmentPattern, .assignmentPattern:
        let name = child(part, "left")?.text ?? ""
        let target = pattern(part)
        properties.append(add(.property, at: part, text: name, first: target))
      case .restPattern, .spread: properties.append(pattern(part))
      default: continue
      }
    }
    return add(.objectPattern, at: node, list: properties)
  }
}
