/// What a record is about, judged from the name of its model or table.
struct RecordSubject: Hashable, Sendable {
  /// It describes one person.
  let isPerson: Bool
  /// It describes one person, and would not describe a company.
  let isNaturalPerson: Bool
  /// It is an address.
  let isAddress: Bool
  /// It is about paying.
  let isPayment: Bool
  /// It is about an organization, a place, an occasion or a thing on sale.
  let isBusiness: Bool
  /// It holds something that grants access.
  let holdsSecret: Bool

  /// Judges a name.
  init(_ name: String) {
    var words = NameNormalisation.words(of: name)
    while let last = words.last, words.count > 1, Self.wrappers.contains(last) {
      words.removeLast()
    }
    let head = words.last ?? ""
    let isDescription = Self.descriptions.contains(head)
    let describes = isDescription ? words.dropLast().last ?? "" : ""
    isPerson =
      Self.persons.contains(head) || Self.persons.contains(describes)
      || isDescription && words.count == 1 && head == "profile"
    isNaturalPerson = isPerson && !words.contains { Self.personsOrCompanies.contains($0) }
    isAddress = Self.addresses.contains(head) || words.contains("address")
    isPayment = words.contains { Self.payments.contains($0) }
    // Where a user is, is about the user.
    let concernsPerson = words.contains { Self.persons.contains($0) }
    isBusiness =
      (Self.businesses.contains(head) || Self.businesses.contains(describes)) && !concernsPerson
    holdsSecret = words.indices.contains { index in
      Self.secretHolders.contains(words[index])
        && !(words[index] == "key" && index > 0 && Self.keysOfThings.contains(words[index - 1]))
    }
  }

  /// Whether a meaning that needs a subject may apply.
  func allows(_ subject: LexiconEntry.Subject) -> Bool {
    switch subject {
    case .anything: true
    case .person: isPerson
    case .naturalPerson: isNaturalPerson
    case .address: isAddress
    case .personOrAddress: isPerson || isAddress
    case .personOrPayment: isPerson || isPayment
    case .notBusiness: !isBusiness || isAddress
    case .secretHolder: holdsSecret
    }
  }

  // Words that say how a record is kept, not what it is about.
  private static let wrappers: Set<String> = [
    "entity", "model", "table", "schema", "document", "record", "row", "base", "dto", "t", "tbl",
  ]
  private static let descriptions: Set<String> = [
    "profile", "account", "detail", "info", "information", "data", "identity", "contact", "person",
  ]
  private static let persons: Set<String> = [
    "user", "customer", "person", "member", "employee", "contact", "patient", "student", "lead",
    "candidate", "applicant", "subscriber", "guest", "owner", "author", "recipient", "passenger",
    "driver", "attendee", "visitor", "resident", "donor", "beneficiary", "participant", "staff",
    "teacher", "doctor", "admin", "administrator", "individual", "human", "child", "parent",
    "guardian", "spouse", "nominee", "signatory", "signer", "shopper", "buyer", "seller", "player",
    "worker", "contractor", "freelancer", "talent", "learner", "citizen", "voter", "respondent",
    "caregiver", "client", "collaborator", "invitee", "reviewer", "referee", "prospect",
    "practitioner", "physician", "nurse", "volunteer", "instructor", "tutor", "trainee",
    "cardholder",
    "policyholder", "borrower", "lender", "renter", "invitation", "signup", "registrant",
    "booker", "assignee", "influencer", "creator", "agent", "operator", "manager", "speaker",
  ]
  private static let personsOrCompanies: Set<String> = [
    "customer", "client", "lead", "prospect", "subscriber", "buyer", "seller", "owner", "recipient",
    "contractor", "donor", "beneficiary", "account", "agent", "operator", "lender", "borrower",
  ]
  private static let addresses: Set<String> = [
    "address", "shipping", "billing", "destination", "residence", "delivery",
  ]
  private static let payments: Set<String> = [
    "payment", "card", "invoice", "billing", "payout", "bank", "charge", "checkout", "subscription",
  ]
  private static let businesses: Set<String> = [
    "company", "organization", "vendor", "supplier", "business", "store", "shop", "branch",
    "office", "merchant", "venue", "restaurant", "hotel", "warehouse", "product", "event", "place",
    "property", "listing", "station", "airport", "stop", "city", "country", "region", "location",
    "site", "building", "room", "facility", "clinic", "hospital", "school", "university", "brand",
    "manufacturer", "device", "sensor", "asset", "item", "contract", "token", "network", "server",
    "node", "cluster", "area", "zone", "market", "carrier", "publisher", "project", "workspace",
  ]
  // What is before a key that names or orders things, and opens nothing.
  private static let keysOfThings = (NegativeContexts.byPhrase["key"] ?? []).union([
    "attribute", "property", "setting", "config", "configuration", "metadata", "flag", "feature",
    "option", "label", "tag", "dictionary", "locale", "answer", "message",
  ])
  private static let secretHolders: Set<String> = [
    "token", "key", "secret", "credential", "webhook", "session", "verification", "invitation",
    "invite", "reset", "otp", "passkey", "authenticator", "oauth", "password", "jwk", "totp",
    "mfa", "apikey", "vault", "impersonation",
  ]
}
