import Collectors
import ReadinessModel
import Testing

@Suite("Path patterns match as people expect")
struct PathPatternTests {
  @Test(
    "Matching",
    arguments: [
      (".github/workflows/*.yml", ".github/workflows/ci.yml", true),
      (".github/workflows/*.yml", ".github/workflows/x/ci.yml", false),
      ("**/package.json", "package.json", true),
      ("**/package.json", "a/b/package.json", true),
      ("**/package.json", "a/b/xpackage.json", false),
      ("apps/**", "apps/a/b", true),
      ("apps/**", "apps", false),
      ("a/**/b", "a/b", true),
      ("a/**/b", "a/x/y/b", true),
      ("*.{ts,tsx}", "x.tsx", true),
      ("*.{ts,tsx}", "x.js", false),
      ("file?.md", "fileé.md", true),
      ("file?.md", "file/.md", false),
      ("[a-c]x", "bx", true),
      ("[!a-c]x", "bx", false),
      ("a\\*b", "a*b", true),
      ("a\\*b", "axb", false),
    ]
  )
  func matches(pattern: String, path: String, expected: Bool) {
    #expect(PathPattern(pattern).matches(path) == expected)
  }

  @Test("A pattern made to be slow is not")
  func isLinear() {
    let pattern = PathPattern(String(repeating: "*a", count: 60))
    #expect(!pattern.matches(String(repeating: "a", count: 20_000) + "b"))
    #expect(!PathPattern(String(repeating: "{a,b}", count: 40)).matches("ab"))
  }
}

@Suite("Offsets become lines and columns")
struct LineIndexTests {
  @Test("Columns count UTF-16 units, and lines end at line feeds")
  func convertsOffsets() {
    let file = RepositoryFile(path: "a.ts", text: "a😀b\r\ncd\n")
    #expect(file.location(atByte: 5).column == 4)
    #expect(file.location(atByte: 8).line == 2)
    #expect(file.location(atByte: 0, through: 10).endLine == 2)
    #expect(file.location(atByte: 99).line == 3)
    #expect(file.lines.lineCount == 2)
    #expect(String(decoding: file.lines.bytes(ofLine: 1), as: UTF8.self) == "a😀b")
  }
}
