import Foundation
import TerraformLanguage
import Testing

@Suite("Configurations come to what Terraform plans for them")
struct PlanTests {
  @Test("The plan as recorded", arguments: TerraformConfiguration.all)
  func recorded(_ configuration: TerraformConfiguration) throws {
    let plan = try #require(
      try PlanRecord(recording: configuration.recording),
      "record the plans with RECORD_TERRAFORM_PLANS=1 swift test --filter PlanTests"
    )
    try expectNoDifference(configuration, plan)
  }

  /// Runs only when asked, since each plan takes seconds.
  @Test(
    "The plan as Terraform makes it now",
    .enabled(
      if: Self.isAsked,
      "set COMPARE_TERRAFORM_PLANS=1 or RECORD_TERRAFORM_PLANS=1 to run Terraform itself"
    )
  )
  func live() throws {
    let environment = ProcessInfo.processInfo.environment
    guard let terraform = TerraformProgram() else {
      print("skipped: terraform, or a folder of plug-ins with the AWS provider, is not here")
      return
    }
    let wanted = environment["TERRAFORM_CONFIGURATIONS"]?.split(separator: ",").map(String.init)
    for configuration in TerraformConfiguration.all
    where wanted?.contains(configuration.name) ?? true {
      let plan = PlanRecord(plan: try terraform.plan(configuration))
      if environment["RECORD_TERRAFORM_PLANS"] != nil {
        try plan.record(at: configuration.recording)
      }
      try expectNoDifference(configuration, plan)
    }
  }

  private static var isAsked: Bool {
    let environment = ProcessInfo.processInfo.environment
    return environment["COMPARE_TERRAFORM_PLANS"] != nil
      || environment["RECORD_TERRAFORM_PLANS"] != nil
  }

  private func expectNoDifference(
    _ configuration: TerraformConfiguration,
    _ plan: PlanRecord
  ) throws {
    let project = TerraformEvaluation.evaluate(try configuration.files())
    let root = try #require(project.roots.first, "\(configuration.name) has no root")
    #expect(project.roots.count == 1, "\(configuration.name): \(project.roots.map(\.directory))")
    let comparison = PlanComparison(root, plan)
    #expect(comparison.differences == [], "\(configuration.name)")
    #expect(project.unresolved == [], "\(configuration.name)")
  }
}
