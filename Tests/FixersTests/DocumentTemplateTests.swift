import ReadinessModel
import Testing

@testable import Fixers

@Suite("A document says what is known, where it shows, and what a person must write")
struct DocumentTemplateTests {
  private func render(_ text: String, _ facts: [String: DocumentFact], folder: String = "docs")
    -> [String]
  {
    var book = FactBook()
    for (name, fact) in facts { book[name] = fact }
    return DocumentTemplate(id: "x", text).render(book, folder: folder)
  }

  private let place = SourceLocation(file: "src/a.ts", line: 7)

  @Test("A sentence whose fact is not known is not written")
  func unknown() {
    let text = "Known: {a}.\nNot known: {b}.\n{+a}With a.\n{-a}Without a.\n{-b}Without b."
    #expect(render(text, ["a": DocumentFact("one")]) == ["Known: one.", "With a.", "Without b."])
  }

  @Test("What only a person knows becomes a mark, and goes when somebody answered")
  func marks() {
    let text = "Asked of {who!who answers}."
    #expect(render(text, [:]) == ["Asked of [[TO WRITE: who answers]]."])
    #expect(render(text, ["who": DocumentFact("Dana")]) == ["Asked of Dana."])
  }

  @Test("A fact is followed by its place, as a link from where the document is")
  func places() {
    let fact = DocumentFact("8 hours", at: [place])
    #expect(
      render("Good for {a}.", ["a": fact], folder: "docs/policies") == [
        "Good for 8 hours ([src/a.ts:7](../../src/a.ts#L7))."
      ]
    )
    #expect(render("{~}Good for {a}.", ["a": fact]) == ["Good for 8 hours."])
    #expect(render("| {a} | b |", ["a": fact]) == ["| 8 hours | b |"])
    let many = (1...5).map { SourceLocation(file: "a b.tf", line: $0) }
    #expect(
      render("All {@}: {a}.", ["a": DocumentFact("five", at: many)], folder: "") == [
        "All [a b.tf:1](a%20b.tf#L1), [a b.tf:2](a%20b.tf#L2), [a b.tf:3](a%20b.tf#L3) and 2 more:"
          + " five."
      ]
    )
  }

  @Test("A list has a line for each row, and its heading goes with the last")
  func lists() {
    var book = FactBook()
    book[list: "stores"] = [
      ["name": DocumentFact(code: "db")], ["name": DocumentFact(code: "files")],
    ]
    let text =
      "# T\n\n## Stores\n\n{#stores}- {.name}\n\n## Queues\n\n{#queues}- {.name}\n\n| a |\n|---|\n{#queues}| {.name} |"
    #expect(
      DocumentTemplate(id: "x", text).render(book, folder: "") == [
        "# T", "", "## Stores", "", "- `db`", "- `files`",
      ]
    )
  }

  @Test("Steps are counted again when some were left out")
  func steps() {
    #expect(render("1. one\n{+a}2. two\n3. three", [:]) == ["1. one", "2. three"])
  }

  @Test(
    "Names of the repository break out of nothing",
    arguments: [
      "a`b", "]](javascript:x)", "<!-- x -->", "<script>", "a|b", "[[TO WRITE: x]]", "a\nb",
      "\u{202E}x",
      "{{x}}",
    ]
  )
  func hostileNames(_ name: String) {
    for text in [DocumentFact(code: name).text, DocumentFact(name: name).text] {
      #expect(!text.contains("\n") && !text.contains("[[TO") && !text.contains("\u{202E}"))
      #expect(!text.contains("<!--") || text.hasPrefix("`"))
      #expect(!text.contains("<script") || text.hasPrefix("`"))
      #expect(!text.dropFirst().dropLast().contains("`") || !text.hasPrefix("`"))
    }
  }

  @Test(
    "Lifetimes are read as the libraries that take them read them",
    arguments: [
      ("8h", "8 hours"), ("15m", "15 minutes"), ("3600", "1 hour"), ("7 days", "7 days"),
      ("1d", "1 day"),
      ("90", "90 seconds"),
    ]
  )
  func lifetimes(_ written: String, _ words: String) {
    #expect(Phrase.lifetime(written) == words)
  }

  @Test("Roles declared as a type are named, and other types are none")
  func roleTypes() {
    #expect(
      RoleType.read("export type Role = 'admin' | \"member\";")?.members == ["admin", "member"]
    )
    for line in [
      "type Role = string;", "type Color = 'a' | 'b';", "type Role = 'a' | T;", "type Role =",
    ] {
      #expect(RoleType.read(line) == nil)
    }
  }

  @Test("What is no lifetime is none", arguments: ["", "soon", "8q", "-1", "99999999999y", "h8"])
  func noLifetimes(_ written: String) { #expect(Phrase.lifetime(written) == nil) }
}

@Suite("A document is brought up to date, and what people wrote in it stays")
struct TextRevisionTests {
  private func revise(
    _ written: [String],
    left: [String],
    now: [String],
    isApproved: Bool = false
  ) throws -> TextRevision {
    let text = WrittenText.text(left, written: written.map(WrittenText.digest), comment: .markdown)
    let old = try #require(WrittenText(text, comment: .markdown))
    #expect(old.lines == left)
    return try #require(TextRevision(of: old, to: now, isApproved: isApproved))
  }

  private let written = [
    "# T", "", "Good for 8 hours ([a:1](a#L1)).", "", "Led by [[TO WRITE: who]].", "End.",
  ]

  @Test("A sentence that nobody edited follows its fact, and a filled mark stays")
  func merges() throws {
    var left = written
    left[4] = "Led by Dana."
    var now = written
    now[2] = "Good for 15 minutes ([a:9](a#L9))."
    let made = try revise(written, left: left, now: now)
    #expect(made.lines == ["# T", "", now[2], "", "Led by Dana.", "End."])
    #expect(made.differences.isEmpty)
    #expect(made.written == now.map(WrittenText.digest))
    let again = try revise(now, left: made.lines, now: now)
    #expect(again.lines == made.lines && again.differences.isEmpty)
  }

  @Test("A sentence that somebody edited stays, and is told when the facts have moved on")
  func conflicts() throws {
    var left = written
    left[2] = "Good for a working day."
    var now = written
    now[2] = "Good for 15 minutes ([a:9](a#L9))."
    let made = try revise(written, left: left, now: now)
    #expect(made.lines == left)
    #expect(made.differences.map(\.says) == [[left[2]]])
    #expect(made.differences.map(\.wouldSay) == [[now[2]]])
    // As long as nobody brings them together, every run says so again.
    let again = try #require(
      WrittenText(
        WrittenText.text(made.lines, written: made.written, comment: .markdown),
        comment: .markdown
      )
    )
    let second = try #require(TextRevision(of: again, to: now, isApproved: false))
    #expect(second.lines == left && second.differences.count == 1)
  }

  @Test("An approved text keeps its words; only links follow the lines they point to")
  func approved() throws {
    var moved = written
    moved[2] = "Good for 8 hours ([a:5](a#L5))."
    #expect(try revise(written, left: written, now: moved, isApproved: true).lines == moved)
    var changed = written
    changed[2] = "Good for 15 minutes ([a:5](a#L5))."
    let made = try revise(written, left: written, now: changed, isApproved: true)
    #expect(made.lines == written && made.differences.count == 1)
  }

  @Test("New sentences come in beside edited ones, and lines that people added stay")
  func additions() throws {
    let left = ["# T", "", "Ours."] + written[2...]
    let now = Array(written[..<4]) + ["New."] + written[4...]
    let made = try revise(written, left: left, now: now)
    #expect(made.lines == ["# T", "", "Ours.", written[2], "", "New.", written[4], "End."])
    let ends = try revise(["a", "b"], left: ["a", "b edited"], now: ["a", "b", "c"])
    #expect(ends.lines == ["a", "b edited", "c"] && ends.differences.isEmpty)
  }

  @Test("A text that no fixer wrote is none of ours")
  func foreign() {
    #expect(WrittenText("# T\n\nOurs.\n", comment: .markdown) == nil)
    #expect(WrittenText("vendors: []\n", comment: .yaml) == nil)
  }

  @Test("Line endings of Windows are read past")
  func windows() throws {
    let text = WrittenText.text(written, written: [], comment: .markdown, newline: "\r\n")
    #expect(try #require(WrittenText(text, comment: .markdown)).lines == written)
  }
}
