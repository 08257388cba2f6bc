import ReadinessModel

/// Secrets of payment, mail, messaging, commerce and productivity services.
enum ServiceSecretRules {
  static let all: [SecretRule] = payments + mail + messaging + commerce + productivity

  private static let payments: [SecretRule] = [
    .shaped(
      "stripe-live-key",
      "Stripe live key",
      "[sr]k_live_[A-Za-z0-9]{16,247}",
      anchor: "[sr]k_live_[A-Za-z0-9]{16}",
      lead: 24
    ),
    .shaped(
      "stripe-test-key",
      "Stripe test key",
      "[sr]k_test_[A-Za-z0-9]{16,247}",
      anchor: "[sr]k_test_[A-Za-z0-9]{16}",
      lead: 24,
      confidence: .medium
    ),
    .token("webhook-secret", "Webhook signing secret", "whsec_", "whsec_[A-Za-z0-9+/=]{24,80}"),
    .token("square-token", "Square access token", "sq0atp-", "sq0atp-[A-Za-z0-9_-]{22}"),
    .token("square-secret", "Square OAuth secret", "sq0csp-", "sq0csp-[A-Za-z0-9_-]{43}"),
    .token("square-production-token", "Square access token", "EAAA", "EAAA[A-Za-z0-9_-]{60,61}"),
    .token(
      "braintree-token",
      "Braintree access token",
      "access_token$",
      "access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}"
    ),
    .shaped(
      "plaid-access-token",
      "Plaid access token",
      "access-(?:sandbox|development|production)-" + CloudSecretRules.uuid,
      anchor: "access-(?:sandbox|development|production)-[0-9a-fA-F]{8}-",
      lead: 30
    ),
    .named("plaid-secret", "Plaid secret", ["plaid_secret", "plaidsecret"], "[0-9a-z]{30}"),
    .shaped(
      "razorpay-key",
      "Razorpay key",
      "rzp_(?:live|test)_[A-Za-z0-9]{14}",
      anchor: "rzp_(?:live|test)_",
      lead: 9,
      confidence: .medium
    ),
    .shaped(
      "flutterwave-secret",
      "Flutterwave secret key",
      "FLWSECK(?:_TEST)?-[0-9a-zA-Z]{32}-X",
      anchor: "FLWSECK(?:_TEST)?-",
      lead: 13
    ),
    .shaped(
      "lob-key",
      "Lob API key",
      "(?:live|test)_[0-9a-f]{35}",
      anchor: "(?:live|test)_[0-9a-f]{35}",
      lead: 40
    ),
  ]

  private static let mail: [SecretRule] = [
    .token(
      "sendgrid-key",
      "SendGrid API key",
      "SG.",
      "SG\\.[A-Za-z0-9_-]{20,24}\\.[A-Za-z0-9_-]{39,50}"
    ),
    .token("mailgun-key", "Mailgun API key", "key-", "key-[0-9a-f]{32}"),
    .shaped(
      "mailgun-signing-key",
      "Mailgun key",
      "[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}",
      anchor: "[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}",
      lead: 50
    ),
    .shaped(
      "mailchimp-key",
      "Mailchimp API key",
      "[0-9a-f]{32}-us[0-9]{1,2}",
      anchor: "[0-9a-f]{32}-us[0-9]",
      lead: 36
    ),
    .token("resend-key", "Resend API key", "re_", "re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}"),
    .token("brevo-key", "Brevo API key", "xkeysib-", "xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
    .token(
      "brevo-smtp-key",
      "Brevo SMTP key",
      "xsmtpsib-",
      "xsmtpsib-[0-9a-f]{64}-[A-Za-z0-9]{16}"
    ),
    .token("mailersend-token", "MailerSend token", "mlsn.", "mlsn\\.[0-9a-f]{64}"),
    .named(
      "postmark-token",
      "Postmark server token",
      ["postmark"],
      CloudSecretRules.uuid,
      qualifiers: []
    ),
    .shaped(
      "klaviyo-key",
      "Klaviyo private key",
      "pk_[0-9a-f]{34}",
      anchor: "pk_[0-9a-f]{34}",
      lead: 37
    ),
  ]

  private static let messaging: [SecretRule] = [
    .shaped(
      "slack-token",
      "Slack token",
      "xox[abeprs](?:\\.xox[bp])?-[0-9A-Za-z-]{18,255}",
      anchor: "xox[abeprs](?:\\.xox[bp])?-[0-9A-Za-z]",
      lead: 11
    ),
    .token("slack-app-token", "Slack app token", "xapp-", "xapp-[0-9A-Za-z/-]{24,160}"),
    .token(
      "slack-webhook",
      "Slack webhook",
      "hooks.slack.com/",
      "hooks\\.slack\\.com/(?:services/T[A-Za-z0-9_]{8,14}/B[A-Za-z0-9_]{8,14}/[A-Za-z0-9_]{20,28}"
        + "|workflows/T[A-Z0-9]{8,14}/A[A-Z0-9]{8,14}/[0-9]{12,24}/[A-Za-z0-9]{24}"
        + "|triggers/[TE][A-Z0-9]{8,14}/[0-9]{10,16}/[0-9a-f]{32})"
    ),
    .shaped(
      "discord-webhook",
      "Discord webhook",
      "discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,72}",
      anchor: "discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/",
      lead: 38
    ),
    .shaped(
      "discord-bot-token",
      "Discord bot token",
      "[MNO][A-Za-z0-9_-]{23,25}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,38}",
      anchor: "[MNO][A-Za-z0-9_\\-]{23,25}\\.[A-Za-z0-9_\\-]{6}\\.[A-Za-z0-9_\\-]{27}",
      lead: 60,
      entropy: 3.8
    ),
    .shaped(
      "telegram-bot-token",
      "Telegram bot token",
      "[0-9]{8,10}:AA[A-Za-z0-9_-]{32,33}",
      anchor: "[0-9]{8,10}:AA[A-Za-z0-9_\\-]{32}",
      lead: 45
    ),
    .shaped(
      "twilio-api-key",
      "Twilio API key",
      "SK[0-9a-f]{32}",
      anchor: "SK[0-9a-f]{32}",
      lead: 34
    ),
    .named("twilio-auth-token", "Twilio auth token", ["twilio"], "[0-9a-f]{32}"),
    .token("twitch-stream-key", "Twitch stream key", "live_", "live_[0-9]{8,10}_[A-Za-z0-9]{30}"),
    .token(
      "twitter-bearer-token",
      "X bearer token",
      "AAAAAAAAAAAAAAAAAAAAA",
      "AAAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{30,110}",
      entropy: 2.0
    ),
    .token("instagram-token", "Instagram access token", "IGQVJ", "IGQVJ[A-Za-z0-9_-]{100,250}"),
    .shaped(
      "facebook-access-token",
      "Facebook access token",
      "(?:EAA[A-Za-z0-9]{80,400}|EAACEdEose0cBA[A-Za-z0-9]{20,400})",
      anchor: "EAA(?:CEdEose0cBA|[A-Za-z0-9]{80})",
      lead: 83
    ),
    .token(
      "zapier-webhook",
      "Zapier webhook",
      "hooks.zapier.com/hooks/catch/",
      "hooks\\.zapier\\.com/hooks/catch/[0-9]{5,10}/[0-9a-z]{6,8}",
      confidence: .medium
    ),
  ]

  private static let commerce: [SecretRule] = [
    .shaped(
      "shopify-token",
      "Shopify token",
      "shp(?:at|ca|pa|ss|ua)_[0-9a-fA-F]{32}",
      anchor: "shp(?:at|ca|pa|ss|ua)_",
      lead: 6
    ),
    .shaped(
      "shippo-token",
      "Shippo token",
      "shippo_(?:live|test)_[0-9a-fA-F]{40}",
      anchor: "shippo_(?:live|test)_",
      lead: 12
    ),
    .shaped(
      "easypost-key",
      "EasyPost API key",
      "EZ[AT]K[A-Za-z0-9]{54}",
      anchor: "EZ[AT]K[A-Za-z0-9]{54}",
      lead: 58
    ),
    .shaped(
      "duffel-token",
      "Duffel token",
      "duffel_(?:live|test)_[A-Za-z0-9_=-]{43}",
      anchor: "duffel_(?:live|test)_",
      lead: 12
    ),
    .shaped(
      "mapbox-secret-token",
      "Mapbox secret token",
      "[st]k\\.eyJ1[A-Za-z0-9_-]{30,200}\\.[A-Za-z0-9_-]{20,24}",
      anchor: "[st]k\\.eyJ1",
      lead: 7
    ),
  ]

  private static let productivity: [SecretRule] = [
    .shaped(
      "airtable-token",
      "Airtable personal access token",
      "pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}",
      anchor: "pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}",
      lead: 82
    ),
    .shaped(
      "hubspot-token",
      "HubSpot private app token",
      "pat-(?:na|eu)[0-9]-" + CloudSecretRules.uuid,
      anchor: "pat-(?:na|eu)[0-9]-",
      lead: 8
    ),
    .token("linear-key", "Linear API key", "lin_api_", "lin_api_[A-Za-z0-9]{40}"),
    .token("linear-oauth-token", "Linear OAuth token", "lin_oauth_", "lin_oauth_[0-9a-f]{64}"),
    .token("notion-token", "Notion token", "ntn_", "ntn_[A-Za-z0-9]{46}"),
    .shaped(
      "notion-legacy-token",
      "Notion legacy token",
      "secret_[A-Za-z0-9]{43}",
      anchor: "secret_[A-Za-z0-9]{43}",
      lead: 50
    ),
    .token("figma-token", "Figma token", "figd_", "figd_[A-Za-z0-9_-]{38,46}"),
    .shaped(
      "asana-token",
      "Asana personal access token",
      "[0-9]/[0-9]{16}(?:/[0-9]{16})?:[0-9a-f]{32}",
      anchor: "[0-9]/[0-9]{16}(?:/[0-9]{16})?:[0-9a-f]{32}",
      lead: 70
    ),
    .shaped(
      "salesforce-token",
      "Salesforce access token",
      "00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{80,120}",
      anchor: "00D[A-Za-z0-9]{12,15}!",
      lead: 19
    ),
    .shaped(
      "dropbox-token",
      "Dropbox access token",
      "sl\\.[A-Za-z0-9_-]{100,1200}",
      anchor: "\\bsl\\.[A-Za-z0-9_\\-]{100}",
      lead: 103
    ),
    .token("intercom-token", "Intercom access token", "dG9rO", "dG9rO[A-Za-z0-9+/]{52,60}={0,2}"),
    .token("frame-io-token", "Frame.io token", "fio-u-", "fio-u-[A-Za-z0-9_=-]{64}"),
    .token("adafruit-key", "Adafruit IO key", "aio_", "aio_[A-Za-z0-9]{28}"),
    .token("adobe-secret", "Adobe client secret", "p8e-", "p8e-[A-Za-z0-9-]{32}"),
    .token("okta-header", "Okta API token", "SSWS 00", "SSWS (00[A-Za-z0-9_-]{40})"),
    .named("asana-legacy-token", "Asana token", ["asana"], "[01]/[0-9a-f]{32}"),
    .named("okta-token", "Okta API token", ["okta"], "00[A-Za-z0-9_-]{40}"),
    .named(
      "auth0-client-secret",
      "Auth0 client secret",
      ["auth0"],
      "[A-Za-z0-9_-]{64}",
      entropy: 3.5
    ),
    .named("algolia-admin-key", "Algolia API key", ["algolia"], "[0-9a-z]{32}"),
    .named("zendesk-token", "Zendesk token", ["zendesk"], "[A-Za-z0-9]{40}"),
    .named(
      "linkedin-secret",
      "LinkedIn client secret",
      ["linkedin"],
      "[A-Za-z0-9]{16}",
      qualifiers: ["secret"]
    ),
    .named(
      "twitter-secret",
      "X API secret",
      ["twitter", "x_api", "x_consumer"],
      "(?:[0-9]{6,20}-)?[A-Za-z0-9]{35,50}",
      qualifiers: ["secret", "access_token", "accesstoken"]
    ),
    .named("rapidapi-key", "RapidAPI key", ["rapidapi", "x-rapidapi"], "[A-Za-z0-9]{50}"),
  ]
}
