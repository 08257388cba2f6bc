import TerraformLanguage
import Testing

@Suite("Blocks of a configuration are revised, and everything else stays as it is written")
struct BlockRevisionTests {
  private func revised(
    _ text: String,
    block line: Int = 1,
    _ change: (inout BlockRevision) -> Void
  ) throws -> String {
    let source = try #require(ConfigurationSource(path: "main.tf", bytes: Array(text.utf8)))
    let block = try #require(source.block(atLine: line))
    var revision = BlockRevision(source, block)
    change(&revision)
    return Self.applied(revision.edits, to: source.bytes)
  }

  private static func applied(_ edits: [TextReplacement], to bytes: [UInt8]) -> String {
    var result = bytes
    for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(edit.range, with: Array(edit.text.utf8))
    }
    return String(decoding: result, as: UTF8.self)
  }

  @Test("A new argument stands in the columns of those it joins")
  func columns() throws {
    let text = try revised(
      """
      resource "aws_db_instance" "main" {
        engine = "postgres" # kept
        size   = 1          # small

        name = "x"
      }

      """
    ) { $0.set("storage_encrypted", to: "true", beside: ["size"]) }
    #expect(
      text == """
        resource "aws_db_instance" "main" {
          engine            = "postgres" # kept
          size              = 1          # small
          storage_encrypted = true

          name = "x"
        }

        """
    )
  }

  @Test("Arguments that do not stand in columns are left as they are")
  func ragged() throws {
    let text = try revised("a \"b\" {\n  engine = 1\n  x = 2\n}\n") {
      $0.set("storage_encrypted", to: "true")
    }
    #expect(text == "a \"b\" {\n  engine = 1\n  x = 2\n  storage_encrypted = true\n}\n")
  }

  @Test("A value is replaced, and the comments after it move with it")
  func values() throws {
    let text = try revised("a {\n  x = false # one\n  y = 1     # two\n}\n") {
      $0.set("x", to: "true")
    }
    #expect(text == "a {\n  x = true # one\n  y = 1    # two\n}\n")
  }

  @Test("Heredocs, lists over several lines and comments end the columns where the formatter does")
  func columnsEnd() throws {
    let text = try revised(
      """
      a {
        x = <<EOT
      =
      EOT
        y = 1
        z = [
          1,
        ]
        w = 2
        # a remark
        v = 3
      }

      """
    ) { $0.set("longer_name", to: "4", beside: ["w"]) }
    #expect(
      text == """
        a {
          x = <<EOT
        =
        EOT
          y = 1
          z = [
            1,
          ]
          w           = 2
          longer_name = 4
          # a remark
          v = 3
        }

        """
    )
  }

  @Test("Tags, dependencies and the life cycle stay last")
  func last() throws {
    let text = try revised(
      "a {\n  x = 1\n\n  tags = {}\n\n  # why\n  lifecycle {\n    ignore_changes = all\n  }\n}\n"
    ) {
      $0.set("y", to: "2")
      $0.add(block: "inner {\n  z = 3\n}")
    }
    #expect(
      text
        == "a {\n  x = 1\n  y = 2\n\n  tags = {}\n\n  inner {\n    z = 3\n  }\n\n  # why\n"
        + "  lifecycle {\n    ignore_changes = all\n  }\n}\n"
    )
  }

  @Test(
    "Line breaks, tabs, a mark at the start and a missing last line break are kept",
    arguments: [
      ("a {\r\n  x = 1\r\n}\r\n", "a {\r\n  x = 1\r\n  y = 2\r\n}\r\n"),
      ("a {\n\tx = 1\n}", "a {\n\tx = 1\n\ty = 2\n}"),
      ("\u{FEFF}a {\n  x = \"é–🦉\"\n}\n", "\u{FEFF}a {\n  x = \"é–🦉\"\n  y = 2\n}\n"),
      ("a {}\n", "a {\n  y = 2\n}\n"),
      ("a { x = 1 } # why\n", "a {\n  x = 1\n  y = 2\n} # why\n"),
      ("a {\n}\n", "a {\n  y = 2\n}\n"),
      ("a {\n  b {\n  }\n}\n", "a {\n  y = 2\n\n  b {\n  }\n}\n"),
      ("a {\n  x = 1 // end\n}\n", "a {\n  x = 1 // end\n  y = 2\n}\n"),
    ]
  )
  func manners(_ before: String, _ after: String) throws {
    #expect(try revised(before) { $0.set("y", to: "2") } == after)
  }

  @Test("A value that is as it should be changes nothing")
  func nothing() throws {
    let text = "a {\n  x   = 1\n}\n"
    #expect(try revised(text) { $0.set("x", to: "1") } == text)
  }

  @Test("What follows a value is no part of it")
  func extent() throws {
    let text = "a {\n  x = var.a /* first */ + 1 // last\n  y = [1, # one\n  ] # two\n}\n"
    let source = try #require(ConfigurationSource(path: "main.tf", bytes: Array(text.utf8)))
    let values = source.body.blocks[0].body.attributes.map { source.text($0.value) }
    #expect(values == ["var.a /* first */ + 1", "[1, # one\n  ]"])
  }

  @Test("Blocks are added after another, and at the end of a file with or without a line break")
  func additions() throws {
    let source = try #require(
      ConfigurationSource(path: "main.tf", bytes: Array("a {\n} # end\nb {}".utf8))
    )
    let after = source.inserting("c {\n}", after: source.body.blocks[0])
    #expect(Self.applied([after], to: source.bytes) == "a {\n} # end\n\nc {\n}\nb {}")
    let end = source.appending("c {\n}")
    #expect(Self.applied([end], to: source.bytes) == "a {\n} # end\nb {}\n\nc {\n}\n")
  }

  @Test("Mistakes are counted, and other endings are not read")
  func mistakes() {
    #expect(ConfigurationSource(path: "a.tf", bytes: Array("a {\n".utf8))?.problems == 1)
    #expect(ConfigurationSource(path: "a.tf", bytes: Array("x = {{y}}\n".utf8))?.problems == 1)
    #expect(ConfigurationSource(path: "a.tf", bytes: [0, 255, 123])?.problems == 1)
    #expect(ConfigurationSource(path: "a.tf.json", bytes: []) == nil)
    let deep = String(repeating: "a {\n", count: 5_000)
    #expect((ConfigurationSource(path: "a.tf", bytes: Array(deep.utf8))?.problems ?? 0) > 0)
  }
}
