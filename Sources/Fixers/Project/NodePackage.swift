import Foundation

/// A package of JavaScript or TypeScript, as its manifest describes it.
package struct NodePackage: Hashable, Sendable {
  /// The folder it is in; empty for the root.
  package var folder: String
  /// Its name, nil when the manifest gives none.
  package var name: String?
  /// Names it depends on, to run or to build.
  package var dependencies: Set<String>
  /// Versions as the manifest writes them, by name.
  package var versions: [String: String]
  /// Whether its `.js` files are ES modules.
  package var isModule: Bool
  /// Its scripts, by name.
  package var scripts: [String: String]

  /// Reads a manifest; nil when it is not one.
  init?(manifest path: String, bytes: [UInt8]) {
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes)) else {
      return nil
    }
    folder = ProjectPath.folder(of: path)
    name = manifest.name
    versions = (manifest.devDependencies ?? [:]).merging(manifest.dependencies ?? [:]) { $1 }
    dependencies = Set(versions.keys)
    isModule = manifest.type == "module"
    scripts = manifest.scripts ?? [:]
  }

  private struct Manifest: Decodable {
    var name: String?
    var type: String?
    var scripts: [String: String]?
    var dependencies: [String: String]?
    var devDependencies: [String: String]?
  }
}
