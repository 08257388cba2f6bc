import TextPatterns
import Testing

@Suite("A bounded expression confirms what the pass found")
struct BoundedExpressionTests {
  @Test(
    "the dialect matches as written",
    arguments: [
      ("ab?c", "ac", "ac"), ("ab?c", "abc", "abc"), ("[a-c]{2,3}", "abcd", "abc"),
      ("[^\"]{1,9}\"", "ab\"c\"", "ab\""), ("(?:x|yz){2}", "yzx", "yzx"),
      ("\\d{2}\\.", "12.", "12."),
      ("(?i)key", "KeY", "KeY"), ("[A-Za-z]{1,4}d", "abcd", "abcd"), ("a\\b", "a-", "a"),
      ("(?:ab|a)bc", "abc", "abc"), ("[\\w-]{3}", "a_-", "a_-"), ("(?:ab){0,2}c", "ababc", "ababc"),
    ]
  )
  func matches(expression: String, text: String, expected: String) throws {
    #expect(try match(expression, text)?.0 == expected)
  }

  @Test(
    "what is not there does not match",
    arguments: [
      ("abc", "ab"), ("[a-c]{3}", "ab1"), ("a\\b", "ab"), ("(?:x|y)z", "xy"), ("key", "KEY"),
      (".", "\n"),
    ]
  )
  func mismatches(expression: String, text: String) throws {
    #expect(try match(expression, text) == nil)
  }

  @Test("the capture is what matters of a match")
  func capture() throws {
    let match = try #require(try match("://[a-z]{1,9}:([^@]{1,20})@", "://u:pass@host"))
    #expect(match.1 == "pass")
  }

  @Test(
    "an expression without bound, or malformed, is refused",
    arguments: ["a*", "a+", "a{2,}", "(a", "a)", "[a", "a{3,2}", "\\q", "{2}", "a\\"]
  )
  func refused(expression: String) {
    #expect(throws: BoundedExpression.Malformed.self) { _ = try BoundedExpression(expression) }
  }

  @Test("an expression that could try too much gives up")
  func budget() throws {
    let expression = String(repeating: "[a]{0,50}", count: 12) + "b"
    #expect(try match(expression, String(repeating: "a", count: 600)) == nil)
  }

  private func match(_ expression: String, _ text: String) throws -> (String, String)? {
    let bytes = Array(text.utf8)
    let expression = try BoundedExpression(expression)
    return bytes.withUnsafeBytes { buffer in
      expression.match(in: buffer, at: 0).map { match in
        (
          String(decoding: buffer[match.range], as: UTF8.self),
          String(decoding: buffer[match.captured], as: UTF8.self)
        )
      }
    }
  }
}
