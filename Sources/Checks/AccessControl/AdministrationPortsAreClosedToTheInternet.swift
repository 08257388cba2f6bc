import ReadinessModel

/// No network rule lets the whole internet reach a port for administration or a database.
///
/// ## Why it matters
/// Such ports are tried within minutes of being opened, and one weak password is enough.
///
/// ## What is inspected
/// Ingress rules of infrastructure code after union of their ranges: the ports of remote shells,
/// remote desktops, databases, caches, search clusters and container engines.
///
/// ## What this cannot show
/// Rules set outside the infrastructure code.
enum AdministrationPortsAreClosedToTheInternet: Check {
  static let severity = Severity.critical
  static let affectedBySkipped: [SkippedKind] = [.infrastructure]

  /// The rules, with what could not be evaluated beside them.
  struct Subject: Codable, Hashable, Sendable {
    var rules: [IngressRule]
    var unresolved: [UnresolvedInfrastructure]
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.infrastructure.map { infrastructure in
      Subject(
        rules: infrastructure.ingressRules,
        unresolved: infrastructure.unresolved,
        home: facts.infrastructureHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    let items = subject.rules.compactMap { item($0) }
    return eachItem(items + unresolvedBlocks(subject.unresolved)) {
      guard !subject.rules.isEmpty else {
        return cannotSee(
          "No network rule was found in infrastructure code, so what the internet can reach is"
            + " unknown",
          at: subject.home,
          lookedFor: "security groups, network access lists or firewall rules",
          next: "Declare the network rules as code, or attest them."
        )
      }
      return holds(
        "\(all(subject.rules.count, "network rule")) \(verb(subject.rules.count, "keeps", "keep"))"
          + " the internet from ports for administration and databases",
        at: subject.rules.map(\.location)
      )
    }
  }

  private static let services: [(ports: [Int], name: String)] = [
    ([22], "SSH"), ([23], "Telnet"), ([135, 139, 445], "Windows file sharing"),
    ([1433], "SQL Server"), ([1521], "Oracle"), ([2049], "NFS"), ([2375, 2376], "Docker"),
    ([2379, 2380], "etcd"), ([3306], "MySQL"), ([3389], "remote desktop"), ([5432], "PostgreSQL"),
    ([5601], "Kibana"), ([5900], "VNC"), ([5984], "CouchDB"), ([5985, 5986], "WinRM"),
    ([6379], "Redis"), ([6443], "Kubernetes"), ([7000, 7001, 9042], "Cassandra"),
    ([8086], "InfluxDB"), ([9200, 9300], "Elasticsearch"), ([9092], "Kafka"),
    ([10250], "kubelet"), ([11211], "Memcached"), ([15672], "RabbitMQ"),
    ([27017, 27018], "MongoDB"),
  ]

  private static func item(_ rule: IngressRule) -> Finding? {
    guard rule.networkProtocol != "icmp", rule.openToInternet.effective != false else { return nil }
    if let reason = rule.openToInternet.unknownReason {
      return unsure(rule, "whom it lets in is unknown: \(reason)")
    }
    guard rule.openToInternet.effective == true else {
      return unsure(rule, "whom it lets in is not written")
    }
    if let reason = rule.fromPort.unknownReason ?? rule.toPort.unknownReason {
      return unsure(rule, "it lets the internet in, and its ports are unknown: \(reason)")
    }
    let (from, to) = (rule.fromPort.effective ?? -1, rule.toPort.effective ?? -1)
    let isEvery = from == -1 || to == -1 || rule.networkProtocol == "all"
    let reached = services.filter { service in
      isEvery || service.ports.contains { (min(from, to)...max(from, to)).contains($0) }
    }
    guard !reached.isEmpty else { return nil }
    let ports = isEvery ? "every port" : from == to ? "port \(from)" : "ports \(from) to \(to)"
    return finding(
      .doesNotHold,
      "\(quoted(rule.address)) lets the whole internet reach \(ports)"
        + " (\(listed(reached.map(\.name), limit: 3)))",
      at: [rule.openToInternet.location ?? rule.location],
      resource: rule.address,
      next: "Limit the rule to the addresses or groups that need it."
    )
  }

  private static func unsure(_ rule: IngressRule, _ text: String) -> Finding {
    finding(
      .unconfirmed,
      "\(quoted(rule.address)): \(text)",
      at: [rule.location],
      resource: rule.address
    )
  }
}
