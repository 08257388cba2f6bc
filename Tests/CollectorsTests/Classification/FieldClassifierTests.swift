import Collectors
import ReadinessModel
import Testing

@Suite("A field's meaning follows from its name, type and record")
struct FieldClassifierTests {
  @Test(
    "the same name means different things in different records",
    arguments: [
      ("User", "name", "user.name"), ("Product", "name", nil),
      ("Address", "state", "user.contact.address.state"),
      ("Order", "state", nil), ("User", "city", "user.contact.address.city"),
      ("Store", "city", nil),
      ("Session", "token", "system.authentication"), ("Comment", "token", nil),
      ("Patient", "weight", "user.health_and_medical"), ("Parcel", "weight", nil),
      ("Store", "latitude", nil), ("UserLocation", "latitude", "user.location.precise"),
      ("UserProfile", "bio", "user.demographic.profile"), ("UserNotificationSetting", "name", nil),
      ("tbl_customers", "name", "user.name"),
      ("Customers", "country", "user.contact.address.country"),
      ("ProductImage", "image", nil), ("users", "image", "user.content.self_image"),
    ]
  )
  func records(record: String, field: String, category: String?) {
    #expect(classify(field, record: record).category == category)
  }

  @Test(
    "names that only contain a telling word are harmless",
    arguments: [
      "email_template_id", "address_bus", "ip_allowlist", "phone_model", "emailVerified",
      "password_policy_set", "token_type", "passwordResetRequired", "card_type_id", "ssn_required",
      "email_sent_at", "phone_verified", "address_id", "birthday_reminder_enabled", "file_name",
      "event_name", "next_page_token", "max_tokens", "hasPassword", "sendEmail", "emailCount",
      "passport_strategy", "race_condition", "genderOptions_enabled", "api_key_id", "secret_name",
      "mobile_friendly", "city_id", "health_check_url", "sex_offender_check_done", "pin_to_top",
      "accessTokenExpiresAt", "coverImage", "webhookUrl", "imageUrl_count", "contract_address",
      "salary_currency", "account_type", "disability_friendly", "login_enabled", "phoneCodeId",
    ]
  )
  func harmless(name: String) {
    let found = classify(name, record: "Setting")
    #expect(found.category == nil, "\(name) is \(found.category ?? "")")
    #expect(found.sensitivity == .noneRecognised)
  }

  @Test(
    "a yes or no is no address, but can be a condition",
    arguments: [
      ("email", nil), ("phone", nil), ("is_smoker", "user.health_and_medical"),
      ("marketing_opt_in", "user.privacy_preferences"),
    ]
  )
  func booleans(field: String, category: String?) {
    #expect(classify(field, type: "Boolean", record: "User").category == category)
  }

  @Test(
    "protection is read from names, types and options",
    arguments: [
      ("password_hash", "text", [], "hashed"), ("password", "text", [], nil),
      ("ssn_encrypted", "bytea", [], "encrypted"), ("encryptedEmail", "String", [], "encrypted"),
      ("card_last4", "char(4)", [], "masked"), ("card_token", "text", [], "tokenised"),
      ("ssn", "EncryptedText", [], "encrypted"),
      ("ssn", "text", ["transformer: new EncryptionTransformer()"], "encrypted"),
      ("ssn", "text", ["/// @encrypted"], "encrypted"), ("ssn", "text", ["{ select: false }"], nil),
      ("ssn", "text", ["encrypt: false"], nil), ("ssn", "text", ["// not encrypted yet"], nil),
      ("ssn", "bytea", ["DEFAULT pgp_sym_encrypt('x','k')"], "encrypted"),
      ("password", "String", ["set(v) { bcrypt.hashSync(v) }"], "hashed"),
      ("email_bidx", "text", [], "hashed"),
    ] as [(String, String, [String], String?)]
  )
  func protection(field: String, type: String, remarks: [String], protection: String?) {
    let found = classify(field, type: type, record: "User", remarks: remarks)
    #expect(found.sensitivity != .noneRecognised)
    #expect(found.protection == protection)
  }

  @Test(
    "a class the project declares is kept, and counts where the name says nothing",
    arguments: [
      ("/// @classification restricted", "restricted", Sensitivity.confidential),
      ("@pii", "pii", .personal),
      ("-- classification: confidential", "confidential", .confidential),
      ("@Classification('phi')", "phi", .sensitive),
      ("data class: public", "public", .noneRecognised),
      ("fides_data_category: user.contact.email", "user.contact.email", .personal),
      ("@Sensitive()", "sensitive", .sensitive),
    ]
  )
  func declared(remark: String, name: String, sensitivity: Sensitivity) {
    let found = classify("blob", record: "Thing", remarks: [remark])
    #expect(found.declaredClass == name)
    #expect(found.sensitivity == sensitivity)
  }

  @Test(
    "sensitivity follows from the category",
    arguments: [
      ("email", Sensitivity.personal), ("ssn", .sensitive), ("password_hash", .credential),
      ("api_key", .credential), ("diagnosis_code_unknown", .noneRecognised), ("iban", .sensitive),
      ("contract_value", .confidential), ("religion", .sensitive), ("ip_address", .personal),
    ]
  )
  func sensitivity(field: String, expected: Sensitivity) {
    #expect(classify(field, record: "Record").sensitivity == expected)
  }

  @Test(
    "names of any make end in a result",
    arguments: ["", "_", "1", "é", "日本語", String(repeating: "aB_", count: 5_000)]
  )
  func odd(name: String) {
    #expect(classify(name, record: name).category == nil)
  }

  private func classify(
    _ field: String,
    type: String = "String",
    record: String,
    remarks: [String] = []
  ) -> FieldClassification {
    FieldClassifier.classify(field: field, type: type, record: record, remarks: remarks)
  }
}
