internal import ReadinessModel

/// Reads what starts a workflow, in its three notations.
enum WorkflowTriggers {
  static func read(_ node: ConfigurationNode?) -> [WorkflowTrigger] {
    guard let node else { return [] }
    guard !node.entries.isEmpty else { return node.strings.map { WorkflowTrigger(event: $0) } }
    return node.entries.flatMap { entry -> [WorkflowTrigger] in
      if entry.key == "schedule" {
        return entry.value.items.map {
          WorkflowTrigger(event: "schedule", schedule: $0["cron"]?.string)
        }
      }
      let ignored = entry.value["branches-ignore"]?.strings ?? []
      return [
        WorkflowTrigger(
          event: entry.key,
          branches: (entry.value["branches"]?.strings ?? []) + ignored.map { "!" + $0 },
          ignoresPaths: entry.value["paths"] != nil || entry.value["paths-ignore"] != nil,
          types: entry.value["types"]?.strings ?? [],
          tags: entry.value["tags"]?.strings
        )
      ]
    }
  }

  /// The inputs that a workflow takes when another calls it.
  static func callInputs(_ node: ConfigurationNode?) -> [ConfigurationNode.Entry] {
    node?["workflow_call"]?["inputs"]?.entries ?? []
  }
}

/// Reads the permissions of a workflow's token.
enum WorkflowPermissions {
  /// The scopes with their level; nil when nothing is declared.
  static func read(_ node: ConfigurationNode?) -> [String: String]? {
    guard let node else { return nil }
    switch node.string {
    case "write-all": return ["all": "write"]
    case "read-all": return ["all": "read"]
    default:
      let pairs = node.entries.compactMap { entry in entry.value.string.map { (entry.key, $0) } }
      return Dictionary(pairs) { _, last in last }
    }
  }

  /// The widest of several declarations.
  static func union(_ declarations: [[String: String]]) -> [String: String] {
    let rank = ["none": 0, "read": 1, "write": 2]
    return declarations.reduce(into: [:]) { all, next in
      for (scope, level) in next {
        let known = all[scope].map { rank[$0] ?? 0 } ?? -1
        if (rank[level] ?? 0) > known { all[scope] = level }
      }
    }
  }
}

/// Works out the names that the host gives to the runs of a job.
enum WorkflowMatrix {
  private static let mostRuns = 256

  /// The names of a job's check runs; empty when they depend on what is not in the file.
  static func checkRuns(of job: ConfigurationNode, id: String, title: String?) -> [String] {
    guard let matrix = job["strategy"]?["matrix"] else {
      if let title, title.contains("${{") { return [] }
      return [title ?? id]
    }
    guard let combinations = combinations(of: matrix) else { return [] }
    var names: [String] = []
    for combination in combinations {
      let values = Dictionary(combination) { _, last in last }
      if let title, title.contains("${{") {
        let name = WorkflowExpression.substitute(values, in: title, context: "matrix")
        if name.contains("${{") { return [] }
        names.append(name)
      } else {
        let shown = combination.map(\.1).joined(separator: ", ")
        names.append(shown.isEmpty ? title ?? id : "\(title ?? id) (\(shown))")
      }
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  private static func combinations(of matrix: ConfigurationNode) -> [[(String, String)]]? {
    guard case .mapping(let entries) = matrix.content else { return nil }
    var all: [[(String, String)]] = [[]]
    var hasAxis = false
    for axis in entries where axis.key != "include" && axis.key != "exclude" {
      guard case .sequence(let items) = axis.value.content else { return nil }
      let values = items.compactMap(\.string)
      guard values.count == items.count, all.count * values.count <= mostRuns,
        !values.contains(where: { $0.contains("${{") })
      else { return nil }
      hasAxis = true
      all = all.flatMap { row in values.map { row + [(axis.key, $0)] } }
    }
    if !hasAxis { all = [] }
    for excluded in matrix["exclude"]?.items ?? [] {
      let pairs = excluded.entries.map { ($0.key, $0.value.string ?? "") }
      all.removeAll { row in pairs.allSatisfy { pair in row.contains { $0 == pair } } }
    }
    let axes = Set(all.first?.map(\.0) ?? [])
    for included in matrix["include"]?.items ?? [] {
      let pairs = included.entries.map { ($0.key, $0.value.string ?? "") }
      let fixed = pairs.filter { axes.contains($0.0) }
      let rows = all.indices.filter { row in
        fixed.allSatisfy { pair in all[row].contains { $0 == pair } }
      }
      if rows.isEmpty || axes.isEmpty {
        all.append(pairs)
      } else {
        for row in rows { all[row] += pairs.filter { !axes.contains($0.0) } }
      }
      guard all.count <= mostRuns else { return nil }
    }
    return all
  }
}
