import ReadinessModel

/// Puts work in the order in which it is worth doing.
///
/// Work comes first whose evidence only time can give, the longest first; then what unlocks most
/// controls, then most criteria, for a day of effort. Nothing comes before what it waits for, and
/// what others wait for is as urgent as they are.
enum WorkOrder {
  static func of(_ items: [WorkItem]) -> [WorkItem] {
    let urgency = urgencies(of: items)
    var remaining = Array(items.indices)
    var result: [WorkItem] = []
    while !remaining.isEmpty {
      let waitingFor = Set(remaining.map { items[$0].remedy.id })
      let free = remaining.filter { index in
        !items[index].remedy.after.contains { waitingFor.contains($0.remedy) }
      }
      // In a circle nothing is free; then the catalogue's order decides.
      let candidates = free.isEmpty ? remaining : free
      let open = remaining.map { items[$0] }
      let ranked = candidates.map { (index: $0, worth: worth(of: items[$0], among: open)) }
      let best = ranked.min { left, right in
        let (a, b) = (urgency[left.index], urgency[right.index])
        if a != b { return b < a }
        if left.worth != right.worth { return right.worth < left.worth }
        return items[left.index].remedy.id < items[right.index].remedy.id
      }
      guard let next = best?.index else { break }
      result.append(items[next])
      remaining.removeAll { $0 == next }
    }
    return result
  }

  /// What work unlocks for a day of effort, of all that is still open.
  ///
  /// Work that closes half of a control's gaps unlocks half of it.
  private static func worth(of item: WorkItem, among open: [WorkItem]) -> Worth {
    let days = max(item.effort.middle, 0.05)
    let unlocked = item.controls.map { control -> Double in
      let needed = open.map { $0.shares[control] ?? 0 }.reduce(0, +)
      return needed > 0 ? (item.shares[control] ?? 0) / needed : 1
    }
    return Worth(
      controls: unlocked.reduce(0, +) / days,
      criteria: Double(item.criteria.count) / days
    )
  }

  private static func urgencies(of items: [WorkItem]) -> [Urgency] {
    var result = items.map {
      Urgency(isDecidedByHistory: $0.isDecidedByHistory, leadTimeDays: $0.leadTimeDays)
    }
    // Each pass hands urgency to what is waited for; a chain is no longer than there are items.
    for _ in items.indices {
      for (index, item) in items.enumerated() {
        for (other, before) in items.enumerated()
        where item.remedy.after.contains(where: { $0.remedy == before.remedy.id }) {
          result[other] = max(result[other], result[index])
        }
      }
    }
    return result
  }
}

/// How little work may wait.
private struct Urgency: Comparable {
  var isDecidedByHistory: Bool
  var leadTimeDays: Int

  static func < (left: Self, right: Self) -> Bool {
    if left.isDecidedByHistory != right.isDecidedByHistory { return right.isDecidedByHistory }
    return left.leadTimeDays < right.leadTimeDays
  }
}

/// What a day of work unlocks.
private struct Worth: Comparable {
  var controls: Double
  var criteria: Double

  static func < (left: Self, right: Self) -> Bool {
    (left.controls, left.criteria) < (right.controls, right.criteria)
  }
}
