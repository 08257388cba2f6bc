import ReadinessModel
import ScriptLanguage

/// Finds personal data and secrets that code hands to a logger.
enum LoggedFields {
  /// Matches, in any case, every file in which something personal could be logged.
  static let expression =
    "(?:\\bconsole|\\blog|logger)(?:\\(\\))?\\s{0,8}[?!]?\\.\\s{0,8}"
    + "(?:log|info|warn|error|debug|trace|fatal|verbose|http)\\s{0,4}\\((?s:.{0,600})"
    + "(?:email|phone|mobile|passw|pwd|ssn|social_?security|tax_?id|date_?of_?birth|dob\\b"
    + "|birth_?date|first_?name|last_?name|full_?name|address|credit_?card|card_?number|cvv|iban\\b"
    + "|account_?number|passport|token|api_?key|secret|authorization|cookie|recipient"
    + "|[.{,(:]\\s{0,8}to\\s{0,8}[,})])"

  private static let methods: Set<String> = [
    "log", "info", "warn", "error", "debug", "trace", "fatal", "verbose", "http",
  ]

  static func fields(in survey: ProgramSurvey) -> [LoggedField] {
    survey.calls.compactMap { call in
      guard isLogger(call) else { return nil }
      let names = personal(in: call, survey)
      guard let name = names.first else { return nil }
      return LoggedField(
        name: name,
        logger: call.written,
        names: names.count > 1 ? Set(names).sorted() : nil,
        location: survey.location(call.id)
      )
    }
  }

  private static func isLogger(_ call: ProgramSurvey.Call) -> Bool {
    guard methods.contains(call.name) else { return false }
    let receiver = call.written.split(separator: ".").dropLast().last?.lowercased() ?? ""
    return receiver == "console" || receiver == "log" || receiver.hasSuffix("logger")
  }

  /// Names that are about a person, or are a secret, among what is logged: those of the first
  /// argument with any before the others.
  private static func personal(in call: ProgramSurvey.Call, _ survey: ProgramSurvey) -> [String] {
    call.arguments.flatMap { argument in
      values(in: argument, survey).names.filter(isPersonal).map(\.name).sorted()
    }
  }

  /// Functions that take personal data on its way to a logger, and by their name disguise it.
  static func redaction(in survey: ProgramSurvey) -> [TelemetrySignal] {
    var seen: Set<String> = []
    return survey.calls.filter(isLogger).flatMap { call in
      call.arguments.flatMap { values(in: $0, survey).disguises }
    }.compactMap { disguise in
      let name = String(
        survey.text(survey.program[disguise].first).split(separator: ".").last ?? ""
      )
      let arguments = survey.program.list(disguise)
      let hides = arguments.contains { values(in: $0, survey).names.contains(where: isPersonal) }
      guard hides, seen.insert(name).inserted else { return nil }
      return TelemetrySignal(
        kind: .logRedaction,
        product: name,
        location: survey.location(disguise)
      )
    }
  }

  /// A name that is logged, and the name of what it belongs to.
  private struct LoggedName {
    var owner: String
    var name: String
  }

  /// The values inside an argument: the last name of each chain, never what a call makes of them,
  /// unless that is known to be the same; and the calls that disguise what they are given.
  private static func values(
    in id: ScriptNodeID,
    _ survey: ProgramSurvey
  ) -> (names: [LoggedName], disguises: [ScriptNodeID]) {
    let program = survey.program
    var found: [LoggedName] = []
    var disguises: [ScriptNodeID] = []
    var waiting = [id]
    var steps = 0
    while let next = waiting.popLast(), steps < 500 {
      steps += 1
      guard next >= 0 else { continue }
      let node = program[next]
      switch node.kind {
      case .identifier where isOwnAddress(next, survey): continue
      case .identifier: found.append(LoggedName(owner: "", name: program.text(next)))
      case .member:
        let owner = survey.text(node.first).split { !$0.isLetter && !$0.isNumber }.last ?? ""
        found.append(LoggedName(owner: String(owner), name: program.text(next)))
      case .call:
        let callee = node.first
        guard callee >= 0 else { continue }
        let name = program.text(callee)
        if transparent.contains(name) {
          waiting += program.list(next)
          if program[callee].kind == .member { waiting.append(program[callee].first) }
        } else if disguising.contains(where: name.lowercased().holds) {
          disguises.append(next)
        }
      // What comes out of another function may well be masked.
      case .new, .function: continue
      // A test decides what is logged and is not logged itself.
      case .conditional: waiting += [node.second, node.third]
      default: waiting += [node.first, node.second, node.third] + program.list(next)
      }
    }
    return (found, disguises)
  }

  /// Whether a name stands for where the server listens.
  private static func isOwnAddress(_ id: ScriptNodeID, _ survey: ProgramSurvey) -> Bool {
    guard let value = survey.constants[survey.program.text(id)] else { return false }
    var call = value
    while call >= 0, ![.call, .new].contains(survey.program[call].kind) {
      call = survey.program[call].first
    }
    return call >= 0 && survey.text(survey.program[call].first).hasSuffix(".address")
  }

  /// Functions that say the same in another form.
  private static let transparent: Set<String> = [
    "String", "stringify", "toString", "toLowerCase", "toUpperCase", "trim", "toLocaleLowerCase",
    "normalize", "concat", "inspect", "join", "escape", "encodeURIComponent",
  ]

  /// Parts of the names of functions that disguise.
  private static let disguising = [
    "mask", "redact", "pseudonym", "anonym", "obfuscat", "scrub", "censor", "hash", "hmac",
    "digest",
    "fingerprint",
  ]

  private static let words: Set<String> = [
    "email", "emailaddress", "useremail", "phone", "phonenumber", "mobile", "password", "passwd",
    "pwd", "ssn", "socialsecuritynumber", "taxid", "dateofbirth", "dob", "birthdate", "firstname",
    "lastname", "fullname", "address", "streetaddress", "creditcard", "cardnumber", "cvv", "iban",
    "accountnumber", "passport", "passportnumber", "token", "accesstoken", "refreshtoken", "apikey",
    "secret", "clientsecret", "authorization", "cookie", "cookies", "recipient", "to",
  ]

  /// Whether a name means personal data by itself, or would as a field of what it belongs to.
  private static func isPersonal(_ logged: LoggedName) -> Bool {
    if words.contains(logged.name.lowercased().filter { $0.isLetter }) { return true }
    let meaning = FieldClassifier.classify(
      field: logged.name,
      type: "",
      record: logged.owner
    )
    guard meaning.confidence == .high, meaning.protection == nil,
      let category = meaning.category
    else { return false }
    return kinds.contains { category == $0 || category.hasPrefix($0 + ".") }
  }

  // What a log has no use for; addresses of devices and what people do are what it is about.
  private static let kinds = [
    "user.contact", "user.name", "user.government_id", "user.financial", "user.authorization",
    "user.health_and_medical", "user.biometric", "user.demographic",
  ]
}
