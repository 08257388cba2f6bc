import AgentServer
import ArgumentParser
import Engine
import Foundation
import Reports

/// Skills for agents.
struct Skills: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Teach an agent to work with Auditwright, by skills in the Agent Skills format.",
    subcommands: [SkillsInstall.self, SkillsList.self]
  )
}

/// Installs skills.
struct SkillsInstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Write the skills into a folder that agents read.",
    discussion: """
      Examples:
        auditwright skills install
        auditwright skills install --target ~/.agents/skills
      """
  )

  @Option(help: "Folder of skills.", completion: .directory)
  var target = ".agents/skills"

  @Flag(help: "Write over skills that were changed.")
  var overwrite = false

  func run() throws {
    for skill in AgentSkill.all {
      let outcome: AgentSkill.Installation
      do {
        outcome = try skill.install(into: target, overwrites: overwrite)
      } catch {
        throw EngineFailure.unwritable(path: target, reason: FileTrouble.reason(of: error))
      }
      let path = SafeText.line("\(target)/\(skill.name)/SKILL.md")
      switch outcome {
      case .written: Terminal.write("Wrote \(path)\n")
      case .unchanged: Terminal.write("Unchanged: \(path)\n")
      case .leftAlone:
        Terminal.writeError("Note: \(path) was changed by somebody and left alone; --overwrite.\n")
      }
    }
  }
}

/// Lists skills.
struct SkillsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Say which skills there are, and what they are for."
  )

  func run() throws {
    for skill in AgentSkill.all { Terminal.write("\(skill.name)\n  \(skill.description)\n") }
  }
}
