/// Where the parts of a file or block are written, in bytes.
package struct BodyLayout: Hashable, Sendable {
  /// Attributes in the order they are written.
  package var attributes: [AttributeLayout] = []
  /// Blocks in the order they are written.
  package var blocks: [BlockLayout] = []

  /// The attribute of a name, nil when it is not written.
  package func attribute(_ name: String) -> AttributeLayout? {
    attributes.first { $0.name == name }
  }

  /// The blocks of a type.
  package func blocks(_ type: String) -> [BlockLayout] { blocks.filter { $0.type == type } }
}

/// Where an argument is written.
package struct AttributeLayout: Hashable, Sendable {
  /// The name.
  package var name: String
  /// The name's bytes.
  package var nameRange: Range<Int>
  /// The byte of the sign between name and value.
  package var sign: Int
  /// The value's bytes, without blanks and comments around it.
  package var value: Range<Int>
  /// The value.
  package var expression: Expression
  /// 1-based line of the name.
  package var line: Int
  /// 1-based line on which the value ends.
  package var endLine: Int
}

/// Where a block is written.
package struct BlockLayout: Hashable, Sendable {
  /// The type.
  package var type: String
  /// The labels.
  package var labels: [String]
  /// From its type to its closing brace, which is included.
  package var range: Range<Int>
  /// The byte of the opening brace.
  package var open: Int
  /// The byte of the closing brace.
  package var close: Int
  /// The content.
  package var body: BodyLayout
  /// 1-based line of the type.
  package var line: Int
  /// 1-based line of the closing brace.
  package var endLine: Int
}
