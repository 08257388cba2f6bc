import Collectors
import ReadinessModel
import Testing
import TextPatterns

@Suite("Every rule for secrets recognises what it is written for")
struct SecretRuleTests {
  private static let prefilter = try? Prefilter()

  @Test("names are unique and expressions are well formed")
  func table() throws {
    #expect(SecretRules.all.count >= 200)
    #expect(Set(SecretRules.all.map(\.id)).count == SecretRules.all.count)
    for rule in SecretRules.all {
      #expect(throws: Never.self, "\(rule.id)") { _ = try BoundedExpression(rule.expression) }
      #expect(!rule.anchors.isEmpty)
    }
  }

  // A private key in base 64 is recognised by a word that its expression cannot demand.
  private static let sampled = SecretRules.all.filter { $0.id != "private-key-encoded" }

  @Test("a value made by the rule's own expression is found", arguments: sampled)
  func found(rule: SecretRule) throws {
    let scanner = try #require(Self.prefilter).scanner()
    let expression = try BoundedExpression(rule.expression)
    var hits = 0
    for seed in UInt64(1)...4 {
      var random = Sequence64(state: seed)
      let value = expression.sample { random.next(below: $0) }
      let text = Self.line(for: rule, value: String(decoding: value, as: UTF8.self))
      let file = RepositoryFile(path: "src/settings.ts", text: text)
      let secrets = SecretScanner.scan(file, reading: try scanner.read(file.bytes)).secrets
      if !secrets.isEmpty { hits += 1 }
      for secret in secrets {
        #expect(!secret.redacted.contains(String(decoding: value.suffix(8), as: UTF8.self)))
      }
    }
    // A sample may look made up or name a template by chance.
    #expect(hits >= 3, "\(rule.id)")
  }

  private static func line(for rule: SecretRule, value: String) -> String {
    guard case .assigned(let qualifiers) = rule.placement,
      case .word(let name)? = rule.anchors.first
    else { return "const it = \"\(value)\";\n" }
    return "\(name)_\(qualifiers.first ?? "x") = \"\(value)\"\n"
  }
}

/// A small sequence of numbers that is the same in every run.
private struct Sequence64 {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(limit, 1)))
  }
}
