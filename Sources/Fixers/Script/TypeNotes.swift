import SyntaxTrees

/// What the types of a script say, in the words of JSDoc.
struct TypeNotes {
  private let modules: [String: String]
  private let aliases: [String: String]
  private let values: Set<String>

  init(_ source: ScriptSource) {
    var modules: [String: String] = [:]
    for module in source.imports where module.isTypeOnly {
      for (exported, local) in module.names {
        modules[local] = "import('\(module.source)').\(exported)"
      }
    }
    self.modules = modules
    var aliases: [String: String] = [:]
    for alias in source.nodes(["type_alias_declaration"]) {
      guard let name = alias.child("name")?.text, let value = alias.child("value") else { continue }
      aliases[name] = value.text
    }
    self.aliases = aliases
    let imports = source.nodes(["import_statement"]).map(\.range)
    values = Set(
      source.nodes(["identifier"])
        .filter { node in !imports.contains { $0.contains(node.range.lowerBound) } }.map(\.text)
    )
  }

  /// Whether an imported name stands for more than a type.
  func isUsedAsValue(_ name: String) -> Bool { values.contains(name) }

  /// A type, with names from elsewhere saying where from.
  func text(of annotation: SyntaxNode) -> String {
    let node = annotation.kind == "type_annotation" ? annotation.namedChildren.first : annotation
    guard let node else { return "unknown" }
    var result = ""
    var done = node.range.lowerBound
    var waiting = [node]
    var names: [SyntaxNode] = []
    while let next = waiting.popLast() {
      if next.kind == "type_identifier" { names.append(next) }
      waiting += Array(next.children)
    }
    let bytes = node.tree.bytes
    for name in names.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard let known = modules[name.text] ?? aliases[name.text] else { continue }
      result += String(decoding: bytes[done..<name.range.lowerBound], as: UTF8.self) + known
      done = name.range.upperBound
    }
    result += String(decoding: bytes[done..<node.range.upperBound], as: UTF8.self)
    return result.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The tags for parameters and result of a function.
  func tags(of function: SyntaxNode) -> [String] {
    var tags: [String] = []
    for parameter in function.child("parameters")?.namedChildren ?? [] {
      guard let name = parameter.child("pattern")?.text, let type = parameter.child("type") else {
        continue
      }
      let isOptional = parameter.kind == "optional_parameter" || parameter.child("value") != nil
      tags.append("@param {\(text(of: type))} \(isOptional ? "[\(name)]" : name)")
    }
    if let result = function.child("return_type") {
      let type = text(of: result)
      if type != "void" { tags.append("@returns {\(type)}") }
    }
    return tags
  }

  /// An interface as a definition that other comments can refer to.
  func definition(of interface: SyntaxNode, _ comment: SyntaxNode?) -> String {
    var lines = comment.map(Self.lines) ?? []
    if !lines.isEmpty { lines.append("") }
    lines.append("@typedef {object} \(interface.child("name")?.text ?? "")")
    for member in interface.child("body")?.namedChildren ?? [] {
      guard let name = member.child("name")?.text else { continue }
      let isOptional = member.children.contains { $0.kind == "?" }
      let type =
        member.kind == "method_signature" ? function(member) : member.child("type").map(text)
      lines.append("@property {\(type ?? "unknown")} \(isOptional ? "[\(name)]" : name)")
    }
    return Self.comment(lines)
  }

  private func function(_ member: SyntaxNode) -> String {
    let parameters = member.child("parameters").map { "\($0.text)" } ?? "()"
    return "\(parameters) => \(member.child("return_type").map(text) ?? "void")"
  }

  // MARK: - Comments

  /// The sentences of a comment, line by line.
  static func lines(of comment: SyntaxNode) -> [String] {
    var lines = comment.text.dropFirst(3).dropLast(2)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        var line = line.drop { $0 == " " || $0 == "*" }
        while line.last == " " { line.removeLast() }
        return String(line)
      }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// A comment of several lines.
  static func comment(_ lines: [String]) -> String {
    (["/**"] + lines.map { $0.isEmpty ? " *" : " * \($0)" } + [" */"]).joined(separator: "\n")
  }
}
