import SyntaxTrees

/// A call that hands the database a statement of SQL.
struct QueryCall {
  let call: SyntaxNode
  /// The string or template with the statement.
  let literal: SyntaxNode
  let statement: SQLStatement
  /// The list of values, nil when there is none.
  let values: SyntaxNode?
  /// The values, empty when they are not written as a list.
  let elements: [SyntaxNode]

  init?(_ call: SyntaxNode, in source: ScriptSource) {
    guard let list = call.child("arguments") else { return nil }
    let arguments = list.namedChildren.filter { $0.kind != "comment" }
    guard let literal = arguments.first, ["string", "template_string"].contains(literal.kind)
    else { return nil }
    let start = literal.range.lowerBound + 1
    let inner = start..<max(start, literal.range.upperBound - 1)
    let holes = literal.namedChildren.filter { $0.kind == "template_substitution" }.map(\.range)
    guard let statement = SQLStatement(SQLText(source.bytes, in: inner, holes: holes)) else {
      return nil
    }
    self.call = call
    self.literal = literal
    self.statement = statement
    values = arguments.count > 1 ? arguments[1] : nil
    elements =
      values?.kind == "array" ? values?.namedChildren.filter { $0.kind != "comment" } ?? [] : []
  }

  /// Why values cannot be added, nil when they can.
  var obstacle: String? {
    if let obstacle = statement.obstacle { return obstacle }
    if let values {
      guard values.kind == "array" else { return "its values are not written as a list" }
      guard elements.allSatisfy({ $0.kind != "spread_element" }) else {
        return "its values are put together from other lists"
      }
    }
    guard elements.count == statement.highestParameter else {
      return "its values are not as many as its parameters"
    }
    return nil
  }

  /// The value of a parameter.
  func value(_ parameter: Int) -> SyntaxNode? {
    elements.indices.contains(parameter - 1) ? elements[parameter - 1] : nil
  }
}
