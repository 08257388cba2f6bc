/// One source file, lowered: flat nodes, lists of nodes, and interned strings.
///
/// A program holds no opinion and no reference to another file.
package final class ScriptProgram: Sendable {
  /// Path of the file, relative to the repository's root.
  package let path: String
  /// Nodes; a node's parts come before it.
  package let nodes: [ScriptNode]
  /// Lists of nodes, addressed by start and count.
  package let lists: [ScriptNodeID]
  /// Interned strings.
  package let strings: [String]
  /// Statements at the top of the file.
  package let body: [ScriptNodeID]
  /// Whether the source had syntax errors; what could be read was lowered all the same.
  package let isBroken: Bool

  /// Creates a program from its parts.
  package init(
    path: String,
    nodes: [ScriptNode],
    lists: [ScriptNodeID],
    strings: [String],
    body: [ScriptNodeID],
    isBroken: Bool
  ) {
    self.path = path
    self.nodes = nodes
    self.lists = lists
    self.strings = strings
    self.body = body
    self.isBroken = isBroken
  }

  /// The node at a position.
  @inline(__always)
  package subscript(_ id: ScriptNodeID) -> ScriptNode { nodes[Int(id)] }

  /// The text of a node, empty when it has none.
  package func text(_ id: ScriptNodeID) -> String {
    let text = nodes[Int(id)].text
    return text < 0 ? "" : strings[Int(text)]
  }

  /// The list of a node.
  package func list(_ id: ScriptNodeID) -> ArraySlice<ScriptNodeID> {
    let node = nodes[Int(id)]
    return lists[Int(node.listStart)..<Int(node.listStart + node.listCount)]
  }

  /// The decorators of a class, member or parameter.
  package func decorators(_ id: ScriptNodeID) -> ArraySlice<ScriptNodeID> {
    let node = nodes[Int(id)]
    return lists[Int(node.decoratorStart)..<Int(node.decoratorStart + node.decoratorCount)]
  }
}

/// A place in a lowered program.
package struct ScriptPlace: Hashable, Sendable {
  /// Path of the file.
  package let file: String
  /// 1-based line.
  package let line: Int
  /// 1-based byte column.
  package let column: Int
  /// 1-based last line.
  package let endLine: Int

  /// Creates a place.
  package init(file: String, line: Int, column: Int, endLine: Int) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine
  }
}

extension ScriptProgram {
  /// The place of a node.
  package func place(_ id: ScriptNodeID) -> ScriptPlace {
    let node = nodes[Int(id)]
    return ScriptPlace(
      file: path,
      line: Int(node.line),
      column: Int(node.column),
      endLine: Int(node.endLine)
    )
  }
}
