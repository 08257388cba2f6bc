/// Kinds of data that are kept for different reasons, and so for different times.
enum RetentionGroup: String, CaseIterable {
  case personal = "personal-data"
  case financial = "financial-records"
  case access = "sessions-and-tokens"
  case audit = "audit-log"
  case other = "other-data"
  case files = "stored-files"
  case logs

  /// The question that a person answers for the group.
  var decision: FixDecision {
    FixDecision(id: "retention-\(rawValue)", question: question)
  }

  private var question: String {
    switch self {
    case .personal: "For how many days are records about people kept after they were last needed?"
    case .financial: "For how many days are invoices, payments and the like kept?"
    case .access: "For how many days are sessions, tokens and the like kept after they expire?"
    case .audit: "For how many days is the audit log kept?"
    case .other: "For how many days are the other records kept?"
    case .files: "For how many days are stored files kept?"
    case .logs: "For how many days are logs kept?"
    }
  }

  /// What there is to think of in deciding, for the head of the file.
  var reason: String {
    switch self {
    case .personal:
      "as long as its purpose lasts; privacy law gives no number, and asks for the reason of yours"
    case .financial:
      "tax and accounting law gives a least period, which differs by country: ask your accountant"
    case .access: "of no use once expired, apart from looking into a misuse"
    case .audit: "400 days or more, so that a year of observation and its examination are covered"
    case .other: "as long as the product needs it, and what contracts with customers promise"
    case .files: "like the records that point to them"
    case .logs: "as long as incidents are looked into; they tend to hold more than one thinks"
    }
  }

  /// Days, read from `730` or `730 days`.
  static func days(_ answer: String) -> Int? {
    let parts = answer.split(separator: " ")
    guard let number = parts.first.flatMap({ Int($0) }), (1...36_500).contains(number),
      parts.count == 1 || parts.count == 2 && ["day", "days"].contains(parts[1].lowercased())
    else { return nil }
    return number
  }

  /// The group of a record, by what it is called and holds.
  init(name: String, holdsPersonalData: Bool, isAuditTrail: Bool) {
    let words = Set(Self.words(of: name))
    if isAuditTrail {
      self = .audit
    } else if !words.isDisjoint(with: Self.financialWords) {
      self = .financial
    } else if !words.isDisjoint(with: Self.accessWords) {
      self = .access
    } else {
      self = holdsPersonalData ? .personal : .other
    }
  }

  private static let financialWords: Set<String> = [
    "payment", "invoice", "charge", "payout", "refund", "billing", "order", "subscription",
    "transaction", "ledger", "receipt", "checkout", "purchase", "tax",
  ]
  private static let accessWords: Set<String> = [
    "session", "token", "otp", "verification", "reset", "invitation", "invite", "passkey",
    "impersonation", "jwks",
  ]

  /// The words of a name in lower case and the singular, as far as an `s` tells.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in name {
      if !character.isLetter || character.isUppercase && word.last?.isLowercase == true {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter { word.append(character) }
    }
    if !word.isEmpty { words.append(word) }
    return words.map { word in
      let lower = word.lowercased()
      return lower.hasSuffix("s") && !lower.hasSuffix("ss") ? String(lower.dropLast()) : lower
    }
  }
}
