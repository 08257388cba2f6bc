import Foundation
import TerraformLanguage
import Testing

@Suite(
  "Nothing a configuration says makes the reading long, large or fatal",
  .timeLimit(.minutes(30))
)
struct HostileConfigurationTests {
  @Test(
    "Large numbers of anything end in a recorded reason",
    arguments: [
      "count = 1000000000", "count = 1e30", "count = -1", "count = 1.5",
      "for_each = toset([for i in range(1e9) : tostring(i)])",
      "for_each = toset([for p in setproduct(range(1000), range(1000)) : join(\"-\", p)])",
      "for_each = { for a in range(1000) : a => { for b in range(1000) : b => range(1000) } }",
    ]
  )
  func manyInstances(argument: String) {
    let project = evaluate(main: "resource \"a_b\" \"c\" {\n  \(argument)\n}")
    #expect(project.addresses.count <= 1)
    #expect(!project.unresolved.isEmpty)
  }

  @Test("Many blocks of many instances stop at a total")
  func totalInstances() {
    let text = (0..<50).map { "resource \"a_b\" \"c\($0)\" {\n  count = 1000\n}" }
    let project = evaluate(main: text.joined(separator: "\n"))
    #expect(project.addresses.count <= 10_000)
    #expect(!project.unresolved.isEmpty)
  }

  @Test("Cycles end")
  func cycles() throws {
    let project = evaluate(
      main: """
        locals {
          a = local.b
          b = local.a
          self = "${local.self}x"
        }
        resource "a_b" "x" { name = a_b.y.name }
        resource "a_b" "y" { name = a_b.x.name }
        resource "a_b" "z" { count = length(a_b.z) }
        output "it" { value = [local.a] }
        """
    )
    #expect(project.unresolved.count >= 2)
    #expect(try project.output("it").unknown?.reason.contains("depends on itself") == true)
  }

  @Test(
    "Values that double do not grow without end",
    arguments: [
      "\"${local.v%d}${local.v%d}\"", "[local.v%d, local.v%d]", "{ a = local.v%d, b = local.v%d }",
      "concat(local.v%d, local.v%d)", "join(\",\", [local.v%d, local.v%d])",
      "jsonencode([local.v%d, local.v%d])", "replace(local.v%d, \"a\", local.v%d)",
    ]
  )
  func doubling(pattern: String) throws {
    let first = pattern.contains("concat") ? "[\"a\"]" : "\"aa\""
    let lines = (0..<64).map { index in
      "  v\(index + 1) = " + pattern.replacing("%d", with: "\(index)")
    }
    let project = evaluate(
      main: "locals {\n  v0 = \(first)\n" + lines.joined(separator: "\n")
        + "\n}\noutput \"it\" { value = local.v64 }"
    )
    #expect(try project.output("it").unknown != nil)
  }

  @Test(
    "Deep nesting is refused, not followed",
    arguments: ["(", "[", "{a=", "!", "-", "x.y[", "f("]
  )
  func nesting(opening: String) {
    let text = "a = " + String(repeating: opening, count: 100_000)
    let project = evaluate(main: "locals {\n  \(text)\n}\nresource \"a_b\" \"c\" {}")
    #expect(project.addresses == ["a_b.c"] || project.addresses.isEmpty)
    #expect(!project.unresolved.isEmpty)
  }

  @Test(
    "Long chains are refused, not followed",
    arguments: [" + 1", ".a", "[0]", " || true", " ? 1 : 1"]
  )
  func chains(link: String) {
    let text = "a = x" + String(repeating: link, count: 50_000)
    let project = evaluate(main: "locals {\n  \(text)\n}")
    #expect(!project.unresolved.isEmpty)
  }

  @Test("Nested blocks are refused, not followed")
  func nestedBlocks() {
    let project = evaluate(main: String(repeating: "a {\n", count: 100_000))
    #expect(!project.unresolved.isEmpty)
  }

  @Test("A long chain of references ends")
  func longReferences() throws {
    let lines = (0..<20_000).map { "  v\($0 + 1) = local.v\($0)" }
    let project = evaluate(
      main: "locals {\n  v0 = 1\n" + lines.joined(separator: "\n")
        + "\n}\noutput \"it\" { value = local.v20000 }"
    )
    #expect(try project.output("it").unknown != nil)
  }

  @Test("A chain of modules ends")
  func longModules() {
    var files: [String: String] = [:]
    for index in 0..<200 {
      files["m\(index)/main.tf"] = "module \"n\" { source = \"../m\(index + 1)\" }"
    }
    files["m200/main.tf"] = "resource \"a_b\" \"c\" {}"
    let project = evaluate(files)
    #expect(project.reasons.contains { $0.contains("nest deeper") })
  }

  @Test("Modules that multiply end")
  func multiplyingModules() {
    var files: [String: String] = [:]
    for index in 0..<12 {
      files["m\(index)/main.tf"] =
        "module \"n\" {\n  source = \"../m\(index + 1)\"\n  count = 10\n}"
    }
    files["m12/main.tf"] = "resource \"a_b\" \"c\" {}"
    let project = evaluate(files)
    #expect(project.addresses.count <= 10_000)
    #expect(!project.unresolved.isEmpty)
  }

  @Test(
    "Patterns that make others backtrack do not",
    arguments: [
      "(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*)*x", "((a{0,100}){0,100}){0,100}", "a{1000}{1000}",
    ]
  )
  func patterns(pattern: String) throws {
    let text = String(repeating: "a", count: 5_000)
    let project = evaluate(
      main: "output \"it\" { value = can(regex(\"\(pattern)\", \"\(text)!\")) }"
    )
    #expect(try project.output("it") != .null)
  }

  @Test(
    "Bytes that are not text",
    arguments: [
      [0x00], [0xFF, 0xFE, 0x00], Array("a = \"\u{0}\"\n".utf8), [0xEF, 0xBB, 0xBF],
      Array("locals { a = \"".utf8) + [0xC3, 0x28] + Array("\" }".utf8), Array("<<".utf8),
      Array("a = <<EOT".utf8), Array("a = \"${".utf8), Array("a = \"%{ if".utf8), Array("/*".utf8),
      Array("a = \"\\u12".utf8), Array("a = 1.".utf8), Array("a = \"\\U00110000\"".utf8),
    ] as [[UInt8]]
  )
  func bytes(content: [UInt8]) {
    _ = TerraformEvaluation.evaluate([
      "main.tf": content, "x.tf.json": content, "terraform.tfvars": content,
    ])
  }

  @Test("JSON that nests or is cut short")
  func json() {
    let deep = String(repeating: "[", count: 100_000)
    let project = evaluate(["main.tf.json": deep, "other.tf.json": "{\"resource\": {\"a_b\": {"])
    #expect(project.unresolved.count == 2)
  }

  @Test("A hundred megabytes in one line")
  func longLine() {
    let line = Array("a = \"".utf8) + Array(repeating: UInt8(ascii: "x"), count: 20_000_000)
    let project = TerraformEvaluation.evaluate(["main.tf": line])
    #expect(project.unresolved.map(\.reason) == ["the file is larger than 4 MB"])
  }

  @Test("A mistake in one block leaves the others readable")
  func recovery() {
    let project = evaluate(
      main: """
        resource "a_b" "before" {}
        resource "a_b" "broken" {
          name = = 1
        }
        resource "a_b" "after" {}
        """
    )
    #expect(project.addresses == ["a_b.after", "a_b.before"])
    #expect(project.unresolved.count == 1)
  }

  @Test("Every truncation of a configuration is survived")
  func truncations() throws {
    let configuration = try #require(
      TerraformConfiguration.all.first { $0.name == "templates-and-heredocs" }
    )
    let bytes = try #require(try configuration.files()["main.tf"])
    for end in stride(from: 0, to: bytes.count, by: 7) {
      _ = TerraformEvaluation.evaluate(["main.tf": Array(bytes[..<end])])
    }
  }

  @Test("The same files give the same result")
  func repeatable() throws {
    for configuration in TerraformConfiguration.all {
      let files = try configuration.files()
      #expect(TerraformEvaluation.evaluate(files) == TerraformEvaluation.evaluate(files))
    }
  }
}
