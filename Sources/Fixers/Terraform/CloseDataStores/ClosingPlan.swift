import ReadinessModel
import TerraformLanguage

/// What closes a project to the internet.
struct ClosingPlan {
  private let project: TerraformProject
  private let closes: Bool
  private let network: String?
  private(set) var proposal = FixProposal()

  init(_ project: TerraformProject, closes: Bool, network: String?) {
    self.project = project
    self.closes = closes
    self.network = network
  }

  private func stores(of type: String) -> [(place: PlacedBlock, stores: [DataStore])] {
    Dictionary(grouping: project.facts.dataStores, by: \.location).sorted { $0.key < $1.key }
      .compactMap { location, stores in
        guard let place = project.block(at: location), place.type == type else { return nil }
        return (place, stores)
      }
  }

  // MARK: - Buckets

  private static let flags = [
    "block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets",
  ]

  /// Blocks public access to buckets; where somebody granted it, only when asked to.
  mutating func closeBuckets() {
    let blocks = project.facts.dataStores.isEmpty ? [] : project.sources.keys.sorted()
    guard !blocks.isEmpty else { return }
    for (place, stores) in stores(of: "aws_s3_bucket")
    where stores.allSatisfy({ $0.publiclyAccessible.unknownReason == nil }) {
      let isPublic = stores.contains { $0.publiclyAccessible.effective == true }
      let isClosed = stores.allSatisfy { $0.publiclyAccessible.isWritten } && !isPublic
      guard !isClosed, !isPublic || closes else { continue }
      let edits = blockEdits(place)
      guard !edits.isEmpty else { continue }
      proposal.changes.append(
        FixChange(
          title: "Block public access to \(place.reference)",
          reason: isPublic
            ? "Anybody can read it." : "One policy or list written by mistake makes it public.",
          applicability: isPublic
            ? .needsDecision(CloseToTheInternet.publicStores.id) : .safe,
          edits: edits
        )
      )
    }
  }

  private mutating func blockEdits(_ place: PlacedBlock) -> [SourceEdit] {
    let type = "aws_s3_bucket_public_access_block"
    let existing = project.resources(type, in: place.folder).first {
      ($0.text("bucket") ?? "").mentions(place.reference)
    }
    if let existing {
      var change = BlockChange(existing, in: project)
      for flag in Self.flags { change.set(flag, to: "true", beside: Self.flags) }
      proposal.refusals += change.refusals
      return change.edits
    }
    guard !project.resources(type, in: place.folder).contains(where: { $0.name == place.name })
    else { return [] }
    let body = place.layout.body
    var repetition = ""
    var bucket = "\(place.reference).id"
    if let count = place.text("count"), !count.contains("\n") {
      repetition = "  count  = \(count)"
      bucket = "\(place.reference)[count.index].id"
    } else if body.attribute("for_each") != nil {
      repetition = "  for_each = \(place.reference)\n"
      bucket = "each.value.id"
    } else if body.attribute("count") != nil {
      return []
    }
    let text = TerraformTemplate.publicAccessBlock.render([
      "name": place.name, "bucket": bucket, "repetition": repetition,
    ])
    return [place.source.inserting(text, after: place.layout).edit(of: place.source.path)]
  }

  // MARK: - Databases

  /// Takes databases off the internet, when asked to.
  mutating func closeDatabases() {
    guard closes else { return }
    let types = [
      "aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_mq_broker",
    ]
    for type in types {
      for (place, stores) in stores(of: type)
      where stores.contains(where: { $0.publiclyAccessible.effective == true }) {
        var change = BlockChange(place, in: project)
        change.set("publicly_accessible", to: "false")
        proposal.refusals += change.refusals
        let edits = change.edits
        guard !edits.isEmpty else { continue }
        proposal.changes.append(
          FixChange(
            title: "Take \(place.reference) off the internet",
            reason: "It has an address that everybody can reach.",
            applicability: .needsDecision(CloseToTheInternet.publicStores.id),
            edits: edits
          )
        )
      }
    }
  }

  // MARK: - Ports

  /// Ports of remote shells and desktops, databases, caches and engines.
  private static let ports: [ClosedRange<Int>] = [
    22...23, 135...139, 445...445, 1433...1433, 1521...1521, 2049...2049, 2375...2380, 3306...3306,
    3389...3389, 5432...5432, 5601...5601, 5900...5900, 5984...5986, 6379...6379, 6443...6443,
    7000...7001, 8086...8086, 9042...9042, 9092...9092, 9200...9200, 9300...9300, 10250...10250,
    11211...11211, 15672...15672, 27017...27018,
  ]

  /// Limits rules that let everybody reach such ports.
  mutating func closePorts() {
    var seen: Set<SourceLocation> = []
    for rule in project.facts.ingressRules where rule.openToInternet.effective == true {
      guard rule.networkProtocol != "icmp", seen.insert(rule.location).inserted,
        let from = rule.fromPort.effective, let to = rule.toPort.effective
      else { continue }
      let isEvery = from == -1 || to == -1 || rule.networkProtocol == "all"
      let reaches = Self.ports.contains { $0.overlaps(min(from, to)...max(from, to)) }
      guard isEvery || reaches else { continue }
      guard let place = project.block(at: rule.location) else { continue }
      limit(rule, place)
    }
  }

  private mutating func limit(_ rule: IngressRule, _ place: PlacedBlock) {
    var change = BlockChange(place, in: project)
    let range = "\"\(network ?? "0.0.0.0/32")\""
    var limits = false
    for (argument, value) in [("cidr_blocks", "[\(range)]"), ("cidr_ipv4", range)]
    where place.layout.body.attribute(argument) != nil {
      change.set(argument, to: value)
      limits = true
    }
    for argument in ["ipv6_cidr_blocks"] where place.layout.body.attribute(argument) != nil {
      change.set(argument, to: "[]")
      limits = true
    }
    guard limits, !place.layout.labels.contains("dynamic"), place.layout.type != "dynamic" else {
      proposal.refusals.append(
        FixRefusal(
          subject: rule.address,
          reason: "its ranges are not written in the rule itself",
          location: rule.location,
          next: "Limit the rule to the network that needs it."
        )
      )
      return
    }
    proposal.refusals += change.refusals
    let edits = change.edits
    guard !edits.isEmpty else { return }
    proposal.changes.append(
      FixChange(
        title: "Let \(rule.address) take only \(network ?? "your own network") to port"
          + " \(rule.fromPort.effective ?? 0)",
        reason: "Ports like this are tried within minutes of being opened.",
        applicability: .needsDecision(CloseToTheInternet.network.id),
        edits: edits
      )
    )
  }
}
