/// What the evaluation of a repository's Terraform files gives.
package struct EvaluatedProject: Hashable, Sendable {
  /// The root configurations, sorted by folder.
  package var roots: [EvaluatedRoot] = []
  /// What could not be read or evaluated.
  package var unresolved: [UnresolvedBlock] = []
}

/// One root configuration.
package struct EvaluatedRoot: Hashable, Sendable {
  /// The folder, relative to the repository's root; empty for the root itself.
  package var directory: String
  /// The instances of every resource and data source, sorted by address.
  package var instances: [ResourceInstance] = []
  /// Configurations of providers, by name (`aws`, `aws.west`).
  package var providers: [String: EvaluatedBody] = [:]
  /// Values of the root module's outputs.
  package var outputs: [String: Value] = [:]
}

/// One instance of a resource or data source.
package struct ResourceInstance: Hashable, Sendable {
  /// The address, as Terraform prints it.
  package var address: String
  /// Address of the module it is in; empty for the root module.
  package var module: String
  /// Whether it is a data source.
  package var isData: Bool
  /// The type.
  package var type: String
  /// The name of its block.
  package var name: String
  /// What tells it from other instances of the block.
  package var key: InstanceKey
  /// Name of the root's provider configuration it uses.
  package var provider: String
  /// Why it is not certain that it exists, nil when it is.
  package var uncertainty: String?
  /// What is configured.
  package var body: EvaluatedBody
  /// The block.
  package var location: ConfigurationLocation
}

/// The evaluated content of a block.
package struct EvaluatedBody: Hashable, Sendable {
  /// Attributes by name.
  package var attributes: [String: EvaluatedAttribute] = [:]
  /// Blocks in order.
  package var blocks: [EvaluatedBlock] = []
  /// Types of blocks of which there may be more or fewer than `blocks` has, with the reason.
  package var uncertainBlocks: [String: UnknownValue] = [:]

  /// Creates an empty body.
  package init() {}
}

/// An attribute and its value.
package struct EvaluatedAttribute: Hashable, Sendable {
  /// The value.
  package var value: Value
  /// Where it is written.
  package var location: ConfigurationLocation

  /// Creates a value from its parts.
  package init(value: Value, location: ConfigurationLocation) {
    self.value = value
    self.location = location
  }
}

/// An evaluated block inside a resource.
package struct EvaluatedBlock: Hashable, Sendable {
  /// The type.
  package var type: String
  /// The content.
  package var body: EvaluatedBody
  /// Where it is written.
  package var location: ConfigurationLocation

  /// Creates a value from its parts.
  package init(type: String, body: EvaluatedBody, location: ConfigurationLocation) {
    self.type = type
    self.body = body
    self.location = location
  }
}

/// A part of the configuration that has no known value.
package struct UnresolvedBlock: Hashable, Sendable {
  /// Address of the block or attribute.
  package var address: String
  /// Why.
  package var reason: String
  /// Where.
  package var location: ConfigurationLocation
}

/// How much an evaluation may cost.
package struct EvaluationLimits: Hashable, Sendable {
  /// Most evaluation steps for one root configuration.
  package var steps: Int
  /// Most resource and module instances in one root configuration.
  package var instances: Int
  /// Most instances of one block.
  package var instancesOfBlock: Int
  /// Deepest nesting of evaluations.
  package var depth: Int
  /// Deepest nesting of modules.
  package var modules: Int
  /// Most nodes in one value.
  package var weight: Int
  /// Most root configurations.
  package var roots: Int

  /// Creates limits; the defaults hold for configurations people write.
  package init(
    steps: Int = 2_000_000,
    instances: Int = 10_000,
    instancesOfBlock: Int = 1_024,
    depth: Int = 300,
    modules: Int = 16,
    weight: Int = 200_000,
    roots: Int = 200
  ) {
    self.steps = steps
    self.instances = instances
    self.instancesOfBlock = instancesOfBlock
    self.depth = depth
    self.modules = modules
    self.weight = weight
    self.roots = roots
  }
}
