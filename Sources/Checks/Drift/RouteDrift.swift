import ReadinessModel

/// What a change does to the protection of routes, wherever they stand.
struct RouteDrift {
  /// One kind of protection of a route.
  private struct Aspect {
    var decision: KeyPath<Route, AccessDecision>
    var kind: ConcernKind
    var check: CheckID
    var noun: String
    var suggestion: String
  }

  private static var aspects: [Aspect] {
    [
      Aspect(
        decision: \.authentication,
        kind: .authenticationLost,
        check: RoutesRequireAuthentication.id,
        noun: "authentication",
        suggestion: "Put the guard back before these routes, or declare them public on purpose."
      ),
      Aspect(
        decision: \.authorization,
        kind: .authorizationLost,
        check: RoutesRequireAuthorization.id,
        noun: "the check of a role or permission",
        suggestion: "Ask for the role or permission again before the handler."
      ),
      Aspect(
        decision: \.ownership,
        kind: .ownershipLost,
        check: ObjectRoutesCheckOwnership.id,
        noun: "the check of whose object it is",
        suggestion:
          "Choose the object by its owner or tenant again, or refuse what is somebody else's."
      ),
    ]
  }

  private let pair: FactPair
  private let pairing: RoutePairing
  private let before: [Route]

  init(_ pair: FactPair) {
    self.pair = pair
    before = pair.before.application.value?.routes ?? []
    pairing = RoutePairing(before, pair.after.application.value?.routes ?? [], pair.map)
  }

  func result() -> (worse: [Drift], better: [String]) {
    let worse =
      pairing.pairs.flatMap { changed($0.old, $0.new) } + pairing.added.flatMap(added)
      + pairing.removed.compactMap(removedGuard)
    return (worse + GateDrift(pair).drifts(told: worse), better())
  }

  // MARK: - Routes that were there

  private func changed(_ old: Route, _ new: Route) -> [Drift] {
    let drifts = Self.aspects.compactMap { aspect in changed(old, new, aspect) }
    // Whoever may call without signing in needs no role either: one loss is told, not three.
    let first = drifts.first.map { $0.kind == .authenticationLost } ?? false
    let told = (first ? Array(drifts.prefix(1)) : drifts)
    let rewritten = told.isEmpty ? rewrittenGuards(old, new) : nil
    return told + [rewritten, auditChange(old, new)].compactMap { $0 }
  }

  /// Code that decides who may call, written otherwise than before, though it refuses somebody still.
  private func rewrittenGuards(_ old: Route, _ new: Route) -> Drift? {
    guard let were = old.guards, let are = new.guards else { return nil }
    var gone = guards(before: true, Set(were).subtracting(are))
    var come = guards(before: false, Set(are).subtracting(were))
    if gone.isEmpty, come.isEmpty {
      let kept = Set(were).intersection(are)
      gone = guards(before: true, kept)
      come = guards(before: false, kept)
      guard Self.rows(gone, old) != Self.rows(come, new) else { return nil }
    }
    guard !gone.isEmpty else { return nil }
    guard !come.isEmpty else { return removedGuards(gone, new) }
    var drift = decisive(new)
    drift.title = "Changes code that decides who may call {}"
    drift.detail = "Callers are refused still; whether the same ones, the code does not show"
    drift.lost = gone.flatMap(\.places)
    drift.brought = come.flatMap(\.places)
    drift.names = Set(come.map(\.name)).sorted()
    drift.suggestion = "Have somebody confirm who may call these routes now."
    return drift
  }

  /// A concern about code that decides, which no check is about.
  private func decisive(_ route: Route) -> Drift {
    var drift = blank(route, .guardChanged, RoutesRequireAuthorization.id)
    drift.check = nil
    drift.severity = .medium
    return drift
  }

  /// Code that refused callers and is there no more, though another guard still refuses somebody.
  private func removedGuards(_ gone: [RouteGuard], _ route: Route) -> Drift {
    let names = Set(gone.map(\.name).filter { !$0.isEmpty && $0 != "(inline)" }).sorted()
    var drift = decisive(route)
    drift.title = "Takes away code that decides who may call {}"
    drift.detail =
      (names.isEmpty ? "A helper" : listed(names))
      + " refused callers there, and does so no more"
    drift.lost = gone.flatMap(\.places)
    drift.names = names
    drift.suggestion = "Put it back, or have somebody confirm who may call these routes now."
    return drift
  }

  /// What tables of guards say of a route.
  private static func rows(_ guards: [RouteGuard], _ route: Route) -> [String?] {
    guards.filter { $0.byRoute != nil }.map { $0.byRoute?["\(route.method) \(route.path)"] }
  }

  private func guards(before: Bool, _ digests: Set<String>) -> [RouteGuard] {
    let all = (before ? pair.before : pair.after).application.value?.guards ?? []
    return all.filter { digests.contains($0.digest) }
  }

  private func changed(_ old: Route, _ new: Route, _ aspect: Aspect) -> Drift? {
    let (was, now) = (old[keyPath: aspect.decision], new[keyPath: aspect.decision])
    var drift = blank(new, aspect.kind, aspect.check)
    drift.lost = [was.at].compactMap { $0 }
    drift.names = words(was.by) + words(now.by)
    drift.suggestion = aspect.suggestion
    switch (was.status, now.status) {
    case (.protected, .unprotected):
      drift.title = "Removes \(aspect.noun) from {}"
      drift.detail = was.by.map { "\(Self.called($0)) stood before it" } ?? ""
    case (.protected, .declaredPublic):
      drift.title = "Declares {} open to anybody"
      drift.detail = now.by.map { "\(quoted($0)) makes it so" } ?? ""
      drift.brought = [now.at].compactMap { $0 }
      drift.severity = openness(of: new, by: now)
      return drift
    case (.protected, .unresolved):
      drift.kind = .notSeen
      drift.severity = .medium
      drift.title = "Leaves it open whether \(aspect.noun) stands before {}"
      drift.detail = now.reason ?? ""
      drift.brought = [now.at].compactMap { $0 }
      drift.suggestion = "Apply the guard without a condition, or say why it may be left out."
      return drift
    case (.declaredPublic, .unprotected), (.unresolved, .unprotected):
      guard pair.severity(aspect.check, of: new.label) != nil, was.status == .unresolved else {
        return nil
      }
      drift.title = "Leaves {} without \(aspect.noun), which could not be told before"
      drift.severity = .medium
      return drift
    case (.protected, .protected): return askedChange(old, new, aspect)
    default: return nil
    }
    drift.severity = pair.severity(aspect.check, of: new.label) ?? leastSeverity(of: new, aspect)
    return drift
  }

  /// How much it matters that a route lost what no check asks of it.
  ///
  /// A list that was the caller's own rows and is everybody's now names no object in its path, and a role
  /// that was asked for had its reason: both are for people to weigh.
  private func leastSeverity(of route: Route, _ aspect: Aspect) -> Severity {
    guard aspect.kind != .authenticationLost, [.application, .webhook].contains(route.purpose),
      aspect.kind == .authorizationLost || !route.dataAccess.isEmpty
    else { return .low }
    return .medium
  }

  /// How much it matters that a route which was protected is declared open.
  private func openness(of route: Route, by decision: AccessDecision) -> Severity {
    guard [.application, .webhook].contains(route.purpose) else { return .low }
    // What auditwright.yml declares has a reason and an owner, for people to agree with.
    return decision.at?.file == "auditwright.yml" ? .medium : .high
  }

  /// Whether a guard asks for what it asked for, by what it compares callers with.
  private func askedChange(_ old: Route, _ new: Route, _ aspect: Aspect) -> Drift? {
    let (was, now) = (old[keyPath: aspect.decision], new[keyPath: aspect.decision])
    guard let asked = old.authorization.asksFor.map(Set.init),
      let asks = new.authorization.asksFor.map(Set.init)
    else { return guardChange(old, new, was, now, aspect) }
    guard aspect.kind == .authorizationLost, asked != asks else { return nil }
    // One role of several less, or one permission more, lets nobody in who was not let in before.
    let isAll = was.asksForAll ?? now.asksForAll ?? false
    let isSame = was.asksForAll == nil || now.asksForAll == nil || was.asksForAll == now.asksForAll
    if isSame, isAll ? asks.isSuperset(of: asked) : asks.isSubset(of: asked) { return nil }
    var drift = asking(new, was, now, aspect)
    drift.detail =
      "It asked for \(listed(asked.sorted())) and asks for \(listed(asks.sorted()))"
    drift.lost = [was.at, old.location].compactMap { $0 }
    drift.names += Array(asked.symmetricDifference(asks)).sorted()
    return drift
  }

  private func asking(
    _ route: Route,
    _ was: AccessDecision,
    _ now: AccessDecision,
    _ aspect: Aspect
  ) -> Drift {
    let by = (now.by ?? was.by ?? "the guard").filter { !"()".contains($0) }
    var drift = blank(route, .guardChanged, aspect.check)
    drift.severity = .medium
    drift.title = "Changes what \(quoted(by)) asks for before {}"
    drift.names = words(was.by) + words(now.by)
    drift.suggestion = "Have somebody confirm who may call these routes now."
    return drift
  }

  /// A guard that stands where it stood, called the same, and given other names to ask for.
  private func guardChange(
    _ old: Route,
    _ new: Route,
    _ was: AccessDecision,
    _ now: AccessDecision,
    _ aspect: Aspect
  ) -> Drift? {
    guard let by = was.by, by == now.by, by.hasSuffix("()") else { return nil }
    // A guard is placed where it is applied, or where its code decides.
    let removing = Set(
      [was.at, old.location].compactMap { $0 }.flatMap(pair.map.places(removing:))
    )
    let adding = [now.at, new.location].compactMap { $0 }.flatMap(pair.map.places(adding:))
    guard let place = adding.first(where: removing.contains), let number = place.hunk else {
      return nil
    }
    let file = pair.map.files[place.file]
    let name = String(by.dropLast(2))
    let asked = Self.literals(givenTo: name, in: file.oldLines[file.hunks[number].old])
    let asks = Self.literals(givenTo: name, in: file.newLines[file.hunks[number].new])
    guard asked != asks else { return nil }
    var drift = asking(new, was, now, aspect)
    drift.detail =
      "It was given \(listed(asked.sorted())) and is given \(listed(asks.sorted()))"
    drift.lost = [was.at, old.location].compactMap { $0 }
    return drift
  }

  /// Texts in quotes among the arguments of calls of a function.
  private static func literals(
    givenTo name: String,
    in lines: ArraySlice<String>
  ) -> Set<String> {
    let text = lines.prefix(50).map { String($0.prefix(500)) }.joined(separator: "\n")
    var found: Set<String> = []
    for match in text.ranges(of: name + "(") {
      var depth = 1
      var literal: (mark: Character, text: String)?
      for character in text[match.upperBound...].prefix(1_000) {
        if let open = literal {
          if character == open.mark {
            found.insert(open.text)
            literal = nil
          } else {
            literal?.text.append(character)
          }
          continue
        }
        if "'\"`".contains(character) { literal = (character, "") }
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        if depth == 0 { break }
      }
    }
    return found
  }

  private func auditChange(_ old: Route, _ new: Route) -> Drift? {
    var drift = blank(new, .auditLost, DataAccessIsLogged.id)
    drift.lost = [old.audit.at].compactMap { $0 }
    drift.names = words(old.audit.by)
    switch (old.audit.status, new.audit.status) {
    case (.logged, .unlogged):
      guard !new.dataAccess.isEmpty else { return nil }
      drift.title = "Stops recording access through {}"
      drift.severity = pair.severity(DataAccessIsLogged.id, of: new.label) ?? .medium
      drift.detail = old.audit.by.map { "\(quoted($0)) recorded it" } ?? ""
      drift.suggestion = "Call the audit log again on the way to the handler's answer."
    case (.logged, .unresolved):
      drift.kind = .notSeen
      drift.severity = .medium
      drift.title = "Leaves it open whether access through {} is recorded"
      drift.detail = new.audit.reason ?? ""
    default: return nil
    }
    return drift
  }

  // MARK: - Routes that are gone

  /// A registration that only guarded a path, for something that answers it elsewhere.
  private func removedGuard(_ route: Route) -> Drift? {
    guard route.passesOn == true, route.authentication.status == .protected,
      !(pair.after.application.value?.routes ?? []).contains(where: {
        $0.method == route.method && $0.path == route.path
      })
    else { return nil }
    var drift = blank(route, .notSeen, RoutesRequireAuthentication.id)
    drift.check = nil
    drift.severity = .medium
    drift.title = "Takes away the guard before {}, which something else may answer"
    drift.detail =
      "\(quoted(route.authentication.by ?? route.handler)) refused callers there and handed all others on"
    drift.lost = [route.location]
    drift.location = pair.map.path(ofOld: route.location.file).map {
      SourceLocation(file: $0, line: route.location.line)
    }
    drift.suggestion = "Say what answers these paths now, and what guards it."
    return drift
  }

  // MARK: - New routes

  private func added(_ route: Route) -> [Drift] {
    let open: Set<AccessStatus> = [.unprotected, .unresolved]
    var drifts: [Drift] = []
    for aspect in Self.aspects where open.contains(route[keyPath: aspect.decision].status) {
      guard var severity = pair.severity(aspect.check, of: route.label) else { continue }
      // Where no route ever asked for it, a new one is no step back.
      let isCustom = before.contains { $0[keyPath: aspect.decision].status == .protected }
      if !isCustom { severity = .low }
      var drift = blank(route, .routeAdded, aspect.check)
      drift.severity = severity
      let isUnknown = route[keyPath: aspect.decision].status == .unresolved
      drift.kind = isUnknown ? .notSeen : .routeAdded
      drift.title =
        isUnknown
        ? "Adds {}, of which \(aspect.noun) could not be told" : "Adds {} without \(aspect.noun)"
      drift.detail = isUnknown ? route[keyPath: aspect.decision].reason ?? "" : ""
      drift.brought = [route.location]
      drift.suggestion = aspect.suggestion.split(separator: "again ").joined()
      if aspect.kind == .authenticationLost {
        drift.suggestion = "Put a guard before the route, or declare it public on purpose."
        return [drift]
      }
      drifts.append(drift)
    }
    let isCustom = before.contains { $0.audit.status == .logged }
    if route.audit.status == .unlogged, isCustom,
      let severity = pair.severity(DataAccessIsLogged.id, of: route.label)
    {
      var drift = blank(route, .routeAdded, DataAccessIsLogged.id)
      drift.severity = severity
      drift.title = "Adds {} without a record of access"
      drift.brought = [route.location]
      drift.suggestion = "Record who accessed what, as the other routes do."
      drifts.append(drift)
    }
    return drifts
  }

  // MARK: - Better

  private func better() -> [String] {
    var lines: [String] = []
    let now: [(String, (Route) -> Bool)] = [
      ("authentication", { $0.authentication.status == .protected }),
      ("a check of roles or permissions", { $0.authorization.status == .protected }),
      ("a check of whose object it is", { $0.ownership.status == .protected }),
      ("a record of access", { $0.audit.status == .logged }),
    ]
    for (noun, holds) in now {
      let gained = pairing.pairs.count { !holds($0.old) && holds($0.new) }
      if gained > 0 { lines.append("\(counted(gained, "route")) gained \(noun)") }
    }
    return lines
  }

  // MARK: - Words

  private func blank(_ route: Route, _ kind: ConcernKind, _ check: CheckID) -> Drift {
    Drift(
      kind: kind,
      severity: .high,
      check: check,
      subject: "\(route.package)\u{1F}\(route.label)",
      name: route.label,
      title: "",
      plural: "routes",
      location: route.location
    )
  }

  /// What the code calls a guard; one that is written in place has no name.
  private static func called(_ name: String) -> String {
    name == "(inline)" ? "A guard written in place" : quoted(name)
  }

  /// Names in what the code calls something.
  private func words(_ text: String?) -> [String] {
    (text ?? "").split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
      .map(String.init).filter { $0.count > 2 }
  }
}
