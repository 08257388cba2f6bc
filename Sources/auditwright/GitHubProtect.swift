import ArgumentParser
import Engine
import ReadinessModel
import Reports

/// Recommends rules for the default branch, and sets them when told to.
struct GitHubProtect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "protect",
    abstract: "Show the ruleset recommended for the default branch; --apply sets it.",
    discussion: """
      Changes come by pull request, somebody other than who pushed last approves, named checks have \
      passed, and nobody rewrites or deletes the branch, administrators included. Rules that are \
      there stay: all apply together, so one more ruleset can only ask for more. What \
      .github/rulesets/default-branch.json asks for is wanted as well, of each the stricter.

      Examples:
        auditwright github protect
        auditwright github protect octo/shop --path ../shop --signatures
        auditwright github protect --apply
        auditwright github protect --verify   ends with 1 when something is not in force
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @OptionGroup var target: GitHubTarget
  @OptionGroup var output: OutputOptions

  @Option(help: "Approvals that a change takes, from 1 to 6.") var approvals = 1
  @Flag(help: "Take signed commits only.") var signatures = false
  @Option(help: "Require this check, though no recent pull request got it; may be given again.")
  var check: [String] = []
  @Option(help: "Format of the output; json is the ruleset as GitHub takes it.")
  var format = Format.text
  @Flag(help: "Set the ruleset.") var apply = false
  @Flag(help: "Set nothing, and end with 1 when something is not in force.") var verify = false
  @Flag(help: "Set it without asking.") var yes = false

  mutating func validate() throws {
    if !(1...6).contains(approvals) {
      throw ValidationError("--approvals takes a number from 1 to 6.")
    }
    if apply, verify { throw ValidationError("Give --apply or --verify, not both.") }
    if check.contains(where: { $0.isEmpty || $0.count > 255 }) {
      throw ValidationError("--check takes the name of a check.")
    }
  }

  func run() throws {
    try target.withHost { engine, connection in
      let options = ProtectOptions(approvals: approvals, asksSignatures: signatures, checks: check)
      let plan = try engine.protectionPlan(connection, folder: target.path, options: options)
      switch format {
      case .text: try output.write(ProtectionFormat.text(plan))
      case .json: try output.write(ProtectionFormat.json(plan))
      }
      if verify, !plan.isInForce { throw ExitCode(ProgramExit.thresholdMet) }
      guard apply, !plan.isInForce else { return }
      guard yes || isAgreed(plan.repository) else {
        Terminal.writeError("Nothing was set; --yes sets it without asking.\n")
        throw ExitCode(ProgramExit.wrongUsage)
      }
      try engine.protect(connection, plan)
      let after = try engine.protectionPlan(connection, folder: target.path, options: options)
      guard after.isInForce else {
        Terminal.writeError("GitHub took the ruleset; not all of it is seen in force:\n")
        for step in after.steps where !step.isInForce {
          Terminal.writeError(SafeText.line("  \(step.what): \(step.now)") + "\n")
        }
        throw ExitCode(ProgramExit.incomplete)
      }
      Terminal.write("Set, and seen in force.\n")
    }
  }

  /// Asks somebody at the terminal; without one, nobody agreed.
  private func isAgreed(_ repository: String) -> Bool {
    guard Terminal.asks else { return false }
    Terminal.writeError("Set this ruleset on \(SafeText.line(repository))? [y/N] ")
    return ["y", "yes"].contains((readLine() ?? "").lowercased())
  }
}
