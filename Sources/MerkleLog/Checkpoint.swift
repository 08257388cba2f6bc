/// What a log commits itself to: its size and its root, C2SP tlog-checkpoint.
package struct Checkpoint: Hashable, Sendable {
  /// The log's own name.
  package let origin: String
  /// Leaves in the tree.
  package let size: Int
  /// The tree's root.
  package let root: TreeHash
  /// Further lines, which mean nothing here.
  package let extensions: [String]

  /// Creates a checkpoint; nil when the origin is no line of text.
  package init?(origin: String, size: Int, root: TreeHash) {
    guard !origin.isEmpty, size >= 0, origin.utf8.allSatisfy({ $0 >= 0x20 }) else { return nil }
    (self.origin, self.size, self.root, extensions) = (origin, size, root, [])
  }

  /// Reads the text of a note.
  package init(text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.popLast()?.isEmpty == true, lines.count >= 3, !lines.contains(where: \.isEmpty)
    else { throw NoteFailure.malformed("a checkpoint has three lines and more, none empty") }
    guard let size = Int(lines[1]), size >= 0, "\(size)" == lines[1] else {
      throw NoteFailure.malformed("the second line of a checkpoint is its size")
    }
    guard let root = TreeHash(base64: lines[2]), root.base64 == lines[2] else {
      throw NoteFailure.malformed("the third line of a checkpoint is a hash")
    }
    origin = String(lines[0])
    self.size = size
    self.root = root
    extensions = lines.dropFirst(3).map(String.init)
  }

  /// The text that is signed.
  package var text: String {
    ([origin, "\(size)", root.base64] + extensions).map { $0 + "\n" }.joined()
  }
}
