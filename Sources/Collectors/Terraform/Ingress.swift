import ReadinessModel
import TerraformLanguage

/// Network rules that let traffic in, in the three ways security groups are written.
extension TerraformGraph {
  func ingressRules() -> [IngressRule] {
    let protected = protectedResources()
    var drafts: [RuleDraft] = []
    for group in resources("aws_security_group", "aws_default_security_group") {
      for block in group.body.blocks("ingress") {
        drafts.append(
          RuleDraft(
            address: group.address,
            group: group.address,
            body: block.body,
            blocks: ["cidr_blocks", "ipv6_cidr_blocks"],
            fromPort: "from_port",
            toPort: "to_port",
            networkProtocol: "protocol",
            peers: ["security_groups", "self", "prefix_list_ids"],
            location: SourceLocation(block.location)
          )
        )
      }
    }
    for rule in resources("aws_security_group_rule") where rule.value("type")?.text != "egress" {
      drafts.append(
        RuleDraft(
          address: rule.address,
          group: groupAddress(rule),
          body: rule.body,
          blocks: ["cidr_blocks", "ipv6_cidr_blocks"],
          fromPort: "from_port",
          toPort: "to_port",
          networkProtocol: "protocol",
          peers: ["source_security_group_id", "self", "prefix_list_ids"],
          location: rule.place
        )
      )
    }
    for rule in resources("aws_vpc_security_group_ingress_rule") {
      drafts.append(
        RuleDraft(
          address: rule.address,
          group: groupAddress(rule),
          body: rule.body,
          blocks: ["cidr_ipv4", "cidr_ipv6"],
          fromPort: "from_port",
          toPort: "to_port",
          networkProtocol: "ip_protocol",
          peers: ["referenced_security_group_id", "prefix_list_id"],
          location: rule.place
        )
      )
    }
    let byGroup = Dictionary(grouping: drafts, by: \.group)
    return drafts.map { draft in
      IngressRule(
        address: draft.address,
        fromPort: draft.fromPort,
        toPort: draft.toPort,
        networkProtocol: draft.networkProtocol,
        openToInternet: draft.isOpen(beside: byGroup[draft.group] ?? []),
        sources: draft.sources,
        attachedTo: protected[draft.group] ?? [],
        location: draft.location
      )
    }
  }

  /// The address of the group a rule belongs to; the rule's own when it is not known.
  private func groupAddress(_ rule: ResourceInstance) -> String {
    let value = rule.value("security_group_id")
    let types = ["aws_security_group", "aws_default_security_group"]
    return target(of: value, types: types, names: [])?.address ?? rule.address
  }

  /// Addresses of the resources each security group is attached to.
  private func protectedResources() -> [String: [String]] {
    let groups = Set(
      resources("aws_security_group", "aws_default_security_group").map(\.address)
    )
    var result: [String: Set<String>] = [:]
    for instance in root.instances where !instance.isData {
      guard !instance.type.hasPrefix("aws_security_group"),
        !instance.type.hasPrefix("aws_vpc_security_group")
      else { continue }
      var found: Set<String> = []
      instance.body.collectGroups(into: &found, level: 0)
      for group in found where groups.contains(group) {
        result[group, default: []].insert(instance.address)
      }
    }
    return result.mapValues { $0.sorted() }
  }
}

extension EvaluatedBody {
  /// Finds the resources that attributes about security groups name.
  fileprivate func collectGroups(into found: inout Set<String>, level: Int) {
    for (name, attribute) in attributes where name.contains("security_group") {
      for value in attribute.value.elements ?? [attribute.value] {
        for reference in value.unknown?.references ?? [] { found.insert(reference.address) }
      }
    }
    guard level < 4 else { return }
    for block in blocks { block.body.collectGroups(into: &found, level: level + 1) }
  }
}

/// A rule before it is seen beside the others of its group.
private struct RuleDraft {
  var address: String
  var group: String
  var fromPort: Setting<Int>
  var toPort: Setting<Int>
  var networkProtocol: String
  var ranges: [NetworkBlock] = []
  /// Why a range is not known, nil when all are.
  var unknownRange: String?
  var sources: [String] = []
  var location: SourceLocation

  init(
    address: String,
    group: String,
    body: EvaluatedBody,
    blocks: [String],
    fromPort: String,
    toPort: String,
    networkProtocol: String,
    peers: [String],
    location: SourceLocation
  ) {
    self.address = address
    self.group = group
    self.location = location
    self.networkProtocol = Self.protocolName(body.value(networkProtocol))
    let isForAllPorts = self.networkProtocol == "all"
    self.fromPort = isForAllPorts ? .unset(providerDefault: -1) : body.int(fromPort, default: -1)
    self.toPort = isForAllPorts ? .unset(providerDefault: -1) : body.int(toPort, default: -1)
    for name in blocks {
      guard let value = body.value(name) else { continue }
      for element in value.elements ?? [value] { add(range: element) }
    }
    for name in peers {
      guard let value = body.value(name) else { continue }
      for element in value.elements ?? [value] { add(peer: element, name) }
    }
  }

  private mutating func add(range: Value) {
    if let text = range.text {
      sources.append(text)
      if let block = NetworkBlock(text) { ranges.append(block) }
    } else if let unknown = range.unknown {
      // The range of a network of the configuration itself is not the internet.
      if let reference = unknown.attribute, reference.path.last?.contains("cidr_block") == true {
        sources.append(reference.address)
      } else {
        unknownRange = unknownRange ?? unknown.reason
      }
    }
  }

  private mutating func add(peer: Value, _ name: String) {
    switch peer {
    case .bool(true): sources.append("self")
    case .string(let text): sources.append(text)
    case .unknown(let unknown):
      sources.append(unknown.references.first?.address ?? name)
      if name.hasPrefix("prefix_list") { unknownRange = unknownRange ?? unknown.reason }
    default: return
    }
    if name.hasPrefix("prefix_list"), peer.text != nil {
      unknownRange = unknownRange ?? "what the prefix list holds is not in the repository"
    }
  }

  private static func protocolName(_ value: Value?) -> String {
    let text: String
    switch value {
    case .string(let name): text = name.lowercased()
    case .number(let number): text = String(Int(number))
    case nil: text = "-1"
    default: return "unknown"
    }
    return ["-1": "all", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"][text] ?? text
  }

  // MARK: - Openness

  /// Whether the internet gets in, alone or together with rules that let in at least as much.
  func isOpen(beside others: [RuleDraft]) -> Setting<Bool> {
    if ranges.coverEverything { return .set(true, at: location) }
    // A rule that is open by itself is a finding of its own and makes no other one open.
    let wider = others.filter { $0.lets(in: self) && !$0.ranges.coverEverything }
    if !ranges.isEmpty, wider.flatMap(\.ranges).coverEverything { return .set(true, at: location) }
    if let unknownRange { return .unknown(because: unknownRange) }
    return .set(false, at: location)
  }

  /// Whether this rule is about at least the ports and protocols of another.
  private func lets(in other: RuleDraft) -> Bool {
    guard networkProtocol == "all" || networkProtocol == other.networkProtocol else { return false }
    guard let low = fromPort.effective, let high = toPort.effective,
      let otherLow = other.fromPort.effective, let otherHigh = other.toPort.effective
    else { return false }
    return low == -1 || (otherLow != -1 && low <= otherLow && high >= otherHigh)
  }
}

extension [NetworkBlock] {
  /// Whether the union of the ranges holds every address of a family.
  fileprivate var coverEverything: Bool {
    for width in [32, 128] {
      let family = filter { $0.address.width == width }.sorted { $0.address.bits < $1.address.bits }
      let last: UInt128 = width == 32 ? UInt128(UInt32.max) : .max
      var next: UInt128 = 0
      for block in family {
        guard block.address.bits <= next else { break }
        if block.last == last { return true }
        next = Swift.max(next, block.last + 1)
      }
    }
    return false
  }
}
