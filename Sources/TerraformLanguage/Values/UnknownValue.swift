/// A value that the configuration alone does not tell, with where it comes from.
package struct UnknownValue: Hashable, Sendable {
  /// Why it is not known.
  package var reason: String
  /// The resource attributes it is made of; one when it simply is that attribute.
  package var references: [ResourceReference]
  /// What is known of its inside.
  package var shape: Shape?

  /// What is known of the inside of an unknown value.
  package indirect enum Shape: Hashable, Sendable {
    /// Exactly the attribute the single reference names.
    case attribute
    /// Text with unknown pieces.
    case text([Value])
    /// The JSON text of a value that is not wholly known.
    case json(Value)
    /// One of these values, depending on something unknown.
    case oneOf([Value])
  }

  /// Creates a value from its parts.
  package init(reason: String, references: [ResourceReference] = [], shape: Shape? = nil) {
    self.reason = reason
    self.references = references
    self.shape = shape
  }

  /// The attribute it is, when it is exactly one.
  package var attribute: ResourceReference? {
    guard case .attribute = shape, references.count == 1 else { return nil }
    return references[0]
  }

  var weight: Int {
    switch shape {
    case .text(let values), .oneOf(let values): values.reduce(2) { $0 &+ $1.weight }
    case .json(let value): 2 &+ value.weight
    case .attribute, nil: 2
    }
  }

  var depth: Int {
    switch shape {
    case .text(let values), .oneOf(let values): values.reduce(1) { max($0, $1.depth + 1) }
    case .json(let value): value.depth + 1
    case .attribute, nil: 1
    }
  }

  /// Joins several unknowns: the first reason, and every reference once.
  static func merging(_ unknowns: some Sequence<UnknownValue>) -> UnknownValue? {
    var result: UnknownValue?
    var seen: Set<ResourceReference> = []
    for unknown in unknowns {
      if result == nil { result = UnknownValue(reason: unknown.reason) }
      for reference in unknown.references where seen.count < 16 {
        if seen.insert(reference).inserted { result?.references.append(reference) }
      }
    }
    return result
  }
}

/// A resource instance, or something inside it.
package struct ResourceReference: Hashable, Sendable {
  /// Address of the instance, as Terraform prints it.
  package var address: String
  /// Type of the resource.
  package var type: String
  /// Names and positions from the instance to the value; empty for the instance itself.
  package var path: [String]

  /// Creates a value from its parts.
  package init(address: String, type: String, path: [String] = []) {
    self.address = address
    self.type = type
    self.path = path
  }

  func appending(_ step: String) -> ResourceReference {
    ResourceReference(address: address, type: type, path: path.count < 16 ? path + [step] : path)
  }
}
