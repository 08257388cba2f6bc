/// The configuration of one folder.
struct ModuleConfiguration {
  /// The folder, relative to the repository's root; empty for the root itself.
  var directory: String
  var variables: [String: Variable] = [:]
  var locals: [String: ConfigurationAttribute] = [:]
  var outputs: [String: ConfigurationAttribute] = [:]
  /// Managed and data resources, in order.
  var resources: [Resource] = []
  /// Positions in `resources` by `type.name` or `data.type.name`.
  var resourceIndex: [String: Int] = [:]
  var calls: [String: ConfigurationBlock] = [:]
  var providers: [ConfigurationBlock] = []
  var hasBackend = false
  var problems: [SyntaxProblem] = []

  struct Variable {
    var type: TypeConstraint
    var defaultValue: Expression?
    var isNullable: Bool
    var location: ConfigurationLocation
  }

  struct Resource {
    var isData: Bool
    var type: String
    var name: String
    var block: ConfigurationBlock

    /// The address within the module.
    var key: String { (isData ? "data." : "") + "\(type).\(name)" }
  }

  /// Reads the parsed files of a folder; override files come last and replace what they name.
  init(directory: String, files: [(path: String, file: ConfigurationFile)]) {
    self.directory = directory
    let ordered = files.sorted { $0.path.isByteOrdered(before: $1.path) }
    for (path, file) in ordered where !Self.isOverride(path) {
      problems += file.problems
      for block in file.body.blocks { add(block, overrides: false) }
    }
    for (path, file) in ordered where Self.isOverride(path) {
      problems += file.problems
      for block in file.body.blocks { add(block, overrides: true) }
    }
  }

  private static func isOverride(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    let stem = name.prefix { $0 != "." }
    return stem == "override" || stem.hasSuffix("_override")
  }

  // MARK: - Blocks

  private mutating func add(_ block: ConfigurationBlock, overrides: Bool) {
    switch (block.type, block.labels.count) {
    case ("variable", 1): addVariable(block, overrides: overrides)
    case ("locals", 0):
      for (name, attribute) in block.body.attributes {
        if !overrides, let first = locals[name] {
          problems.append(
            SyntaxProblem(
              message: "the local value \(name) is already set at line \(first.location.line)",
              location: attribute.location
            )
          )
          continue
        }
        locals[name] = attribute
      }
    case ("output", 1):
      if let value = block.body.attributes["value"] { outputs[block.labels[0]] = value }
    case ("resource", 2): addResource(block, isData: false, overrides: overrides)
    case ("data", 2): addResource(block, isData: true, overrides: overrides)
    case ("module", 1):
      let name = block.labels[0]
      calls[name] = calls[name].map { merged($0, block) } ?? block
    case ("provider", 1): providers.append(block)
    case ("terraform", 0):
      if block.body.blocks.contains(where: { $0.type == "backend" || $0.type == "cloud" }) {
        hasBackend = true
      }
    default: break
    }
  }

  private mutating func addVariable(_ block: ConfigurationBlock, overrides: Bool) {
    let name = block.labels[0]
    let attributes = block.body.attributes
    let before = overrides ? variables[name] : nil
    variables[name] = Variable(
      type: attributes["type"].map { TypeConstraint($0.expression) ?? .any } ?? before?.type
        ?? .any,
      defaultValue: attributes["default"]?.expression ?? before?.defaultValue,
      isNullable: attributes["nullable"]?.expression != .literal(.bool(false)),
      location: block.location
    )
  }

  private mutating func addResource(
    _ block: ConfigurationBlock,
    isData: Bool,
    overrides: Bool
  ) {
    let resource = Resource(
      isData: isData,
      type: block.labels[0],
      name: block.labels[1],
      block: block
    )
    guard let position = resourceIndex[resource.key] else {
      resourceIndex[resource.key] = resources.count
      resources.append(resource)
      return
    }
    if overrides {
      resources[position].block = merged(resources[position].block, block)
    } else {
      problems.append(
        SyntaxProblem(
          message: "\(resource.key) is declared twice",
          location: block.location
        )
      )
    }
  }

  /// Merges an override: its arguments replace arguments, its blocks all blocks of their type.
  private func merged(
    _ base: ConfigurationBlock,
    _ override: ConfigurationBlock
  ) -> ConfigurationBlock {
    var result = base
    result.body.attributes.merge(override.body.attributes) { $1 }
    let replaced = Set(override.body.blocks.map(\.type))
    result.body.blocks.removeAll { replaced.contains($0.type) }
    result.body.blocks += override.body.blocks
    return result
  }
}
