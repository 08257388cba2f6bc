package import SyntaxTrees

/// Lowers a syntax tree into a program: the same meaning in fewer shapes.
package struct ScriptLowering {
  let tree: SyntaxTree
  let grammar: ScriptGrammar
  var nodes: [ScriptNode] = []
  var lists: [ScriptNodeID] = []
  var strings: [String] = []
  private var interned: [String: Int32] = [:]

  private init(_ tree: SyntaxTree) {
    self.tree = tree
    self.grammar = ScriptGrammar.of(tree.language)
    nodes.reserveCapacity(1_024)
  }

  /// Lowers a whole file.
  package static func lower(_ tree: SyntaxTree, path: String) -> ScriptProgram {
    var lowering = ScriptLowering(tree)
    let body = lowering.statements(of: tree.root)
    return ScriptProgram(
      path: path,
      nodes: lowering.nodes,
      lists: lowering.lists,
      strings: lowering.strings,
      body: body,
      isBroken: tree.isBroken
    )
  }

  // MARK: Building

  func kind(_ node: SyntaxNode) -> ScriptSyntax? {
    Int(node.symbol) < grammar.kinds.count ? grammar.kinds[Int(node.symbol)] : nil
  }

  func child(_ node: SyntaxNode, _ field: String) -> SyntaxNode? {
    let id = grammar.field(field)
    for child in node.children where child.fieldID == id { return child }
    return nil
  }

  /// Finds the named children, leaving comments out.
  func parts(_ node: SyntaxNode) -> [SyntaxNode] {
    node.children.filter { $0.isNamed && !grammar.comments.contains($0.symbol) }
  }

  mutating func intern(_ text: String) -> Int32 {
    if let known = interned[text] { return known }
    let index = Int32(strings.count)
    strings.append(text)
    interned[text] = index
    return index
  }

  mutating func add(
    _ kind: ScriptKind,
    at node: SyntaxNode,
    text: String? = nil,
    first: ScriptNodeID = -1,
    second: ScriptNodeID = -1,
    third: ScriptNodeID = -1,
    list: [ScriptNodeID] = [],
    decorators: [ScriptNodeID] = [],
    flags: ScriptFlags = []
  ) -> ScriptNodeID {
    var lowered = ScriptNode(kind: kind)
    lowered.flags = flags
    if let text { lowered.text = intern(text) }
    lowered.first = first
    lowered.second = second
    lowered.third = third
    if !list.isEmpty {
      lowered.listStart = Int32(lists.count)
      lowered.listCount = Int32(list.count)
      lists.append(contentsOf: list)
    }
    if !decorators.isEmpty {
      lowered.decoratorStart = Int32(lists.count)
      lowered.decoratorCount = Int32(decorators.count)
      lists.append(contentsOf: decorators)
    }
    lowered.line = UInt32(node.line)
    lowered.column = UInt32(node.column)
    lowered.endLine = UInt32(node.endLine)
    nodes.append(lowered)
    return ScriptNodeID(nodes.count - 1)
  }

  /// Keeps the expressions inside something that is not modelled.
  mutating func opaque(_ node: SyntaxNode) -> ScriptNodeID {
    var inside: [ScriptNodeID] = []
    for part in parts(node) {
      let lowered = expression(part)
      if nodes[Int(lowered)].kind != .opaque || nodes[Int(lowered)].listCount > 0 {
        inside.append(lowered)
      }
    }
    return add(.opaque, at: node, list: inside)
  }

  // MARK: Literals

  func stringValue(_ node: SyntaxNode) -> String {
    var value = ""
    for part in node.children {
      switch kind(part) {
      case .stringFragment: value += part.text
      case .escape: value += unescaped(part.text)
      default: continue
      }
    }
    return value
  }

  private func unescaped(_ text: String) -> String {
    switch text.dropFirst().first {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "\n": return ""
    case "u", "x":
      let digits = text.dropFirst(2).filter { $0 != "{" && $0 != "}" }
      guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
        return text
      }
      return String(Character(scalar))
    default: return String(text.dropFirst())
    }
  }

  mutating func template(_ node: SyntaxNode) -> ScriptNodeID {
    var pieces: [ScriptNodeID] = []
    for part in node.children {
      switch kind(part) {
      case .stringFragment: pieces.append(add(.string, at: part, text: part.text))
      case .escape: pieces.append(add(.string, at: part, text: unescaped(part.text)))
      case .templateSubstitution:
        if let inside = parts(part).first { pieces.append(expression(inside)) }
      default: continue
      }
    }
    return add(.template, at: node, list: pieces)
  }

  // MARK: Names

  /// The name of a type as written, without its arguments; empty when it is not a plain name.
  func typeName(_ node: SyntaxNode?) -> String {
    guard let node else { return "" }
    switch node.kind {
    case "type_annotation": return typeName(parts(node).first)
    case "generic_type":
      let inner = parts(node)
      let name = typeName(inner.first)
      // A promise of something stands for the something.
      guard name == "Promise", let arguments = inner.dropFirst().first else { return name }
      return typeName(parts(arguments).first)
    case "type_identifier", "predefined_type", "nested_type_identifier", "identifier":
      return node.text
    case "union_type":
      let names = parts(node).map { typeName($0) }.filter { $0 != "null" && $0 != "undefined" }
      return names.first ?? ""
    default: return ""
    }
  }

  /// A property's key: its name, or the expression in brackets.
  mutating func key(_ node: SyntaxNode?) -> (name: String?, computed: ScriptNodeID) {
    guard let node else { return ("", -1) }
    switch kind(node) {
    case .string: return (stringValue(node), -1)
    case .computedName:
      guard let inside = parts(node).first else { return ("", -1) }
      if kind(inside) == .string { return (stringValue(inside), -1) }
      return (nil, expression(inside))
    default: return (node.text, -1)
    }
  }
}

/// Parses and lowers a source file.
package enum ScriptCompiler {
  /// Chooses the grammar for a file by its ending, nil when it is not a script.
  package static func language(of path: String) -> SyntaxLanguage? {
    switch path.split(separator: ".").last.map({ $0.lowercased() }) {
    case "ts", "mts", "cts": .typescript
    case "tsx": .tsx
    case "js", "mjs", "cjs", "jsx": .javascript
    default: nil
    }
  }

  /// Compiles the bytes of one file.
  package static func compile(
    _ bytes: [UInt8],
    path: String,
    parser: SyntaxParser,
    limits: SyntaxLimits = SyntaxLimits()
  ) throws(SyntaxFailure) -> ScriptProgram {
    guard let language = language(of: path) else { throw .unknownLanguage }
    let tree = try parser.parse(bytes, as: language, limits: limits)
    return ScriptLowering.lower(tree, path: path)
  }
}
