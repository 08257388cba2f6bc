import TextPatterns

/// Every rule, ready to run.
package enum SecretRules {
  /// A rule with its expression compiled.
  struct Prepared: Sendable {
    let rule: SecretRule
    let expression: BoundedExpression
  }

  /// All rules; the more telling ones come first, since the first to claim a value keeps it.
  package static let all: [SecretRule] =
    ModelProviderSecretRules.all + CloudSecretRules.all + DeveloperToolSecretRules.all
    + ServiceSecretRules.all + StandardSecretRules.all

  static let prepared: [Prepared] = all.compactMap { rule in
    // Every row is compiled in a test, so none goes missing here.
    (try? BoundedExpression(rule.expression)).map { Prepared(rule: rule, expression: $0) }
  }

  /// The anchors of all rules, each once, with the rules that ask for it.
  static let anchors: [(anchor: SecretRule.Anchor, rules: [Int])] = {
    var places: [SecretRule.Anchor: Int] = [:]
    var anchors: [(anchor: SecretRule.Anchor, rules: [Int])] = []
    for (index, prepared) in prepared.enumerated() {
      for anchor in prepared.rule.anchors {
        if let place = places[anchor] {
          anchors[place].rules.append(index)
        } else {
          places[anchor] = anchors.count
          anchors.append((anchor, [index]))
        }
      }
    }
    return anchors
  }()

  /// Numbers of secrets' patterns start here.
  static let firstPattern: UInt32 = 10_000
  /// Number of the pattern for assignments to names that sound like secrets.
  static let assignmentPattern: UInt32 = 9_999

  /// What the single pass looks for on behalf of the rules.
  static let patterns: [TextPattern] =
    anchors.enumerated().map { index, entry in
      let id = firstPattern + UInt32(index)
      return switch entry.anchor {
      case .literal(let text): .literal(text, id: id)
      case .word(let text): .literal(text, id: id, ignoresCase: true)
      case .expression(let text): .expression(text, id: id)
      }
    } + [.expression(AssignedSecret.anchor, id: assignmentPattern, ignoresCase: true)]
}
