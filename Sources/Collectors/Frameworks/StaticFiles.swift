import ScriptLanguage

/// A folder of files that a server hands out as they are.
///
/// Source: Express 4 and 5, "Serving static files"; serve-static; koa-static; @fastify/static;
/// Hono 4, "Serve static files".
struct StaticFiles {
  /// How the code names what serves them.
  let server: String
  /// The folder as written, nil when it is not known.
  let folder: String?

  private static let servers: Set<String> = [
    "express.static", "express.default.static", "serve-static", "serve-static.default",
    "koa-static", "koa-static.default", "@hono/node-server/serve-static.serveStatic",
    "hono/bun.serveStatic", "hono/deno.serveStatic", "hono/cloudflare-workers.serveStatic",
    "ultimate-express.static", "@fastify/static", "@fastify/static.default", "fastify-static",
  ]

  /// Files of more than this many in a folder are one route with a wildcard.
  private static let limit = 40

  /// What a value used as middleware serves, nil when it serves no files.
  static func served(by value: ScriptValue, in evaluator: ScriptEvaluator) -> StaticFiles? {
    guard case .result(let result) = value, isServer(result.callee) else { return nil }
    let first = result.arguments.first ?? .undefined
    var folder = first.knownString
    if case .object = first {
      folder = evaluator.property("root", of: first, at: result.place).knownString ?? "."
    }
    return StaticFiles(server: result.callee.displayName, folder: folder)
  }

  /// Whether a value is what serves files, or was made by it.
  static func isServer(_ value: ScriptValue) -> Bool {
    switch value {
    case .external(let external): servers.contains(external.name)
    case .result(let result): isServer(result.callee)
    default: false
    }
  }

  /// Paths below its own at which the files are served; a wildcard where there are many, or where
  /// the folder is not in the repository.
  ///
  /// A folder is meant from where the program is started, which is in a folder above the file that
  /// names it.
  func paths(namedIn file: String, _ source: any ScriptSource) -> [String] {
    guard let folder, !folder.hasPrefix("/") else { return ["{*}"] }
    var above = PathText.folder(of: file)
    while true {
      if let candidate = PathText.join(above, folder), !candidate.isEmpty {
        var found: [String] = []
        list(candidate, "", into: &found, source)
        if !found.isEmpty { return found.count > Self.limit ? ["{*}"] : found.sorted() }
      }
      if above.isEmpty { return ["{*}"] }
      above = PathText.folder(of: above)
    }
  }

  /// Hidden files are not served unless asked for.
  private func list(
    _ folder: String,
    _ prefix: String,
    into found: inout [String],
    _ source: any ScriptSource
  ) {
    for name in source.files(in: folder) where !name.hasPrefix(".") && !name.contains("{") {
      guard found.count <= Self.limit else { return }
      let path = "\(folder)/\(name)"
      if source.files(in: path).isEmpty {
        found.append(prefix + name)
      } else if prefix.utf8.count < 400 {
        list(path, "\(prefix)\(name)/", into: &found, source)
      }
    }
  }
}
