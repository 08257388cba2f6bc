import SyntaxTrees
import Testing

@Suite("A syntax tree holds every node of its text")
struct SyntaxTreeTests {
  @Test("fields, kinds and lines are the grammar's own")
  func fieldsAndKinds() throws {
    let parser = try #require(SyntaxParser())
    let tree = try parser.parse(Array("const a = 1;\napp.get('/x', h)\n".utf8), as: .typescript)
    let statement = try #require(tree.root.namedChildren.last)
    let call = try #require(statement.namedChildren.first)
    #expect(call.kind == "call_expression")
    #expect(call.child("function")?.text == "app.get")
    #expect(call.line == 2)
    #expect(call.child("arguments")?.namedChildren.map(\.text) == ["'/x'", "h"])
  }

  @Test("nesting past the limit is refused, not overflowed")
  func deepNesting() throws {
    let parser = try #require(SyntaxParser())
    let text = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
    #expect(throws: SyntaxFailure.tooDeep) {
      _ = try parser.parse(Array(text.utf8), as: .javascript)
    }
  }

  @Test("broken text still has a tree, with the break marked", arguments: SyntaxLanguage.allCases)
  func brokenText(language: SyntaxLanguage) throws {
    let parser = try #require(SyntaxParser())
    let tree = try parser.parse([0xFF, 0x00, 0x7B, 0x28, 0x22, 0xC3], as: language)
    #expect(tree.isBroken)
  }
}

@Suite("A syntax error is a node like others")
struct BrokenSyntaxTests {
  @Test("every node of a broken text has a kind")
  func kinds() throws {
    let parser = try #require(SyntaxParser())
    let text = "enum Role {\n  A @map(\"a\")\n}\nmodel M {\n  t Unsupported(\"x\")?\n}\n"
    let tree = try parser.parse(Array(text.utf8), as: .prisma)
    var open = [tree.root]
    var kinds: Set<String> = []
    while let node = open.popLast() {
      kinds.insert(node.kind)
      open.append(contentsOf: node.children)
    }
    #expect(kinds.contains("ERROR"))
  }
}
