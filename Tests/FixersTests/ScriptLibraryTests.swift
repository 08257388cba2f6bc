import SyntaxTrees
import Testing

@testable import Fixers

@Suite("Scripts are parsed when they are asked, once, and within bounds")
struct ScriptLibraryTests {
  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test("A file that is the same has the same tree, and another one when it is changed")
  func shared() throws {
    let library = ScriptLibrary()
    let first = try #require(library.script("a.ts", bytes("const a = 1;\n")))
    let again = try #require(library.script("a.ts", bytes("const a = 1;\n")))
    #expect(first.tree === again.tree)
    let changed = try #require(library.script("a.ts", bytes("const b = 2;\n")))
    #expect(changed.tree !== first.tree)
    #expect(changed.mentions("b") && !changed.mentions("a"))
    #expect(library.script("a.md", bytes("# a")) == nil)
  }

  @Test("Trees beyond the limit are taken back, and made again as they were")
  func bounded() throws {
    let library = ScriptLibrary(nodesAtMost: 20)
    let scripts = try (0..<40).map { index in
      try #require(library.script("f\(index).ts", bytes("export const x\(index) = \(index);\n")))
    }
    let first = scripts[0].tree
    for script in scripts { #expect(script.statements.count == 1) }
    #expect(scripts[0].tree !== first)
    #expect(scripts[0].tree.nodeCount == first.nodeCount)
    #expect(scripts[39].tree === scripts[39].tree)
  }

  @Test("A file that nests too deeply is no script, and has nothing in it")
  func tooDeep() throws {
    let library = ScriptLibrary()
    let deep = bytes(String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000))
    let script = try #require(library.script("deep.js", deep))
    #expect(!script.isParsable && script.statements.isEmpty && script.errorCount == 0)
    #expect(script.nodes(["array"]).isEmpty)
    #expect(ScriptSource(path: "deep.js", bytes: deep) == nil)
  }

  @Test("Nodes are found in and under a place, and nowhere else")
  func nodes() throws {
    let text = "f(a); function g() { h(b); return i(c); }\nj(d);\n"
    let source = try #require(ScriptSource(path: "a.ts", bytes: bytes(text)))
    let calls = source.nodes(["call_expression"]).map(\.text)
    #expect(calls == ["f(a)", "h(b)", "i(c)", "j(d)"])
    let function = try #require(source.nodes(["function_declaration"]).first)
    #expect(source.nodes(in: function, ["call_expression"]).map(\.text) == ["h(b)", "i(c)"])
    #expect(source.nodes(in: function, ["function_declaration"]).count == 1)
  }

  @Test(
    "Text is found in bytes wherever it stands",
    arguments: [
      ("abcabd", "abd", true), ("aab", "ab", true), ("ab", "abc", false), ("", "a", false),
      ("xyz", "z", true), ("xyz", "", false), ("aaa", "aaaa", false),
    ]
  )
  func search(text: String, wanted: String, isThere: Bool) {
    #expect(ByteSearch.contains(wanted, in: bytes(text)) == isThere)
  }

  @Test(
    "A comma that separates nothing is an error, except between the holes of an array",
    arguments: [
      ("f(a,, b);", 1), ("f(, a);", 1), ("x = { a,, b };", 1), ("x = { , a };", 1),
      ("const { a,, b } = x;", 1), ("f(a, b,);", 0), ("x = [a,, b];", 0), ("x = [, a];", 0),
      ("const [, b] = x;", 0), ("x = { a, b, };", 0), ("f(a, /* c */ b);", 0),
      ("f(a, /* c */, b);", 1), ("for (let i = 0, j = 1; i < j; i++) {}", 0), ("x = (a, b);", 0),
    ]
  )
  func commas(text: String, errors: Int) throws {
    for path in ["a.ts", "a.js"] {
      let source = try #require(ScriptSource(path: path, bytes: bytes(text)))
      #expect((source.errorCount > 0) == (errors > 0), "\(path): \(text)")
    }
  }
}
