extension Evaluator {
  /// Gives the value of a name that stands alone.
  func name(_ name: String, in scope: Scope) throws(EvaluationFailure) -> Value {
    if let value = scope.names[name] { return value }
    throw EvaluationFailure("\(name) is not a value in this place")
  }

  /// Gives the value of `source.name`, where the source may be the start of a reference.
  func attribute(
    _ source: Expression,
    _ name: String,
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    switch source {
    case .variable(let first) where scope.names[first] == nil:
      return try reference(first, name, in: scope)
    case .attribute(.variable("data"), let type) where scope.names["data"] == nil:
      return try resource("data.\(type).\(name)", in: scope.module)
    default:
      return try attribute(of: evaluate(source, in: scope), name)
    }
  }

  private func reference(
    _ first: String,
    _ name: String,
    in scope: Scope
  ) throws(EvaluationFailure) -> Value {
    let module = scope.module
    switch first {
    case "var": return try variable(name, in: module)
    case "local": return try local(name, in: module)
    case "module": return try self.module(name, in: module)
    case "path": return try path(name, in: module)
    case "terraform", "tofu":
      guard name == "workspace" else { throw EvaluationFailure("terraform has no \(name)") }
      return .unknown(because: "terraform.workspace depends on the workspace in use")
    case "each", "count", "self", "ephemeral":
      return .unknown(because: "\(first).\(name) has no value in this place")
    default: return try resource("\(first).\(name)", in: module)
    }
  }

  private func path(_ name: String, in module: ModuleInstance) throws(EvaluationFailure) -> Value {
    switch name {
    case "module": return .string(module.pathFromRoot)
    case "root": return .string(".")
    case "cwd": return .unknown(because: "path.cwd depends on where Terraform is run")
    default: throw EvaluationFailure("path has no \(name)")
    }
  }

  // MARK: - Named values

  private func variable(
    _ name: String,
    in module: ModuleInstance
  ) throws(EvaluationFailure) -> Value {
    if let value = module.variables[name] { return value }
    guard let declaration = module.configuration.variables[name] else {
      throw EvaluationFailure("the variable \(name) is not declared")
    }
    guard module.underWay.insert("var.\(name)").inserted else {
      throw EvaluationFailure("var.\(name) depends on itself")
    }
    defer { module.underWay.remove("var.\(name)") }
    let value = inputValue(name, declaration, in: module)
    module.variables[name] = value
    return value
  }

  private func inputValue(
    _ name: String,
    _ declaration: ModuleConfiguration.Variable,
    in module: ModuleInstance
  ) -> Value {
    let scope = Scope(module: module)
    var given: Value?
    switch module.input(name) {
    case .expression(let expression, let scope): given = value(of: expression, in: scope)
    case .value(let value): given = value
    case .choice(let expression, let inner, let file):
      let choice = value(of: expression, in: inner)
      let without = declaration.defaultValue.map { value(of: $0, in: scope) }
      given =
        without == nil || without == choice
        ? choice : .unknown(because: "the variable \(name) depends on whether \(file) is in use")
    case nil: break
    }
    if given == .null, !declaration.isNullable { given = nil }
    let raw = given ?? declaration.defaultValue.map { value(of: $0, in: scope) }
    guard let raw else {
      return .unknown(because: "the variable \(name) has no value in the repository")
    }
    do throws(EvaluationFailure) {
      let converted = try Conversion.convert(raw, to: declaration.type) {
        value(of: $0, in: scope)
      }
      return try checked(converted)
    } catch {
      return .unknown(because: "the variable \(name): \(error.reason)")
    }
  }

  private func local(_ name: String, in module: ModuleInstance) throws(EvaluationFailure) -> Value {
    if let value = module.locals[name] { return value }
    guard let attribute = module.configuration.locals[name] else {
      throw EvaluationFailure("the local value \(name) is not declared")
    }
    guard module.underWay.insert("local.\(name)").inserted else {
      throw EvaluationFailure("local.\(name) depends on itself")
    }
    defer { module.underWay.remove("local.\(name)") }
    let result = try evaluate(attribute.expression, in: Scope(module: module))
    module.locals[name] = result
    return result
  }

  // MARK: - Resources and modules

  private func resource(
    _ key: String,
    in module: ModuleInstance
  ) throws(EvaluationFailure) -> Value {
    guard let position = module.configuration.resourceIndex[key] else {
      throw EvaluationFailure("\(key) is not declared")
    }
    let expansion = expand(module.configuration.resources[position], in: module)
    switch expansion {
    case .single(let record): return .resource(record.reference)
    case .counted(let records): return .tuple(records.map { .resource($0.reference) })
    case .keyed(let pairs):
      return .object(
        Dictionary(pairs.map { ($0.key, .resource($0.instance.reference)) }) { first, _ in first }
      )
    case .uncertain(let record, let unknown):
      return .unknown(
        UnknownValue(reason: unknown.reason, references: [record.reference], shape: .attribute)
      )
    case .failed(let reason): throw EvaluationFailure(reason)
    }
  }

  private func module(
    _ name: String,
    in module: ModuleInstance
  ) throws(EvaluationFailure) -> Value {
    guard let call = module.configuration.calls[name] else {
      throw EvaluationFailure("module.\(name) is not declared")
    }
    switch expand(call, in: module) {
    case .single(let instance): return handle(instance, name, in: module)
    case .counted(let instances): return .tuple(instances.map { handle($0, name, in: module) })
    case .keyed(let pairs):
      return .object(
        Dictionary(pairs.map { ($0.key, handle($0.instance, name, in: module)) }) { first, _ in
          first
        }
      )
    case .uncertain(let instance, let unknown):
      guard let instance else { return .unknown(unknown.forgettingShape) }
      return .unknown(
        UnknownValue(
          reason: unknown.reason,
          references: [ResourceReference(address: instance.address, type: "module")],
          shape: .attribute
        )
      )
    case .failed(let reason): throw EvaluationFailure(reason)
    }
  }

  /// Gives a module instance as a value whose outputs are read on demand.
  private func handle(_ instance: ModuleInstance?, _ name: String, in module: ModuleInstance)
    -> Value
  {
    guard let instance else {
      return .unknown(because: "\(module.address(of: "module.\(name)")) is not in the repository")
    }
    return .resource(ResourceReference(address: instance.address, type: "module"))
  }

  private func output(
    _ name: String,
    of reference: ResourceReference
  ) throws(EvaluationFailure) -> Value {
    guard let module = modules[reference.address] else {
      return .unknown(because: "\(reference.address) is not in the repository")
    }
    if let value = module.outputs[name] { return value }
    guard let attribute = module.configuration.outputs[name] else {
      throw EvaluationFailure("\(reference.address) has no output \(name)")
    }
    guard module.underWay.insert("output.\(name)").inserted else {
      throw EvaluationFailure("\(reference.address).\(name) depends on itself")
    }
    defer { module.underWay.remove("output.\(name)") }
    let result = try evaluate(attribute.expression, in: Scope(module: module))
    module.outputs[name] = result
    return result
  }

  // MARK: - Inside values

  /// Gives an attribute of a value.
  func attribute(of value: Value, _ name: String) throws(EvaluationFailure) -> Value {
    switch value {
    case .object(let object):
      guard let entry = object.entries[name] else {
        throw EvaluationFailure("there is no attribute \(name)")
      }
      return entry
    case .resource(let reference):
      return reference.type == "module"
        ? try output(name, of: reference) : try attribute(name, of: reference)
    case .unknown(let unknown): return try inside(unknown, name)
    case .null: throw EvaluationFailure("\(name) is read from null")
    case .list(let list):
      // The old way to write an index: `list.0`.
      if let position = Int(name), list.elements.indices.contains(position) {
        return list.elements[position]
      }
      throw EvaluationFailure("\(name) is read from a \(list.kind.rawValue)")
    default: throw EvaluationFailure("\(name) is read from a \(value.typeName)")
    }
  }

  /// Gives an element of a value.
  func index(_ value: Value, _ key: Value) throws(EvaluationFailure) -> Value {
    if let unknown = key.unknown {
      let all = [unknown] + [value.unknownInside()].compactMap { $0 }
      var result = UnknownValue.merging(all) ?? unknown
      if let elements = value.elements ?? value.entries.map({ Array($0.values) }),
        elements.count <= 64
      {
        result.shape = .oneOf(elements)
      }
      return try checked(.unknown(result))
    }
    switch value {
    case .list(let list):
      guard case .number(let number) = try Conversion.number(key),
        number == number.rounded(.down), number >= 0, number < Double(list.elements.count)
      else { throw EvaluationFailure("there is no element with this index") }
      return list.elements[Int(number)]
    case .object, .resource:
      guard let name = try Conversion.string(key).text else {
        throw EvaluationFailure("an index is null")
      }
      return try attribute(of: value, name)
    case .unknown(let unknown):
      return try inside(unknown, (try? Conversion.string(key))?.text ?? "?")
    default: throw EvaluationFailure("a \(value.typeName) has no elements")
    }
  }

  /// Gives something inside an unknown value, keeping where it comes from.
  private func inside(_ unknown: UnknownValue, _ step: String) throws(EvaluationFailure) -> Value {
    guard let reference = unknown.attribute else { return .unknown(unknown.forgettingShape) }
    if reference.path.isEmpty {
      // One instance stands for all, whatever index is asked for.
      if let record = instances[reference.address], isIndex(step, of: record) {
        return .unknown(unknown)
      }
      if reference.type == "module" {
        guard let module = modules[reference.address],
          module.configuration.outputs[step] != nil
        else { return .unknown(unknown) }
        return try output(step, of: reference)
      }
      return try attribute(step, of: reference)
    }
    if let record = instances[reference.address],
      let attribute = record.resource.block.body.body(at: reference.path)?.attributes[step]
    {
      let value = try evaluate(attribute.expression, in: record.scope)
      if !value.isNull { return value }
    }
    return .unknown(
      UnknownValue(
        reason: unknown.reason,
        references: [reference.appending(step)],
        shape: .attribute
      )
    )
  }

  /// Whether a step into an uncertain resource picks an instance rather than an attribute.
  private func isIndex(_ step: String, of record: InstanceRecord) -> Bool {
    if Int(step) != nil { return true }
    return record.resource.block.body.attributes["for_each"] != nil
      && !step.utf8.allSatisfy { $0.continuesIdentifier }
  }

  /// Gives an attribute of a resource instance: as configured, else unknown with its provenance.
  func attribute(
    _ name: String,
    of reference: ResourceReference
  ) throws(EvaluationFailure) -> Value {
    if let record = instances[reference.address],
      let attribute = record.resource.block.body.attributes[name],
      !InstanceRecord.metaArguments.contains(name)
    {
      let value = try self.value(of: attribute, in: record)
      // An attribute set to null is left to the provider.
      if !value.isNull { return value }
    }
    return .unknown(
      UnknownValue(
        reason: "\(reference.address).\(name) is known only after apply",
        references: [reference.appending(name)],
        shape: .attribute
      )
    )
  }

  /// Evaluates an attribute of an instance, once.
  func value(
    of attribute: ConfigurationAttribute,
    in record: InstanceRecord
  ) throws(EvaluationFailure) -> Value {
    if let value = record.attributes[attribute.name] { return value }
    guard record.underWay.insert(attribute.name).inserted else {
      throw EvaluationFailure("\(record.reference.address) depends on itself")
    }
    defer { record.underWay.remove(attribute.name) }
    let value = try evaluate(attribute.expression, in: record.scope)
    record.attributes[attribute.name] = value
    return value
  }
}

extension InstanceRecord {
  /// Arguments that Terraform itself reads.
  static let metaArguments: Set<String> = ["count", "for_each", "provider", "depends_on"]
  /// Blocks that Terraform itself reads.
  static let metaBlocks: Set<String> = ["lifecycle", "provisioner", "connection"]
}
