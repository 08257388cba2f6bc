import ScriptLanguage

/// Tells where a secret used by code comes from.
enum SecretSources {
  /// One of `literal`, `environment`, `file`, `service` and `unknown`.
  static func source(of id: ScriptNodeID?, in survey: ProgramSurvey, depth: Int = 8) -> String {
    guard let id, id >= 0, depth > 0 else { return "unknown" }
    let value = survey.resolved(id)
    guard value >= 0 else { return "unknown" }
    let node = survey.program[value]
    switch node.kind {
    case .string: return survey.program.text(value).isEmpty ? "unknown" : "literal"
    case .template: return survey.string(value) == nil ? inside(value, survey, depth) : "literal"
    case .member, .index, .identifier: return named(value, survey)
    case .binary:
      let sides = [node.first, node.second].map { source(of: $0, in: survey, depth: depth - 1) }
      // A default written beside a configured secret is what runs when nobody configured one.
      if sides.contains("literal") { return "literal" }
      return sides.first { $0 != "unknown" } ?? "unknown"
    case .conditional:
      let sides = [node.second, node.third].map { source(of: $0, in: survey, depth: depth - 1) }
      if sides.contains("literal") { return "literal" }
      return sides.first { $0 != "unknown" } ?? "unknown"
    case .call, .new: return called(value, survey, depth)
    case .array:
      return survey.program.list(value).map { source(of: $0, in: survey, depth: depth - 1) }
        .first { $0 != "unknown" } ?? "unknown"
    default: return "unknown"
    }
  }

  private static func inside(_ id: ScriptNodeID, _ survey: ProgramSurvey, _ depth: Int) -> String {
    survey.program.list(id).filter { survey.program[$0].kind != .string }
      .map { source(of: $0, in: survey, depth: depth - 1) }
      .first { $0 != "unknown" } ?? "unknown"
  }

  private static func named(_ id: ScriptNodeID, _ survey: ProgramSurvey) -> String {
    let text = survey.text(id)
    if text.hasPrefix("process.env") || text.hasPrefix("import.meta.env")
      || text.hasPrefix("Deno.env")
      || text.hasPrefix("env.") || text.hasPrefix("Bun.env") || text.holds(".env.")
    {
      return "environment"
    }
    let lower = text.lowercased()
    // A configuration object of the project holds what was configured.
    if ["config", "settings", "env", "environment", "secrets", "options", "constants", "keys"]
      .contains(where: {
        lower.hasPrefix($0) || lower.holds("." + $0) || lower.hasPrefix("this." + $0)
      })
    {
      return "environment"
    }
    return "unknown"
  }

  private static func called(_ id: ScriptNodeID, _ survey: ProgramSurvey, _ depth: Int) -> String {
    let callee = survey.text(survey.program[id].first)
    let lower = callee.lowercased()
    if lower.holds("readfile") { return "file" }
    if lower.holds("configservice") || lower.hasSuffix("config.get")
      || lower.hasSuffix("getorthrow")
      || lower.hasSuffix("env") || lower.hasSuffix("env.get") || lower.hasSuffix("required")
    {
      return "environment"
    }
    if lower.holds("secret")
      && (lower.holds("get") || lower.holds("fetch") || lower.holds("manager"))
    {
      return "service"
    }
    if lower.holds("randombytes") || lower.holds("generatekey") { return "service" }
    // Encoders pass on what they are given.
    for argument in survey.program.list(id) {
      let source = source(of: argument, in: survey, depth: depth - 1)
      if source != "unknown" { return source }
    }
    return "unknown"
  }
}
