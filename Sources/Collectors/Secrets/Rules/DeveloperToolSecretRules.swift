/// Secrets of code hosting, package registries, build services and monitoring.
enum DeveloperToolSecretRules {
  static let all: [SecretRule] = hosts + registries + builds + monitoring

  private static let hosts: [SecretRule] = [
    .shaped(
      "github-token",
      "GitHub token",
      "gh[pousr]_[A-Za-z0-9]{36}",
      anchor: "gh[pousr]_[A-Za-z0-9]{36}",
      lead: 40
    ).checked(.trailingBase62CRC32(prefixLength: 4)),
    .token("github-refresh-token", "GitHub refresh token", "ghr_", "ghr_[A-Za-z0-9]{76}"),
    .token(
      "github-fine-grained-token",
      "GitHub fine-grained token",
      "github_pat_",
      "github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"
    ),
    .named(
      "github-client-secret",
      "GitHub OAuth client secret",
      ["github_secret", "github_client_secret", "githubclientsecret", "github_oauth_secret"],
      "[0-9a-f]{40}"
    ),
    .token(
      "gitlab-token",
      "GitLab personal access token",
      "glpat-",
      "glpat-[A-Za-z0-9_-]{20,300}(?:\\.[0-9a-z]{2}\\.[0-9a-z]{9})?"
    ),
    .token(
      "gitlab-trigger-token",
      "GitLab pipeline trigger token",
      "glptt-",
      "glptt-[0-9a-f]{40}"
    ),
    .shaped(
      "gitlab-purpose-token",
      "GitLab deploy, runner or feed token",
      "gl(?:dt|rt|cbt|ft|soat|imt|agent|oas|ffct)-[A-Za-z0-9_-]{20,300}",
      anchor: "gl(?:dt|rt|cbt|ft|soat|imt|agent|oas|ffct)-",
      lead: 8
    ),
    .token(
      "gitlab-runner-registration",
      "GitLab runner registration token",
      "GR1348941",
      "GR1348941[A-Za-z0-9_-]{20}"
    ),
    .token("bitbucket-app-password", "Bitbucket app password", "ATBB", "ATBB[A-Za-z0-9]{32}"),
    .token(
      "atlassian-token",
      "Atlassian API token",
      "ATATT3",
      "ATATT3[A-Za-z0-9_=-]{180,220}"
    ),
    .token("atlassian-access-token", "Atlassian token", "ATCTT3", "ATCTT3[A-Za-z0-9_=-]{180,400}"),
    .token("sourcegraph-cody-key", "Sourcegraph Cody key", "slk_", "slk_[0-9a-f]{64}"),
    .token(
      "sourcegraph-token",
      "Sourcegraph access token",
      "sgp_",
      "sgp_(?:[0-9a-fA-F]{16}_)?(?:local_)?[0-9a-fA-F]{40}"
    ),
  ]

  private static let registries: [SecretRule] = [
    .token("npm-token", "npm access token", "npm_", "npm_[A-Za-z0-9]{36}")
      .checked(.trailingBase62CRC32(prefixLength: 4)),
    .token(
      "npm-registry-token",
      "npm registry token",
      ":_authToken=",
      ":_authToken=[\"']?([A-Za-z0-9_=.+/-]{20,300})"
    ),
    .token(
      "pypi-token",
      "PyPI upload token",
      "pypi-AgE",
      "pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZ)[A-Za-z0-9_-]{50,400}"
    ),
    .shaped(
      "nuget-key",
      "NuGet API key",
      "oy2[a-z0-9]{43}",
      anchor: "oy2[a-z0-9]{43}",
      lead: 46
    ),
    .token("rubygems-key", "RubyGems API key", "rubygems_", "rubygems_[0-9a-f]{48}"),
    .shaped(
      "crates-io-token",
      "crates.io token",
      "cio[A-Za-z0-9]{32}",
      anchor: "cio[A-Za-z0-9]{32}",
      lead: 35,
      entropy: 3.8
    ),
    .token("clojars-token", "Clojars deploy token", "CLOJARS_", "CLOJARS_[0-9a-z]{60}"),
  ]

  private static let builds: [SecretRule] = [
    .shaped(
      "circleci-token",
      "CircleCI token",
      "CCI(?:PAT|PRJ)_[A-Za-z0-9]{20,26}_[0-9a-z]{40}",
      anchor: "CCI(?:PAT|PRJ)_",
      lead: 7
    ),
    .token("buildkite-token", "Buildkite token", "bkua_", "bkua_[0-9a-f]{40}"),
    .shaped(
      "sonar-token",
      "SonarQube token",
      "sq[uap]_[0-9a-f]{40}",
      anchor: "sq[uap]_[0-9a-f]{40}",
      lead: 44
    ),
    .named(
      "sonar-login",
      "SonarQube token",
      ["sonar"],
      "[0-9a-f]{40}",
      qualifiers: ["login", "token"]
    ),
    .named("snyk-token", "Snyk token", ["snyk"], CloudSecretRules.uuid),
    .named("codecov-token", "Codecov token", ["codecov"], CloudSecretRules.uuid),
    .named(
      "codeclimate-token",
      "Code Climate reporter token",
      ["codeclimate_repo_token", "cc_test_reporter_id"],
      "[0-9a-f]{64}",
      qualifiers: []
    ),
    .token(
      "postman-key",
      "Postman API key",
      "PMAK-",
      "PMAK-[0-9a-f]{24}-[0-9a-f]{34}"
    ),
    .token(
      "stackhawk-key",
      "StackHawk API key",
      "hawk.",
      "hawk\\.[A-Za-z0-9_-]{20}\\.[A-Za-z0-9_-]{20}"
    ),
    .token("dependency-track-key", "Dependency-Track API key", "odt_", "odt_[A-Za-z0-9]{32}"),
    .token("infracost-key", "Infracost API key", "ico-", "ico-[A-Za-z0-9]{32}"),
    .token("prefect-key", "Prefect API key", "pnu_", "pnu_[A-Za-z0-9]{36}"),
    .token("zuplo-key", "Zuplo API key", "zpka_", "zpka_[0-9a-z]{32}_[0-9a-f]{8}"),
    .named("sauce-key", "Sauce Labs access key", ["sauce_access"], CloudSecretRules.uuid),
    .token("readme-key", "ReadMe API key", "rdme_", "rdme_[0-9a-z]{70}"),
    .token("contentful-token", "Contentful personal token", "CFPAT-", "CFPAT-[A-Za-z0-9_-]{42,48}"),
    .token("typeform-token", "Typeform token", "tfp_", "tfp_[A-Za-z0-9_.=-]{40,60}"),
    .token(
      "inngest-signing-key",
      "Inngest signing key",
      "signkey-",
      "signkey-[a-z]{4,8}-[0-9a-f]{32,64}"
    ),
    .shaped(
      "trigger-dev-key",
      "Trigger.dev secret key",
      "tr_(?:dev|stg|prod)_[A-Za-z0-9]{20,24}",
      anchor: "tr_(?:dev|stg|prod)_[A-Za-z0-9]{20}",
      lead: 28
    ),
  ]

  private static let monitoring: [SecretRule] = [
    .named(
      "datadog-api-key",
      "Datadog API key",
      ["datadog", "dd_api_key", "dd_app", "dd-api-key"],
      "[0-9a-fA-F]{32}(?:[0-9a-fA-F]{8})?"
    ),
    .token("new-relic-user-key", "New Relic user key", "NRAK-", "NRAK-[A-Z0-9]{27,28}"),
    .token("new-relic-insert-key", "New Relic insert key", "NRII-", "NRII-[A-Za-z0-9_-]{32}"),
    .token("new-relic-query-key", "New Relic query key", "NRIQ-", "NRIQ-[A-Za-z0-9_-]{32}"),
    .token("new-relic-admin-key", "New Relic admin key", "NRAA-", "NRAA-[0-9a-f]{27}"),
    .token("new-relic-rest-key", "New Relic REST key", "NRRA-", "NRRA-[0-9a-f]{42}"),
    .token(
      "new-relic-license-key",
      "New Relic license key",
      "NRAL",
      "(?:[0-9a-f]{36}|[a-z]{2}[0-9]{2}xx[0-9a-f]{30})NRAL",
      lead: 36
    ),
    .shaped(
      "new-relic-pixie-key",
      "New Relic Pixie key",
      "px-(?:api|dep)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
      anchor: "px-(?:api|dep)-",
      lead: 7
    ),
    .token(
      "sentry-organization-token",
      "Sentry organization token",
      "sntrys_eyJ",
      "sntrys_eyJ[A-Za-z0-9+/=_-]{80,600}"
    ),
    .token("sentry-user-token", "Sentry user token", "sntryu_", "sntryu_[0-9a-f]{64}"),
    .token(
      "grafana-cloud-token",
      "Grafana Cloud token",
      "glc_",
      "glc_[A-Za-z0-9+/]{32,400}={0,2}"
    ),
    .token(
      "grafana-service-account",
      "Grafana service account token",
      "glsa_",
      "glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}"
    ),
    .token(
      "grafana-api-key",
      "Grafana API key",
      "eyJrIjoi",
      "eyJrIjoi[A-Za-z0-9+/]{20,80}(?:wibiI6|LCJuIjoi|sIm4iOi)[A-Za-z0-9+/]{4,300}={0,2}"
    ),
    .token("honeycomb-key", "Honeycomb ingest key", "hcaik_", "hcaik_[a-z0-9]{58}"),
    .token("dynatrace-token", "Dynatrace token", "dt0c01.", "dt0c01\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}"),
    .named("opsgenie-key", "Opsgenie API key", ["opsgenie"], CloudSecretRules.uuid),
    .shaped(
      "posthog-personal-key",
      "PostHog personal API key",
      "phx_[A-Za-z0-9_]{43,48}",
      anchor: "phx_[A-Za-z0-9_]{43}",
      lead: 47
    ),
    .shaped(
      "launchdarkly-key",
      "LaunchDarkly SDK or API key",
      "(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}",
      anchor: "(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-4",
      lead: 19
    ),
    .named(
      "facebook-app-secret",
      "Facebook app secret",
      ["facebook", "fb_app_secret", "fbapikey"],
      "[0-9a-f]{32}"
    ),
  ]
}
