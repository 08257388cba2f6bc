/// Where the facts of a run come from.
package enum FactSource: Hashable, Sendable {
  /// A repository's folder.
  case repository(path: String)
  /// A file that an earlier run wrote.
  case file(path: String)
}
