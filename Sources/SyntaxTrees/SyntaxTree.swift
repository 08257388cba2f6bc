internal import CTreeSitter

/// Why a source text has no syntax tree.
package enum SyntaxFailure: Error, Hashable, Sendable {
  /// The text nests deeper than the limit, in levels.
  case tooDeep
  /// The text has more nodes, or more bytes, than the limit.
  case tooLarge
  /// The parser did not finish within its time.
  case timedOut
  /// The grammar is not built in.
  case unknownLanguage
}

/// How much a single parse may cost.
package struct SyntaxLimits: Sendable, Hashable {
  /// Deepest nesting accepted, in levels of the syntax tree.
  package var depth: UInt32
  /// Most nodes accepted.
  package var nodes: UInt32
  /// Longest time a parse may take, in milliseconds.
  package var milliseconds: UInt32

  /// Creates limits; the defaults hold for hand-written source.
  package init(depth: UInt32 = 1_500, nodes: UInt32 = 4_000_000, milliseconds: UInt32 = 5_000) {
    self.depth = depth
    self.nodes = nodes
    self.milliseconds = milliseconds
  }
}

/// A parsed source text: flat nodes in document order, and the bytes they point into.
///
/// A tree is complete even when the text has errors; `isBroken` on a node says where.
package final class SyntaxTree: Sendable {
  /// The language the text was parsed as.
  package let language: SyntaxLanguage
  /// The parsed bytes.
  package let bytes: [UInt8]
  /// Nodes in document order; index 0 is the root.
  let nodes: [aw_node]

  init(language: SyntaxLanguage, bytes: [UInt8], nodes: [aw_node]) {
    self.language = language
    self.bytes = bytes
    self.nodes = nodes
  }

  /// The root of the tree.
  package var root: SyntaxNode { SyntaxNode(tree: self, index: 0) }

  /// A tree without anything in it, for a text that has none.
  package static func empty(_ language: SyntaxLanguage) -> SyntaxTree {
    var root = aw_node()
    (root.parent, root.firstChild, root.next) = (-1, -1, -1)
    return SyntaxTree(language: language, bytes: [], nodes: [root])
  }

  /// How many nodes there are.
  package var nodeCount: Int { nodes.count }

  /// Finds nodes of some kinds in and under a node, in document order.
  package func nodes(under root: SyntaxNode, _ kinds: Set<String>) -> [SyntaxNode] {
    let names = SyntaxVocabulary.of(language).kinds
    // Each symbol's name is looked at once: 0 is not asked yet, 1 is wanted, 2 is not.
    var verdicts = [UInt8](repeating: 0, count: names.count)
    let wantsErrors = kinds.contains("ERROR")
    var found: [SyntaxNode] = []
    nodes.withUnsafeBufferPointer { nodes in
      var index = root.index
      // Nodes come after their parents, so the first one with an earlier parent is outside.
      repeat {
        let symbol = Int(nodes[index].symbol)
        if symbol < names.count {
          if verdicts[symbol] == 0 { verdicts[symbol] = kinds.contains(names[symbol]) ? 1 : 2 }
          if verdicts[symbol] == 1 { found.append(SyntaxNode(tree: self, index: index)) }
        } else if wantsErrors {
          found.append(SyntaxNode(tree: self, index: index))
        }
        index += 1
      } while index < nodes.count && Int(nodes[index].parent) >= root.index
    }
    return found
  }

  /// Whether the text has a syntax error anywhere.
  package var isBroken: Bool { nodes.contains { $0.broken != 0 } }
}

/// Parses source texts; one per thread, reused from text to text.
package final class SyntaxParser {
  private let parser: OpaquePointer

  /// Creates a parser, nil when memory is short.
  package init?() {
    guard let parser = aw_parser_new() else { return nil }
    self.parser = parser
  }

  deinit { aw_parser_delete(parser) }

  /// Parses bytes as a language.
  package func parse(
    _ bytes: [UInt8],
    as language: SyntaxLanguage,
    limits: SyntaxLimits = SyntaxLimits()
  ) throws(SyntaxFailure) -> SyntaxTree {
    guard bytes.count < Int(Int32.max) else { throw .tooLarge }
    let flat = bytes.withUnsafeBufferPointer { buffer in
      aw_parse(
        parser,
        language.rawValue,
        buffer.baseAddress,
        UInt32(buffer.count),
        limits.depth,
        limits.nodes,
        limits.milliseconds
      )
    }
    defer { aw_release(flat) }
    switch flat.status {
    case AW_PARSED:
      let nodes = Array(UnsafeBufferPointer(start: flat.nodes, count: Int(flat.count)))
      return SyntaxTree(language: language, bytes: bytes, nodes: nodes)
    case AW_TOO_DEEP: throw .tooDeep
    case AW_TIMED_OUT: throw .timedOut
    case AW_UNKNOWN_LANGUAGE: throw .unknownLanguage
    default: throw .tooLarge
    }
  }
}
