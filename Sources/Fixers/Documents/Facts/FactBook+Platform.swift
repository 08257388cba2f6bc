import ReadinessModel

/// What the infrastructure lets in, watches and adds.
extension FactBook {
  mutating func readPlatform(_ infrastructure: InfrastructureFacts) {
    readBoundary(infrastructure)
    readAlarms(infrastructure)
    let groups = infrastructure.logGroups.sorted { $0.location < $1.location }
    self[list: "logs"] = groups.compactMap { group in
      guard let days = group.retentionDays.effective, days > 0 else { return nil }
      let place = group.retentionDays.location ?? group.location
      return [
        "group": DocumentFact(code: group.address, at: [place]),
        "days": DocumentFact(Phrase.counted(days, "day")),
      ]
    }
    self[list: "logs-forever"] = groups.filter { $0.retentionDays.effective == 0 }.map {
      ["group": DocumentFact(code: $0.address, at: [$0.location])]
    }
    self[list: "keys"] = infrastructure.encryptionKeys.sorted { $0.location < $1.location }.map {
      key in
      let days = key.rotationDays.effective.map { " every \($0) days" } ?? ""
      let words =
        switch key.rotates.effective {
        case true: "rotates by itself" + days
        case false: "does not rotate"
        default: "has a rotation the code does not tell"
        }
      return [
        "key": DocumentFact(code: key.address, at: [key.rotates.location ?? key.location]),
        "rotation": DocumentFact(words),
      ]
    }
    self[list: "scaling"] = infrastructure.scaling.sorted { $0.location < $1.location }.compactMap {
      rule in
      guard let least = rule.minimum.effective, let most = rule.maximum.effective else {
        return nil
      }
      return [
        "target": DocumentFact(code: rule.target, at: [rule.location]),
        "least": DocumentFact("\(least)"), "most": DocumentFact("\(most)"),
      ]
    }
    let monitors = infrastructure.monitors.filter { $0.isEnabled.effective == true }
    for monitor in monitors where self["monitor." + monitor.kind] == nil {
      self["monitor." + monitor.kind] = DocumentFact(code: monitor.address, at: [monitor.location])
    }
    readContainers(infrastructure)
    let strong = infrastructure.accessPolicies.filter { $0.grantsAdministrator.effective == true }
    self[list: "administrators"] = strong.map {
      ["policy": DocumentFact(code: $0.address, at: [$0.location])]
    }
    let policies = infrastructure.accessPolicies.filter { $0.principalKind != "trust" }
    count("platform-policies", policies.count, of: "policy", plural: "policies")
  }

  private mutating func readBoundary(_ infrastructure: InfrastructureFacts) {
    let listeners = infrastructure.listeners.sorted { $0.location < $1.location }
    self[list: "listeners"] = listeners.compactMap { listener in
      guard let version = listener.minimumTLS.effective else { return nil }
      return [
        "listener": DocumentFact(
          code: listener.address,
          at: [listener.minimumTLS.location ?? listener.location]
        ),
        "version": DocumentFact("TLS \(version)"),
      ]
    }
    self[list: "redirects"] = listeners.filter { $0.redirectsToTLS.effective == true }.map {
      ["listener": DocumentFact(code: $0.address, at: [$0.redirectsToTLS.location ?? $0.location])]
    }
    let plain = listeners.filter {
      $0.isPublic.effective == true && $0.networkProtocol.effective == "HTTP"
        && $0.redirectsToTLS.effective != true
    }
    self[list: "plain-listeners"] = plain.map {
      ["listener": DocumentFact(code: $0.address, at: [$0.location])]
    }
    let rules = infrastructure.ingressRules.sorted { $0.location < $1.location }
    self[list: "open-ports"] = rules.filter { $0.openToInternet.effective == true }.compactMap {
      rule in
      Self.ports(rule).map {
        ["ports": DocumentFact($0, at: [rule.location]), "group": DocumentFact(code: rule.address)]
      }
    }
    self[list: "inner-ports"] = rules.filter { $0.openToInternet.effective == false }.compactMap {
      rule in
      guard let ports = Self.ports(rule), !rule.sources.isEmpty else { return nil }
      return [
        "ports": DocumentFact(ports, at: [rule.location]),
        "group": DocumentFact(code: rule.address),
        "sources": DocumentFact(Phrase.listed(rule.sources.map(SafeWords.code), limit: 4)),
      ]
    }
  }

  private static func ports(_ rule: IngressRule) -> String? {
    guard let from = rule.fromPort.effective, let to = rule.toPort.effective else { return nil }
    if from < 0 { return "every port" }
    return from == to ? "port \(from)" : "ports \(from) to \(to)"
  }

  private mutating func readAlarms(_ infrastructure: InfrastructureFacts) {
    let alarms = infrastructure.alarms.sorted { $0.location < $1.location }
    count("alarms", alarms.count, of: "alarm", at: alarms.map(\.location))
    let row = { (alarm: Alarm) -> FactRow in
      [
        "alarm": DocumentFact(code: alarm.address, at: [alarm.location]),
        "subject": DocumentFact(code: alarm.subject),
        "concern": DocumentFact(alarm.concern == "other" ? "something else" : alarm.concern),
      ]
    }
    let heard = alarms.filter {
      $0.hasAction.effective == true && $0.reachesPerson.effective == true
    }
    self[list: "alarms-heard"] = heard.map(row)
    self[list: "alarms-unheard"] = alarms.filter { !heard.contains($0) }.map(row)
    let backups = heard.filter { $0.concern == "backup" }
    if !backups.isEmpty {
      self["backup-alarms"] = DocumentFact(
        Phrase.listed(backups.map { SafeWords.code($0.address) }, limit: 3),
        at: backups.map(\.location)
      )
    }
    let watching = alarms.filter {
      ["errors", "latency", "availability", "security", "audit"].contains($0.concern)
    }
    if let first = watching.first {
      self["alarms-watching"] = DocumentFact(
        Phrase.listed(Set(watching.map(\.concern)).sorted()),
        at: [first.location]
      )
    }
  }

  private mutating func readContainers(_ infrastructure: InfrastructureFacts) {
    let images = infrastructure.containers.sorted { $0.location < $1.location }
    if let image = images.first {
      self["container"] = DocumentFact(code: image.file, at: [image.location])
      if !image.baseImages.isEmpty {
        self["base-image"] = DocumentFact(
          Phrase.listed(image.baseImages.map(SafeWords.code), limit: 3),
          at: [image.location]
        )
      }
      if image.runsAsRoot.effective == false {
        self["container-user"] = DocumentFact(
          "an account without privileges",
          at: [image.runsAsRoot.location ?? image.location]
        )
      }
    }
    let loose = images.flatMap(\.unpinnedImages)
    count("images-unpinned", loose.count, of: "base image", at: loose)
    let local = infrastructure.composeServices.filter { $0.isDevelopment && $0.image != nil }
    if let service = local.first(where: { ($0.image ?? "").contains("postgres") }) ?? local.first {
      self["local-image"] = DocumentFact(code: service.image ?? "", at: [service.location])
    }
  }
}
