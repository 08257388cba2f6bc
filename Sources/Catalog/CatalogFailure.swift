/// Why catalogue data could not be used.
package enum CatalogFailure: Error, Hashable, Sendable {
  /// A file is not there.
  case missing(file: String)
  /// A file is not what its readers expect.
  case malformed(file: String, reason: String)
  /// The data contradicts itself.
  case inconsistent([String])
}

extension CatalogFailure: CustomStringConvertible {
  /// What happened, and where.
  package var description: String {
    switch self {
    case .missing(let file): "the catalogue has no file \(file)"
    case .malformed(let file, let reason): "\(file): \(reason)"
    case .inconsistent(let problems): problems.joined(separator: "\n")
    }
  }
}
