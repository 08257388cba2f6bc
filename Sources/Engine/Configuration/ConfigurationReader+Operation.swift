import Assessment
import Collectors
import ReadinessModel

extension ConfigurationReader {
  /// What the auditor is to examine.
  static func engagement(_ node: ConfigurationNode?) throws(EngineFailure) -> Engagement? {
    guard let node, !node.isNull else { return nil }
    let entry = try mapping(
      node,
      "engagement",
      keys: ["name", "type", "on", "from", "through", "sampling"]
    )
    let name = try text(entry["name"], "name", in: node)
    guard let type = Engagement.ReportType(rawValue: try text(entry["type"], "type", in: node))
    else {
      throw problem(entry["type"] ?? node, "the type must be I or II", next: "Write type: II.")
    }
    let table = entry["sampling"]?.string ?? SampleTable.all[0].name
    guard SampleTable.named(table) != nil else {
      let known = SampleTable.all.map { "\($0.name) (\($0.summary))" }.joined(separator: "; ")
      throw problem(
        entry["sampling"] ?? node,
        "there is no table '\(table)'",
        next: "Known: \(known)."
      )
    }
    let period = try period(entry, of: type, in: node)
    return Engagement(name: name, type: type, period: period, sampling: table)
  }

  private static func period(
    _ entry: [String: ConfigurationNode],
    of type: Engagement.ReportType,
    in node: ConfigurationNode
  ) throws(EngineFailure) -> DaySpan {
    if type == .typeI {
      let day = try day(entry["on"], "on", in: node)
      return DaySpan(from: day, through: day)
    }
    let first = try day(entry["from"], "from", in: node)
    let last = try day(entry["through"], "through", in: node)
    guard first <= last else {
      throw problem(
        entry["through"] ?? node,
        "the period ends before it begins",
        next: "Write the first day after from: and the last after through:."
      )
    }
    return DaySpan(from: first, through: last)
  }

  private static func day(
    _ value: ConfigurationNode?,
    _ name: String,
    in node: ConfigurationNode
  ) throws(EngineFailure) -> CivilDay {
    guard let day = CivilDay(try text(value, name, in: node)) else {
      throw problem(value ?? node, "\(name) must be a day", next: "Write \(name): 2026-12-01.")
    }
    return day
  }

  /// Jobs on which controls rely, beside those that the workflows themselves show.
  static func jobs(
    _ node: ConfigurationNode?
  ) throws(EngineFailure) -> [ProjectConfiguration.Job] {
    guard let node, !node.isNull else { return [] }
    let evidence = try mapping(node, "evidence", keys: ["jobs"])
    var result: [ProjectConfiguration.Job] = []
    for item in try entries(evidence["jobs"], "jobs") {
      let entry = try mapping(item, "jobs", keys: ["workflow", "controls"])
      result.append(
        ProjectConfiguration.Job(
          workflow: try text(entry["workflow"], "workflow", in: item),
          controls: try names(entry["controls"], "controls").map(ControlID.init(rawValue:))
        )
      )
    }
    return result
  }
}
