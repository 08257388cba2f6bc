import ReadinessModel

/// What could be seen before a change and cannot be seen after it.
struct VisibilityDrift {
  private let pair: FactPair

  init(_ pair: FactPair) { self.pair = pair }

  func drifts() -> [Drift] {
    skipped() + registrations() + exclusions() + parts() + resources() + changedResources()
  }

  private func skipped() -> [Drift] {
    let map = pair.map
    let known = Set(
      pair.before.inventory.skipped.compactMap { skip in
        map.path(ofOld: skip.file).map { "\($0)\u{1F}\(skip.reason.withoutNumbers)" }
      }
    )
    return pair.after.inventory.skipped
      .filter { !$0.mattersFor.isEmpty }
      .filter { !known.contains("\($0.file)\u{1F}\($0.reason.withoutNumbers)") }
      .map { skip in
        let place = SourceLocation(file: skip.file, line: 1)
        return drift(
          "file \(skip.file)",
          name: quoted(skip.file),
          title: "Holds {}, which could not be read: \(quoted(skip.reason))",
          detail: "It may hold \(listed(skip.mattersFor))",
          at: place
        )
      }
  }

  private func registrations() -> [Drift] {
    var known: [String: Int] = [:]
    for registration in pair.before.application.value?.unresolvedRegistrations ?? [] {
      known[pair.map.moved(registration.location), default: 0] += 1
    }
    return (pair.after.application.value?.unresolvedRegistrations ?? []).compactMap { item in
      let place = "\(item.location.file):\(item.location.line)"
      if let left = known[place], left > 0 {
        known[place] = left - 1
        return nil
      }
      return drift(
        "registration \(place)",
        name: "a route of \(quoted(item.framework))",
        title: "Registers {} that could not be resolved: \(quoted(item.reason))",
        detail: "What guards it is not known",
        at: item.location
      )
    }
  }

  private func exclusions() -> [Drift] {
    let known = Set(pair.before.inventory.exclusions.map(\.file))
    return pair.after.inventory.exclusions.filter { !known.contains($0.file) }.map { item in
      drift(
        "exclusion \(item.file)",
        name: quoted(item.file),
        title: "Leaves {} out of what is looked at",
        detail: item.reason.isEmpty ? "" : "The reason given: \(quoted(item.reason))",
        at: SourceLocation(file: "auditwright.yml", line: 1)
      )
    }
  }

  /// Whole kinds of facts that are there no more.
  private func parts() -> [Drift] {
    let (old, new) = (pair.before, pair.after)
    let parts: [(String, Bool, String?)] = [
      ("the application", old.application.value != nil, new.application.reason),
      ("the data that is kept", old.data.value != nil, new.data.reason),
      ("the infrastructure", old.infrastructure.value != nil, new.infrastructure.reason),
      ("the pipeline", old.delivery.value != nil, new.delivery.reason),
    ]
    return parts.compactMap { name, wasSeen, reason in
      guard wasSeen, let reason else { return nil }
      return drift(
        "part \(name)",
        name: name,
        title: "Leaves nothing to be seen of {}: \(reason)",
        detail: "",
        at: nil
      )
    }
  }

  private func resources() -> [Drift] {
    let known = Set((pair.before.infrastructure.value?.unresolved ?? []).map(\.identity))
    return (pair.after.infrastructure.value?.unresolved ?? [])
      .filter { !known.contains($0.identity) }
      .map { item in
        drift(
          "resource \(item.identity)",
          name: quoted(item.address),
          title: "Uses {}, which could not be evaluated: \(quoted(item.reason))",
          detail: "",
          at: item.location
        )
      }
  }

  /// What could not be evaluated before either, and is written otherwise now: a module whose code is
  /// elsewhere is given other settings.
  private func changedResources() -> [Drift] {
    let known = Set((pair.before.infrastructure.value?.unresolved ?? []).map(\.identity))
    return (pair.after.infrastructure.value?.unresolved ?? [])
      .compactMap { item in
        guard known.contains(item.identity), let lines = rewritten(item.location) else {
          return nil
        }
        var drift = drift(
          "changed resource \(item.identity)",
          name: quoted(item.address),
          title: "Changes {}, which cannot be evaluated: \(quoted(item.reason))",
          detail: "What the change does to it is not known",
          at: item.location
        )
        drift.lost = lines
        return drift
      }
  }

  /// The old lines of what a change does more to than to space it and comment on it, nil for nothing.
  private func rewritten(_ place: SourceLocation) -> [SourceLocation]? {
    guard let file = pair.map.file(new: place.file) else { return nil }
    let lines = (place.line - 1)...max(place.line - 1, (place.endLine ?? place.line) - 1)
    let hunks = file.hunks.filter { hunk in
      let isInside =
        hunk.new.isEmpty
        ? lines.contains(hunk.new.lowerBound) && hunk.new.lowerBound > lines.lowerBound
        : hunk.new.overlaps(lines)
      return isInside && Self.code(file.oldLines[hunk.old]) != Self.code(file.newLines[hunk.new])
    }
    guard !hunks.isEmpty else { return nil }
    return hunks.filter { !$0.old.isEmpty }.map { hunk in
      SourceLocation(
        file: file.oldPath ?? place.file,
        line: hunk.old.lowerBound + 1,
        endLine: hunk.old.upperBound
      )
    }
  }

  private static func code(_ lines: ArraySlice<String>) -> String {
    lines.map { line in
      let text = line.filter { !$0.isWhitespace }
      return text.hasPrefix("#") || text.hasPrefix("//") ? "" : text
    }.joined()
  }

  private func drift(
    _ subject: String,
    name: String,
    title: String,
    detail: String,
    at place: SourceLocation?
  ) -> Drift {
    Drift(
      kind: .notSeen,
      severity: .medium,
      subject: subject,
      name: name,
      title: title,
      detail: detail,
      location: place,
      brought: [place].compactMap { $0 },
      suggestion: "Have somebody who knows the code look at it."
    )
  }
}

extension String {
  /// The text with numbers taken out, for reasons that count.
  var withoutNumbers: String { filter { !$0.isNumber } }
}

extension UnresolvedInfrastructure {
  fileprivate var identity: String { "\(address)\u{1F}\(reason.withoutNumbers)" }
}

extension Observation {
  fileprivate var reason: String? {
    guard case .notObservable(let reason) = self else { return nil }
    return reason
  }
}
