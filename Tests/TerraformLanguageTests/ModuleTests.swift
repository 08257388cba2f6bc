import TerraformLanguage
import Testing

@Suite("Modules are followed inside the repository and nowhere else")
struct ModuleTests {
  @Test("A module from a registry is opaque, and said to be")
  func remote() throws {
    let project = evaluate(
      main: """
        module "db" { source = "terraform-aws-modules/rds/aws" }
        output "it" { value = module.db.endpoint }
        """
    )
    #expect(try project.output("it").unknown != nil)
    #expect(
      project.reasons == [
        "the module comes from terraform-aws-modules/rds/aws, which is not in the repository"
      ]
    )
  }

  @Test("No path leads out of the repository", arguments: ["../../etc", "../..", "../x/../../y"])
  func outside(source: String) {
    let project = evaluate([
      "infra/main.tf": "module \"m\" { source = \"\(source)\" }\nresource \"a_b\" \"c\" {}"
    ])
    #expect(project.addresses == ["a_b.c"])
    #expect(project.unresolved.count == 1)
  }

  @Test("A file outside is not read", arguments: ["../secret", "/etc/passwd", "../../x"])
  func fileOutside(path: String) throws {
    let project = evaluate(main: "output \"it\" { value = file(\"\(path)\") }")
    #expect(try project.output("it").unknown?.reason.contains("outside the repository") == true)
  }

  @Test("A module that calls itself, at once or in a circle, ends")
  func circle() {
    let project = evaluate([
      "main.tf": "module \"a\" { source = \"./a\" }",
      "a/main.tf": "module \"b\" { source = \"../b\" }\nresource \"r_a\" \"x\" {}",
      "b/main.tf": "module \"a\" { source = \"../a\" }\nresource \"r_b\" \"x\" {}",
    ])
    #expect(project.addresses == ["module.a.module.b.r_b.x", "module.a.r_a.x"])
    #expect(project.reasons == ["the module calls itself"])
    let alone = evaluate(main: "module \"me\" { source = \"./\" }\nresource \"r_a\" \"x\" {}")
    #expect(alone.addresses == ["r_a.x"])
    #expect(alone.reasons == ["the module calls itself"])
  }

  @Test("Folders nobody calls are roots; so is one that keeps its own state")
  func roots() {
    let project = evaluate([
      "prod/main.tf": "module \"m\" { source = \"../modules/m\" }",
      "dev/main.tf": "module \"p\" { source = \"../prod\" }",
      "prod/backend.tf": "terraform {\n  backend \"s3\" {}\n}",
      "modules/m/main.tf": "resource \"a_b\" \"c\" {}",
      "loop/a/main.tf": "module \"b\" { source = \"../b\" }",
      "loop/b/main.tf": "module \"a\" { source = \"../a\" }",
    ])
    #expect(project.roots.map(\.directory) == ["dev", "loop/a", "prod"])
  }

  @Test("Providers follow modules")
  func providers() throws {
    let project = evaluate([
      "main.tf": """
      provider "aws" { region = "a" }
      provider "aws" {
        alias  = "west"
        region = "b"
      }
      module "m" {
        source    = "./m"
        providers = { aws = aws.west }
      }
      resource "aws_x" "here" {}
      resource "aws_x" "there" { provider = aws.west }
      """,
      "m/main.tf": "resource \"aws_x\" \"inside\" {}",
    ])
    #expect(try project.instance("aws_x.here").provider == "aws")
    #expect(try project.instance("aws_x.there").provider == "aws.west")
    #expect(try project.instance("module.m.aws_x.inside").provider == "aws.west")
    #expect(Set(project.roots[0].providers.keys) == ["aws", "aws.west"])
  }

  @Test("A missing input is unknown inside the module, and other inputs are not")
  func missingInput() throws {
    let project = evaluate([
      "main.tf":
        "module \"m\" {\n  source = \"./m\"\n  a = 1\n}\noutput \"it\" { value = module.m.both }",
      "m/main.tf": """
      variable "a" {}
      variable "b" {}
      output "both" { value = [var.a, var.b] }
      """,
    ])
    let values = try #require(try project.output("it").elements)
    #expect(values[0] == .number(1))
    #expect(values[1].unknown != nil)
  }

  @Test("Two modules of one folder do not share what they were called with")
  func siblings() throws {
    let project = evaluate([
      "main.tf": """
      module "one" {
        source = "./m"
        size   = 1
      }
      module "two" {
        source = "./m"
        size   = 2
      }
      output "it" { value = [module.one.doubled, module.two.doubled] }
      """,
      "m/main.tf": """
      variable "size" {}
      locals { doubled = var.size * 2 }
      output "doubled" { value = local.doubled }
      """,
    ])
    #expect(try project.output("it") == .tuple([.number(2), .number(4)]))
  }
}
