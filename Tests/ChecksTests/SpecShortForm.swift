import ReadinessModel

/// A type that specifications may write shorter than its coding does.
protocol SpecShortForm {
  /// The node as the type's coding expects it.
  static func longForm(of node: SpecNode) -> SpecNode
}

extension Observation: SpecShortForm {
  static func longForm(of node: SpecNode) -> SpecNode {
    switch node {
    case .missing: .map([("notObservable", .scalar("this case says nothing of it"))])
    case .map where node.keys == ["notObservable"]: node
    case .map, .list, .scalar: .map([("observed", node)])
    }
  }
}

extension Setting: SpecShortForm {
  static func longForm(of node: SpecNode) -> SpecNode {
    switch node {
    case .scalar, .list: .map([("value", node)])
    case .missing, .map: node
    }
  }
}

extension SourceLocation: SpecShortForm {
  static func longForm(of node: SpecNode) -> SpecNode {
    guard case .scalar(let text) = node else { return node }
    let parts = text.split(separator: ":")
    guard parts.count == 2 else { return node }
    return .map([
      ("file", .scalar(String(parts[0]))), ("line", .scalar(String(parts[1]))),
      ("column", .scalar("1")),
    ])
  }
}

extension AccessDecision: SpecShortForm {
  static func longForm(of node: SpecNode) -> SpecNode {
    guard case .scalar = node else { return node }
    return .map([("status", node)])
  }
}

extension AuditDecision: SpecShortForm {
  static func longForm(of node: SpecNode) -> SpecNode {
    guard case .scalar = node else { return node }
    return .map([("status", node)])
  }
}

extension Route: SpecShortForm {
  /// Reads `route: GET /path`, `at: file:line`, `reaches: [model]`, and `makes: [model]` for what gets
  /// the caller's tenant, beside the full keys.
  static func longForm(of node: SpecNode) -> SpecNode {
    guard case .map(var entries) = node, case .scalar(let label) = node["route"] else {
      return node
    }
    let parts = label.split(separator: " ")
    let location = node["at"]
    entries.removeAll { ["route", "at", "reaches", "makes"].contains($0.key) }
    entries.append(("method", .scalar(String(parts.first ?? ""))))
    entries.append(("path", .scalar(String(parts.last ?? ""))))
    entries.append(("location", location))
    var accesses: [SpecNode] = []
    if case .list(let models) = node["reaches"] {
      accesses += models.map { .map([("model", $0), ("location", location)]) }
    }
    if case .list(let models) = node["makes"] {
      accesses += models.map {
        .map([
          ("model", $0), ("operation", .scalar("create")), ("location", location),
          ("isForTenant", .scalar("true")),
        ])
      }
    }
    if !accesses.isEmpty { entries.append(("dataAccess", .list(accesses))) }
    for decision in ["authentication", "authorization", "ownership"]
    where node[decision].isMissing {
      entries.append((decision, .scalar("unprotected")))
    }
    if node["audit"].isMissing { entries.append(("audit", .scalar("unlogged"))) }
    return .map(entries)
  }
}

extension Moment: SpecShortForm {
  /// Reads a day as its first moment, and the day cases are judged on when there is none.
  static func longForm(of node: SpecNode) -> SpecNode {
    switch node {
    case .missing: .scalar("2026-11-23T00:00:00Z")
    case .scalar(let text) where text.utf8.count == 10: .scalar(text + "T00:00:00Z")
    case .scalar, .list, .map: node
    }
  }
}

extension HostCollection: SpecShortForm {
  /// Reads a list as the rows of a complete collection.
  static func longForm(of node: SpecNode) -> SpecNode {
    guard case .list = node else { return node }
    return .map([("rows", node), ("isComplete", .scalar("true")), ("pages", .scalar("1"))])
  }
}
