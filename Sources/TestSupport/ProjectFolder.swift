package import Foundation

/// The folder of the project that is tested.
package enum ProjectFolder {
  /// The folder that holds the package's manifest.
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
