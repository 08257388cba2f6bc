import ReadinessModel
import TerraformLanguage

/// What a policy of an identity allows, its denials taken off.
struct PolicyRights {
  private let allowed: [PolicyStatement]
  private let denied: [PolicyStatement]

  init(_ document: PolicyDocument) {
    allowed = document.statements.filter(\.allows)
    // A denial under a condition takes nothing off for certain.
    denied = document.statements.filter {
      !$0.allows && $0.conditions.isEmpty && $0.unknownCondition == nil
    }
  }

  /// Whether everything is allowed on everything, or everything but things that can be regained.
  ///
  /// Who may change identities and their policies may give himself the rest, so rights without
  /// `iam` are not an administrator's, and rights without anything else are.
  func administrator(at place: SourceLocation) -> Setting<Bool> {
    if deniesIdentities { return .set(false, at: place) }
    var unknown: String?
    for statement in allowed
    where statement.resources.contains(where: PolicyStatement.isEverything)
      || !statement.exceptResources.isEmpty
    {
      if statement.actions.contains(where: PolicyStatement.isEverything) {
        return .set(true, at: place)
      }
      if !statement.exceptActions.isEmpty,
        !statement.exceptActions.contains(where: PolicyStatement.coversService("iam"))
      {
        return .set(true, at: place)
      }
      unknown = unknown ?? statement.actions.lazy.compactMap { $0.unknown?.reason }.first
    }
    for statement in allowed where unknown == nil {
      let couldBeAll = statement.actions.contains(where: PolicyStatement.isEverything)
      guard couldBeAll else { continue }
      unknown =
        statement.resources.lazy.compactMap { resource in
          // The name of a resource of the configuration is never everything.
          resource.unknown.flatMap { $0.references.isEmpty ? $0.reason : nil }
        }.first
    }
    return unknown.map { .unknown(because: $0) } ?? .set(false, at: place)
  }

  /// Whether identities are out of reach whatever is allowed.
  private var deniesIdentities: Bool {
    denied.contains { statement in
      statement.resources.contains(where: PolicyStatement.isEverything)
        && statement.actions.contains(where: PolicyStatement.coversService("iam"))
    }
  }

  /// Allowed actions that take in a whole service or more.
  var wildcardActions: [String] {
    var found: Set<String> = []
    for statement in allowed {
      for action in statement.actions {
        guard let pattern = action.text else { continue }
        let parts = pattern.split(separator: ":", maxSplits: 1)
        let isWhole = parts.last?.allSatisfy { $0 == "*" } ?? false
        if isWhole, !isDenied(pattern) { found.insert(pattern) }
      }
      if !statement.exceptActions.isEmpty {
        found.insert(
          "* except \(statement.exceptActions.compactMap(\.text).joined(separator: ", "))"
        )
      }
    }
    return found.sorted()
  }

  /// Whether writing or permission actions are allowed on every resource.
  var wildcardResources: Bool {
    allowed.contains { statement in
      let isOnEverything =
        statement.resources.contains(where: PolicyStatement.isEverything)
        || !statement.exceptResources.isEmpty
      guard isOnEverything else { return false }
      return !statement.exceptActions.isEmpty
        || statement.actions.contains { action in
          action.text.map { !Self.onlyReads($0) && !isDenied($0) } ?? false
        }
    }
  }

  /// Whether a denial on every resource takes an action off again.
  private func isDenied(_ pattern: String) -> Bool {
    denied.contains { statement in
      statement.resources.contains(where: PolicyStatement.isEverything)
        && statement.actions.contains { $0.text.map { Self.covers($0, pattern) } ?? false }
    }
  }

  /// Whether a pattern takes in all another one does, for patterns that end in one star.
  private static func covers(_ wide: String, _ narrow: String) -> Bool {
    let (wide, narrow) = (wide.lowercased(), narrow.lowercased())
    if wide == narrow || wide == "*" || wide == "*:*" { return true }
    guard wide.hasSuffix("*") else { return false }
    let stem = wide.dropLast()
    return !stem.contains("*") && !stem.contains("?") && narrow.hasPrefix(stem)
  }

  private static let readingVerbs = [
    "get", "list", "describe", "batchget", "head", "lookup", "search", "query", "scan", "select",
    "view", "check", "estimate", "simulate", "test", "preview", "read", "download", "filter",
    "startquery", "stopquery",
  ]

  /// Whether an action pattern takes in reading actions only.
  private static func onlyReads(_ pattern: String) -> Bool {
    guard let name = pattern.split(separator: ":", maxSplits: 1).dropFirst().first?.lowercased()
    else {
      return false
    }
    return readingVerbs.contains { name.hasPrefix($0) }
  }
}
