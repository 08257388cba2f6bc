import ReadinessModel
import ScriptLanguage

/// Finds calls that sign, verify or merely decode tokens.
enum TokenOperations {
  /// What a file must name, in any case, before a token is made or read in it.
  static let texts = [
    "jsonwebtoken", "jwt-", "-jwt", "/jwt", ".jwt", "jwtservice", "jose'", "jose\"", "jose-node",
  ]

  static func operations(in survey: ProgramSurvey) -> [TokenOperation] {
    survey.calls.compactMap { operation($0, survey) }
  }

  private static func operation(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> TokenOperation? {
    let name = call.name
    if let origin = call.origin {
      switch origin.module {
      case "jsonwebtoken", "fast-jwt", "@tsndr/cloudflare-worker-jwt", "jwt-simple", "hono/jwt":
        return plain(name, origin.module, call, survey)
      case "jose", "node-jose", "jose-node-cjs-runtime": return jose(call, origin, survey)
      case "@nestjs/jwt" where ["register", "registerAsync"].contains(name):
        return module(call, survey)
      case "@fastify/jwt", "fastify-jwt", "express-jwt", "koa-jwt":
        return middleware(call, origin, survey)
      case "jwt-decode":
        return make(
          "decode",
          origin.module,
          [],
          .unset(providerDefault: nil),
          "unknown",
          call,
          survey
        )
      default: break
      }
    }
    return injected(call, survey)
  }

  private static func plain(
    _ name: String,
    _ library: String,
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> TokenOperation? {
    let options = call.arguments.dropFirst(2).first
    let secret = SecretSources.source(of: call.arguments.dropFirst().first, in: survey)
    switch name {
    case "sign", "encode":
      return make(
        "sign",
        library,
        algorithms(options, survey),
        expiry(call, survey),
        secret,
        call,
        survey
      )
    case "verify":
      return make(
        "verify",
        library,
        algorithms(options, survey),
        .unset(providerDefault: nil),
        secret,
        call,
        survey
      )
    case "decode":
      // The encoder of this library verifies as it decodes.
      let operation = library == "jwt-simple" ? "verify" : "decode"
      return make(operation, library, [], .unset(providerDefault: nil), secret, call, survey)
    default: return nil
    }
  }

  private static func expiry(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> Setting<String> {
    for argument in call.arguments {
      for name in ["expiresIn", "exp"] {
        guard let value = survey.option(name, of: argument) else { continue }
        return .set(written(value, survey), at: survey.location(value))
      }
    }
    guard let options = call.arguments.dropFirst(2).first else {
      let payload = call.arguments.first.map { survey.resolved($0) } ?? -1
      let isKnown = payload >= 0 && survey.program[payload].kind == .object
      return isKnown || payload < 0
        ? .unset(providerDefault: nil)
        : .unknown(because: "what is signed is put together elsewhere")
    }
    let known = survey.resolved(options)
    guard known >= 0, survey.program[known].kind == .object else {
      return .unknown(because: "its options are put together elsewhere")
    }
    return .unset(providerDefault: nil)
  }

  private static func written(_ id: ScriptNodeID, _ survey: ProgramSurvey) -> String {
    if let text = survey.string(id) { return text }
    if let number = survey.number(id) { return String(Int(number)) }
    let text = survey.text(id)
    return text.isEmpty ? "computed" : text
  }

  private static func algorithms(_ options: ScriptNodeID?, _ survey: ProgramSurvey) -> [String] {
    guard let options else { return [] }
    for name in ["algorithms", "algorithm", "alg"] {
      guard let value = survey.option(name, of: options) else { continue }
      let list = survey.resolved(value)
      if survey.program[list].kind == .array {
        return survey.program.list(list).compactMap { survey.string($0) }
      }
      return survey.string(value).map { [$0] } ?? []
    }
    return []
  }

  // MARK: Libraries with other shapes

  private static func jose(
    _ call: ProgramSurvey.Call,
    _ origin: ProgramSurvey.Origin,
    _ survey: ProgramSurvey
  ) -> TokenOperation? {
    let key = SecretSources.source(of: call.arguments.dropFirst().first, in: survey)
    switch call.name {
    case "jwtVerify", "compactVerify", "jwtDecrypt":
      let algorithms = algorithms(call.arguments.dropFirst(2).first, survey)
      return make("verify", "jose", algorithms, .unset(providerDefault: nil), key, call, survey)
    case "decodeJwt":
      return make("decode", "jose", [], .unset(providerDefault: nil), "unknown", call, survey)
    case "sign", "encrypt":
      guard origin.path.contains("SignJWT") || origin.path.contains("EncryptJWT") else {
        return nil
      }
      let chain = survey.calls(in: call.id)
      let ends = chain.first { $0.name == "setExpirationTime" }
      let expiry: Setting<String> =
        ends.map {
          .set($0.arguments.first.map { written($0, survey) } ?? "", at: survey.location($0.id))
        }
        ?? .unset(providerDefault: nil)
      let header = chain.first { $0.name == "setProtectedHeader" }
      let secret = SecretSources.source(of: call.arguments.first, in: survey)
      return make(
        "sign",
        "jose",
        algorithms(header?.arguments.first, survey),
        expiry,
        secret,
        call,
        survey
      )
    default: return nil
    }
  }

  private static func module(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> TokenOperation? {
    guard let options = call.arguments.first else { return nil }
    let inside = survey.calls(in: call.id)
    _ = inside
    let object = moduleOptions(options, survey)
    let signing = object.flatMap { survey.option("signOptions", of: $0) }
    let ends = signing.flatMap { survey.option("expiresIn", of: $0) }
    let secret =
      object.flatMap { survey.option("secret", of: $0) ?? survey.option("privateKey", of: $0) }
    let expiry: Setting<String>
    if let ends {
      expiry = .set(written(ends, survey), at: survey.location(ends))
    } else if object == nil || secret == nil {
      expiry = .unknown(because: "the module is configured elsewhere")
    } else {
      // Each call may give its own.
      expiry = .unknown(because: "the module sets none, and a call may")
    }
    let source = SecretSources.source(of: secret, in: survey)
    return make(
      "verify",
      "@nestjs/jwt",
      [],
      expiry,
      secret == nil ? "environment" : source,
      call,
      survey
    )
  }

  /// The options given at once, or returned by a factory.
  private static func moduleOptions(
    _ id: ScriptNodeID,
    _ survey: ProgramSurvey
  ) -> ScriptNodeID? {
    let options = survey.resolved(id)
    guard options >= 0, survey.program[options].kind == .object else { return nil }
    guard let factory = survey.property("useFactory", of: options) else { return options }
    let function = survey.resolved(factory)
    guard function >= 0, survey.program[function].kind == .function else { return nil }
    for (index, node) in survey.program.nodes.enumerated()
    where node.kind == .returnStatement && node.first >= 0 {
      guard survey.isInside(ScriptNodeID(index), function) else { continue }
      let value = survey.resolved(node.first)
      if survey.program[value].kind == .object { return value }
    }
    return nil
  }

  private static func middleware(
    _ call: ProgramSurvey.Call,
    _ origin: ProgramSurvey.Origin,
    _ survey: ProgramSurvey
  ) -> TokenOperation? {
    guard let options = call.arguments.first, let secret = survey.option("secret", of: options)
    else {
      return nil
    }
    return make(
      "verify",
      origin.module,
      algorithms(options, survey),
      .unset(providerDefault: nil),
      SecretSources.source(of: secret, in: survey),
      call,
      survey
    )
  }

  /// `jwtService.sign(…)` of something injected.
  private static func injected(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> TokenOperation? {
    let receiver = call.written.lowercased()
    guard
      receiver.holds("jwtservice") || receiver.hasPrefix("fastify.jwt")
        || receiver.hasPrefix("app.jwt")
    else { return nil }
    switch call.name {
    case "sign", "signAsync":
      let options = call.arguments.dropFirst().first
      let ends = options.flatMap { survey.option("expiresIn", of: $0) }
      let expiry: Setting<String> =
        ends.map { .set(written($0, survey), at: survey.location($0)) }
        ?? .unknown(because: "the module it is configured in may set one")
      let secret = options.flatMap { survey.option("secret", of: $0) }
      let source = secret.map { SecretSources.source(of: $0, in: survey) } ?? "environment"
      return make("sign", "@nestjs/jwt", [], expiry, source, call, survey)
    case "verify", "verifyAsync":
      return make(
        "verify",
        "@nestjs/jwt",
        [],
        .unset(providerDefault: nil),
        "environment",
        call,
        survey
      )
    case "decode":
      return make(
        "decode",
        "@nestjs/jwt",
        [],
        .unset(providerDefault: nil),
        "unknown",
        call,
        survey
      )
    default: return nil
    }
  }

  private static func make(
    _ operation: String,
    _ library: String,
    _ algorithms: [String],
    _ expiry: Setting<String>,
    _ secret: String,
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> TokenOperation {
    TokenOperation(
      operation: operation,
      library: library,
      algorithms: algorithms,
      expiry: expiry,
      secretSource: secret,
      location: survey.location(call.id)
    )
  }
}
