import Fixers
import Testing

@Suite("Edits are made in memory, together or not at all")
struct EditApplicationTests {
  private let files = ProjectFiles(["a.ts": Array("one two three".utf8)])

  @Test("Edits of one file keep their places, whatever order they come in")
  func order() throws {
    let edits: [SourceEdit] = [
      .replace(path: "a.ts", range: 8..<13, text: "3"),
      .insert(path: "a.ts", at: 0, text: "zero "),
      .replace(path: "a.ts", range: 4..<7, text: "2"),
    ]
    let changed = try EditApplication.apply(edits, to: files)
    #expect(changed.mapValues { String(decoding: $0, as: UTF8.self) } == ["a.ts": "zero one 2 3"])
  }

  @Test("Insertions at one place stay in the order given")
  func insertions() throws {
    let edits = ["a", "b", "c"].map { SourceEdit.insert(path: "a.ts", at: 3, text: $0) }
    let changed = try EditApplication.apply(edits, to: files)
    #expect(changed["a.ts"].map { String(decoding: $0, as: UTF8.self) } == "oneabc two three")
  }

  @Test("Two edits of one place are refused")
  func overlap() {
    let edits: [SourceEdit] = [
      .replace(path: "a.ts", range: 0..<5, text: ""),
      .replace(path: "a.ts", range: 4..<7, text: ""),
    ]
    #expect(throws: EditConflict.overlapping("a.ts")) {
      try EditApplication.apply(edits, to: files)
    }
  }

  @Test("A file that is there is not written over, and one that is not is not edited")
  func presence() {
    #expect(throws: EditConflict.alreadyThere("a.ts")) {
      try EditApplication.apply([.create(path: "a.ts", text: "")], to: files)
    }
    #expect(throws: EditConflict.missing("b.ts")) {
      try EditApplication.apply([.insert(path: "b.ts", at: 0, text: "")], to: files)
    }
  }
}
