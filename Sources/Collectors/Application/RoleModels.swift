import ReadinessModel
import ScriptLanguage

/// Finds the roles and permissions the code defines.
enum RoleModels {
  /// Matches, in any case, every file in which roles or permissions could be declared.
  static let expression =
    "(?:role|permission|privilege)\\w{0,60}\\s{0,8}(?::[^=;]{0,200})?=\\s{0,8}(?:[\\[{]|Object)"
    + "|enum\\s{1,8}\\w{0,60}(?:role|permission|privilege)"

  static func definitions(in survey: ProgramSurvey) -> [RoleDefinition] {
    let program = survey.program
    var found: [RoleDefinition] = []
    for (index, node) in program.nodes.enumerated()
    where node.kind == .declarator && node.second >= 0 {
      let id = ScriptNodeID(index)
      let name = survey.text(node.first)
      let lower = name.lowercased()
      guard ["role", "permission", "privilege"].contains(where: { lower.holds($0) }) else {
        continue
      }
      let members = members(node.second, survey)
      guard members.count >= 2 else { continue }
      found.append(RoleDefinition(name: name, members: members, location: survey.location(id)))
    }
    return found
  }

  private static func members(_ id: ScriptNodeID, _ survey: ProgramSurvey) -> [String] {
    let program = survey.program
    switch program[id].kind {
    case .object:
      return program.list(id).filter { program[$0].kind == .property }.map { program.text($0) }
        .filter { !$0.isEmpty }
    case .array: return program.list(id).compactMap { survey.string($0) }
    case .call where survey.text(program[id].first) == "Object.freeze":
      return program.list(id).first.map { members($0, survey) } ?? []
    default: return []
    }
  }
}
