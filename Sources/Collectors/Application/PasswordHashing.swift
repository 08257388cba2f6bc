import ReadinessModel
import ScriptLanguage

/// Finds calls that hash or compare passwords.
enum PasswordHashing {
  static func hashes(in survey: ProgramSurvey) -> [PasswordHash] {
    survey.calls.compactMap { hash($0, survey) }
  }

  /// What a file must name, in any case, before a password is hashed in it.
  static let texts = [
    "bcrypt", "argon2", "hash-wasm", "scrypt", "pbkdf2", "createHash", "crypto-js", "md5", "sha1",
    "sha256",
  ]

  private static let bcrypt: Set<String> = [
    "bcrypt", "bcryptjs", "@node-rs/bcrypt", "bcrypt-nodejs", "bcrypt-ts", "@types/bcrypt",
  ]
  private static let argon2: Set<String> = [
    "argon2", "@node-rs/argon2", "argon2-browser", "hash-wasm", "@noble/hashes/argon2",
  ]
  private static let cryptography: Set<String> = ["crypto", "node:crypto"]

  private static func hash(_ call: ProgramSurvey.Call, _ survey: ProgramSurvey) -> PasswordHash? {
    guard let origin = call.origin else { return nil }
    let name = call.name.lowercased()
    if bcrypt.contains(origin.module) {
      guard ["hash", "hashsync", "compare", "comparesync", "verify", "verifysync"].contains(name)
      else {
        return nil
      }
      let cost = name.hasPrefix("hash") ? cost(call.arguments.dropFirst().first, survey) : nil
      return made("bcrypt", true, cost, call, survey)
    }
    if argon2.contains(origin.module) {
      guard
        ["hash", "hashsync", "verify", "verifysync", "argon2id", "argon2i", "argon2d"].contains(
          name
        )
      else { return nil }
      return made("argon2id", true, nil, call, survey)
    }
    if cryptography.contains(origin.module) { return builtIn(name, call, survey) }
    if ["scrypt-js", "scrypt-kdf", "@noble/hashes/scrypt"].contains(origin.module) {
      return made("scrypt", true, nil, call, survey)
    }
    if ["md5", "sha1", "js-sha256", "blueimp-md5", "js-md5", "sha256"].contains(origin.module),
      concernsPassword(call, survey)
    {
      return made(origin.module, false, nil, call, survey)
    }
    if origin.module == "crypto-js", concernsPassword(call, survey) {
      let isSlow = name.hasPrefix("pbkdf2")
      return made(name, isSlow, nil, call, survey)
    }
    return nil
  }

  /// The work factor of a bcrypt call: rounds, or the rounds given to the call that made the salt.
  private static func cost(_ id: ScriptNodeID?, _ survey: ProgramSurvey) -> Int? {
    guard let id else { return nil }
    if let rounds = survey.number(id) { return Int(rounds) }
    let salt = survey.resolved(id)
    guard survey.program[salt].kind == .call else { return nil }
    return survey.program.list(salt).first.flatMap { survey.number($0) }.map { Int($0) }
  }

  private static func builtIn(
    _ name: String,
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> PasswordHash? {
    switch name {
    case "scrypt", "scryptsync":
      let options = call.arguments.dropFirst(3).first
      let cost = options.flatMap { survey.option("N", of: $0) ?? survey.option("cost", of: $0) }
      // Node's own default is 16384.
      return made(
        "scrypt",
        true,
        cost.flatMap { survey.number($0) }.map { Int($0) } ?? 16_384,
        call,
        survey
      )
    case "pbkdf2", "pbkdf2sync":
      guard concernsPassword(call, survey) else { return nil }
      let rounds = call.arguments.dropFirst(2).first.flatMap { survey.number($0) }
      return made("pbkdf2", true, rounds.map { Int($0) }, call, survey)
    case "createhash":
      guard let algorithm = call.arguments.first.flatMap({ survey.string($0) }) else { return nil }
      guard concernsPassword(call, survey), !isForRangeQuery(call, survey) else { return nil }
      return made(algorithm.lowercased(), false, nil, call, survey)
    default: return nil
    }
  }

  private static func made(
    _ algorithm: String,
    _ isSlow: Bool,
    _ cost: Int?,
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> PasswordHash {
    PasswordHash(
      algorithm: algorithm,
      isSlow: isSlow,
      cost: cost,
      location: survey.location(call.id)
    )
  }

  /// Whether what is hashed is a password, by the names in the whole chain of calls.
  private static func concernsPassword(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> Bool {
    survey.names(in: chain(of: call.id, survey)).contains { name in
      let lower = name.lowercased()
      let isPassword = ["password", "passwd", "pwd", "passphrase"].contains { lower.holds($0) }
      return isPassword && !lower.holds("token") && !lower.holds("reset")
    }
  }

  /// The whole chain of calls that hangs on a node, as in `createHash(…).update(…).digest(…)`.
  private static func chain(of id: ScriptNodeID, _ survey: ProgramSurvey) -> ScriptNodeID {
    var chain = id
    while survey.parent(chain) >= 0 {
      let parent = survey.parent(chain)
      let node = survey.program[parent]
      guard [.member, .call].contains(node.kind), node.first == chain else { break }
      chain = parent
    }
    return chain
  }

  /// Whether a digest is only ever cut in two, with a start of at most eight characters.
  ///
  /// So services of leaked passwords are asked (k-anonymity): the start goes out, and the rest is
  /// looked for in the answer. A digest that is kept or compared is used whole.
  private static func isForRangeQuery(
    _ call: ProgramSurvey.Call,
    _ survey: ProgramSurvey
  ) -> Bool {
    let program = survey.program
    let declarator = survey.parent(chain(of: call.id, survey))
    guard declarator >= 0, program[declarator].kind == .declarator else { return false }
    let name = survey.text(program[declarator].first)
    let uses = program.nodes.indices.map { ScriptNodeID($0) }.filter {
      program[$0].kind == .identifier && program.text($0) == name
        && $0 != program[declarator].first
    }
    let cuts = uses.compactMap { cut(of: $0, survey) }
    return cuts.count == uses.count && cuts.contains { $0.start == 0 && ($0.end ?? 99) <= 8 }
  }

  private static func cut(
    of id: ScriptNodeID,
    _ survey: ProgramSurvey
  ) -> (start: Double, end: Double?)? {
    let program = survey.program
    let member = survey.parent(id)
    guard member >= 0, program[member].kind == .member,
      ["slice", "substring", "substr"].contains(program.text(member))
    else { return nil }
    let call = survey.parent(member)
    guard call >= 0, program[call].kind == .call, program[call].first == member,
      let start = survey.number(program.list(call).first)
    else { return nil }
    return (start, survey.number(program.list(call).dropFirst().first))
  }
}
