/// Questions about the `${{ … }}` expressions of a workflow.
enum WorkflowExpression {
  /// The contents of the expressions in a text, with their byte offsets.
  static func contents(of text: String) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while found.count < 500, let open = rest.firstRange(of: "${{") {
      rest = rest[open.upperBound...]
      let close = rest.firstRange(of: "}}")
      found.append(rest[..<(close?.lowerBound ?? rest.endIndex)].trimmingBlanks)
      guard let close else { break }
      rest = rest[close.upperBound...]
    }
    return found
  }

  /// A condition or value without the braces around it.
  static func bare(_ text: String) -> String {
    let text = text.trimmingBlanks
    guard text.hasPrefix("${{"), text.hasSuffix("}}"), text.count >= 5 else { return text }
    let inner = text.dropFirst(3).dropLast(2)
    return inner.contains("${{") ? text : inner.trimmingBlanks
  }

  /// Whether a condition can never hold.
  static func isNever(_ condition: String?) -> Bool {
    guard let condition else { return false }
    let text = bare(condition).lowercased()
    return text == "false" || text == "0" || text == "''" || text.hasPrefix("false &&")
  }

  /// Whether a condition holds only after another step has failed.
  static func isOnlyAfterFailure(_ condition: String?) -> Bool {
    guard let condition else { return false }
    let text = bare(condition)
    return text == "failure()" || text.hasPrefix("failure() &&") || text == "cancelled()"
  }

  /// Replaces `inputs.name` and `matrix.name` expressions whose values are known.
  static func substitute(_ values: [String: String], in text: String, context: String) -> String {
    guard text.contains("${{"), !values.isEmpty else { return text }
    var made = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "${{") {
      made += rest[..<open.lowerBound]
      let after = rest[open.upperBound...]
      guard let close = after.firstRange(of: "}}") else {
        rest = rest[open.lowerBound...]
        break
      }
      let inner = after[..<close.lowerBound].trimmingBlanks
      let prefix = context + "."
      if inner.hasPrefix(prefix), let value = values[String(inner.dropFirst(prefix.count))] {
        made += value
      } else {
        made += rest[open.lowerBound..<close.upperBound]
      }
      rest = after[close.upperBound...]
    }
    return made + rest
  }

  /// Expressions whose value a stranger chooses, by a pull request, an issue, a comment or a name.
  static func attackerControlled(in text: String) -> [String] {
    contents(of: text).filter { expression in
      let plain = expression.lowercased().replacing("['", with: ".").replacing("']", with: "")
      let paths = plain.split { !($0.isLetter || $0.isNumber || "._-*[]".contains($0)) }
      return paths.contains { isAttackerControlled(String($0)) }
    }
  }

  private static func isAttackerControlled(_ path: String) -> Bool {
    if path == "github.head_ref" { return true }
    guard path.hasPrefix("github.event.") else { return false }
    let ends = [
      ".title", ".body", ".message", ".page_name", ".head.ref", ".head.label",
      ".head.repo.default_branch", ".head.repo.description", ".head.repo.homepage", ".head_branch",
      ".author.email", ".author.name", ".committer.email", ".committer.name", ".display_title",
      ".label.name",
    ]
    return ends.contains { path.hasSuffix($0) } && path != "github.event.label.name"
  }
}
