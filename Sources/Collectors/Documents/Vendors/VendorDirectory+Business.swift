extension VendorDirectory {
  /// Identity, payments, sales, documents, people.
  static let businessVendors: [KnownVendor] = [
    KnownVendor(
      "Auth0",
      packages: ["auth0", "@auth0/*", "express-openid-connect", "auth0-js"],
      hosts: ["auth0.com"],
      providers: ["auth0"]
    ),
    KnownVendor(
      "Okta",
      packages: ["@okta/*"],
      hosts: ["okta.com", "oktapreview.com"],
      providers: ["okta"]
    ),
    KnownVendor(
      "Clerk",
      packages: ["@clerk/*"],
      hosts: ["clerk.com", "clerk.dev", "clerk.accounts.dev"]
    ),
    KnownVendor("WorkOS", packages: ["@workos-inc/*", "@workos/*"], hosts: ["workos.com"]),
    KnownVendor("Stytch", packages: ["stytch", "@stytch/*"], hosts: ["stytch.com"]),
    KnownVendor("Kinde", packages: ["@kinde-oss/*", "@kinde/*"], hosts: ["kinde.com"]),
    KnownVendor(
      "FusionAuth",
      packages: ["@fusionauth/*"],
      hosts: ["fusionauth.io"],
      providers: ["fusionauth"]
    ),
    KnownVendor(
      "Descope",
      packages: ["@descope/*"],
      hosts: ["descope.com"],
      providers: ["descope"]
    ),
    KnownVendor("Magic", packages: ["magic-sdk", "@magic-sdk/*"], hosts: ["magic.link"]),
    KnownVendor(
      "PropelAuth",
      packages: ["@propelauth/*"],
      hosts: ["propelauth.com", "propelauthtest.com"]
    ),
    KnownVendor("Persona", packages: ["persona"], hosts: ["withpersona.com"]),
    KnownVendor("Onfido", packages: ["@onfido/*", "onfido-sdk-ui"], hosts: ["onfido.com"]),
    KnownVendor(
      "Stripe",
      packages: ["stripe", "@stripe/*"],
      hosts: ["stripe.com"],
      providers: ["stripe"]
    ),
    KnownVendor(
      "PayPal",
      packages: ["@paypal/*", "paypal-rest-sdk", "braintree"],
      hosts: ["paypal.com", "braintreegateway.com"]
    ),
    KnownVendor("Adyen", packages: ["@adyen/*"], hosts: ["adyen.com"]),
    KnownVendor("Square", packages: ["square"], hosts: ["squareup.com"]),
    KnownVendor("Paddle", packages: ["@paddle/*"], hosts: ["paddle.com"]),
    KnownVendor("Lemon Squeezy", packages: ["@lemonsqueezy/*"], hosts: ["lemonsqueezy.com"]),
    KnownVendor("Polar", packages: ["@polar-sh/*"], hosts: ["polar.sh"]),
    KnownVendor(
      "Chargebee",
      packages: ["chargebee", "chargebee-typescript"],
      hosts: ["chargebee.com"]
    ),
    KnownVendor("Recurly", packages: ["recurly"], hosts: ["recurly.com"]),
    KnownVendor("Plaid", packages: ["plaid", "react-plaid-link"], hosts: ["plaid.com"]),
    KnownVendor("Razorpay", packages: ["razorpay"], hosts: ["razorpay.com"]),
    KnownVendor("Mollie", packages: ["@mollie/*"], hosts: ["mollie.com"]),
    KnownVendor("GoCardless", packages: ["gocardless-nodejs"], hosts: ["gocardless.com"]),
    KnownVendor("Wise", hosts: ["wise.com", "transferwise.com"]),
    KnownVendor(
      "Salesforce",
      packages: ["jsforce", "@salesforce/*"],
      hosts: ["salesforce.com", "force.com"]
    ),
    KnownVendor("HubSpot", packages: ["@hubspot/*"], hosts: ["hubapi.com", "hubspot.com"]),
    KnownVendor("Pipedrive", packages: ["pipedrive"], hosts: ["pipedrive.com"]),
    KnownVendor("Attio", packages: ["attio"], hosts: ["attio.com"]),
    KnownVendor("DocuSign", packages: ["docusign-esign"], hosts: ["docusign.net", "docusign.com"]),
    KnownVendor(
      "Dropbox",
      packages: ["dropbox", "hellosign-sdk", "@dropbox/*"],
      hosts: ["dropboxapi.com", "hellosign.com"]
    ),
    KnownVendor("Box", packages: ["box-node-sdk"], hosts: ["box.com"]),
    KnownVendor("Linear", packages: ["@linear/*"], hosts: ["linear.app"]),
    KnownVendor(
      "Atlassian",
      packages: ["jira.js", "jira-client", "@atlassian/*", "@forge/*"],
      hosts: ["atlassian.net", "atlassian.com"],
      actions: ["atlassian"]
    ),
    KnownVendor("Asana", packages: ["asana"], hosts: ["asana.com"]),
    KnownVendor("Zapier", packages: ["zapier-platform-core"], hosts: ["zapier.com"]),
    KnownVendor("Merge", packages: ["@mergeapi/*"], hosts: ["merge.dev"]),
    KnownVendor("Nango", packages: ["@nangohq/*"], hosts: ["nango.dev"]),
    KnownVendor("Dub", packages: ["dub", "@dub/*"], hosts: ["dub.co"]),
    KnownVendor("Cal.com", packages: ["@calcom/*"], hosts: ["cal.com"]),
    KnownVendor("Calendly", packages: ["react-calendly"], hosts: ["calendly.com"]),
    KnownVendor("Typeform", packages: ["@typeform/*"], hosts: ["typeform.com"]),
    KnownVendor(
      "Shopify",
      packages: ["@shopify/shopify-api", "@shopify/shopify-app*", "shopify-api-node"],
      hosts: ["myshopify.com", "shopify.com"]
    ),
    KnownVendor("Mapbox", packages: ["mapbox-gl", "@mapbox/*"], hosts: ["mapbox.com"]),
    KnownVendor(
      "Google Maps",
      packages: ["@googlemaps/*", "@react-google-maps/*"],
      hosts: ["maps.googleapis.com"]
    ),
    KnownVendor("IPinfo", packages: ["node-ipinfo"], hosts: ["ipinfo.io"]),
    KnownVendor("MaxMind", packages: ["@maxmind/*"], hosts: ["maxmind.com"]),
    KnownVendor(
      "reCAPTCHA",
      packages: ["react-google-recaptcha", "react-google-recaptcha-v3"],
      hosts: ["recaptcha.net"]
    ),
    KnownVendor("hCaptcha", packages: ["@hcaptcha/*", "hcaptcha"], hosts: ["hcaptcha.com"]),
    KnownVendor("Gusto", hosts: ["gusto.com"]),
    KnownVendor(
      "QuickBooks",
      packages: ["node-quickbooks", "intuit-oauth"],
      hosts: ["intuit.com"]
    ),
    KnownVendor("Xero", packages: ["xero-node"], hosts: ["xero.com"]),
    KnownVendor("Finch", packages: ["@tryfinch/*"], hosts: ["tryfinch.com"]),
    KnownVendor("Svix", packages: ["svix"], hosts: ["svix.com"]),
    KnownVendor("Hookdeck", packages: ["@hookdeck/*"], hosts: ["hookdeck.com"]),
    KnownVendor("Composio", packages: ["composio-core", "@composio/*"], hosts: ["composio.dev"]),
  ]
}
