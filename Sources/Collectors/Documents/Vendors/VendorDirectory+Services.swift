extension VendorDirectory {
  /// Mail, messages, calls, chat and notifications.
  static let communicationVendors: [KnownVendor] = [
    KnownVendor(
      "Twilio",
      packages: ["twilio", "twilio-video", "@twilio/*"],
      hosts: ["twilio.com"],
      providers: ["twilio"]
    ),
    KnownVendor(
      "SendGrid",
      packages: ["@sendgrid/*"],
      hosts: ["sendgrid.com", "sendgrid.net"],
      providers: ["sendgrid"]
    ),
    KnownVendor(
      "Postmark",
      packages: ["postmark"],
      hosts: ["postmarkapp.com"],
      providers: ["postmark"]
    ),
    KnownVendor(
      "Mailgun",
      packages: ["mailgun.js", "mailgun-js"],
      hosts: ["mailgun.net"],
      providers: ["mailgun"]
    ),
    KnownVendor(
      "Mailchimp",
      packages: ["@mailchimp/*", "mailchimp-api-v3"],
      hosts: ["mailchimp.com", "mandrillapp.com", "list-manage.com"]
    ),
    KnownVendor("Resend", packages: ["resend"], hosts: ["resend.com"], providers: ["resend"]),
    KnownVendor("Loops", packages: ["loops"], hosts: ["loops.so"]),
    KnownVendor(
      "Brevo",
      packages: ["@getbrevo/*", "sib-api-v3-sdk"],
      hosts: ["brevo.com", "sendinblue.com"]
    ),
    KnownVendor("Customer.io", packages: ["customerio-node"], hosts: ["customer.io"]),
    KnownVendor("Klaviyo", packages: ["klaviyo-api"], hosts: ["klaviyo.com"]),
    KnownVendor("SparkPost", packages: ["sparkpost"], hosts: ["sparkpost.com"]),
    KnownVendor("Mailjet", packages: ["node-mailjet"], hosts: ["mailjet.com"]),
    KnownVendor("Plivo", packages: ["plivo"], hosts: ["plivo.com"]),
    KnownVendor("Vonage", packages: ["@vonage/*", "nexmo"], hosts: ["nexmo.com", "vonage.com"]),
    KnownVendor("MessageBird", packages: ["messagebird"], hosts: ["messagebird.com"]),
    KnownVendor("Telnyx", packages: ["telnyx"], hosts: ["telnyx.com"]),
    KnownVendor(
      "Slack",
      packages: ["@slack/*"],
      hosts: ["slack.com"],
      providers: ["slack"],
      actions: ["slackapi"]
    ),
    KnownVendor("Discord", packages: ["discord.js", "@discordjs/*"], hosts: ["discord.com"]),
    KnownVendor(
      "OneSignal",
      packages: ["onesignal-node", "@onesignal/*", "react-onesignal"],
      hosts: ["onesignal.com"]
    ),
    KnownVendor(
      "Pusher",
      packages: ["pusher", "pusher-js", "@pusher/*"],
      hosts: ["pusher.com", "pusherapp.com"]
    ),
    KnownVendor("Ably", packages: ["ably", "@ably/*"], hosts: ["ably.io", "ably.com"]),
    KnownVendor("PubNub", packages: ["pubnub"], hosts: ["pubnub.com", "pndsn.com"]),
    KnownVendor("Liveblocks", packages: ["@liveblocks/*"], hosts: ["liveblocks.io"]),
    KnownVendor(
      "Stream",
      packages: ["stream-chat", "stream-chat-react", "@stream-io/*", "getstream"],
      hosts: ["stream-io-api.com"]
    ),
    KnownVendor("LiveKit Cloud", packages: [], hosts: ["livekit.cloud"]),
    KnownVendor("Daily", packages: ["@daily-co/*"], hosts: ["daily.co"]),
    KnownVendor("Zoom", packages: ["@zoom/*", "@zoomus/*"], hosts: ["zoom.us"]),
    KnownVendor("Novu", packages: ["@novu/*"], hosts: ["novu.co"]),
    KnownVendor("Knock", packages: ["@knocklabs/*"], hosts: ["knock.app"]),
    KnownVendor("Courier", packages: ["@trycourier/*"], hosts: ["courier.com"]),
    KnownVendor(
      "Intercom",
      packages: ["intercom-client", "@intercom/*", "react-use-intercom"],
      hosts: ["intercom.io", "intercom.com"]
    ),
    KnownVendor("Zendesk", packages: ["node-zendesk", "@zendesk/*"], hosts: ["zendesk.com"]),
    KnownVendor("Crisp", packages: ["crisp-api", "crisp-sdk-web"], hosts: ["crisp.chat"]),
    KnownVendor("Front", packages: ["@frontapp/*"], hosts: ["frontapp.com"]),
    KnownVendor(
      "Freshworks",
      packages: ["@freshworks/*"],
      hosts: ["freshdesk.com", "freshworks.com"]
    ),
    KnownVendor("Plain", packages: ["@team-plain/*"], hosts: ["plain.com"]),
  ]

  /// Errors, logs, metrics, flags, product analytics, security tools.
  static let operationsVendors: [KnownVendor] = [
    KnownVendor(
      "Sentry",
      packages: ["@sentry/*", "raven"],
      hosts: ["sentry.io"],
      providers: ["sentry"],
      actions: ["getsentry"]
    ),
    KnownVendor(
      "Datadog",
      packages: ["dd-trace", "@datadog/*", "datadog-lambda-js", "datadog-metrics"],
      hosts: ["datadoghq.com", "datadoghq.eu"],
      providers: ["datadog"],
      actions: ["datadog"]
    ),
    KnownVendor(
      "New Relic",
      packages: ["newrelic", "@newrelic/*"],
      hosts: ["newrelic.com", "nr-data.net"],
      providers: ["newrelic"],
      actions: ["newrelic"]
    ),
    KnownVendor(
      "Honeycomb",
      packages: ["@honeycombio/*", "honeycomb-beeline", "libhoney"],
      hosts: ["honeycomb.io"],
      providers: ["honeycombio"]
    ),
    KnownVendor(
      "Grafana Cloud",
      packages: ["@grafana/faro*"],
      hosts: ["grafana.net"],
      providers: ["grafana"]
    ),
    KnownVendor(
      "Dynatrace",
      packages: ["@dynatrace/*"],
      hosts: ["dynatrace.com"],
      providers: ["dynatrace"]
    ),
    KnownVendor(
      "Splunk",
      packages: ["splunk-logging", "@splunk/*"],
      hosts: ["splunkcloud.com"],
      providers: ["splunk", "signalfx"]
    ),
    KnownVendor(
      "Better Stack",
      packages: ["@logtail/*"],
      hosts: ["betterstack.com", "betterstackdata.com", "logtail.com", "betteruptime.com"],
      providers: ["betteruptime", "logtail"]
    ),
    KnownVendor(
      "Axiom",
      packages: ["@axiomhq/*", "next-axiom"],
      hosts: ["axiom.co"],
      providers: ["axiom"]
    ),
    KnownVendor("Rollbar", packages: ["rollbar"], hosts: ["rollbar.com"], providers: ["rollbar"]),
    KnownVendor("Bugsnag", packages: ["@bugsnag/*"], hosts: ["bugsnag.com"]),
    KnownVendor(
      "LogRocket",
      packages: ["logrocket", "logrocket-react"],
      hosts: ["logrocket.com", "lr-ingest.io"]
    ),
    KnownVendor(
      "Highlight",
      packages: ["@highlight-run/*", "highlight.run"],
      hosts: ["highlight.io"]
    ),
    KnownVendor("Papertrail", packages: ["winston-papertrail"], hosts: ["papertrailapp.com"]),
    KnownVendor(
      "Loggly",
      packages: ["winston-loggly-bulk", "node-loggly-bulk"],
      hosts: ["loggly.com"]
    ),
    KnownVendor(
      "PagerDuty",
      packages: ["@pagerduty/*", "node-pagerduty"],
      hosts: ["pagerduty.com"],
      providers: ["pagerduty"]
    ),
    KnownVendor(
      "Opsgenie",
      packages: ["opsgenie-sdk"],
      hosts: ["opsgenie.com"],
      providers: ["opsgenie"]
    ),
    KnownVendor("incident.io", hosts: ["incident.io"], providers: ["incident"]),
    KnownVendor("Statuspage", hosts: ["statuspage.io"], providers: ["statuspage"]),
    KnownVendor("Pingdom", hosts: ["pingdom.com"], providers: ["pingdom"]),
    KnownVendor("UptimeRobot", hosts: ["uptimerobot.com"], providers: ["uptimerobot"]),
    KnownVendor("Checkly", packages: ["checkly"], hosts: ["checklyhq.com"], providers: ["checkly"]),
    KnownVendor(
      "PostHog",
      packages: ["posthog-node", "posthog-js", "@posthog/*", "posthog-react-native"],
      hosts: ["posthog.com"]
    ),
    KnownVendor("Mixpanel", packages: ["mixpanel", "mixpanel-browser"], hosts: ["mixpanel.com"]),
    KnownVendor("Amplitude", packages: ["@amplitude/*", "amplitude-js"], hosts: ["amplitude.com"]),
    KnownVendor(
      "Segment",
      packages: ["@segment/*", "analytics-node"],
      hosts: ["segment.io", "segment.com"],
      providers: ["segment"]
    ),
    KnownVendor("RudderStack", packages: ["@rudderstack/*"], hosts: ["rudderstack.com"]),
    KnownVendor("Heap", packages: ["heap-api"], hosts: ["heapanalytics.com", "heap.io"]),
    KnownVendor("FullStory", packages: ["@fullstory/*"], hosts: ["fullstory.com"]),
    KnownVendor("Hotjar", packages: ["@hotjar/*", "react-hotjar"], hosts: ["hotjar.com"]),
    KnownVendor(
      "Google Analytics",
      packages: ["react-ga4", "react-ga", "@next/third-parties"],
      hosts: ["google-analytics.com", "googletagmanager.com"]
    ),
    KnownVendor(
      "Plausible",
      packages: ["next-plausible", "plausible-tracker"],
      hosts: ["plausible.io"]
    ),
    KnownVendor("OpenPanel", packages: ["@openpanel/*"], hosts: ["openpanel.dev"]),
    KnownVendor(
      "LaunchDarkly",
      packages: ["launchdarkly-*", "@launchdarkly/*"],
      hosts: ["launchdarkly.com"],
      providers: ["launchdarkly"]
    ),
    KnownVendor("Split", packages: ["@splitsoftware/*"], hosts: ["split.io"], providers: ["split"]),
    KnownVendor(
      "Statsig",
      packages: ["statsig-*", "@statsig/*"],
      hosts: ["statsig.com", "statsigapi.net"],
      providers: ["statsig"]
    ),
    KnownVendor("ConfigCat", packages: ["configcat-*"], hosts: ["configcat.com"]),
    KnownVendor("Codecov", packages: ["@codecov/*"], hosts: ["codecov.io"], actions: ["codecov"]),
    KnownVendor(
      "Coveralls",
      packages: ["coveralls"],
      hosts: ["coveralls.io"],
      actions: ["coverallsapp"]
    ),
    KnownVendor(
      "Chromatic",
      packages: ["chromatic"],
      hosts: ["chromatic.com"],
      actions: ["chromaui"]
    ),
    KnownVendor("SonarCloud", hosts: ["sonarcloud.io"], actions: ["sonarsource"]),
    KnownVendor("Snyk", packages: ["snyk"], hosts: ["snyk.io"], actions: ["snyk"]),
    KnownVendor("Semgrep", hosts: ["semgrep.dev"], actions: ["returntocorp", "semgrep"]),
    KnownVendor("GitGuardian", hosts: ["gitguardian.com"], actions: ["gitguardian"]),
    KnownVendor(
      "Socket",
      packages: ["@socketsecurity/*"],
      hosts: ["socket.dev"],
      actions: ["socketdev"]
    ),
    KnownVendor("Arcjet", packages: ["@arcjet/*"], hosts: ["arcjet.com"]),
    KnownVendor(
      "Doppler",
      packages: ["@dopplerhq/*"],
      hosts: ["doppler.com"],
      providers: ["doppler"],
      actions: ["dopplerhq"]
    ),
    KnownVendor(
      "Infisical",
      packages: ["@infisical/*", "infisical-node"],
      hosts: ["infisical.com"],
      providers: ["infisical"],
      actions: ["infisical"]
    ),
    KnownVendor(
      "1Password",
      packages: ["@1password/*"],
      hosts: ["1password.com"],
      providers: ["onepassword"],
      actions: ["1password"]
    ),
    KnownVendor("Speakeasy", hosts: ["speakeasy.com"], actions: ["speakeasy-api"]),
  ]
}
