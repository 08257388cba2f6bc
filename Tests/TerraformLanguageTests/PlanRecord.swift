import Foundation

/// What a plan says, cut down to what the configuration itself writes.
///
/// Everything comes from Terraform's own JSON: the names of the written arguments from its
/// description of the configuration, their values from the planned changes and what was read.
struct PlanRecord {
  /// Values of outputs that are known.
  var outputs: [String: Any] = [:]
  /// Names of outputs that are known after apply, whole or in part.
  var unknownOutputs: [String] = []
  /// By address: the written arguments that are known, and marks for those that are not.
  var resources: [String: (known: [String: Any], unknown: [String: Any])] = [:]

  /// Cuts down the output of `terraform show -json`.
  init(plan: [String: Any]) {
    let written = Self.writtenArguments(plan)
    for change in plan["resource_changes"] as? [[String: Any]] ?? [] {
      guard let address = change["address"] as? String,
        let body = change["change"] as? [String: Any]
      else { continue }
      let names = written[Self.withoutKeys(address)] ?? []
      let after = body["after"] as? [String: Any] ?? [:]
      let unknown = body["after_unknown"] as? [String: Any] ?? [:]
      resources[address] = (
        after.filter { names.contains($0.key) || Self.isBlocks($0.value) },
        unknown.filter { names.contains($0.key) || Self.isBlocks(after[$0.key]) }
      )
    }
    let prior = (plan["prior_state"] as? [String: Any])?["values"] as? [String: Any]
    addRead(prior?["root_module"] as? [String: Any] ?? [:], written)
    for (name, change) in plan["output_changes"] as? [String: [String: Any]] ?? [:] {
      let unknown = change["after_unknown"]
      if Self.isMarked(unknown) {
        unknownOutputs.append(name)
      } else {
        outputs[name] = change["after"] ?? NSNull()
      }
    }
    unknownOutputs.sort()
  }

  /// Reads a recorded plan.
  init?(recording url: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    let data = try Data(contentsOf: url)
    guard let object = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      return nil
    }
    outputs = object["outputs"] as? [String: Any] ?? [:]
    unknownOutputs = object["unknownOutputs"] as? [String] ?? []
    for (address, parts) in object["resources"] as? [String: [String: [String: Any]]] ?? [:] {
      resources[address] = (parts["known"] ?? [:], parts["unknown"] ?? [:])
    }
  }

  /// Writes the plan for runs without Terraform.
  func record(at url: URL) throws {
    let object: [String: Any] = [
      "outputs": outputs, "unknownOutputs": unknownOutputs,
      "resources": resources.mapValues { ["known": $0.known, "unknown": $0.unknown] },
    ]
    let data = try JSONSerialization.data(
      withJSONObject: object,
      options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    )
    try (data + Data("\n".utf8)).write(to: url)
  }

  // MARK: - Reading plans

  private mutating func addRead(_ module: [String: Any], _ written: [String: Set<String>]) {
    for resource in module["resources"] as? [[String: Any]] ?? [] {
      guard resource["mode"] as? String == "data", let address = resource["address"] as? String,
        let values = resource["values"] as? [String: Any]
      else { continue }
      let names = written[Self.withoutKeys(address)] ?? []
      resources[address] = (
        values.filter { names.contains($0.key) || Self.isBlocks($0.value) }, [:]
      )
    }
    for child in module["child_modules"] as? [[String: Any]] ?? [] { addRead(child, written) }
  }

  private static func writtenArguments(_ plan: [String: Any]) -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    let root = (plan["configuration"] as? [String: Any])?["root_module"] as? [String: Any]
    func visit(_ module: [String: Any], _ prefix: String) {
      for resource in module["resources"] as? [[String: Any]] ?? [] {
        guard let address = resource["address"] as? String else { continue }
        let names = (resource["expressions"] as? [String: Any] ?? [:]).keys
        result[prefix + address] = Set(names)
      }
      for (name, call) in module["module_calls"] as? [String: [String: Any]] ?? [:] {
        visit(call["module"] as? [String: Any] ?? [:], "\(prefix)module.\(name).")
      }
    }
    visit(root ?? [:], "")
    return result
  }

  /// Whether a value may come from `dynamic` blocks, which the description leaves out.
  private static func isBlocks(_ value: Any?) -> Bool {
    (value as? [[String: Any]])?.isEmpty == false
  }

  /// Takes the keys of instances off an address.
  private static func withoutKeys(_ address: String) -> String {
    address.replacing(#/\[(\d+|"(\\.|[^"\\])*")\]/#, with: "")
  }

  private static func isMarked(_ value: Any?) -> Bool {
    switch value {
    case let flag as Bool: flag
    case let list as [Any]: list.contains { isMarked($0) }
    case let object as [String: Any]: object.values.contains { isMarked($0) }
    default: false
    }
  }
}
