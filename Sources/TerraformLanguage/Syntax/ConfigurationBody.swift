/// The content of a file or block: attributes by name, and blocks in order.
package struct ConfigurationBody: Hashable, Sendable {
  /// Attributes by name.
  package var attributes: [String: ConfigurationAttribute] = [:]
  /// Blocks in order.
  package var blocks: [ConfigurationBlock] = []

  /// Finds the blocks of a type.
  func blocks(_ type: String) -> [ConfigurationBlock] {
    blocks.filter { $0.type == type }
  }

  /// Finds the body of a block inside by types and positions, such as `rule`, `0`, `filter`, `0`.
  ///
  /// There is no answer where `dynamic` blocks of the type leave the positions open.
  func body(at path: [String]) -> ConfigurationBody? {
    var body = self
    var rest = path[...]
    while let type = rest.popFirst() {
      let isOpen = body.blocks.contains { $0.type == "dynamic" && $0.labels == [type] }
      guard let index = rest.popFirst().flatMap({ Int($0) }), !isOpen else { return nil }
      let found = body.blocks(type)
      guard found.indices.contains(index) else { return nil }
      body = found[index].body
    }
    return body
  }
}

/// An argument: a name and the expression it is set to.
package struct ConfigurationAttribute: Hashable, Sendable {
  /// The name.
  package var name: String
  /// The expression.
  package var expression: Expression
  /// The attribute.
  package var location: ConfigurationLocation
}

/// A block: a type, labels, and a body between braces.
package struct ConfigurationBlock: Hashable, Sendable {
  /// The type.
  package var type: String
  /// The labels.
  package var labels: [String]
  /// The content.
  package var body: ConfigurationBody
  /// The block.
  package var location: ConfigurationLocation
}

/// A part of a file that is not in the language.
package struct SyntaxProblem: Error, Hashable, Sendable {
  /// What is wrong.
  package var message: String
  /// Where.
  package var location: ConfigurationLocation
}

/// One parsed file.
package struct ConfigurationFile: Hashable, Sendable {
  /// The content that could be read.
  package var body = ConfigurationBody()
  /// What could not.
  package var problems: [SyntaxProblem] = []
}
