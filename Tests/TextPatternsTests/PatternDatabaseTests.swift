import TextPatterns
import Testing

@Suite("A pattern database is compiled once and stored")
struct PatternDatabaseTests {
  private static let patterns: [TextPattern] = [
    .literal("alpha", id: 1), .expression("be+ta[0-9]{2}", id: 2, ignoresCase: true),
  ]

  @Test("a restored database finds what the compiled one finds")
  func roundTrip() throws {
    let compiled = try PatternDatabase(compiling: Self.patterns)
    let restored = try PatternDatabase(
      restoring: compiled.serialized(),
      patterns: Self.patterns
    )
    let text = Array("alpha BEETA42 alpha".utf8)
    let expected = try PatternScanner(compiled).scan(text)
    #expect(expected.matches.count == 3)
    #expect(try PatternScanner(restored).scan(text) == expected)
  }

  @Test("stored bytes of other patterns are refused")
  func stale() throws {
    let stored = try PatternDatabase(compiling: Self.patterns).serialized()
    let others = Self.patterns + [.literal("gamma", id: 3)]
    #expect(throws: PatternFailure.staleCache) {
      _ = try PatternDatabase(restoring: stored, patterns: others)
    }
    #expect(PatternDatabase.cacheKey(for: others) != PatternDatabase.cacheKey(for: Self.patterns))
  }

  @Test("damaged bytes are refused", arguments: [0, 1, 64, 200])
  func damaged(length: Int) throws {
    let stored = try PatternDatabase(compiling: Self.patterns).serialized()
    #expect(throws: PatternFailure.staleCache) {
      _ = try PatternDatabase(restoring: Array(stored.prefix(length)), patterns: Self.patterns)
    }
    var flipped = stored
    flipped[flipped.count - 40] ^= 0xFF
    #expect(throws: PatternFailure.staleCache) {
      _ = try PatternDatabase(restoring: flipped, patterns: Self.patterns)
    }
  }

  @Test("a pattern the matcher cannot take is named")
  func refused() throws {
    #expect {
      _ = try PatternDatabase(compiling: [.literal("a", id: 4), .expression("(b", id: 5)])
    } throws: { error in
      guard case PatternFailure.rejected(pattern: 5, _) = error else { return false }
      return true
    }
  }

  @Test("an empty set, an empty pattern and a number used twice are refused")
  func invalid() {
    #expect(throws: PatternFailure.emptyPattern) { _ = try PatternDatabase(compiling: []) }
    #expect(throws: PatternFailure.emptyPattern) {
      _ = try PatternDatabase(compiling: [.literal("", id: 1)])
    }
    #expect(throws: PatternFailure.duplicateIdentifier(1)) {
      _ = try PatternDatabase(compiling: [.literal("a", id: 1), .literal("b", id: 1)])
    }
  }
}
