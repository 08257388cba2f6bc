/// What a review compares.
package struct ReviewOptions: Hashable, Sendable {
  /// Folder of the repository, or a folder in it.
  package var path: String
  /// Branch, tag or commit that the change is to be merged into; nil to find the default branch.
  package var base: String?
  /// Branch, tag or commit the change leads to; nil for the files as they are on disk.
  package var head: String?

  /// Creates options.
  package init(path: String, base: String? = nil, head: String? = nil) {
    self.path = path
    self.base = base
    self.head = head
  }
}
