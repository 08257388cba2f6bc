/// Who wrote a file, as far as its place and content tell.
package enum FileOrigin: String, Sendable, Hashable, Codable {
  /// People of this repository.
  case authored
  /// Somebody else; copied in.
  case vendored
  /// A tool.
  case generated
  /// A minifier or bundler.
  case minified
}

/// One file that the walk met.
package struct WalkedFile: Sendable, Hashable {
  /// Path relative to the root, with forward slashes.
  package var path: String
  /// Size in bytes.
  package var size: Int
  /// Language by name, in lower case; nil when the name tells none.
  package var language: String?
  /// Who wrote it, by its place.
  package var origin: FileOrigin

  /// Creates a value from its parts.
  package init(path: String, size: Int, language: String? = nil, origin: FileOrigin = .authored) {
    self.path = path
    self.size = size
    self.language = language
    self.origin = origin
  }
}
