import ReadinessModel
import TerraformLanguage

/// One evaluated root configuration, with the ways its resources find one another.
struct TerraformGraph {
  let root: EvaluatedRoot
  let byAddress: [String: ResourceInstance]
  private let byType: [String: [ResourceInstance]]

  init(_ root: EvaluatedRoot) {
    self.root = root
    byAddress = Dictionary(root.instances.map { ($0.address, $0) }) { first, _ in first }
    byType = Dictionary(grouping: root.instances.filter { !$0.isData }, by: \.type)
  }

  /// Finds the managed resources of some types, in order of address.
  func resources(_ types: String...) -> [ResourceInstance] {
    types.flatMap { byType[$0] ?? [] }
  }

  /// Whether a value names a resource.
  enum Link {
    case yes
    case no
    /// It may, because of the reason given.
    case maybe(String)
  }

  /// Decides whether a value names a resource: by where it comes from, or by an equal name.
  func link(_ value: Value?, to target: ResourceInstance, names: [String]) -> Link {
    guard let value else { return .no }
    switch value {
    case .string(let text):
      let known = names.compactMap { target.value($0)?.text }
      return known.contains { text == $0 || text.hasSuffix(":\($0)") || text.hasSuffix("/\($0)") }
        ? .yes : .no
    case .resource(let reference): return reference.address == target.address ? .yes : .no
    case .unknown(let unknown):
      if let reference = unknown.attribute {
        return reference.address == target.address ? .yes : .no
      }
      let touches = unknown.references.contains { $0.address == target.address }
      if touches, case .text = unknown.shape { return .yes }
      let others = unknown.references.contains { $0.type == target.type }
      return touches || !others ? .maybe(unknown.reason) : .no
    case .list(let list):
      var result = Link.no
      for element in list.elements {
        switch link(element, to: target, names: names) {
        case .yes: return .yes
        case .maybe(let reason): result = .maybe(reason)
        case .no: continue
        }
      }
      return result
    default: return .no
    }
  }

  /// The separate resources that configure a resource.
  struct Attachments {
    var certain: [ResourceInstance] = []
    /// Why more may be attached, nil when none may.
    var doubt: String?
  }

  /// Finds the resources of a type whose attribute names a resource.
  func attached(
    _ types: [String],
    by attribute: String,
    to target: ResourceInstance,
    names: [String]
  ) -> Attachments {
    var result = Attachments()
    for type in types {
      for candidate in byType[type] ?? [] {
        switch link(candidate.value(attribute), to: target, names: names) {
        case .yes:
          if let uncertainty = candidate.uncertainty, target.uncertainty != uncertainty {
            result.doubt = "\(candidate.address): \(uncertainty)"
          } else {
            result.certain.append(candidate)
          }
        case .maybe(let reason):
          result.doubt = "\(candidate.address) may belong to it: \(reason)"
        case .no: continue
        }
      }
    }
    return result
  }

  /// Finds the resource of a type that a value names, when there is exactly one answer.
  func target(of value: Value?, types: [String], names: [String]) -> ResourceInstance? {
    guard let value else { return nil }
    if let reference = value.unknown?.references.first, let found = byAddress[reference.address] {
      return types.contains(found.type) ? found : nil
    }
    for type in types {
      for candidate in byType[type] ?? [] {
        if case .yes = link(value, to: candidate, names: names) { return candidate }
      }
    }
    return nil
  }

  // MARK: - Regions

  /// The region of a provider configuration, nil when it is not written down.
  func region(of instance: ResourceInstance) -> String? {
    instance.value("region")?.text
      ?? root.providers[instance.provider]?.attributes["region"]?.value.text
  }

  /// Regions of the provider configurations of AWS.
  func regions() -> [String] {
    var found: [String] = []
    for (name, body) in root.providers where name == "aws" || name.hasPrefix("aws.") {
      if let region = body.attributes["region"]?.value.text { found.append(region) }
    }
    return found
      + root.instances.compactMap { $0.type.hasPrefix("aws_") ? $0.value("region")?.text : nil }
  }

  /// Provider configurations whose region is not known.
  func unresolvedParts() -> [UnresolvedInfrastructure] {
    root.providers.compactMap { name, body in
      guard name == "aws" || name.hasPrefix("aws."), let region = body.attributes["region"],
        let unknown = region.value.unknown
      else { return nil }
      return UnresolvedInfrastructure(
        address: "provider.\(name).region",
        reason: unknown.reason,
        location: SourceLocation(region.location)
      )
    }
  }
}

extension ResourceInstance {
  /// Where the resource is written.
  var place: SourceLocation { SourceLocation(location) }

  /// The value of an attribute, nil when it is not written.
  func value(_ name: String) -> Value? { body.value(name) }
}

extension EvaluatedBody {
  /// The value of an attribute, nil when it is not written or null.
  func value(_ name: String) -> Value? {
    guard let value = attributes[name]?.value, !value.isNull else { return nil }
    return value
  }

  /// The blocks of a type; JSON and attributes-as-blocks write them as objects.
  func blocks(_ type: String) -> [EvaluatedBlock] {
    let written = blocks.filter { $0.type == type }
    guard written.isEmpty, let attribute = attributes[type] else { return written }
    let objects = attribute.value.elements ?? [attribute.value]
    return objects.compactMap { object in
      guard let entries = object.entries else { return nil }
      var body = EvaluatedBody()
      for (name, value) in entries {
        body.attributes[name] = EvaluatedAttribute(value: value, location: attribute.location)
      }
      return EvaluatedBlock(type: type, body: body, location: attribute.location)
    }
  }

  /// Why there may be more or fewer blocks of a type than are seen, nil when it is certain.
  func doubt(about type: String) -> String? {
    if let unknown = uncertainBlocks[type] { return unknown.reason }
    if blocks.contains(where: { $0.type == type }) { return nil }
    return attributes[type]?.value.unknown?.reason
  }

  /// The first block of a type.
  func block(_ type: String) -> EvaluatedBody? { blocks(type).first?.body }
}
