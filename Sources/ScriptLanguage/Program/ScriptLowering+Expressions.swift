import SyntaxTrees

extension ScriptLowering {
  /// Lowers an expression.
  mutating func expression(_ node: SyntaxNode) -> ScriptNodeID {
    switch kind(node) {
    case .identifier, .shorthand: add(.identifier, at: node, text: node.text)
    case .undefined: add(.undefined, at: node)
    case .this: add(.this, at: node)
    case .superclass: add(.superclass, at: node)
    case .string: add(.string, at: node, text: stringValue(node))
    case .number: add(.number, at: node, text: node.text)
    case .trueLiteral, .falseLiteral: add(.boolean, at: node, text: node.text)
    case .null: add(.null, at: node)
    case .regex: add(.regularExpression, at: node, text: node.text)
    case .templateString: template(node)
    case .array: list(.array, node)
    case .object: object(node)
    case .arrow, .functionExpression, .generator, .functionDeclaration, .generatorDeclaration:
      function(node)
    case .class, .classDeclaration, .abstractClass: classDefinition(node)
    case .call: call(node)
    case .newExpression: construction(node)
    case .member: member(node)
    case .subscriptExpression: index(node)
    case .parenthesized, .asExpression, .satisfies, .nonNull, .instantiation: inner(node)
    case .typeAssertion: innerLast(node)
    case .sequence: list(.sequence, node)
    case .spread: wrap(.spread, node)
    case .await: wrap(.await, node)
    case .yield: wrap(.yield, node)
    case .import: add(.identifier, at: node, text: "import")
    case .metaProperty: add(.identifier, at: node, text: node.text)
    default: operation(node)
    }
  }

  private mutating func operation(_ node: SyntaxNode) -> ScriptNodeID {
    switch kind(node) {
    case .binary:
      return add(
        .binary,
        at: node,
        text: child(node, "operator")?.text ?? "",
        first: field(node, "left"),
        second: field(node, "right")
      )
    case .unary, .update:
      return add(
        .unary,
        at: node,
        text: child(node, "operator")?.text ?? "",
        first: field(node, "argument")
      )
    case .assignment, .augmented:
      let target = child(node, "left").map { pattern($0) } ?? -1
      return add(
        .assign,
        at: node,
        text: child(node, "operator")?.text ?? "=",
        first: target,
        second: field(node, "right")
      )
    case .ternary:
      return add(
        .conditional,
        at: node,
        first: field(node, "condition"),
        second: field(node, "consequence"),
        third: field(node, "alternative")
      )
    default: return opaque(node)
    }
  }

  /// Lowers the expression in a field; an opaque node when the field is missing.
  mutating func field(_ node: SyntaxNode, _ name: String) -> ScriptNodeID {
    guard let child = child(node, name) else { return add(.opaque, at: node) }
    return expression(child)
  }

  private mutating func inner(_ node: SyntaxNode) -> ScriptNodeID {
    guard let first = parts(node).first else { return opaque(node) }
    return expression(first)
  }

  private mutating func innerLast(_ node: SyntaxNode) -> ScriptNodeID {
    guard let last = parts(node).last else { return opaque(node) }
    return expression(last)
  }

  private mutating func wrap(_ kind: ScriptKind, _ node: SyntaxNode) -> ScriptNodeID {
    let inside = parts(node).first.map { expression($0) } ?? add(.undefined, at: node)
    return add(kind, at: node, first: inside)
  }

  private mutating func list(_ kind: ScriptKind, _ node: SyntaxNode) -> ScriptNodeID {
    var elements: [ScriptNodeID] = []
    for part in parts(node) { elements.append(expression(part)) }
    return add(kind, at: node, list: elements)
  }

  mutating func arguments(_ node: SyntaxNode?) -> [ScriptNodeID] {
    guard let node else { return [] }
    if kind(node) == .templateString { return [template(node)] }
    var elements: [ScriptNodeID] = []
    for part in parts(node) { elements.append(expression(part)) }
    return elements
  }

  private mutating func call(_ node: SyntaxNode) -> ScriptNodeID {
    guard let callee = child(node, "function") else { return opaque(node) }
    let passed = arguments(child(node, "arguments"))
    if kind(callee) == .import { return add(.dynamicImport, at: node, list: passed) }
    let isOptional = node.children.contains { $0.kind == "optional_chain" }
    let lowered = expression(callee)
    return add(.call, at: node, first: lowered, list: passed, flags: isOptional ? .isOptional : [])
  }

  private mutating func construction(_ node: SyntaxNode) -> ScriptNodeID {
    let callee = field(node, "constructor")
    return add(.new, at: node, first: callee, list: arguments(child(node, "arguments")))
  }

  private mutating func member(_ node: SyntaxNode) -> ScriptNodeID {
    let object = field(node, "object")
    let isOptional = node.children.contains { $0.kind == "optional_chain" }
    return add(
      .member,
      at: child(node, "property") ?? node,
      text: child(node, "property")?.text ?? "",
      first: object,
      flags: isOptional ? .isOptional : []
    )
  }

  private mutating func index(_ node: SyntaxNode) -> ScriptNodeID {
    let object = field(node, "object")
    if let index = child(node, "index"), kind(index) == .string {
      return add(.member, at: node, text: stringValue(index), first: object)
    }
    return add(.index, at: node, first: object, second: field(node, "index"))
  }

  private mutating func object(_ node: SyntaxNode) -> ScriptNodeID {
    var properties: [ScriptNodeID] = []
    for part in parts(node) {
      switch kind(part) {
      case .pair:
        let key = key(child(part, "key"))
        let value = field(part, "value")
        properties.append(
          add(.property, at: part, text: key.name, first: value, second: key.computed)
        )
      case .shorthand:
        let value = add(.identifier, at: part, text: part.text)
        properties.append(add(.property, at: part, text: part.text, first: value))
      case .spread: properties.append(wrap(.spread, part))
      case .method:
        let key = key(child(part, "name"))
        let value = function(part)
        properties.append(
          add(
            .property,
            at: part,
            text: key.name,
            first: value,
            second: key.computed,
            flags: accessorFlags(part)
          )
        )
      default: continue
      }
    }
    return add(.object, at: node, list: properties)
  }

  func accessorFlags(_ node: SyntaxNode) -> ScriptFlags {
    var flags: ScriptFlags = []
    for part in node.children {
      switch part.kind {
      case "get": flags.insert(.isGetter)
      case "set": flags.insert(.isSetter)
      case "static": flags.insert(.isStatic)
      default: continue
      }
    }
    return flags
  }

  // MARK: Functions

  mutating func function(_ node: SyntaxNode) -> ScriptNodeID {
    var flags: ScriptFlags = []
    switch kind(node) {
    case .arrow: flags.insert(.isArrow)
    case .functionDeclaration: flags.insert(.isDeclaration)
    case .generatorDeclaration: flags.formUnion([.isDeclaration, .isGenerator])
    case .generator: flags.insert(.isGenerator)
    default: break
    }
    if node.children.contains(where: { $0.kind == "async" }) { flags.insert(.isAsync) }
    var parameters: [ScriptNodeID] = []
    if let single = child(node, "parameter") {
      parameters.append(add(.parameter, at: single, first: pattern(single)))
    } else if let all = child(node, "parameters") {
      // A first parameter `this` only says of which type it is.
      for part in parts(all) where child(part, "pattern")?.kind != "this" {
        parameters.append(parameter(part))
      }
    }
    var body: ScriptNodeID = -1
    if let block = child(node, "body") {
      body = kind(block) == .statementBlock ? statement(block) : returning(block)
    }
    let name = kind(node) == .method ? "" : child(node, "name")?.text ?? ""
    return add(.function, at: node, text: name, first: body, list: parameters, flags: flags)
  }

  private mutating func returning(_ node: SyntaxNode) -> ScriptNodeID {
    let value = expression(node)
    return add(.returnStatement, at: node, first: value)
  }

  private mutating func parameter(_ node: SyntaxNode) -> ScriptNodeID {
    guard [.requiredParameter, .optionalParameter].contains(kind(node)) else {
      return add(.parameter, at: node, first: pattern(node))
    }
    var target = child(node, "pattern").map { pattern($0) } ?? -1
    if let value = child(node, "value") {
      let fallback = expression(value)
      target = add(.defaultPattern, at: node, first: target, second: fallback)
    }
    let declaresField = node.children.contains {
      kind($0) == .accessibility || $0.kind == "readonly"
    }
    return add(
      .parameter,
      at: node,
      text: typeName(child(node, "type")),
      first: target,
      decorators: decorators(node),
      flags: declaresField ? .declaresField : []
    )
  }

  // MARK: Classes

  mutating func decorators(_ node: SyntaxNode) -> [ScriptNodeID] {
    var found: [ScriptNodeID] = []
    for part in node.children where kind(part) == .decorator {
      if let inside = parts(part).first { found.append(expression(inside)) }
    }
    return found
  }

  mutating func classDefinition(
    _ node: SyntaxNode,
    outerDecorators: [ScriptNodeID] = []
  ) -> ScriptNodeID {
    let marks = outerDecorators + decorators(node)
    var superclass: ScriptNodeID = -1
    if let heritage = node.children.first(where: { kind($0) == .classHeritage }) {
      if let extends = heritage.children.first(where: { kind($0) == .extendsClause }) {
        if let value = child(extends, "value") { superclass = expression(value) }
      } else if let value = parts(heritage).first, value.kind != "implements_clause" {
        superclass = expression(value)
      }
    }
    var members: [ScriptNodeID] = []
    var pending: [ScriptNodeID] = []
    for part in child(node, "body").map({ parts($0) }) ?? [] {
      switch kind(part) {
      case .decorator:
        if let inside = parts(part).first { pending.append(expression(inside)) }
      case .method:
        members.append(method(part, decorators: pending + decorators(part)))
        pending = []
      case .publicField, .fieldDefinition:
        members.append(fieldDefinition(part, decorators: pending + decorators(part)))
        pending = []
      case .classStaticBlock:
        if let body = child(part, "body") {
          let lowered = statement(body)
          members.append(add(.staticBlock, at: part, first: lowered))
        }
      default: pending = []
      }
    }
    let isDeclaration = kind(node) != .class
    return add(
      .classExpression,
      at: node,
      text: child(node, "name")?.text ?? "",
      first: superclass,
      list: members,
      decorators: marks,
      flags: isDeclaration ? .isDeclaration : []
    )
  }

  private func visibility(_ node: SyntaxNode) -> ScriptFlags {
    let hidden = node.children.contains { part in
      kind(part) == .accessibility && part.text != "public"
    }
    return hidden ? .isPrivate : []
  }

  private mutating func method(
    _ node: SyntaxNode,
    decorators: [ScriptNodeID]
  ) -> ScriptNodeID {
    let key = key(child(node, "name"))
    let body = function(node)
    return add(
      .method,
      at: child(node, "name") ?? node,
      text: key.name,
      first: body,
      second: key.computed,
      decorators: decorators,
      flags: accessorFlags(node).union(visibility(node))
    )
  }

  private mutating func fieldDefinition(
    _ node: SyntaxNode,
    decorators: [ScriptNodeID]
  ) -> ScriptNodeID {
    let key = key(child(node, "name") ?? child(node, "property"))
    let value = child(node, "value").map { expression($0) } ?? -1
    return add(
      .field,
      at: node,
      text: key.name,
      first: value,
      second: key.computed,
      third: add(.identifier, at: node, text: typeName(child(node, "type"))),
      decorators: decorators,
      flags: accessorFlags(node).union(visibility(node))
    )
  }
}
