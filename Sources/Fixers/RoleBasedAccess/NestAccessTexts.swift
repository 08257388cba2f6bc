/// The files that access by role adds to an application of NestJS.
struct NestAccessTexts {
  let texts: AccessTexts
  let prefix: String

  private var site: AccessSite { texts.site }

  /// The file with the filter, beside the module.
  static func filter(of site: AccessSite) -> String {
    ProjectPath.join(ProjectPath.folder(of: site.check), "access.filter.ts")
  }

  var guardText: String {
    let model = texts.model
    let owner = StoreTexts.type(model.users.column(model.userKey))
    var fields = [
      "    /** Users whose data it may reach; null for everybody's. */",
      "    readonly owners: \(owner)[] | null,",
    ]
    var parts = ["ownersIn(scope, caller)"]
    if let tenant = model.tenantColumn {
      fields.append("    readonly tenant: \(StoreTexts.type(model.users.column(tenant))),")
      parts.append("caller.tenant")
    }
    var values = texts.common
    values["reachFields"] = fields.joined(separator: "\n")
    values["reachValue"] = parts.joined(separator: ", ")
    values["connection"] = connection
    return texts.finished(AccessTemplate.nestGuard.render(values), site.authorize)
  }

  private var connection: String {
    guard case .injected(let client) = site.access.reach else { return "" }
    return """
      let database: \(client.type) | null = null;

      /** Gives the guard its connection. */
      export function connectAccess(client: \(client.type)): void {
        database = client;
      }

      function connected(): \(client.type) {
        if (database === null) {
          throw new Error('access control is not connected to the database');
        }
        return database;
      }

      """
  }

  var filterText: String {
    let path = Self.filter(of: site)
    let values = [
      "auditPath": site.path(from: path, to: site.auditFile),
      "concealRoutes": texts.refusals == .strict ? "false" : "true",
      "concealedStatus": texts.refusals == .notFound ? "404" : "403",
      "prefix": prefix,
    ]
    return texts.finished(AccessTemplate.nestFilter.render(values), path)
  }

  var module: String {
    var imports: [String] = []
    var clients: [String] = []
    var parameters = ["private readonly modules: ModulesContainer"]
    var connecting = ""
    if case .injected(let client) = site.access.reach {
      clients = [client.provider, client.source].compactMap { $0 }.map {
        $0.importing(into: site.check, site.style)
      }
      if let provider = client.provider { imports = ["  imports: [\(provider.name)],"] }
      let name = client.type.prefix(1).lowercased() + client.type.dropFirst()
      parameters.append("\(name): \(client.type)")
      connecting = "    connectAccess(\(name));"
    }
    let values = [
      "name": site.nest?.moduleName ?? "AccessModule",
      "clientImports": clients.joined(separator: "\n"),
      "policyPath": site.path(from: site.check, to: site.policy),
      "filterPath": site.path(from: site.check, to: Self.filter(of: site)),
      "guardPath": site.path(from: site.check, to: site.authorize),
      "guardNames": connecting.isEmpty ? "OpenRoutes" : "OpenRoutes, connectAccess",
      "imports": imports.joined(separator: "\n"),
      "parameters": parameters.joined(separator: ", "),
      "connecting": connecting,
    ]
    return texts.finished(AccessTemplate.nestModule.render(values), site.check)
  }
}
