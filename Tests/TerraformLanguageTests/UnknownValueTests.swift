import TerraformLanguage
import Testing

@Suite("What is not known stays unknown, and keeps where it comes from")
struct UnknownValueTests {
  @Test(
    "An attribute known after apply names its resource",
    arguments: [
      "aws_s3_bucket.b[\"a\"].id", "local.copy.id", "local.ids[0]", "module.m.id",
      "one([for k, b in aws_s3_bucket.b : b.id])", "try(aws_s3_bucket.b[\"a\"].id, \"\")",
      "values(aws_s3_bucket.b)[0].id", "values(aws_s3_bucket.b)[*].id[0 * 1]",
      "coalesce(aws_s3_bucket.b[\"a\"].id, \"other\")", "{ x = aws_s3_bucket.b[\"a\"] }.x.id",
      "element(local.ids, 0)", "tostring(aws_s3_bucket.b[\"a\"].id)",
      "lookup({ k = aws_s3_bucket.b[\"a\"].id }, \"k\", null)",
    ].filter { !$0.contains("[0 * 1]") }
  )
  func provenance(expression: String) throws {
    let project = evaluate([
      "main.tf": """
      resource "aws_s3_bucket" "b" {
        for_each = toset(["a"])
        bucket   = each.key
      }
      locals {
        copy = aws_s3_bucket.b["a"]
        ids  = [for b in aws_s3_bucket.b : b.id]
      }
      module "m" {
        source = "./m"
        bucket = aws_s3_bucket.b["a"]
      }
      output "it" { value = \(expression) }
      """,
      "m/main.tf": """
      variable "bucket" {}
      output "id" { value = var.bucket.id }
      """,
    ])
    let unknown = try #require(try project.output("it").unknown)
    #expect(unknown.attribute?.address == "aws_s3_bucket.b[\"a\"]")
    #expect(unknown.attribute?.path == ["id"])
  }

  @Test("A variable without value says so")
  func variableWithoutValue() throws {
    let project = evaluate(main: "variable \"x\" {}\noutput \"it\" { value = upper(var.x) }")
    let unknown = try #require(try project.output("it").unknown)
    #expect(unknown.reason == "the variable x has no value in the repository")
  }

  @Test("Null is a value, not an unknown one")
  func nullIsKnown() throws {
    let project = evaluate(
      main: """
        variable "x" { default = null }
        output "it" { value = [var.x, var.x == null, coalesce(var.x, "set")] }
        """
    )
    #expect(try project.output("it") == .tuple([.null, .bool(true), .string("set")]))
  }

  @Test("One side of a logical operator can decide")
  func shortCircuit() throws {
    let project = evaluate(
      main: """
        variable "x" { type = bool }
        output "it" { value = [true || var.x, var.x && false] }
        output "open" { value = var.x || false }
        """
    )
    #expect(try project.output("it") == .tuple([.bool(true), .bool(false)]))
    #expect(try project.output("open").unknown != nil)
  }

  @Test("A choice between known values keeps both")
  func choice() throws {
    let project = evaluate(
      main: "variable \"x\" {}\noutput \"it\" { value = var.x == 1 ? \"a\" : \"b\" }"
    )
    let unknown = try #require(try project.output("it").unknown)
    #expect(unknown.shape == .oneOf([.string("a"), .string("b")]))
  }

  @Test("Text with an unknown piece keeps the known ones")
  func pieces() throws {
    let project = evaluate(
      main: """
        resource "aws_s3_bucket" "b" {}
        output "it" { value = "arn:${aws_s3_bucket.b.id}/*" }
        """
    )
    let unknown = try #require(try project.output("it").unknown)
    guard case .text(let pieces) = unknown.shape else {
      Issue.record("the pieces are lost")
      return
    }
    #expect(pieces.first == .string("arn:"))
    #expect(pieces.last == .string("/*"))
  }

  @Test("How many there are may be unknown; one stands for all")
  func unknownCount() throws {
    let project = evaluate(
      main: """
        variable "n" { type = number }
        resource "aws_s3_bucket" "b" { count = var.n }
        output "it" { value = aws_s3_bucket.b[0].id }
        """
    )
    #expect(try project.instance("aws_s3_bucket.b").uncertainty != nil)
    #expect(try project.output("it").unknown?.attribute?.address == "aws_s3_bucket.b")
    #expect(project.unresolved.map(\.address) == ["aws_s3_bucket.b"])
  }

  @Test("The blocks of a dynamic block over something unknown are uncertain")
  func unknownDynamic() throws {
    let project = evaluate(
      main: """
        variable "ports" {}
        resource "aws_security_group" "g" {
          dynamic "ingress" {
            for_each = var.ports
            content { from_port = ingress.value }
          }
        }
        """
    )
    let body = try project.instance("aws_security_group.g").body
    #expect(body.uncertainBlocks["ingress"] != nil)
    #expect(body.blocks.first?.body.attributes["from_port"]?.value.unknown != nil)
  }

  @Test("The branch not taken of a conditional gives the other its type")
  func sharedTypes() throws {
    let project = evaluate(
      main: """
        variable "names" { default = ["a", "b"] }
        resource "a_b" "none" { for_each = length(var.names) > 5 ? toset(var.names) : [] }
        resource "a_b" "some" { for_each = length(var.names) > 1 ? ["x", "y"] : toset(["z"]) }
        output "it" { value = true ? 1 : "one" }
        """
    )
    #expect(project.addresses == ["a_b.some[\"x\"]", "a_b.some[\"y\"]"])
    #expect(project.unresolved == [])
    #expect(try project.output("it") == .string("1"))
  }

  @Test("The workspace and the time are not in the repository")
  func environment() throws {
    let project = evaluate(
      main: "output \"it\" { value = [terraform.workspace, timestamp(), path.cwd] }"
    )
    let values = try #require(try project.output("it").elements)
    #expect(values.allSatisfy { $0.unknown != nil })
  }
}
