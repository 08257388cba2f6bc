import TextPatterns
import Testing

@Suite("One pass over a buffer finds every pattern")
struct PatternScannerTests {
  @Test("a literal is found with its start and its end")
  func literal() throws {
    let matches = try scan("await app.get('/x')", [.literal(".get(", id: 7)]).matches
    #expect(matches == [PatternMatch(id: 7, start: 9, end: 14)])
  }

  @Test("a literal means its characters, whatever they mean in an expression")
  func metacharacters() throws {
    let pattern = TextPattern.literal("a.b*[c]\\d{2}é\u{0}", id: 1)
    #expect(try scan("x a.b*[c]\\d{2}é\u{0} y", [pattern]).matches.count == 1)
    #expect(try scan("axbbb c 22é", [pattern]).matches.isEmpty)
  }

  @Test("case counts unless the pattern says otherwise")
  func letterCase() throws {
    let patterns: [TextPattern] = [
      .literal("token", id: 1), .literal("token", id: 2, ignoresCase: true),
    ]
    #expect(try scan("TOKEN Token", patterns).matches.map(\.id) == [2, 2])
  }

  @Test("an expression gives its end, and its start where asked")
  func expression() throws {
    let patterns: [TextPattern] = [
      .expression("id_[0-9]{4}", id: 1), .expression("id_[0-9]{4}", id: 2, reportsStart: true),
    ]
    let matches = try scan("  id_1234", patterns).matches
    #expect(matches.contains(PatternMatch(id: 1, start: nil, end: 9)))
    #expect(matches.contains(PatternMatch(id: 2, start: 2, end: 9)))
  }

  @Test("a pattern that needs only its first match gives one")
  func onlyFirst() throws {
    let patterns: [TextPattern] = [.literal("a", id: 1, onlyFirst: true)]
    #expect(try scan("aaaa", patterns).matches.count == 1)
  }

  @Test("matches past the limit are left off, and the scan says for which pattern")
  func limit() throws {
    let database = try PatternDatabase(
      compiling: [.literal("a", id: 1), .literal("b", id: 2), .literal("c", id: 3)]
    )
    let scanner = try PatternScanner(database)
    let text = String(repeating: "a", count: 1_000) + "b"
    let scan = try scanner.scan(Array(text.utf8), limit: 10)
    #expect(scan.matches.filter { $0.id == 1 }.count == 10)
    #expect(scan.matches.filter { $0.id == 2 }.count == 1)
    #expect(scan.truncated == [1])
    #expect(try scanner.scan(Array("a".utf8)).truncated.isEmpty)
  }

  @Test("any bytes may be scanned", arguments: [[], [0], [0xFF, 0xFE, 0], [0xC3, 0x28]])
  func anyBytes(bytes: [UInt8]) throws {
    let scanner = try PatternScanner(PatternDatabase(compiling: [.literal("k", id: 1)]))
    #expect(try scanner.scan(bytes).matches.isEmpty)
    #expect(try scanner.scan(bytes + Array("k".utf8)).matches.count == 1)
  }

  @Test("scanners of one database work side by side")
  func threads() async throws {
    let database = try PatternDatabase(compiling: [.literal("needle", id: 1)])
    let text = Array((String(repeating: "hay ", count: 5_000) + "needle").utf8)
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let scanner = try PatternScanner(database)
          return try (0..<20).reduce(0) { sum, _ in try sum + scanner.scan(text).matches.count }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 20, count: 8))
  }

  private func scan(_ text: String, _ patterns: [TextPattern]) throws -> PatternScan {
    try PatternScanner(PatternDatabase(compiling: patterns)).scan(Array(text.utf8))
  }
}
