import ReadinessModel
import ScriptLanguage

/// Finds how connections the application makes or serves are protected.
enum TransportSettings {
  /// Modules whose connections or headers are looked at.
  static let modules: [String] =
    databases.union(caches).union(headers).union(redirectors).sorted()
  /// Names without which, beside the modules, a file shows nothing of transport.
  static let texts = [
    "rejectUnauthorized", "strictSSL", "insecureSkipVerify", "NODE_TLS_REJECT_UNAUTHORIZED",
    "`https://${", "https://?",
  ]
  /// The same where letters of either case will do.
  static let textsInAnyCase = ["strict-transport-security"]
  /// Names of what sends requests, of which one stands beside an address without TLS.
  static let clients = requesters.union(requestModules).sorted() + ["httpService"]

  private static let caches: Set<String> = ["redis", "ioredis", "@redis/client", "amqplib"]
  static let headers: Set<String> = ["helmet", "@fastify/helmet", "koa-helmet", "hsts"]
  static let redirectors: Set<String> = [
    "express-enforces-ssl", "express-sslify", "koa-sslify", "heroku-ssl-redirect",
  ]
  static let requesters: Set<String> = [
    "fetch", "axios", "got", "request", "ky", "superagent",
  ]
  static let requestModules: Set<String> = [
    "axios", "got", "superagent", "node-fetch", "undici", "needle", "request", "ky",
  ]

  static func settings(in survey: ProgramSurvey, isTest: Bool) -> [TransportSetting] {
    var found: [TransportSetting] = []
    verification(survey, isTest, &found)
    for call in survey.calls {
      if let setting = database(call, survey, isTest) { found.append(setting) }
      if let setting = strictTransport(call, survey, isTest) { found.append(setting) }
      if let setting = outbound(call, survey, isTest) { found.append(setting) }
      if let setting = redirect(call, survey, isTest) { found.append(setting) }
      if let setting = cache(call, survey, isTest) { found.append(setting) }
    }
    return found
  }

  // MARK: Certificates

  private static func verification(
    _ survey: ProgramSurvey,
    _ isTest: Bool,
    _ found: inout [TransportSetting]
  ) {
    let program = survey.program
    for (index, node) in program.nodes.enumerated() {
      let id = ScriptNodeID(index)
      switch node.kind {
      case .property
      where ["rejectUnauthorized", "strictSSL", "insecureSkipVerify"].contains(program.text(id)):
        let isOff = program.text(id) == "insecureSkipVerify"
        guard survey.boolean(node.first) == isOff else { continue }
        found.append(off("\(program.text(id)): \(isOff)", id, survey, isTest))
      case .assign where program.text(id) == "=":
        let target = survey.text(node.first)
        guard target.hasSuffix("NODE_TLS_REJECT_UNAUTHORIZED") else { continue }
        let value = survey.string(node.second) ?? survey.number(node.second).map { String(Int($0)) }
        guard value == "0" else { continue }
        found.append(off("NODE_TLS_REJECT_UNAUTHORIZED is 0", id, survey, isTest))
      default: continue
      }
    }
  }

  private static func off(
    _ detail: String,
    _ id: ScriptNodeID,
    _ survey: ProgramSurvey,
    _ isTest: Bool
  ) -> TransportSetting {
    make(.certificateVerification, .set(false, at: survey.location(id)), detail, id, survey, isTest)
  }

  // MARK: Databases

  private static let databases: Set<String> = [
    "pg", "pg-pool", "mysql", "mysql2", "mysql2/promise", "postgres", "typeorm", "sequelize",
    "knex",
    "mongodb", "mongoose", "@nestjs/typeorm", "@nestjs/sequelize", "slonik", "pg-promise",
    "sequelize-typescript", "@mikro-orm/core",
  ]
  private static let connectors: Set<String> = [
    "Pool", "Client", "createPool", "createConnection", "createPoolCluster", "DataSource",
    "Sequelize",
    "knex", "postgres", "connect", "createClient", "forRoot", "MongoClient", "Knex", "init", "pgp",
    "MikroORM",
  ]

  private static func database(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey,
    _ isTest: Bool
  ) -> TransportSetting? {
    guard let origin = call.origin, databases.contains(origin.module) else { return nil }
    let isConnector = connectors.contains(call.name) || origin.path.isEmpty
    guard isConnector, call.isConstruction || !call.arguments.isEmpty else { return nil }
    // A method of a connection is not a connection.
    guard origin.path.count <= 1 || call.name == "connect" || call.name == "forRoot" else {
      return nil
    }
    for argument in call.arguments {
      if let text = survey.looseString(argument), let setting = url(text) {
        return make(.databaseConnection, setting, detail(of: text), call.id, survey, isTest)
      }
    }
    let options = call.arguments.map { survey.resolved($0) }
      .last { $0 >= 0 && survey.program[$0].kind == .object }
    guard let options else {
      if let configured = call.arguments.first, !survey.text(configured).isEmpty {
        return make(
          .databaseConnection,
          .unknown(because: "it is configured by \(survey.text(configured))"),
          call.written,
          call.id,
          survey,
          isTest
        )
      }
      return call.name == "Client" || call.name == "Pool" || call.name == "connect"
        ? make(
          .databaseConnection,
          .unknown(because: "it is configured by environment variables"),
          call.written,
          call.id,
          survey,
          isTest
        ) : nil
    }
    return fromOptions(options, call, survey, isTest)
  }

  private static func fromOptions(
    _ options: ScriptNodeID,
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey,
    _ isTest: Bool
  ) -> TransportSetting? {
    let nested = ["connection", "dialectOptions", "extra", "poolConfig"]
      .compactMap { survey.option($0, of: options) }
    for holder in [options] + nested {
      for name in ["ssl", "tls", "tlsOptions"] {
        guard let value = survey.option(name, of: holder) else { continue }
        return make(
          .databaseConnection,
          protection(value, survey),
          "\(name) option",
          value,
          survey,
          isTest
        )
      }
    }
    for name in ["connectionString", "url", "uri"] {
      guard let value = survey.option(name, of: options) else { continue }
      guard let text = survey.looseString(value) else {
        return make(
          .databaseConnection,
          .unknown(because: "its address is configured elsewhere"),
          name,
          value,
          survey,
          isTest
        )
      }
      if let setting = url(text) {
        return make(.databaseConnection, setting, detail(of: text), value, survey, isTest)
      }
    }
    let hasHost = ["host", "hostname", "server", "connection", "database"].contains {
      survey.option($0, of: options) != nil
    }
    guard hasHost else { return nil }
    return make(
      .databaseConnection,
      .unset(providerDefault: false),
      "no TLS option",
      call.id,
      survey,
      isTest
    )
  }

  /// Modes that go without encryption when the server has none, or that check nobody's certificate.
  private static let unprotected: Set<String> = [
    "disable", "allow", "prefer", "false", "0", "no-verify", "accept_invalid_certs",
  ]

  private static func protection(
    _ id: ScriptNodeID,
    _ survey: ProgramSurvey
  ) -> Setting<Bool> {
    let value = survey.resolved(id)
    let node = survey.program[value]
    if let truth = survey.boolean(value) { return .set(truth, at: survey.location(id)) }
    switch node.kind {
    case .object:
      let checks = survey.property("rejectUnauthorized", of: value)
      if let checks, survey.boolean(checks) == false {
        return .set(false, at: survey.location(checks))
      }
      if let checks, survey.boolean(checks) == nil {
        return .unknown(because: "whether certificates are checked is configured elsewhere")
      }
      return .set(true, at: survey.location(id))
    case .string:
      let mode = survey.program.text(value)
      return .set(!unprotected.contains(mode), at: survey.location(id))
    case .conditional:
      return .unknown(because: "it depends on configuration")
    default: return .unknown(because: "it is configured elsewhere")
    }
  }

  /// What a connection string says, nil when it is none, or says nothing and leaves a placeholder.
  private static func url(_ text: String) -> Setting<Bool>? {
    let lower = text.lowercased()
    let schemes = ["postgres://", "postgresql://", "mysql://", "mongodb://", "mongodb+srv://"]
    guard schemes.contains(where: { lower.hasPrefix($0) }) else { return nil }
    if lower.hasPrefix("mongodb+srv://") { return .set(true, at: nil) }
    for name in ["sslmode=", "ssl=", "tls=", "sslaccept="] {
      guard let range = lower.firstRange(of: name) else { continue }
      let value = lower[range.upperBound...].prefix { $0 != "&" && $0 != "?" }
      return .set(!unprotected.contains(String(value)), at: nil)
    }
    if lower.holds("@localhost") || lower.holds("@127.0.0.1") || lower.holds("//localhost") {
      return nil
    }
    return .unset(providerDefault: false)
  }

  private static func detail(of text: String) -> String {
    // An address may hold a password: only what follows the question mark is shown.
    let query = text.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init)
    return query ?? "connection string"
  }

  private static func cache(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey,
    _ isTest: Bool
  ) -> TransportSetting? {
    guard let origin = call.origin, caches.contains(origin.module) else { return nil }
    guard call.isConstruction || ["createClient", "connect", "createCluster"].contains(call.name)
    else {
      return nil
    }
    for argument in call.arguments {
      let address =
        survey.looseString(argument)
        ?? survey.option("url", of: argument).flatMap { survey.looseString($0) }
      if let address, address.holds("://") {
        let isPlain = address.hasPrefix("redis://") || address.hasPrefix("amqp://")
        if isPlain, address.holds("localhost") || address.holds("127.0.0.1") { return nil }
        return make(
          .cacheConnection,
          .set(!isPlain, at: survey.location(call.id)),
          isPlain ? "no TLS" : "TLS",
          call.id,
          survey,
          isTest
        )
      }
      if let tls = survey.option("tls", of: argument) {
        return make(
          .cacheConnection,
          .set(survey.boolean(tls) != false, at: survey.location(tls)),
          "tls option",
          tls,
          survey,
          isTest
        )
      }
    }
    return make(
      .cacheConnection,
      .unknown(because: "its address is configured elsewhere"),
      call.written,
      call.id,
      survey,
      isTest
    )
  }

  static func make(
    _ kind: TransportKind,
    _ setting: Setting<Bool>,
    _ detail: String,
    _ id: ScriptNodeID,
    _ survey: ProgramSurvey,
    _ isTest: Bool
  ) -> TransportSetting {
    TransportSetting(
      kind: kind,
      isProtected: setting,
      detail: detail,
      inTestCode: isTest,
      location: survey.location(id)
    )
  }
}
