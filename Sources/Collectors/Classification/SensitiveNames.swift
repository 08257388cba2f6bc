/// Names of fields whose disclosure does more harm than most.
enum SensitiveNames {
  static let all: [LexiconEntry] = finance + special + credentials + business

  private static let finance: [LexiconEntry] = [
    .means(
      "user.financial.credit_card",
      [
        "card number", "credit card", "credit card number", "debit card number", "debit card",
        "cc number", "primary account number", "cvv", "cvc", "cvv 2", "card cvc",
        "card security code", "card expiry", "card expiration", "card expiry date", "card last 4",
        "card last four", "card holder", "cardholder", "card fingerprint", "card brand",
      ]
    ),
    .means(
      "user.financial.bank_account",
      [
        "bank account", "bank account number", "account number", "iban", "iban number", "bic",
        "swift code", "routing number", "sort code", "ifsc", "ifsc code", "bsb", "bank name",
        "bank code", "aba number", "clabe", "bank detail", "beneficiary account", "upi id",
      ]
    ),
    .means(
      "user.financial",
      [
        "salary", "annual salary", "base salary", "annual income", "monthly income", "net worth",
        "credit score", "credit limit", "wage", "hourly wage", "tax bracket", "bank balance",
        "gross income", "fico score", "stock option",
      ]
    ),
    .means(
      "user.payment",
      [
        "payment method", "payment detail", "payment info", "wallet address", "crypto address",
        "bitcoin address", "ethereum address", "payment token", "card token",
        "payment method token", "payment instrument", "paypal id", "payment source",
      ]
    ),
    .means(
      "user.financial.credit_card",
      in: .personOrPayment,
      [
        "last 4", "last four", "last digit", "expiry month", "expiry year", "exp month", "exp year",
      ]
    ),
    .means(
      "user.financial.bank_account",
      in: .personOrPayment,
      [
        "swift"
      ]
    ),
    .means(
      "user.financial",
      in: .person,
      [
        "income", "debt", "compensation", "payroll", "bonus amount",
      ]
    ),
  ]

  private static let special: [LexiconEntry] = [
    .means(
      "user.demographic.race_ethnicity",
      [
        "ethnicity", "ethnic origin", "ethnic group", "racial origin", "skin color",
      ]
    ),
    .means(
      "user.demographic.religious_belief",
      [
        "religion", "religious belief", "denomination", "religious affiliation",
      ]
    ),
    .means(
      "user.demographic.political_opinion",
      [
        "political opinion", "political party", "political affiliation", "party affiliation",
        "political view", "union membership", "trade union",
      ]
    ),
    .means(
      "user.demographic.sexual_orientation",
      [
        "sexual orientation", "sexuality", "sexual preference", "sex life",
      ]
    ),
    .means(
      "user.criminal_history",
      boolean: true,
      [
        "criminal record", "criminal history", "felony", "arrest record", "criminal background",
        "has criminal record", "criminal offence",
      ]
    ),
    .means(
      "user.health_and_medical",
      boolean: true,
      [
        "diagnosis", "medical condition", "health condition", "blood type", "blood group",
        "is disabled", "medical history", "vaccination", "vaccination status", "pregnancy",
        "is pregnant", "is smoker", "smoking status", "mental health", "health status",
        "lab result", "test result medical", "immunization", "chronic condition",
        "dietary restriction", "medical note", "clinical note", "health data", "drug use",
        "menstrual cycle", "icd code", "icd 10 code", "symptom note", "therapy note",
      ]
    ),
    .means(
      "user.health_and_medical",
      in: .person,
      [
        "height", "weight", "bmi", "body weight",
      ]
    ),
    .means(
      "user.health_and_medical.record_id",
      [
        "medical record number", "mrn", "patient id number", "health record number", "nhs number",
        "medicare number", "medical record id", "patient number", "health id",
      ]
    ),
    .means(
      "user.health_and_medical.insurance_beneficiary_id",
      [
        "insurance number", "insurance id", "insurance member id", "policy holder id",
        "health insurance number", "insurance policy number", "insurance beneficiary",
        "health plan number",
      ]
    ),
    .means(
      "user.health_and_medical.genetic",
      [
        "genome", "genetic data", "dna", "dna sequence", "genotype", "genetic marker", "dna sample",
      ]
    ),
    .means(
      "user.biometric",
      [
        "biometric", "biometric data", "biometric template", "face embedding", "face id",
        "facial recognition", "facial feature", "face descriptor", "face encoding", "palm print",
      ]
    ),
    .means(
      "user.biometric.fingerprint",
      [
        "fingerprint template", "fingerprint scan", "thumbprint", "thumb impression",
      ]
    ),
    .means(
      "user.biometric.fingerprint",
      in: .person,
      [
        "fingerprint"
      ]
    ),
    .means(
      "user.biometric.retinal",
      [
        "retina", "retina scan", "iris scan", "iris", "retinal scan",
      ]
    ),
    .means(
      "user.biometric.voice",
      [
        "voiceprint", "voice print", "voice sample", "voice recording", "voice signature",
      ]
    ),
    .means(
      "user.biometric.health",
      [
        "heart rate", "blood pressure", "heart beat", "glucose level", "blood glucose",
        "oxygen saturation", "step count", "body temperature", "sleep data", "pulse rate",
      ]
    ),
    .means(
      "user.content.private",
      [
        "message body", "chat message", "private message", "direct message", "private note",
        "email body", "sms body", "conversation transcript", "chat transcript", "call recording",
        "call transcript", "diary entry",
      ]
    ),
    .means(
      "user.content.self_image",
      [
        "selfie", "profile picture", "profile photo", "profile image", "avatar", "avatar url",
        "photo url", "profile pic", "headshot", "id photo", "selfie url", "user photo",
        "signature image", "profile image url", "profile picture url", "photo id",
      ]
    ),
    .means(
      "user.content.self_image",
      in: .person,
      [
        "image", "photo", "picture", "signature", "avatar image",
      ]
    ),
    .means(
      "user.content.public",
      in: .person,
      [
        "post", "public post", "review", "status message",
      ]
    ),
    .means(
      "user.demographic.race_ethnicity",
      in: .person,
      [
        "race", "caste", "tribe",
      ]
    ),
    .means(
      "user.demographic.religious_belief",
      in: .person,
      [
        "faith"
      ]
    ),
    .means(
      "user.criminal_history",
      in: .person,
      boolean: true,
      [
        "conviction"
      ]
    ),
    .means(
      "user.health_and_medical",
      in: .person,
      boolean: true,
      [
        "medication", "prescription", "allergy", "disability", "treatment", "symptom", "smoker",
        "disease", "surgery",
      ]
    ),
  ]

  private static let credentials: [LexiconEntry] = [
    .means(
      "user.authorization.password",
      [
        "password", "passphrase", "password hash", "password digest", "hashed password",
        "encrypted password", "passcode", "pass hash", "password salt", "old password",
        "master password", "db password", "smtp password", "database password", "crypted password",
        "password history",
      ]
    ),
    .means(
      "user.authorization.credentials",
      [
        "access token", "refresh token", "id token", "auth token", "oauth token", "session token",
        "verification token", "reset token", "password reset token", "reset password token",
        "remember token", "confirmation token", "invite token", "invitation token",
        "magic link token", "csrf token", "bearer token", "two factor secret", "totp secret",
        "mfa secret", "otp secret", "two fa secret", "backup code", "recovery code", "otp",
        "otp code", "one time password", "verification code", "mfa code", "pin", "security answer",
        "secret answer", "security question", "oauth token secret", "token hash",
        "token secret", "authentication token", "personal access token", "login token",
        "activation token", "activation code", "activation key", "email token", "unsubscribe token",
        "jwt",
        "jwt token", "session key", "two factor recovery code", "email verification token",
        "passkey", "verifier code", "2 fa secret",
        "two factor backup code", "two factor token", "session id token", "identity token",
        "sms code",
      ]
    ),
    .means("user.authorization.password", in: .person, ["pass"]),
    .means(
      "user.authorization.credentials",
      in: .person,
      [
        "token", "secret", "salt", "credential",
      ]
    ),
    .means(
      "system.authentication",
      [
        "api key", "api token", "credential", "api secret", "secret key", "private key",
        "client secret",
        "webhook secret", "signing secret", "signing key", "encryption key", "secret access key",
        "access key", "service account key", "ssh key", "ssh private key", "shared secret",
        "app secret", "key hash", "secret hash", "api key hash",
        "bot token", "connection string", "smtp credential", "provider credential",
        "secret value", "license key",
        "webhook signing secret", "stripe secret key", "integration credential", "oauth credential",
        "app password", "consumer secret", "hmac secret", "scim token",
      ]
    ),
    .means(
      "user.authorization.biometric",
      [
        "face login template", "biometric login", "biometric key", "webauthn credential",
      ]
    ),
    .means(
      "system.authentication",
      in: .secretHolder,
      [
        "token", "secret", "key", "hash", "salt", "value", "code", "otp", "private key",
      ]
    ),
  ]

  private static let business: [LexiconEntry] = [
    .means(
      nil,
      [
        "contract value", "deal value", "deal amount", "annual recurring revenue", "arr", "mrr",
        "revenue", "annual revenue", "profit margin", "gross margin", "cost price",
        "wholesale price", "trade secret", "discount rate contract", "negotiated price",
        "valuation", "profit", "acquisition cost", "contract amount", "confidential note",
        "internal note", "pen test report", "board minute", "financial forecast",
      ]
    )
  ]
}
