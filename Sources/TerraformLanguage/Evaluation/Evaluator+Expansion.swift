extension Evaluator {
  /// Finds the instances of a resource, once.
  func expand(
    _ resource: ModuleConfiguration.Resource,
    in module: ModuleInstance
  ) -> ResourceExpansion {
    if let expansion = module.expansions[resource.key] { return expansion }
    let address = module.address(of: resource.key)
    guard module.underWay.insert(resource.key).inserted else {
      return .failed("\(address) depends on itself")
    }
    defer { module.underWay.remove(resource.key) }
    let expansion = expand(resource.block, address: address, in: module) {
      (key, scope, uncertainty) in
      let record = InstanceRecord(
        resource: resource,
        reference: ResourceReference(address: address + key.suffix, type: resource.type),
        scope: scope,
        key: key,
        uncertainty: uncertainty ?? module.uncertainty
      )
      instances[record.reference.address] = record
      return record
    }
    module.expansions[resource.key] = expansion
    return expansion
  }

  /// Finds the instances of a module call, once.
  func expand(_ call: ConfigurationBlock, in module: ModuleInstance) -> ModuleExpansion {
    let name = call.labels[0]
    if let expansion = module.calls[name] { return expansion }
    let address = module.address(of: "module.\(name)")
    guard module.underWay.insert("module.\(name)").inserted else {
      return .failed("\(address) depends on itself")
    }
    defer { module.underWay.remove("module.\(name)") }
    let target = calledDirectory(call, address: address, in: module)
    let expansion = expand(call, address: address, in: module) {
      (key, scope, uncertainty) -> ModuleInstance? in
      guard let target else { return nil }
      let instance = instantiate(
        target,
        call: call,
        address: address + key.suffix,
        scope: scope,
        uncertainty: uncertainty ?? module.uncertainty
      )
      modules[instance.address] = instance
      return instance
    }
    module.calls[name] = expansion
    return expansion
  }

  // MARK: - Count and for_each

  private func expand<Instance>(
    _ block: ConfigurationBlock,
    address: String,
    in module: ModuleInstance,
    make: (InstanceKey, Scope, String?) -> Instance
  ) -> Expansion<Instance> {
    let scope = Scope(module: module)
    do throws(EvaluationFailure) {
      if let count = block.body.attributes["count"] {
        let value = try Conversion.number(evaluate(count.expression, in: scope))
        return try counted(value, scope, make) { record(address, $0, count.location) }
      }
      if let each = block.body.attributes["for_each"] {
        let value = try evaluate(each.expression, in: scope)
        return try keyed(value, scope, make) { record(address, $0, each.location) }
      }
      try reserve(1)
      return .single(make(.none, scope, nil))
    } catch {
      record(address, error.reason, block.location)
      return .failed(error.reason)
    }
  }

  private func counted<Instance>(
    _ value: Value,
    _ scope: Scope,
    _ make: (InstanceKey, Scope, String?) -> Instance,
    note: (String) -> Void
  ) throws(EvaluationFailure) -> Expansion<Instance> {
    if let unknown = value.unknown {
      let reason = "how many there are is not known: \(unknown.reason)"
      note(reason)
      try reserve(1)
      let inner = scope.adding("count", .object(["index": .unknown(because: reason)]))
      return .uncertain(make(.none, inner, reason), UnknownValue(reason: reason))
    }
    guard case .number(let number) = value, number >= 0, number == number.rounded() else {
      throw EvaluationFailure("count is not a whole number")
    }
    guard number <= Double(limits.instancesOfBlock) else {
      throw EvaluationFailure("count asks for more than \(limits.instancesOfBlock) instances")
    }
    try reserve(Int(number))
    return .counted(
      (0..<Int(number)).map { index in
        make(
          .index(index),
          scope.adding("count", .object(["index": .number(Double(index))])),
          nil
        )
      }
    )
  }

  private func keyed<Instance>(
    _ value: Value,
    _ scope: Scope,
    _ make: (InstanceKey, Scope, String?) -> Instance,
    note: (String) -> Void
  ) throws(EvaluationFailure) -> Expansion<Instance> {
    var pairs: [(String, Value)] = []
    var unknown = value.unknown
    switch value {
    case .object(let object): pairs = object.sorted.map { ($0.key, $0.value) }
    case .list(let list) where list.kind == .set:
      for element in list.elements {
        if let missing = element.unknown {
          unknown = missing
        } else if let text = element.text {
          pairs.append((text, element))
        } else {
          throw EvaluationFailure("for_each runs over a set of something other than strings")
        }
      }
    case .unknown, .resource: break
    // An empty tuple stands for an empty set where the other branch of a conditional is not known.
    case .list(let list) where list.elements.isEmpty: break
    default: throw EvaluationFailure("for_each needs a map or a set of strings")
    }
    if let unknown {
      let reason = "what for_each runs over is not known: \(unknown.reason)"
      note(reason)
      try reserve(1)
      let each = Value.object([
        "key": .unknown(because: reason), "value": .unknown(unknown.forgettingShape),
      ])
      return .uncertain(
        make(.none, scope.adding("each", each), reason),
        UnknownValue(reason: reason)
      )
    }
    guard pairs.count <= limits.instancesOfBlock else {
      throw EvaluationFailure("for_each asks for more than \(limits.instancesOfBlock) instances")
    }
    try reserve(pairs.count)
    return .keyed(
      pairs.map { (key, value) in
        let each = Value.object(["key": .string(key), "value": value])
        return (key, make(.key(key), scope.adding("each", each), nil))
      }
    )
  }

  private func reserve(_ count: Int) throws(EvaluationFailure) {
    instanceCount += count
    guard instanceCount <= limits.instances else {
      throw EvaluationFailure("the configuration has more than \(limits.instances) instances")
    }
  }

  // MARK: - Modules

  private struct Target {
    var configuration: ModuleConfiguration
    var ancestry: [String]
    var pathFromRoot: String
    var providers: [String: String]
  }

  /// Finds the folder a call names, nil with a record when the repository does not have it.
  private func calledDirectory(
    _ call: ConfigurationBlock,
    address: String,
    in module: ModuleInstance
  ) -> Target? {
    guard let source = call.body.attributes["source"]?.expression.plainText else {
      record(address, "the source of the module is not plain text", call.location)
      return nil
    }
    guard source.hasPrefix("./") || source.hasPrefix("../") || source == "." || source == ".."
    else {
      record(
        address,
        "the module comes from \(source), which is not in the repository",
        call.location
      )
      return nil
    }
    guard let directory = RepositoryPath.join(module.configuration.directory, source) else {
      record(address, "the module's source \(source) is outside the repository", call.location)
      return nil
    }
    guard let configuration = store.module(directory) else {
      record(address, "the module's folder \(source) holds no configuration", call.location)
      return nil
    }
    guard !module.ancestry.contains(directory) else {
      record(address, "the module calls itself", call.location)
      return nil
    }
    guard module.ancestry.count < limits.modules else {
      record(address, "modules nest deeper than \(limits.modules)", call.location)
      return nil
    }
    return Target(
      configuration: configuration,
      ancestry: module.ancestry + [directory],
      pathFromRoot: RepositoryPath.relative(directory, from: root),
      providers: providerNames(of: call, in: module)
    )
  }

  private func instantiate(
    _ target: Target,
    call: ConfigurationBlock,
    address: String,
    scope: Scope,
    uncertainty: String?
  ) -> ModuleInstance {
    ModuleInstance(
      configuration: target.configuration,
      address: address,
      ancestry: target.ancestry,
      pathFromRoot: target.pathFromRoot,
      uncertainty: uncertainty,
      providers: target.providers
    ) { name in
      call.body.attributes[name].map { .expression($0.expression, scope) }
    }
  }

  private func providerNames(
    of call: ConfigurationBlock,
    in module: ModuleInstance
  ) -> [String: String] {
    // Without a map, the configurations without alias are inherited.
    guard case .object(let items) = call.body.attributes["providers"]?.expression else {
      return module.providers.filter { !$0.key.contains(".") }
    }
    var result = module.providers.filter { !$0.key.contains(".") }
    for item in items {
      guard let inner = item.key.plainText ?? item.key.providerName,
        let outer = item.value.providerName
      else { continue }
      result[inner] = module.providers[outer] ?? outer
    }
    return result
  }
}

extension Expression {
  /// The expression as the name of a provider configuration: `aws` or `aws.west`.
  var providerName: String? {
    switch self {
    case .variable(let name): name
    case .attribute(.variable(let name), let alias): "\(name).\(alias)"
    case .template: plainText
    default: nil
    }
  }
}
