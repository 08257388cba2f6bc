/// Gives the bytes of a file of the assessed repository, so that formats can quote or hash lines.
package struct SourceText: Sendable {
  /// The bytes of the file at a path, nil when they cannot be had.
  package var bytes: @Sendable (String) -> [UInt8]?

  /// Creates a source from a function.
  package init(bytes: @escaping @Sendable (String) -> [UInt8]?) { self.bytes = bytes }

  /// A source without files.
  package static let none = SourceText { _ in nil }
}
