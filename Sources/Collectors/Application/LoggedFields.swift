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
      guard isLogger(call), let name = personal(in: call, survey) else { return nil }
      return LoggedField(name: name, logger: call.written, location: survey.location(call.id))
    }
  }

  private static func isLogger(_ call: ProgramSurvey.Call) -> Bool {
    guard methods.contains(call.name) else { return false }
    let receiver = call.written.split(separator: ".").dropLast().last?.lowercased() ?? ""
    return receiver == "console" || receiver == "log" || receiver.hasSuffix("logger")
  }

  /// The first name that is about a person, or is a secret, among what is logged.
  private static func personal(in call: ProgramSurvey.Call, _ survey: ProgramSurvey) -> String? {
    for argument in call.arguments {
      let names = values(in: argument, survey).filter { isPersonal($0) }
      if let first = names.min() { return first }
    }
    return nil
  }

  /// The values inside an argument: the last name of each chain, never what a call is given.
  private static func values(in id: ScriptNodeID, _ survey: ProgramSurvey) -> [String] {
    let program = survey.program
    var found: [String] = []
    var waiting = [id]
    var steps = 0
    while let next = waiting.popLast(), steps < 500 {
      steps += 1
      guard next >= 0 else { continue }
      let node = program[next]
      switch node.kind {
      case .identifier, .member: found.append(program.text(next))
      // What comes out of a function may well be masked.
      case .call, .new, .function: continue
      // A test decides what is logged and is not logged itself.
      case .conditional: waiting += [node.second, node.third]
      default: waiting += [node.first, node.second, node.third] + program.list(next)
      }
    }
    return found
  }

  private static let words: Set<String> = [
    "email", "emailaddress", "useremail", "phone", "phonenumber", "mobile", "password", "passwd",
    "pwd", "ssn", "socialsecuritynumber", "taxid", "dateofbirth", "dob", "birthdate", "firstname",
    "lastname", "fullname", "address", "streetaddress", "creditcard", "cardnumber", "cvv", "iban",
    "accountnumber", "passport", "passportnumber", "token", "accesstoken", "refreshtoken", "apikey",
    "secret", "clientsecret", "authorization", "cookie", "cookies", "recipient", "to",
  ]

  private static func isPersonal(_ name: String) -> Bool {
    words.contains(name.lowercased().filter { $0.isLetter })
  }
}
