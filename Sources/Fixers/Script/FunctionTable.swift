import SyntaxTrees

/// What names of a package stand for, followed through imports, exports and classes.
struct FunctionTable {
  /// What a name or expression comes to.
  enum Thing {
    case function(ScriptSource, SyntaxNode)
    /// A whole file, as `require` and `import *` bring it in.
    case module(ScriptSource)
    case object(ScriptSource, SyntaxNode)
    /// A class, or an instance of it.
    case type(ScriptSource, SyntaxNode)
  }

  let sources: [ScriptSource]
  private let byPath: [String: ScriptSource]
  private let files: ProjectFiles
  private let root: String
  private let dependencies: Set<String>
  /// Files by the last part of their path, without its ending.
  private let byName: [String: [ScriptSource]]

  init(
    _ sources: [ScriptSource],
    _ files: ProjectFiles,
    root: String,
    dependencies: Set<String> = []
  ) {
    self.dependencies = dependencies
    byName = Dictionary(grouping: sources) { Self.bare(ProjectPath.name(of: $0.path)) }
    self.sources = sources
    self.files = files
    self.root = root
    byPath = Dictionary(sources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func source(_ path: String) -> ScriptSource? { byPath[path] }

  /// The file that an import of another one means.
  func target(of module: String, from file: ScriptSource) -> ScriptSource? {
    if module.hasPrefix(".") { return file.resolve(module, in: files).flatMap { byPath[$0] } }
    return aliased(module)
  }

  /// The one file that a path from a root, or under a name for one, can mean.
  private func aliased(_ module: String) -> ScriptSource? {
    let parts = module.split(separator: "/").map(String.init)
    guard parts.count > 1, let last = parts.last else { return nil }
    let package = parts[0].hasPrefix("@") ? parts.prefix(2).joined(separator: "/") : parts[0]
    guard !dependencies.contains(package), !dependencies.contains(parts[0]) else { return nil }
    let candidates = (byName[Self.bare(last)] ?? []) + (byName["index"] ?? [])
    for dropped in 0..<parts.count - 1 {
      let rest = parts[dropped...].dropLast() + [Self.bare(last)]
      let wanted = "/" + rest.joined(separator: "/")
      let found = candidates.filter { source in
        let path = "/" + Self.bare(source.path)
        return path.hasSuffix(wanted) || path.hasSuffix(wanted + "/index")
      }
      if found.count == 1 { return found[0] }
      if found.count > 1 { return nil }
    }
    return nil
  }

  /// A path without the ending of a script.
  private static func bare(_ path: String) -> String {
    let ending = ProjectPath.fileExtension(of: path)
    guard ["ts", "mts", "cts", "tsx", "js", "mjs", "cjs"].contains(ending) else { return path }
    return String(path.dropLast(ending.count + 1))
  }

  // MARK: - Names

  /// What a name at the top of a file stands for.
  func thing(named name: String, in source: ScriptSource, depth: Int = 0) -> Thing? {
    guard depth < 8 else { return nil }
    for statement in source.statements {
      let inner = statement.child("declaration") ?? statement
      if inner.child("name")?.text == name {
        if inner.kind == "function_declaration" { return .function(source, inner) }
        if inner.kind.contains("class_declaration") { return .type(source, inner) }
      }
      for part in inner.namedChildren
      where part.kind == "variable_declarator" && part.child("name")?.text == name {
        return part.child("value").flatMap { thing(of: $0, in: source, depth: depth + 1) }
      }
    }
    for module in source.imports {
      guard let exported = module.names.first(where: { $0.value == name })?.key,
        let target = target(of: module.source, from: source)
      else { continue }
      return exported == "*"
        ? whole(target, depth: depth + 1) : self.exported(exported, by: target, depth: depth + 1)
    }
    return nil
  }

  /// What a file is for `require`: its one export where it has but one.
  private func whole(_ source: ScriptSource, depth: Int) -> Thing {
    for statement in source.statements {
      guard let (name, value) = Self.assignment(statement), name == "module.exports",
        value.kind != "object", let found = thing(of: value, in: source, depth: depth)
      else { continue }
      return found
    }
    return .module(source)
  }

  /// What a file exports under a name.
  func exported(_ name: String, by source: ScriptSource, depth: Int = 0) -> Thing? {
    guard depth < 8 else { return nil }
    var isThere = false
    for statement in source.statements {
      if statement.kind == "export_statement" {
        if let found = exported(name, statement, source, depth) { return found }
      } else if let (target, value) = Self.assignment(statement) {
        if target == "exports.\(name)" || target == "module.exports.\(name)" {
          return thing(of: value, in: source, depth: depth + 1)
        }
        if target == "module.exports", value.kind == "object",
          let found = member(name, of: .object(source, value), depth: depth + 1)
        {
          return found
        }
        isThere = isThere || target == "module.exports"
      }
    }
    return name == "default" && isThere ? whole(source, depth: depth) : nil
  }

  private func exported(
    _ name: String,
    _ statement: SyntaxNode,
    _ source: ScriptSource,
    _ depth: Int
  ) -> Thing? {
    if name == "default" {
      guard statement.children.contains(where: { $0.kind == "default" }) else { return nil }
      let value = statement.child("value") ?? statement.child("declaration")
      return value.flatMap { thing(of: $0, in: source, depth: depth + 1) }
    }
    if let declaration = statement.child("declaration") {
      let names = [declaration] + declaration.namedChildren
      return names.contains { $0.child("name")?.text == name }
        ? thing(named: name, in: source, depth: depth + 1) : nil
    }
    let module = statement.child("source").map { String($0.text.dropFirst().dropLast()) }
    let other = module.flatMap { target(of: $0, from: source) }
    for clause in statement.namedChildren where clause.kind == "export_clause" {
      for part in clause.namedChildren {
        guard let own = part.child("name")?.text,
          (part.child("alias")?.text ?? own) == name
        else { continue }
        guard module != nil else { return thing(named: own, in: source, depth: depth + 1) }
        return other.flatMap { exported(own, by: $0, depth: depth + 1) }
      }
    }
    let isAll = statement.children.contains { $0.kind == "*" }
    return isAll ? other.flatMap { exported(name, by: $0, depth: depth + 1) } : nil
  }

  /// `exports.x = …` at the top of a file.
  private static func assignment(_ statement: SyntaxNode) -> (String, SyntaxNode)? {
    guard statement.kind == "expression_statement", let inner = statement.namedChildren.first,
      inner.kind == "assignment_expression", let left = inner.child("left"),
      left.kind == "member_expression", let right = inner.child("right")
    else { return nil }
    return (left.text, right)
  }

  // MARK: - Expressions

  /// What an expression comes to; a wrapper of one function stands for it.
  func thing(of node: SyntaxNode, in source: ScriptSource, depth: Int = 0) -> Thing? {
    guard depth < 8 else { return nil }
    switch node.kind {
    case "arrow_function", "function_expression", "function", "function_declaration",
      "method_definition":
      return .function(source, node)
    case "object": return .object(source, node)
    case "class", "class_declaration", "abstract_class_declaration": return .type(source, node)
    case "identifier": return thing(named: node.text, in: source, depth: depth + 1)
    case "parenthesized_expression", "as_expression", "non_null_expression":
      return node.namedChildren.first.flatMap { thing(of: $0, in: source, depth: depth + 1) }
    case "new_expression":
      return node.child("constructor").flatMap { thing(of: $0, in: source, depth: depth + 1) }
    case "call_expression":
      let arguments = node.child("arguments")?.namedChildren.filter { $0.kind != "comment" } ?? []
      guard arguments.count == 1 else { return nil }
      if node.child("function")?.text == "require", arguments[0].kind == "string" {
        let module = String(arguments[0].text.dropFirst().dropLast())
        return target(of: module, from: source).map { whole($0, depth: depth + 1) }
      }
      guard
        ["arrow_function", "function_expression", "function", "identifier"]
          .contains(arguments[0].kind)
      else { return nil }
      return thing(of: arguments[0], in: source, depth: depth + 1)
    case "member_expression":
      guard let object = node.child("object"), let name = node.child("property")?.text else {
        return nil
      }
      let holder =
        object.kind == "this" || object.child("object")?.kind == "this"
        ? own(object, in: source, depth: depth + 1)
        : thing(of: object, in: source, depth: depth + 1)
      return holder.flatMap { member(name, of: $0, depth: depth + 1) }
    default: return nil
    }
  }

  private func member(_ name: String, of thing: Thing, depth: Int) -> Thing? {
    guard depth < 12 else { return nil }
    switch thing {
    case .module(let source): return exported(name, by: source, depth: depth + 1)
    case .object(let source, let object):
      for part in object.namedChildren {
        if part.kind == "shorthand_property_identifier", part.text == name {
          return self.thing(named: name, in: source, depth: depth + 1)
        }
        if part.kind == "method_definition", part.child("name")?.text == name {
          return .function(source, part)
        }
        if part.kind == "pair", part.child("key")?.text == name, let value = part.child("value") {
          return self.thing(of: value, in: source, depth: depth + 1)
        }
      }
      return nil
    case .type(let source, let type):
      for part in type.child("body")?.namedChildren ?? []
      where part.child("name")?.text == name {
        if part.kind == "method_definition" { return .function(source, part) }
        if let value = part.child("value") {
          return self.thing(of: value, in: source, depth: depth + 1)
        }
      }
      guard let parent = Self.parent(of: type),
        let found = self.thing(named: parent, in: source, depth: depth + 1)
      else { return nil }
      return member(name, of: found, depth: depth + 1)
    case .function: return nil
    }
  }

  // MARK: - Classes

  /// What `this`, or `this.service`, stands for.
  private func own(_ node: SyntaxNode, in source: ScriptSource, depth: Int) -> Thing? {
    guard let type = Self.type(around: node) else { return nil }
    guard node.kind == "member_expression" else { return .type(source, type) }
    guard let name = node.child("property")?.text else { return nil }
    if let annotation = Self.annotation(of: name, in: type) {
      return thing(named: annotation, in: source, depth: depth + 1)
    }
    return member(name, of: .type(source, type), depth: depth + 1)
  }

  /// The class that a node stands in.
  static func type(around node: SyntaxNode) -> SyntaxNode? {
    var place = node.parent
    while let current = place {
      if ["class_declaration", "class", "abstract_class_declaration"].contains(current.kind) {
        return current
      }
      place = current.parent
    }
    return nil
  }

  /// The type that a class gives one of its properties, or what its constructor is handed for it.
  static func annotation(of name: String, in type: SyntaxNode) -> String? {
    typeNode(of: name, in: type).map { node in
      node.kind == "generic_type" ? node.namedChildren.first?.text ?? node.text : node.text
    }
  }

  /// The type as it is written, its arguments included.
  static func typeNode(of name: String, in type: SyntaxNode) -> SyntaxNode? {
    for part in type.child("body")?.namedChildren ?? [] {
      if part.kind == "public_field_definition", part.child("name")?.text == name {
        return part.child("type")?.namedChildren.first
      }
      guard part.kind == "method_definition", part.child("name")?.text == "constructor" else {
        continue
      }
      for parameter in part.child("parameters")?.namedChildren ?? []
      where parameter.child("pattern")?.text == name {
        return parameter.child("type")?.namedChildren.first
      }
    }
    return nil
  }

  /// The name of the class that a class extends.
  static func parent(of type: SyntaxNode) -> String? {
    let heritage = type.namedChildren.first { $0.kind == "class_heritage" }
    let clause = heritage?.namedChildren.first { $0.kind == "extends_clause" } ?? heritage
    return (clause?.child("value") ?? clause?.namedChildren.first)?.text
  }
}

extension ScriptSource {
  /// Whether the file makes a name available to others.
  func exports(_ name: String) -> Bool {
    contains(name) && declaresExport(name)
  }

  private func declaresExport(_ name: String) -> Bool {
    statements.contains { statement in
      if statement.kind == "export_statement" {
        let declared = statement.child("declaration").map { [$0] + $0.namedChildren } ?? []
        return declared.contains { $0.child("name")?.text == name }
          || nodes(in: statement, ["export_specifier"]).contains { specifier in
            (specifier.child("alias") ?? specifier.child("name"))?.text == name
          }
      }
      guard statement.kind == "expression_statement",
        let assignment = statement.namedChildren.first,
        assignment.kind == "assignment_expression", let left = assignment.child("left")?.text
      else { return false }
      if left == "exports.\(name)" || left == "module.exports.\(name)" { return true }
      guard left == "module.exports", let value = assignment.child("right"),
        value.kind == "object"
      else { return false }
      return value.namedChildren.contains { ($0.child("key") ?? $0).text == name }
    }
  }
}
