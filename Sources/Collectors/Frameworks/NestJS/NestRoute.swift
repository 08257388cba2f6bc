import ScriptLanguage

/// One route of a controller, before its chain is put together.
struct NestRoute {
  let type: ScriptClass
  let member: ScriptMember
  let record: NestRecord
  let method: String
  /// The full path.
  let path: String
  /// The part of the path that is the application's prefix.
  let prefix: String
  let place: ScriptPlace
}

extension NestModel {
  /// The routes of a controller within an application.
  func routes(
    of type: ScriptClass,
    below modulePath: String,
    _ application: NestApplication?,
    assumesVersions: Bool,
    in evaluator: ScriptEvaluator
  ) -> [NestRoute] {
    let lineage = type.lineage
    guard
      let controller = lineage.lazy.compactMap({
        self.decorations.record(of: $0, in: evaluator).controller
      }).first
    else { return [] }
    var pathValue = controller.options
    var version: ScriptValue?
    if case .object(let options) = controller.options {
      pathValue = options["path"] ?? .undefined
      version = options["version"]
    }
    var versioning =
      application?.versioning ?? NestVersioning(isInPath: false, prefix: "v", fallback: .undefined)
    // Where the configuration cannot be seen, what says it has a version is taken at its word.
    if application?.versioning == nil { versioning.isInPath = assumesVersions }

    var found: [NestRoute] = []
    var seen: Set<String> = []
    for owner in lineage {
      for member in owner.members where member.isMethod && seen.insert(member.name).inserted {
        guard !member.decorators.isEmpty else { continue }
        let record = decorations.record(of: member, in: evaluator)
        for route in record.routes {
          let outer = NestPaths.versions(record.version ?? version, versioning)
          for segment in outer {
            for base in NestPaths.paths(pathValue) {
              for own in NestPaths.paths(route.path) {
                let inner = [segment, modulePath, base, own].reduce("/", RoutePath.join)
                let plain = [modulePath, base, own].reduce("/", RoutePath.join)
                let prefix = prefix(of: plain, inner, route.method, application)
                found.append(
                  NestRoute(
                    type: type,
                    member: member,
                    record: record,
                    method: route.method,
                    path: RoutePath.join(prefix, inner),
                    prefix: prefix,
                    place: route.place
                  )
                )
              }
            }
          }
        }
      }
    }
    return found
  }

  private func prefix(
    of plain: String,
    _ versioned: String,
    _ method: String,
    _ application: NestApplication?
  ) -> String {
    guard let application else { return "" }
    let isExcluded = application.excluded.contains {
      $0.matches(plain, method: method) || $0.matches(versioned, method: method)
    }
    return isExcluded ? "" : application.prefix
  }
}
