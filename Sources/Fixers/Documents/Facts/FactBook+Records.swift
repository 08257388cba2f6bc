import ReadinessModel

/// What leaves a trace, what is watched, and what the source itself shows.
extension FactBook {
  mutating func readRecords(_ application: ApplicationFacts, _ project: FixProject) {
    let trails = application.auditTrails.sorted { $0.location < $1.location }
    if let trail = trails.first(where: { $0.store != nil }) ?? trails.first {
      self["audit"] = DocumentFact(code: trail.store ?? trail.name, at: [trail.location])
      let named = [
        "actor": "who", "action": "what was done", "resource": "to which kind of thing",
        "resourceId": "to which one", "time": "when", "source": "from which address",
        "userAgent": "with which client", "outcome": "with which outcome",
        "requestId": "in which request",
        "tenant": "for which customer",
      ]
      let order = [
        "actor", "action", "resource", "resourceId", "time", "source", "userAgent", "outcome",
        "requestId", "tenant",
      ]
      let fields = Set(trails.flatMap(\.fields))
      let words = order.filter(fields.contains).compactMap { named[$0] }
      if !words.isEmpty {
        self["audit-fields"] = DocumentFact(Phrase.listed(words, limit: 12), at: [trail.location])
      }
      if trails.contains(where: \.recordsDenials) {
        self["audit-denials"] = DocumentFact("refused", at: [trail.location])
      }
      readRetention(of: trail, project)
    }
    for signal in application.telemetry.sorted(by: { $0.location < $1.location }) {
      let name = "telemetry." + signal.kind.rawValue
      if self[name] == nil {
        self[name] = DocumentFact(name: signal.product, at: [signal.location])
      }
    }
    count(
      "logged-personal",
      application.loggedFields.count,
      of: "log call",
      at: application.loggedFields.map(\.location)
    )
    let health = application.healthEndpoints.sorted { $0.location < $1.location }
    if let route = health.first(where: { !$0.testsDependencies.isEmpty }) {
      self["health"] = DocumentFact(code: "\(route.method) \(route.path)", at: [route.location])
      self["health-tests"] = DocumentFact(
        Phrase.listed(route.testsDependencies.map(SafeWords.code))
      )
    } else if let route = health.first {
      self["health-shallow"] = DocumentFact(
        code: "\(route.method) \(route.path)",
        at: [route.location]
      )
    }
  }

  private mutating func readRetention(of trail: AuditTrail, _ project: FixProject) {
    guard let store = trail.store else { return }
    let wanted = Self.bare(store)
    // The data inventory is written by people and fixers before these documents.
    let entry = project.facts.documents.dataInventory?.entries.first {
      Self.bare($0.subject) == wanted && $0.retentionDays != nil
    }
    if let entry, let days = entry.retentionDays {
      self["audit-days"] = DocumentFact("\(days) days", at: [entry.location])
    }
  }

  /// The last word of a name, in lower case letters.
  static func bare(_ name: String) -> String {
    String(
      (name.split(separator: ".").last ?? "").lowercased().filter { $0.isLetter || $0.isNumber }
    )
  }

  // MARK: - Source

  mutating func readSource(_ application: ApplicationFacts) {
    let suites = application.testSuites.sorted { $0.location < $1.location }
    if !suites.isEmpty {
      let cases = suites.reduce(0) { $0 + $1.cases }
      let names = Set(suites.map(\.framework)).sorted().map(SafeWords.code)
      self["tests"] = DocumentFact(
        "\(Phrase.counted(cases, "test case")) with \(Phrase.listed(names))",
        at: suites.map(\.location)
      )
    }
    count(
      "tests-skipped",
      suites.reduce(0) { $0 + $1.skipped.count },
      of: "test",
      at: suites.flatMap(\.skipped)
    )
    let locks = application.manifests.compactMap(\.lockfile)
    if !locks.isEmpty {
      self["lockfiles"] = DocumentFact(
        Phrase.listed(locks.sorted().map(SafeWords.code), limit: 4),
        at: application.manifests.filter { $0.lockfile != nil }.map(\.manifest)
      )
    }
    let loose = application.manifests.filter { $0.lockfile == nil }
    count("unlocked", loose.count, of: "manifest", at: loose.map(\.manifest))
    let secrets = application.secrets.filter {
      ["source", "configuration"].contains($0.context) && $0.confidence != .low
    }
    count("secrets-in-source", secrets.count, of: "secret", at: secrets.map(\.location))
    count(
      "environment-files",
      application.environmentFiles.count,
      of: "environment file",
      at: application.environmentFiles
    )
    for setting in application.transport.sorted(by: { $0.location < $1.location })
    where !setting.inTestCode {
      readTransport(setting)
    }
    count("deletion-paths", application.deletionPaths.count, of: "place")
    self[list: "deletions"] = Self.deletions(application.deletionPaths)
    self[list: "purges"] = application.purgeJobs.sorted { $0.location < $1.location }.map { job in
      var row = ["target": DocumentFact(code: job.target, at: [job.location])]
      row["age"] = DocumentFact(job.ageDays.map { "\($0) days" } ?? "an age that its settings give")
      row["log"] = DocumentFact(job.writesLog ? "records what it deleted" : "records nothing")
      return row
    }
  }

  /// What deletes on request, each once with everything that it deletes.
  private static func deletions(_ paths: [DeletionPath]) -> [FactRow] {
    var order: [String] = []
    var groups: [String: [DeletionPath]] = [:]
    for path in paths.sorted(by: { $0.location < $1.location }) {
      let key = "\(path.caller) \(path.isSoft)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(path)
    }
    return order.compactMap { groups[$0] }.compactMap { paths in
      guard let first = paths.first else { return nil }
      var seen: Set<String> = []
      let subjects = paths.map(\.subject).filter { seen.insert($0).inserted }
      return [
        "caller": DocumentFact(code: first.caller, at: [first.location]),
        "how": DocumentFact(first.isSoft ? "marks as deleted" : "deletes"),
        "subjects": DocumentFact(Phrase.listed(subjects.map(SafeWords.code), limit: 40)),
      ]
    }
  }

  private mutating func readTransport(_ setting: TransportSetting) {
    let place = [setting.isProtected.location ?? setting.location]
    let name =
      switch (setting.kind, setting.isProtected.effective) {
      case (.databaseConnection, true): "database-tls"
      case (.databaseConnection, false): "database-plain"
      case (.strictTransportSecurity, true): "hsts"
      case (.certificateVerification, false): "certificates-ignored"
      case (.outboundPlainText, false): "outbound-plain"
      case (.cacheConnection, true): "cache-tls"
      case (.cacheConnection, false): "cache-plain"
      default: ""
      }
    guard !name.isEmpty, self[name] == nil else { return }
    guard setting.kind == .strictTransportSecurity else {
      let isPlain = setting.isProtected.effective == false
      self[name] = DocumentFact(isPlain ? "in plain text" : "encrypted", at: place)
      return
    }
    let digits = setting.detail.lowercased().firstRange(of: "max-age=").map {
      setting.detail[$0.upperBound...].prefix { $0.isNumber }
    }
    self[name] = DocumentFact(
      digits.flatMap { Int($0) }.map { Phrase.duration(seconds: $0) }
        ?? "the time its library sets",
      at: place
    )
  }
}
