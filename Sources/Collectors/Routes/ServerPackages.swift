/// The packages in which a call named like a registration may be one.
///
/// Maps, caches and clients have methods of the same names. In a package that depends on no server
/// framework, and whose roots depend on none, such a call alone makes no file worth following; what
/// its files import is followed all the same.
package struct ServerPackages: Sendable {
  private let serving: Set<String>
  private let manifests: PackageManifests

  private static let names: Set<String> = [
    "express", "express-promise-router", "polka", "restana", "fastify", "fastify-cli", "koa",
    "koa-router", "@koa/router", "hono", "@hono/zod-openapi", "restify", "@hapi/hapi",
    "next-connect", "itty-router", "find-my-way", "connect", "router",
  ]

  /// Finds the packages among manifests.
  package init(_ manifests: PackageManifests) {
    self.manifests = manifests
    serving = Set(
      manifests.all.filter { manifest in
        manifest.dependencies.contains {
          Self.names.contains($0.name) || $0.name.hasPrefix("@strapi/")
        }
      }
      .map(\.folder)
    )
  }

  /// Whether a file is inside such a package, or inside no package at all.
  package func govern(_ path: String) -> Bool {
    guard manifests.manifest(governing: path) != nil else { return true }
    var folder = PathText.folder(of: path)
    while true {
      if serving.contains(folder) { return true }
      if folder.isEmpty { return false }
      folder = PathText.folder(of: folder)
    }
  }
}
