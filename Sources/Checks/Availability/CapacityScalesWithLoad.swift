import ReadinessModel

/// Capacity is added when load grows.
///
/// ## Why it matters
/// A service of fixed size fails on its best day.
///
/// ## What is inspected
/// Scaling rules of infrastructure code, with their fewest and most instances.
///
/// ## What this cannot show
/// Platforms that scale by themselves, and whether the most is enough.
enum CapacityScalesWithLoad: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  static func subject(in facts: RepositoryFacts) -> Observation<ScalingTable> {
    ScalingTable.observed(in: facts)
  }

  static func evaluate(_ table: ScalingTable) -> [Finding] {
    let items = table.rules.compactMap { item($0) }
    guard !table.rules.isEmpty else { return withoutRules(table) }
    return eachItem(items) {
      holds(
        "\(counted(table.rules.count, "scaling rule")) \(verb(table.rules.count, "adds", "add"))"
          + " capacity (\(listed(table.rules.map(\.target), limit: 3)))",
        at: table.rules.map(\.location)
      )
    }
  }

  private static func withoutRules(_ table: ScalingTable) -> [Finding] {
    guard table.hasRoots else {
      return cannotSee("No infrastructure code was found that could scale", at: table.home)
    }
    guard !table.balancers.isEmpty else {
      return [
        finding(
          .unconfirmed,
          "No scaling rule was found; the platform may scale by itself",
          at: table.home,
          lookedFor: "a scaling rule with fewest and most instances"
        )
      ]
    }
    return absent(
      "Traffic is balanced over instances, but no rule adds any",
      belongs: table.balancers,
      lookedFor: "a scaling rule with fewest and most instances",
      next: "Scale the service on its load."
    )
  }

  private static func item(_ rule: ScalingRule) -> Finding? {
    let name = quoted(rule.address)
    guard let minimum = rule.minimum.effective, let maximum = rule.maximum.effective else {
      let reason = rule.maximum.unknownReason ?? rule.minimum.unknownReason ?? "it is not written"
      return finding(
        .unconfirmed,
        "How far \(name) scales is unknown: \(reason)",
        at: [rule.location],
        resource: rule.address
      )
    }
    guard maximum <= minimum else { return nil }
    return finding(
      .doesNotHold,
      "\(name) never adds capacity: its fewest and most instances are \(minimum) and \(maximum)",
      at: [rule.maximum.location ?? rule.location],
      resource: rule.address,
      next: "Raise the most instances."
    )
  }
}
