import ReadinessModel

/// Which finding of a check after a change is which before it.
///
/// The surest sign comes first: subject and words, then the subject, then the place as the change
/// moved it, then the words without their numbers and names. What answers for everything at once,
/// naming no subject, is the same when there is one of it on either side.
struct FindingPairing {
  /// Findings that stand on both sides.
  private(set) var same: [(old: Finding, new: Finding)] = []
  /// Findings that are new.
  private(set) var added: [Finding]

  init(_ old: [Finding], _ new: [Finding], _ map: ChangeMap) {
    added = new
    var left = old
    match(&left) { "\($0.resource ?? "")\u{1F}\($0.message)" }
    match(&left) { finding in finding.resource.map { "\($0)\u{1F}\(finding.outcome.rawValue)" } }
    match(&left) { $0.resource }
    match(
      &left,
      old: { finding in finding.locations.first.map { map.moved($0) } },
      new: { finding in finding.locations.first.map { "\($0.file):\($0.line)" } }
    )
    match(&left) { $0.resource == nil ? $0.message.withoutNumbers : nil }
    let (oldWhole, newWhole) = (
      left.filter { $0.resource == nil }, added.filter { $0.resource == nil }
    )
    if let was = oldWhole.first, let now = newWhole.first, oldWhole.count == 1, newWhole.count == 1
    {
      same.append((was, now))
      added.removeAll { $0 == now }
    }
  }

  private mutating func match(_ left: inout [Finding], _ key: (Finding) -> String?) {
    match(&left, old: key, new: key)
  }

  /// Pairs findings of equal keys, each once.
  private mutating func match(
    _ left: inout [Finding],
    old oldKey: (Finding) -> String?,
    new newKey: (Finding) -> String?
  ) {
    guard !left.isEmpty, !added.isEmpty else { return }
    var waiting: [String: [Int]] = [:]
    for index in left.indices.reversed() {
      if let key = oldKey(left[index]) { waiting[key, default: []].append(index) }
    }
    var taken: Set<Int> = []
    var rest: [Finding] = []
    for finding in added {
      if let key = newKey(finding), let index = waiting[key]?.popLast() {
        same.append((left[index], finding))
        taken.insert(index)
      } else {
        rest.append(finding)
      }
    }
    added = rest
    left = left.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
  }
}
