extension Evaluator {
  /// Evaluates everything the root configuration declares.
  func evaluateRoot(_ module: ModuleInstance) -> EvaluatedRoot {
    modules[""] = module
    var result = EvaluatedRoot(directory: module.configuration.directory)
    var pending = [module]
    while let next = pending.popLast() {
      for problem in next.configuration.problems {
        record(next.address.isEmpty ? "." : next.address, problem.message, problem.location)
      }
      for resource in next.configuration.resources {
        for instance in expand(resource, in: next).instances {
          result.instances.append(evaluate(instance, in: next))
        }
      }
      for name in next.configuration.calls.keys.sorted().reversed() {
        guard let call = next.configuration.calls[name] else { continue }
        pending += expand(call, in: next).instances.compactMap { $0 }
      }
    }
    result.instances.sort { $0.address.isByteOrdered(before: $1.address) }
    evaluateProviders(of: module, into: &result)
    for (name, attribute) in module.configuration.outputs {
      result.outputs[name] = value(of: attribute.expression, in: Scope(module: module))
    }
    return result
  }

  private func evaluateProviders(of module: ModuleInstance, into result: inout EvaluatedRoot) {
    for block in module.configuration.providers {
      let body = self.body(
        block.body,
        address: "provider.\(block.labels[0])",
        scope: Scope(module: module),
        record: nil
      )
      let alias = body.attributes["alias"]?.value.text
      let name = block.labels[0] + (alias.map { ".\($0)" } ?? "")
      result.providers[name] = body
    }
  }

  private func evaluate(_ record: InstanceRecord, in module: ModuleInstance) -> ResourceInstance {
    let block = record.resource.block
    let local = block.body.attributes["provider"]?.expression.providerName
    let name = local ?? String(record.resource.type.prefix { $0 != "_" })
    return ResourceInstance(
      address: record.reference.address,
      module: module.address,
      isData: record.resource.isData,
      type: record.resource.type,
      name: record.resource.name,
      key: record.key,
      provider: module.providers[name] ?? name,
      uncertainty: record.uncertainty,
      body: body(
        block.body,
        address: record.reference.address,
        scope: record.scope,
        record: record
      ),
      location: block.location
    )
  }

  // MARK: - Bodies

  private func body(
    _ body: ConfigurationBody,
    address: String,
    scope: Scope,
    record: InstanceRecord?
  ) -> EvaluatedBody {
    var result = EvaluatedBody()
    for (name, attribute) in body.attributes {
      if record != nil, InstanceRecord.metaArguments.contains(name) { continue }
      result.attributes[name] = EvaluatedAttribute(
        value: resolved(attribute, address: address, scope: scope, record: record),
        location: attribute.location
      )
    }
    for block in body.blocks {
      if record != nil, InstanceRecord.metaBlocks.contains(block.type) { continue }
      if block.type == "dynamic", block.labels.count == 1 {
        expand(block, address: address, scope: scope, into: &result)
      } else {
        result.blocks.append(
          EvaluatedBlock(
            type: block.type,
            body: self.body(block.body, address: address, scope: scope, record: nil),
            location: block.location
          )
        )
      }
    }
    return result
  }

  private func resolved(
    _ attribute: ConfigurationAttribute,
    address: String,
    scope: Scope,
    record: InstanceRecord?
  ) -> Value {
    do throws(EvaluationFailure) {
      if let record { return try value(of: attribute, in: record) }
      return try evaluate(attribute.expression, in: scope)
    } catch {
      self.record("\(address).\(attribute.name)", error.reason, attribute.location)
      return .unknown(because: error.reason)
    }
  }

  /// Writes out a `dynamic` block.
  private func expand(
    _ block: ConfigurationBlock,
    address: String,
    scope: Scope,
    into result: inout EvaluatedBody
  ) {
    let type = block.labels[0]
    guard let content = block.body.blocks("content").first,
      let each = block.body.attributes["for_each"]
    else { return }
    var iterator = type
    if let attribute = block.body.attributes["iterator"],
      case .variable(let name) = attribute.expression
    {
      iterator = name
    }
    do throws(EvaluationFailure) {
      let source = try evaluate(each.expression, in: scope)
      guard let pairs = try iterate(source) else {
        let unknown = source.unknown ?? UnknownValue(reason: "not known")
        result.uncertainBlocks[type] = unknown.forgettingShape
        let value = Value.unknown(unknown.forgettingShape)
        append(type, content, (value, value), iterator, address, scope, into: &result)
        return
      }
      guard pairs.count <= limits.instancesOfBlock else {
        throw EvaluationFailure("a dynamic block makes more than \(limits.instancesOfBlock)")
      }
      for pair in pairs {
        append(type, content, pair, iterator, address, scope, into: &result)
      }
    } catch {
      record("\(address).\(type)", error.reason, each.location)
      result.uncertainBlocks[type] = UnknownValue(reason: error.reason)
    }
  }

  private func append(
    _ type: String,
    _ content: ConfigurationBlock,
    _ pair: (key: Value, value: Value),
    _ iterator: String,
    _ address: String,
    _ scope: Scope,
    into result: inout EvaluatedBody
  ) {
    let inner = scope.adding(iterator, .object(["key": pair.key, "value": pair.value]))
    result.blocks.append(
      EvaluatedBlock(
        type: type,
        body: body(content.body, address: address, scope: inner, record: nil),
        location: content.location
      )
    )
  }
}
