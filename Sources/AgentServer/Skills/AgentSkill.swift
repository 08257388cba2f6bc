import Foundation

/// A skill: what an agent reads to work with Auditwright, in the Agent Skills format.
package struct AgentSkill: Hashable, Sendable {
  /// What became of a skill when it was installed.
  package enum Installation: Hashable, Sendable {
    /// It was written.
    case written
    /// It was there already, the same.
    case unchanged
    /// There is another text under its name, which was left alone.
    case leftAlone
  }

  /// Its name, which is that of its folder.
  package let name: String
  /// The text of its `SKILL.md`.
  package let text: String

  /// The skills that are part of the program, by name.
  package static let all: [AgentSkill] = [
    AgentSkill("cicd-pipeline", PackageResources.cicd_pipeline_md),
    AgentSkill("code-reviewer", PackageResources.code_reviewer_md),
    AgentSkill("security-audit", PackageResources.security_audit_md),
    AgentSkill("soc2-readiness", PackageResources.soc2_readiness_md),
  ]

  private init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// What it is for, as its front matter says.
  package var description: String {
    let line = text.split(separator: "\n").first { $0.hasPrefix("description: ") }
    return String(line?.dropFirst("description: ".count) ?? "")
  }

  /// Writes it into a folder of skills; a text that somebody changed stays, unless told otherwise.
  package func install(into folder: String, overwrites: Bool = false) throws -> Installation {
    let place = URL(filePath: folder, directoryHint: .isDirectory).appending(path: name)
    let file = place.appending(path: "SKILL.md")
    if let there = try? Data(contentsOf: file) {
      if there == Data(text.utf8) { return .unchanged }
      guard overwrites else { return .leftAlone }
    }
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
    return .written
  }
}
