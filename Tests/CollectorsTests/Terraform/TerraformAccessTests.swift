import ReadinessModel
import Testing

@Suite("Policies and network rules are read for what they come to")
struct TerraformAccessTests {
  @Test("Merged documents grant what all their parts grant")
  func merged() throws {
    let facts = try TerraformFixture.facts("merged-policies")
    #expect(try facts.policy("aws_iam_policy.merged").grantsAdministrator.effective == true)
    #expect(try facts.policy("aws_iam_policy.tamed").grantsAdministrator.effective == false)
    #expect(try facts.policy("aws_iam_policy.tamed").wildcardActions == [])
    #expect(try facts.policy("aws_iam_policy.dynamic").wildcardActions == ["sqs:*"])
  }

  @Test(
    "Negation and denial count",
    arguments: [
      ("all_but_one", true), ("power_user", false), ("denied", false), ("denied_without_mfa", true),
    ]
  )
  func negated(name: String, isAdministrator: Bool) throws {
    let facts = try TerraformFixture.facts("negated-policies")
    #expect(
      try facts.policy("aws_iam_policy.\(name)").grantsAdministrator.effective == isAdministrator
    )
  }

  @Test("Anybody in a trust policy is public unless a condition ties the caller down")
  func trust() throws {
    let facts = try TerraformFixture.facts("negated-policies")
    #expect(try facts.policy("aws_iam_role.heredoc", "trust").publicPrincipal.effective == true)
    #expect(try facts.policy("aws_iam_role.narrowed", "trust").publicPrincipal.effective == false)
    #expect(
      try facts.policy("aws_iam_role_policy_attachment.admin").grantsAdministrator.effective == true
    )
  }

  @Test("A policy with unknown names in it is still read")
  func partlyUnknown() throws {
    let policy = try TerraformFixture.facts("negated-policies").policy("aws_iam_role_policy.part")
    #expect(policy.grantsAdministrator.effective == false)
    #expect(policy.wildcardActions == ["s3:*"])
    #expect(policy.wildcardResources)
  }

  @Test("A policy that hangs on a variable without value is not judged")
  func unknownAction() throws {
    let facts = try TerraformFixture.facts(
      main: """
        variable "actions" { type = list(string) }
        resource "aws_iam_policy" "open" {
          policy = jsonencode({
            Statement = [{ Effect = "Allow", Action = var.actions, Resource = "*" }]
          })
        }
        """
    )
    #expect(try facts.policy("aws_iam_policy.open").grantsAdministrator.unknownReason != nil)
  }

  @Test("Anybody under a condition that is not known is not judged")
  func unknownCondition() throws {
    let facts = try TerraformFixture.facts(
      main: """
        variable "condition" {}
        resource "aws_s3_bucket_policy" "open" {
          bucket = "acme"
          policy = jsonencode({
            Statement = [{
              Effect = "Allow", Action = "s3:GetObject", Resource = "*", Principal = "*"
              Condition = var.condition
            }]
          })
        }
        """
    )
    let policy = try facts.policy("aws_s3_bucket_policy.open", "resource")
    #expect(policy.publicPrincipal.unknownReason != nil)
  }

  @Test("Ranges that together cover the internet are the internet")
  func unions() throws {
    let rules = try TerraformFixture.facts("cidr-unions").ingressRules
    let open = Dictionary(grouping: rules, by: \.address).mapValues {
      $0.allSatisfy { $0.openToInternet.effective == true }
    }
    #expect(open["aws_security_group.halves"] == true)
    #expect(open["aws_security_group.most"] == false)
    #expect(open["aws_security_group.version6"] == true)
    #expect(open["aws_security_group_rule.quarters[\"0.0.0.0/2\"]"] == true)
    let datagram = rules.first { $0.address == "aws_security_group.udp" }
    #expect(datagram?.networkProtocol == "udp")
  }

  @Test("The three ways to write a rule are one")
  func threeWays() throws {
    let facts = try TerraformFixture.facts("three-ways-to-let-in")
    let everything = try #require(
      facts.ingressRules.first { $0.address == "aws_vpc_security_group_ingress_rule.everything" }
    )
    #expect(everything.openToInternet.effective == true)
    #expect(everything.networkProtocol == "all")
    #expect(everything.fromPort.effective == -1)
    #expect(everything.attachedTo == ["aws_db_instance.main"])
    let fromWeb = try #require(
      facts.ingressRules.first { $0.address == "aws_security_group_rule.from_web" }
    )
    #expect(fromWeb.openToInternet.effective == false)
    let network = try #require(
      facts.ingressRules.first { $0.address == "aws_vpc_security_group_ingress_rule.network" }
    )
    #expect(network.openToInternet.effective == false)
    #expect(fromWeb.sources == ["aws_security_group.web"])
    #expect(!facts.ingressRules.contains { $0.address == "aws_security_group_rule.out" })
  }

  @Test("A dynamic block over a list is as many rules")
  func dynamicRules() throws {
    let facts = try TerraformFixture.facts("dynamic-blocks")
    let open = facts.ingressRules.filter { $0.address == "aws_security_group.open" }
    #expect(open.map(\.fromPort.effective) == [443, 22])
    #expect(open.allSatisfy { $0.openToInternet.effective == true })
    let inside = facts.ingressRules.filter { $0.address == "aws_security_group.inside" }
    #expect(inside.allSatisfy { $0.openToInternet.effective == false })
  }

  @Test("Protocol numbers have names")
  func protocolNumbers() throws {
    let facts = try TerraformFixture.facts(
      main: """
        resource "aws_security_group" "numbers" {
          ingress {
            from_port   = 53
            to_port     = 53
            protocol    = 17
            cidr_blocks = [var.range]
          }
        }
        variable "range" {}
        """
    )
    #expect(facts.ingressRules.first?.networkProtocol == "udp")
    #expect(facts.ingressRules.first?.openToInternet.unknownReason != nil)
  }
}
