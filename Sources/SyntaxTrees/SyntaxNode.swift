import CTreeSitter

/// One node of a syntax tree.
package struct SyntaxNode: Sendable {
  /// The tree the node belongs to.
  package let tree: SyntaxTree
  /// Position of the node in document order.
  package let index: Int

  init(tree: SyntaxTree, index: Int) {
    self.tree = tree
    self.index = index
  }

  private var record: aw_node { tree.nodes[index] }

  /// The grammar's number for the node's kind.
  package var symbol: UInt16 { record.symbol }
  /// The grammar's name for the node's kind.
  package var kind: String {
    let kinds = SyntaxVocabulary.of(tree.language).kinds
    // The library numbers errors outside the grammar's own symbols.
    return kinds.indices.contains(Int(symbol)) ? kinds[Int(symbol)] : "ERROR"
  }
  /// Whether the grammar names the node; punctuation and keywords are unnamed.
  package var isNamed: Bool { record.named != 0 }
  /// Whether the node is, or was invented because of, a syntax error.
  package var isBroken: Bool { record.broken != 0 }
  /// The name of the field the node fills in its parent, if any.
  package var field: String? {
    record.field == 0 ? nil : SyntaxVocabulary.of(tree.language).fields[Int(record.field)]
  }
  /// The grammar's number for that field, 0 for none.
  package var fieldID: UInt16 { record.field }
  /// Byte offsets of the node's text.
  package var range: Range<Int> { Int(record.start)..<Int(record.end) }
  /// 1-based line of the first byte.
  package var line: Int { Int(record.row) + 1 }
  /// 1-based byte column of the first byte.
  package var column: Int { Int(record.column) + 1 }
  /// 1-based line of the last byte.
  package var endLine: Int { Int(record.endRow) + 1 }
  /// The node's text; bytes that are not UTF-8 are replaced.
  package var text: String { String(decoding: tree.bytes[range], as: UTF8.self) }

  /// The parent, nil for the root.
  package var parent: SyntaxNode? { at(record.parent) }
  /// The first child, named or not.
  package var firstChild: SyntaxNode? { at(record.firstChild) }
  /// The next sibling, named or not.
  package var nextSibling: SyntaxNode? { at(record.next) }

  /// All children, named or not, in order.
  package var children: SyntaxChildren { SyntaxChildren(tree: tree, first: record.firstChild) }
  /// The named children, in order, comments included.
  package var namedChildren: [SyntaxNode] { children.filter(\.isNamed) }

  /// Finds the first child that fills a field.
  package func child(_ field: String) -> SyntaxNode? {
    guard let id = SyntaxVocabulary.of(tree.language).field(named: field) else { return nil }
    return children.first { $0.fieldID == id }
  }

  /// Finds all children that fill a field.
  package func children(_ field: String) -> [SyntaxNode] {
    guard let id = SyntaxVocabulary.of(tree.language).field(named: field) else { return [] }
    return children.filter { $0.fieldID == id }
  }

  private func at(_ index: Int32) -> SyntaxNode? {
    index < 0 ? nil : SyntaxNode(tree: tree, index: Int(index))
  }
}

/// The children of a node, in order.
package struct SyntaxChildren: Sequence, IteratorProtocol {
  private let tree: SyntaxTree
  private var following: Int32

  init(tree: SyntaxTree, first: Int32) {
    self.tree = tree
    self.following = first
  }

  /// Steps to the next child.
  package mutating func next() -> SyntaxNode? {
    guard following >= 0 else { return nil }
    let node = SyntaxNode(tree: tree, index: Int(following))
    following = tree.nodes[Int(following)].next
    return node
  }
}
