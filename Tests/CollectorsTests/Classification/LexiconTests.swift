import Collectors
import ReadinessModel
import Testing

@Suite("The lexicon means what it says")
struct LexiconTests {
  /// A record in which an entry's names mean what the entry says.
  private static func record(for subject: LexiconEntry.Subject) -> String {
    switch subject {
    case .anything, .notBusiness: "Record"
    case .person, .naturalPerson, .personOrAddress, .personOrPayment: "User"
    case .address: "Address"
    case .secretHolder: "Webhook"
    }
  }

  @Test("at least 250 names over 45 categories, each a key of the taxonomy")
  func size() {
    let names = Lexicon.entries.flatMap(\.names)
    let categories = Set(Lexicon.entries.compactMap(\.category))
    #expect(names.count >= 250)
    #expect(categories.count >= 45)
    #expect(categories.subtracting(FidesKeys.dataCategories).isEmpty)
  }

  @Test("every name of every entry is recognised, in three spellings", arguments: Lexicon.entries)
  func recognised(entry: LexiconEntry) {
    for name in entry.names {
      let words = name.split(separator: " ").map(String.init)
      let camel =
        words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      for spelling in [
        words.joined(separator: "_"), camel, words.joined(separator: "-").uppercased(),
      ] {
        let found = FieldClassifier.classify(
          field: spelling,
          type: "String",
          record: Self.record(for: entry.subject)
        )
        let expected = Lexicon.entries.filter { $0.names.contains(name) }.map(\.category)
        #expect(
          expected.contains(found.category) && found.sensitivity != .noneRecognised,
          "\(spelling) is \(found.category ?? "nothing"), not \(entry.category ?? "confidential")"
        )
      }
    }
  }

  @Test(
    "words before a name can make it harmless",
    arguments: NegativeContexts.byPhrase.sorted { $0.key < $1.key }
  )
  func negative(phrase: String, before: Set<String>) {
    for word in before {
      let name = "\(word)_\(phrase.replacing(" ", with: "_"))"
      let found = FieldClassifier.classify(field: name, type: "String", record: "User")
      // A longer name of the lexicon may hold the words: "job title" is one.
      guard Lexicon.entries.allSatisfy({ !$0.names.contains(name.replacing("_", with: " ")) })
      else {
        continue
      }
      #expect(found.category == nil && found.sensitivity == .noneRecognised, "\(name)")
    }
  }
}

/// The keys of the Fides taxonomy's data categories (fideslang 3.1, Ethyca, CC BY 4.0).
enum FidesKeys {
  static let dataCategories: Set<String> = [
    "system", "system.authentication", "system.operations", "user", "user.account",
    "user.authorization", "user.behavior", "user.biometric", "user.childrens", "user.contact",
    "user.content", "user.demographic", "user.location", "user.device", "user.payment",
    "user.social", "user.unique_id", "user.telemetry", "user.user_sensor", "user.workplace",
    "user.sensor", "user.financial", "user.government_id", "user.health_and_medical",
    "user.name", "user.criminal_history", "user.privacy_preferences", "user.job_title",
    "user.account.settings", "user.account.username", "user.authorization.credentials",
    "user.authorization.biometric", "user.authorization.password",
    "user.behavior.browsing_history", "user.behavior.media_consumption",
    "user.behavior.purchase_history", "user.behavior.search_history",
    "user.biometric.fingerprint", "user.biometric.retinal", "user.biometric.voice",
    "user.biometric.health", "user.contact.address", "user.contact.email",
    "user.contact.phone_number", "user.contact.url", "user.contact.fax_number",
    "user.contact.organization", "user.contact.address.city", "user.contact.address.country",
    "user.contact.address.postal_code", "user.contact.address.state",
    "user.contact.address.street", "user.content.private", "user.content.public",
    "user.content.self_image", "user.demographic.age_range", "user.demographic.date_of_birth",
    "user.demographic.gender", "user.demographic.language", "user.demographic.marital_status",
    "user.demographic.political_opinion", "user.demographic.profile",
    "user.demographic.race_ethnicity", "user.demographic.religious_belief",
    "user.demographic.sexual_orientation", "user.device.cookie", "user.device.cookie_id",
    "user.device.device_id", "user.device.ip_address", "user.financial.bank_account",
    "user.financial.credit_card", "user.government_id.birth_certificate",
    "user.government_id.drivers_license_number", "user.government_id.immigration",
    "user.government_id.national_identification_number", "user.government_id.passport_number",
    "user.government_id.vehicle_registration", "user.health_and_medical.genetic",
    "user.health_and_medical.insurance_beneficiary_id", "user.health_and_medical.record_id",
    "user.location.imprecise", "user.location.precise", "user.name.first", "user.name.last",
    "user.unique_id.pseudonymous",
  ]
}
