import Synchronization
import SyntaxTrees

/// The syntax tree of one file, made when it is first asked for.
///
/// A tree takes twenty times the room of its text, so a shelf may take it back; whoever asks then gets
/// one that is made again, and is equal.
final class ParsedScript: Sendable {
  private struct State {
    var tree: SyntaxTree?
    var isParsable: Bool?
    var votes: StyleVotes?
  }

  private let bytes: [UInt8]
  private let language: SyntaxLanguage
  private let shelf: TreeShelf?
  private let state = Mutex(State())

  init(_ bytes: [UInt8], _ language: SyntaxLanguage, _ shelf: TreeShelf?) {
    self.bytes = bytes
    self.language = language
    self.shelf = shelf
  }

  /// The tree; an empty one where the text exceeds the parser's limits.
  var tree: SyntaxTree {
    let (tree, isNew) = state.withLock { state in
      if let tree = state.tree { return (tree, false) }
      let made = state.isParsable == false ? nil : parse()
      let tree = made ?? .empty(language)
      state.isParsable = made != nil
      state.tree = tree
      return (tree, true)
    }
    // The shelf takes trees of other files back, and never locks while it does.
    if isNew { shelf?.keep(self, nodes: tree.nodeCount) }
    return tree
  }

  /// Whether the text can be parsed within the parser's limits.
  var isParsable: Bool {
    if let known = state.withLock({ $0.isParsable }) { return known }
    _ = tree
    return state.withLock { $0.isParsable } ?? false
  }

  /// How the file is written, counted once: style is asked for more often than anything else.
  func votes(counting count: (inout StyleVotes) -> Void) -> StyleVotes {
    if let known = state.withLock({ $0.votes }) { return known }
    var votes = StyleVotes()
    count(&votes)
    return state.withLock { [votes] state in
      state.votes = votes
      return votes
    }
  }

  /// Forgets the tree.
  func forget() { state.withLock { $0.tree = nil } }

  private func parse() -> SyntaxTree? {
    guard let parser = SyntaxParser() else { return nil }
    return try? parser.parse(bytes, as: language)
  }
}
