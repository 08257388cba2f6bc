/// One module of a root configuration, with the values it was called with.
final class ModuleInstance {
  let configuration: ModuleConfiguration
  /// Address, as `module.a["k"].module.b`; empty for the root module.
  let address: String
  /// Folders of the modules around it, itself included.
  let ancestry: [String]
  /// How the folder is written, from the root module's.
  let pathFromRoot: String
  /// Why it is not certain that the module is used, nil when it is.
  let uncertainty: String?
  /// Gives the values of the module's variables, nil for one that is not set.
  let input: (String) -> Input?
  /// Root configuration names of the providers the module knows, by its own names.
  let providers: [String: String]

  /// What a caller says of a variable.
  enum Input {
    case expression(Expression, Scope)
    case value(Value)
    /// What a file says that may be in use or not.
    case choice(Expression, Scope, file: String)
  }

  // What was evaluated so far; a name under way marks a cycle.
  var variables: [String: Value] = [:]
  var locals: [String: Value] = [:]
  var outputs: [String: Value] = [:]
  var expansions: [String: ResourceExpansion] = [:]
  var calls: [String: ModuleExpansion] = [:]
  var underWay: Set<String> = []

  init(
    configuration: ModuleConfiguration,
    address: String,
    ancestry: [String],
    pathFromRoot: String,
    uncertainty: String?,
    providers: [String: String],
    input: @escaping (String) -> Input?
  ) {
    self.configuration = configuration
    self.address = address
    self.ancestry = ancestry
    self.pathFromRoot = pathFromRoot
    self.uncertainty = uncertainty
    self.providers = providers
    self.input = input
  }

  /// Builds the address of something in the module.
  func address(of local: String) -> String {
    address.isEmpty ? local : "\(address).\(local)"
  }
}

/// The names an expression can see besides those of its module.
struct Scope {
  let module: ModuleInstance
  var names: [String: Value] = [:]
  /// The item of the splat under way.
  var splatItem: Value?

  func adding(_ name: String, _ value: Value) -> Scope {
    var result = self
    result.names[name] = value
    return result
  }
}

/// The instances `count` and `for_each` make of one block.
enum Expansion<Instance> {
  case single(Instance)
  case counted([Instance])
  case keyed([(key: String, instance: Instance)])
  /// How many there are is not known; one stands for all.
  case uncertain(Instance, UnknownValue)
  /// There is nothing to say; the reason is recorded.
  case failed(String)

  var instances: [Instance] {
    switch self {
    case .single(let instance), .uncertain(let instance, _): [instance]
    case .counted(let instances): instances
    case .keyed(let pairs): pairs.map(\.instance)
    case .failed: []
    }
  }
}

typealias ResourceExpansion = Expansion<InstanceRecord>
typealias ModuleExpansion = Expansion<ModuleInstance?>

/// A resource instance while it is evaluated.
final class InstanceRecord {
  let resource: ModuleConfiguration.Resource
  let reference: ResourceReference
  let scope: Scope
  let key: InstanceKey
  let uncertainty: String?
  var attributes: [String: Value] = [:]
  var underWay: Set<String> = []

  init(
    resource: ModuleConfiguration.Resource,
    reference: ResourceReference,
    scope: Scope,
    key: InstanceKey,
    uncertainty: String?
  ) {
    self.resource = resource
    self.reference = reference
    self.scope = scope
    self.key = key
    self.uncertainty = uncertainty
  }
}

/// What tells the instances of one block apart.
package enum InstanceKey: Hashable, Sendable {
  case none
  case index(Int)
  case key(String)

  /// The key as Terraform prints it after an address.
  var suffix: String {
    switch self {
    case .none: return ""
    case .index(let index): return "[\(index)]"
    case .key(let key):
      var text = ""
      for character in key {
        switch character {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        default: text.append(character)
        }
      }
      for marker in ["$", "%"] {
        text = text.replacing("\(marker){", with: "\(marker)\(marker){")
      }
      return "[\"\(text)\"]"
    }
  }
}
