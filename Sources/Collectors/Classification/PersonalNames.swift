/// Names of fields by which a person is named, reached and told from others.
enum PersonalNames {
  static let all: [LexiconEntry] = contact + names + identity

  private static let contact: [LexiconEntry] = [
    .means(
      "user.contact.email",
      [
        "email", "email address", "mail address", "primary email", "secondary email",
        "recovery email", "backup email", "work email", "personal email", "contact email",
        "notification email", "billing email", "reply to email", "paypal email", "login email",
        "invitee email", "recipient email", "email id",
      ]
    ),
    .means(
      "user.contact.phone_number",
      [
        "phone", "phone number", "telephone", "telephone number", "mobile", "mobile number",
        "mobile phone", "cell phone", "cell number", "home phone", "work phone", "landline",
        "msisdn", "whatsapp", "whatsapp number", "sms number", "contact number", "emergency phone",
        "phone home", "phone cell", "phone work", "phone mobile", "phone business",
        "emergency contact number", "caller number",
      ]
    ),
    .means(
      "user.contact.fax_number",
      [
        "fax", "fax number",
      ]
    ),
    .means(
      "user.contact.url",
      in: .person,
      [
        "website", "homepage", "personal website", "linkedin", "linkedin url", "linkedin link",
        "linkedin profile", "facebook url",
        "twitter url", "instagram url", "github url", "profile url", "blog url", "portfolio url",
        "social link",
      ]
    ),
    .means(
      "user.contact.organization",
      in: .person,
      [
        "company", "company name", "employer", "employer name", "organization name", "workplace",
      ]
    ),
    .means(
      "user.contact.address.street",
      [
        "street", "street address", "street line", "street name", "address line", "address street",
        "house number", "apartment number", "apartment", "flat number", "building number", "po box",
      ]
    ),
    .means(
      "user.contact.address",
      in: .notBusiness,
      [
        "address", "home address", "postal address", "mailing address", "shipping address",
        "delivery address", "billing address", "residential address", "full address",
        "permanent address", "current address", "registered address",
      ]
    ),
    .means(
      "user.contact.address.city",
      in: .personOrAddress,
      [
        "city", "town", "village", "suburb", "municipality", "district", "home city", "locality",
      ]
    ),
    .means(
      "user.contact.address.state",
      in: .personOrAddress,
      [
        "province", "county", "prefecture", "state code", "home state", "address state",
      ]
    ),
    .means(
      "user.contact.address.country",
      in: .personOrAddress,
      [
        "country", "country code", "country of residence", "home country", "residence country",
      ]
    ),
    .means(
      "user.contact.address.postal_code",
      in: .notBusiness,
      [
        "postal code", "postcode", "zip", "zip code", "zipcode", "post code", "pincode",
      ]
    ),
    .means(
      "user.contact",
      [
        "emergency contact", "emergency contact name", "next of kin", "contact detail",
        "contact info",
      ]
    ),
    .means(
      "user.social",
      in: .person,
      [
        "facebook", "twitter", "instagram", "telegram", "skype", "discord", "tiktok", "snapchat",
        "wechat", "twitter handle", "social handle", "instagram handle", "telegram handle",
        "social profile", "social medium", "github username", "follower", "friend",
      ]
    ),
    .means(
      "user.contact.phone_number",
      in: .person,
      [
        "cell"
      ]
    ),
    .means(
      "user.contact.address.state",
      in: .address,
      [
        "state"
      ]
    ),
    .means(
      "user.contact.address",
      in: .address,
      [
        "line", "address", "line one", "line two",
      ]
    ),
  ]

  private static let names: [LexiconEntry] = [
    .means(
      "user.name.first",
      [
        "first name", "given name", "forename", "firstname", "christian name", "legal first name",
      ]
    ),
    .means(
      "user.name.last",
      [
        "last name", "surname", "family name", "lastname", "maiden name", "legal last name",
        "second name", "mother maiden name",
      ]
    ),
    .means(
      "user.name",
      [
        "full name", "fullname", "real name", "person name", "customer name",
        "client name", "contact name", "employee name", "patient name", "student name",
        "member name", "applicant name", "candidate name", "guest name", "recipient name",
        "sender name", "author name", "owner name", "cardholder name", "holder name",
        "account holder", "account holder name", "father name", "mother name", "spouse name",
        "guardian name", "parent name", "attendee name", "middle name", "middle initial",
        "nickname", "preferred name", "name suffix", "name prefix", "honorific", "salutation",
        "signer name", "invitee name", "visitor name", "driver name",
        "passenger name", "signature name", "manager name", "referrer name", "payee name",
        "lead name", "payer name", "agent name", "doctor name", "representative name",
      ]
    ),
    .means(
      "user.name",
      in: .person,
      [
        "name", "display name", "initial", "alias", "title prefix",
      ]
    ),
    .means("user.name", in: .notBusiness, ["legal name"]),
    .means(
      "user.account.username",
      [
        "username", "user name", "login name", "screen name", "user handle",
      ]
    ),
    .means(
      "user.account.username",
      in: .person,
      [
        "handle", "login",
      ]
    ),
  ]

  private static let taxNumbers = [
    "tax id", "tax number", "taxpayer id", "taxpayer number", "tax payer id", "tax identifier",
  ]

  private static let identity: [LexiconEntry] = [
    .means(
      "user.government_id.national_identification_number",
      [
        "ssn", "social security number", "social insurance number", "national id",
        "national identity number", "national identification number", "nin",
        "national insurance number", "identity number", "id number", "id card number", "citizen id",
        "aadhaar", "aadhar", "aadhaar number", "cpf", "curp", "dni", "nif", "bsn", "pesel",
        "codice fiscale", "personnummer", "tax id number", "itin", "personal identification number",
        "pan number", "fiscal code", "ssn last 4", "sin number", "nric",
      ]
    ),
    .means(
      "user.government_id",
      [
        "government id", "govt id", "id document", "identity document", "document number",
        "tax identification number", "tin", "voter id", "visa number", "residence permit",
        "id card", "identity card",
      ]
    ),
    // The number of a company stands in its invoices; that of a person is as good as an identity.
    .means("user.government_id", in: .naturalPerson, Self.taxNumbers),
    .means("user.unique_id", Self.taxNumbers),
    .means(
      "user.government_id.passport_number",
      [
        "passport", "passport number", "passport id",
      ]
    ),
    .means(
      "user.government_id.drivers_license_number",
      [
        "driver license", "driver license number", "driving license", "driving license number",
        "license number driver", "driving licence", "driver licence number",
      ]
    ),
    .means(
      "user.government_id.vehicle_registration",
      [
        "license plate", "number plate", "vehicle registration", "vehicle registration number",
        "plate number", "vin", "vehicle identification number",
      ]
    ),
    .means(
      "user.government_id.immigration",
      [
        "immigration status", "visa status", "visa type", "work permit", "alien number",
        "work permit number", "green card number",
      ]
    ),
    .means(
      "user.government_id.birth_certificate",
      [
        "birth certificate", "birth certificate number",
      ]
    ),
    .means(
      "user.demographic.date_of_birth",
      [
        "date of birth", "birth date", "birthdate", "birthday", "birth day", "birth year",
        "year of birth", "born on", "born at", "birth month",
      ]
    ),
    .means(
      "user.demographic.age_range",
      [
        "age range", "age group", "age bracket",
      ]
    ),
    .means(
      "user.demographic.age_range",
      in: .person,
      [
        "age"
      ]
    ),
    .means(
      "user.demographic.gender",
      [
        "gender", "sex", "gender identity", "pronoun", "biological sex",
      ]
    ),
    .means(
      "user.demographic.marital_status",
      [
        "marital status", "civil status", "relationship status", "marriage date",
      ]
    ),
    .means(
      "user.demographic.language",
      in: .person,
      [
        "language", "preferred language", "native language", "mother tongue", "spoken language",
      ]
    ),
    .means(
      "user.demographic",
      in: .person,
      [
        "nationality", "citizenship", "place of birth", "birth place", "birthplace",
        "country of birth", "household size", "education level", "education", "dependent count",
        "number of child",
      ]
    ),
    .means(
      "user.demographic.profile",
      in: .person,
      [
        "bio", "biography", "about", "about me", "occupation summary",
      ]
    ),
    .means(
      "user.childrens",
      [
        "child name", "child age", "child birthdate", "kid name", "minor name", "parental consent",
      ]
    ),
    .means(
      "user.job_title",
      in: .person,
      [
        "job title", "position", "occupation", "profession", "job", "designation", "job role",
        "headline", "job position",
      ]
    ),
    .means(
      "user.job_title",
      [
        "job title"
      ]
    ),
    .means(
      "user.workplace",
      in: .person,
      [
        "employee id", "employee number", "staff id", "badge number", "department", "hire date",
        "termination date", "employment status", "employment type", "performance rating",
        "work history", "start date of employment", "joining date",
      ]
    ),
    .means(
      "user.unique_id",
      [
        "anonymous id", "distinct id", "visitor id", "external user id", "person id external",
        "subject id", "loyalty number", "loyalty card number", "membership number",
        "customer number", "student number", "frequent flyer number",
      ]
    ),
    .means(
      "user.unique_id.pseudonymous",
      [
        "pseudonym", "pseudonymous id", "user pseudo id",
      ]
    ),
  ]
}
