import Collectors
import ReadinessModel
import Testing

@Suite("YAML written by strangers is read within bounds")
struct YAMLReaderTests {
  private func read(_ text: String) throws -> ConfigurationNode? {
    try YAMLReader.read(RepositoryFile(path: "a.yml", text: text))
  }

  private func failure(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return (error as? ConfigurationFailure)?.reason
    }
  }

  @Test("Keys and scalars stay as written, with their places")
  func readsValues() throws {
    let root = try #require(try read("on: push\nname: \"a *b\" # c\nlist:\n  - x\n  - 1\n"))
    #expect(root.entries.map(\.key) == ["on", "name", "list"])
    #expect(root["name"]?.string == "a *b")
    #expect(root["list"]?.location.line == 4)
    #expect(root["list"]?.items.last?.int == 1)
    #expect(root["on"]?.location.column == 5)
  }

  @Test("Aliases and merges are looked up")
  func resolvesAliases() throws {
    let root = try #require(
      try read("a: &x {k: 1, l: 2}\nb: *x\nc:\n  <<: *x\n  k: 3\nd: '*x'\ne: '*/5 * * * *'\n")
    )
    #expect(root["b"]?["l"]?.int == 2)
    #expect(root["c"]?["k"]?.int == 3)
    #expect(root["c"]?["l"]?.int == 2)
    #expect(root["d"]?.string == "*x")
    #expect(root["e"]?.string == "*/5 * * * *")
  }

  @Test("An alias bomb is refused, as values or as keys", .timeLimit(.minutes(30)))
  func refusesBombs() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<40 {
      let items = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    #expect(failure(text)?.contains("expands to more than") == true)
    #expect(failure(text + "? *a39\n: x\n") != nil)
  }

  @Test(
    "Broken, deep, huge or duplicate input is a reason, not a crash",
    .timeLimit(.minutes(30)),
    arguments: [
      String(repeating: "[", count: 10_000),
      String(repeating: "- ", count: 10_000) + "x",
      String(repeating: "{a: ", count: 10_000),
      (0..<900).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      "a: 1\na: 2\n",
      "a:\n\t- b\n",
      "a: *missing\n",
      "a: \"unclosed\n",
      "a: \u{0}b\n",
      "a: \u{E000}b\n",
      String(repeating: "a", count: 600_000),
      "%YAML 9.9\n---\n<<<",
    ]
  )
  func refusesBrokenInput(text: String) {
    #expect(failure(text) != nil)
  }

  @Test("Nothing, comments and several documents are fine", arguments: ["", "# x\n", "---\n...\n"])
  func readsAlmostNothing(text: String) throws {
    let root = try read(text)
    #expect(root == nil || root?.isNull == true)
  }

  @Test("Invalid UTF-8 is replaced")
  func toleratesInvalidText() throws {
    let bytes: [UInt8] = Array("a: ".utf8) + [0xFF, 0xFE, 0x0A]
    let root = try YAMLReader.read(RepositoryFile(path: "a.yml", bytes: bytes))
    #expect(root?["a"]?.string == "\u{FFFD}\u{FFFD}")
  }
}

@Suite("JSON written by strangers is read within bounds")
struct JSONReaderTests {
  private func read(_ text: String) throws -> ConfigurationNode? {
    try JSONReader.read(RepositoryFile(path: "a.json", text: text))
  }

  @Test("Comments, trailing commas and escapes are read")
  func readsSettings() throws {
    let root = try #require(
      try read(
        "{ // c\n \"a\": [1, 2,], /* d */ \"b\\n\": \"\\u00e9\\ud83d\\ude00\", \"u\": \"//x\" }"
      )
    )
    #expect(root["a"]?.items.count == 2)
    #expect(root["b\n"]?.string == "é😀")
    #expect(root["u"]?.string == "//x")
  }

  @Test(
    "Broken and deep input is a reason, not a crash",
    arguments: [
      String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
      "{", "{\"a\" 1}", "[1 2]", "\"unclosed", "{} {}", "{\"a\":}",
    ]
  )
  func refusesBrokenInput(text: String) {
    #expect(throws: ConfigurationFailure.self) { try read(text) }
  }
}
