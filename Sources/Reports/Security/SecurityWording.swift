import ReadinessModel

/// Words that every format of a security audit uses.
enum SecurityWording {
  /// How many entries there are of each severity, and how far routes stand open.
  static func bottomLine(_ audit: SecurityAudit) -> String {
    let counts = Severity.allCases.compactMap { severity -> String? in
      let count = audit.count(severity)
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    let found =
      counts.isEmpty
      ? "no weakness was found in what could be seen" : counts.joined(separator: ", ")
    let unsure = audit.entries.count { !$0.isCertain }
    let note = unsure == 0 ? "" : " (\(unsure) of them to be confirmed)"
    return ([found + note] + (audit.routes.map { [routes($0)] } ?? [])).joined(separator: "; ")
  }

  /// How many routes are open to anybody.
  static func routes(_ routes: RouteExposure) -> String {
    var parts = ["\(routes.open) of \(ReviewWording.counted(routes.total, "route")) open"]
    if routes.unresolved > 0 { parts.append("\(routes.unresolved) could not be followed") }
    return parts.joined(separator: ", ")
  }

  /// Who reaches the routes, as one of the things that hold.
  static func exposure(_ routes: RouteExposure) -> String {
    var parts = [
      "\(routes.signedIn) of \(ReviewWording.counted(routes.total, "route")) ask callers to sign in"
    ]
    if routes.openByPurpose > 0 {
      parts.append(
        "\(routes.openByPurpose) are open by what they are for, such as sign-in and health"
      )
    }
    if routes.declaredPublic > 0 { parts.append("\(routes.declaredPublic) are declared public") }
    return parts.joined(separator: "; ")
  }

  /// What routes could not be told of; nil when all could.
  static func unresolved(_ routes: RouteExposure) -> String? {
    let count = routes.unresolved + routes.unresolvedRegistrations
    guard count > 0 else { return nil }
    return
      "\(ReviewWording.counted(count, "route")) could not be followed to what guards them; they are"
      + " not safe for that"
  }

  /// The title, with what it is not yet.
  static func title(_ entry: SecurityEntry) -> String {
    entry.isCertain ? entry.title : "To be confirmed: \(entry.title)"
  }

  /// Categories and controls, for one line.
  static func classes(_ entry: SecurityEntry) -> [String] {
    (entry.owasp + entry.api).map { "\($0.id) \($0.title)" }
      + [entry.cwe.map(\.id).joined(separator: ", ")].filter { !$0.isEmpty }
      + [entry.controls.map(\.rawValue).joined(separator: ", ")].filter { !$0.isEmpty }
  }

  /// How an entry is closed, as a line above the lines of the change.
  static func fix(_ entry: SecurityEntry) -> String {
    let fix = entry.fix
    guard fix.command != nil else { return fix.advice }
    var parts: [String] = []
    switch fix.proof {
    case .proven:
      let left = fix.remaining ?? 0
      let effect = left == 0 ? "closes it" : "leaves \(left) of the kind open"
      parts.append("\(effect), made in memory and scanned again")
    case .proposed: parts.append("proposes this change, and proves it before it is written")
    case .undecided: parts.append("has a change ready that waits for a decision")
    case .byHand: return fix.advice
    }
    if fix.files > 1 { parts.append("\(fix.files) files change") }
    if let number = fix.sameAs {
      parts.append("shown at \(number)")
    } else if fix.isElsewhere, let file = fix.excerpt?.file {
      let isSame = entry.vulnerable?.file == file || entry.places.first?.location?.file == file
      parts.append("the change stands in \(isSame ? "the same file, elsewhere" : file)")
    }
    return parts.joined(separator: "; ")
  }

  /// A place with what stands there.
  static func place(_ place: SecurityPlace, of entry: SecurityEntry) -> String {
    let location = place.location.map { "\($0)" } ?? "(no place)"
    return entry.bearsOnControls ? location : "\(location) (in the history)"
  }

  /// What the report leaves to the readiness report.
  static func leftOut(_ left: LeftOutChecks) -> String {
    "\(left.subject): \(ReviewWording.counted(left.checks.count, "check")), shown by \(left.see)"
  }

  /// How much of the history was looked through.
  static func history(_ history: HistoryReading) -> String? {
    guard history.extent != .none else { return nil }
    let whole = history.extent == .whole ? "The whole git history" : "Part of the git history"
    return
      "\(whole) was looked through for secrets: \(ReviewWording.counted(history.commits, "commit")),"
      + " \(ReviewWording.counted(history.versions, "version")) of files"
  }
}
