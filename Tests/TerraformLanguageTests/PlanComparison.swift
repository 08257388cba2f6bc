import Foundation
import TerraformLanguage

/// Compares what was evaluated here with what Terraform plans.
struct PlanComparison {
  var differences: [String] = []

  /// Compares a root configuration with a plan.
  init(_ root: EvaluatedRoot, _ plan: PlanRecord) {
    let ours = Set(root.instances.map(\.address))
    let theirs = Set(plan.resources.keys)
    for address in theirs.subtracting(ours).sorted() { differences.append("missing \(address)") }
    // A data source that nothing waits for is in no plan.
    for instance in root.instances where !theirs.contains(instance.address) && !instance.isData {
      differences.append("invented \(instance.address)")
    }
    for instance in root.instances {
      guard let planned = plan.resources[instance.address] else { continue }
      compare(instance.body, planned.known, planned.unknown, at: instance.address)
    }
    for (name, value) in plan.outputs {
      guard let own = root.outputs[name] else {
        differences.append("missing output \(name)")
        continue
      }
      compare(own, value, false, at: "output.\(name)")
    }
    for name in plan.unknownOutputs where root.outputs[name]?.isWhollyKnown != false {
      differences.append("output.\(name) is known here and unknown to the plan")
    }
  }

  // MARK: - Bodies

  private mutating func compare(
    _ body: EvaluatedBody,
    _ planned: [String: Any],
    _ unknown: [String: Any],
    at path: String
  ) {
    for (name, attribute) in body.attributes.sorted(by: { $0.key < $1.key }) {
      if let objects = planned[name] as? [[String: Any]], attribute.value.entries != nil {
        // JSON writes a single block as an object.
        compare(
          .tuple([attribute.value]),
          objects,
          unknown[name] ?? false,
          at: "\(path).\(name)"
        )
        continue
      }
      compare(attribute.value, planned[name], unknown[name] ?? false, at: "\(path).\(name)")
    }
    for (type, blocks) in Dictionary(grouping: body.blocks, by: \.type) where type != "timeouts" {
      let place = "\(path).\(type)"
      var candidates = planned[type] as? [[String: Any]] ?? []
      var marks = unknown[type] as? [Any] ?? []
      if candidates.count != blocks.count, !(unknown[type] is Bool) {
        differences.append("\(place): \(blocks.count) blocks here, \(candidates.count) planned")
        continue
      }
      for block in blocks {
        let position = candidates.indices.first { index in
          let mark = marks.indices.contains(index) ? marks[index] as? [String: Any] ?? [:] : [:]
          return matches(block.body, candidates[index], mark)
        }
        if let position {
          candidates.remove(at: position)
          if marks.indices.contains(position) { marks.remove(at: position) }
        } else {
          differences.append("\(place) at line \(block.location.line) is in no planned block")
        }
      }
    }
  }

  private func matches(
    _ body: EvaluatedBody,
    _ planned: [String: Any],
    _ unknown: [String: Any]
  ) -> Bool {
    var inner = self
    inner.differences = []
    inner.compare(body, planned, unknown, at: "")
    return inner.differences.isEmpty
  }

  // MARK: - Values

  private mutating func compare(_ own: Value, _ planned: Any?, _ unknown: Any, at path: String) {
    if !isEqual(own, planned, unknown) {
      differences.append(
        "\(path): here \(own.brief), planned \(brief(planned)), marks \(brief(unknown))"
      )
    }
  }

  private func isEqual(_ own: Value, _ planned: Any?, _ unknown: Any) -> Bool {
    if own.isNull || Self.isFromData(own) { return true }
    if unknown as? Bool == true { return !own.isWhollyKnown }
    switch own {
    case .null: return planned == nil || planned is NSNull
    case .unknown, .resource: return false
    case .bool, .number, .string: return isSame(own, planned)
    case .list(let list):
      guard let elements = planned as? [Any], elements.count == list.elements.count else {
        return false
      }
      let marks = unknown as? [Any] ?? []
      let pairs = elements.indices.map {
        (elements[$0], marks.indices.contains($0) ? marks[$0] : false)
      }
      if zip(list.elements, pairs).allSatisfy({ isEqual($0, $1.0, $1.1) }) { return true }
      return isSameSet(list.elements, pairs)
    case .object(let object):
      guard let entries = planned as? [String: Any] else { return false }
      let marks = unknown as? [String: Any] ?? [:]
      let absent = entries.filter { object.entries[$0.key] == nil && !($0.value is NSNull) }
      return absent.allSatisfy { marks[$0.key] == nil && Self.isEmpty($0.value) }
        && object.entries.allSatisfy { isEqual($0.value, entries[$0.key], marks[$0.key] ?? false) }
    }
  }

  /// Whether a value is one that planning reads from a data source; nothing is read here.
  private static func isFromData(_ value: Value) -> Bool {
    guard let reference = value.unknown?.attribute else { return false }
    return reference.address.hasPrefix("data.") || reference.address.contains(".data.")
  }

  /// Whether a value is what a provider fills in for nothing.
  private static func isEmpty(_ value: Any) -> Bool {
    if let list = value as? [Any] { return list.isEmpty }
    if let text = value as? String { return text.isEmpty }
    if let number = value as? NSNumber { return number.doubleValue == 0 }
    return false
  }

  private func isSameSet(_ own: [Value], _ planned: [(Any, Any)]) -> Bool {
    var rest = planned
    for value in own {
      guard let position = rest.firstIndex(where: { isEqual(value, $0.0, $0.1) }) else {
        return false
      }
      rest.remove(at: position)
    }
    return true
  }

  /// Whether two primitive values are the same once the provider's schema has given them a type.
  private func isSame(_ own: Value, _ planned: Any?) -> Bool {
    guard let planned, let text = Self.text(planned) else { return false }
    if own.brief == text { return true }
    if let number = Double(own.brief), let other = Double(text) {
      return number == other || abs(number - other) < 1e-12 * abs(number)
    }
    guard let first = Value(json: own.brief), let second = Value(json: text) else { return false }
    return first == second
  }

  private static func text(_ value: Any) -> String? {
    if let text = value as? String { return text }
    guard let number = value as? NSNumber else { return nil }
    if JSONTruth.isBoolean(number) { return number.boolValue ? "true" : "false" }
    return number.stringValue
  }

  private func brief(_ value: Any?) -> String {
    value.map { String(String(describing: $0).prefix(300)) } ?? "nothing"
  }
}

/// Tells JSON's truth values from its numbers.
enum JSONTruth {
  static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }
}

extension Value {
  /// The value as text for messages and for comparing primitive values.
  var brief: String {
    switch self {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .string(let text): text
    case .list(let list): "[" + list.elements.map(\.brief).joined(separator: ", ") + "]"
    case .object(let object):
      "{" + object.sorted.map { "\($0.key) = \($0.value.brief)" }.joined(separator: ", ") + "}"
    case .resource(let reference): "<\(reference.address)>"
    case .unknown(let unknown): "<\(unknown.reason)>"
    }
  }
}
