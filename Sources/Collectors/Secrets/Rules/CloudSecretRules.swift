/// Secrets of cloud platforms, hosting and infrastructure.
///
/// Every expression is written from the form the provider documents or visibly issues.
enum CloudSecretRules {
  static let all: [SecretRule] = amazon + microsoft + google + hosting + infrastructure

  private static let amazon: [SecretRule] = [
    .shaped(
      "aws-access-key-id",
      "AWS access key id",
      "(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}",
      anchor: "A(?:KIA|SIA|BIA|CCA|3T[A-Z0-9])[A-Z0-9]{16}",
      lead: 20
    ),
    .named(
      "aws-secret-access-key",
      "AWS secret access key",
      [
        "aws_secret", "aws-secret", "aws.secret", "awssecret", "secret_access_key",
        "secretaccesskey",
      ],
      "[A-Za-z0-9/+]{40}",
      entropy: 3.2
    ),
    .named(
      "aws-session-token",
      "AWS session token",
      ["aws_session_token", "aws_security_token", "awssessiontoken"],
      "[A-Za-z0-9/+]{100,1500}={0,2}"
    ),
    .token(
      "amazon-mws-token",
      "Amazon Marketplace auth token",
      "amzn.mws.",
      "amzn\\.mws\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    ),
    .token("aws-appsync-key", "AWS AppSync API key", "da2-", "da2-[a-z0-9]{26}"),
    .token("aws-bedrock-key", "AWS Bedrock API key", "ABSK", "ABSK[A-Za-z0-9+/]{109,269}={0,2}"),
  ]

  private static let microsoft: [SecretRule] = [
    .token(
      "azure-storage-account-key",
      "Azure storage account key",
      "AccountKey=",
      "AccountKey=([A-Za-z0-9+/]{76,86}==)"
    ),
    .token(
      "azure-shared-access-key",
      "Azure shared access key",
      "SharedAccessKey=",
      "SharedAccessKey=([A-Za-z0-9+/]{43}=)"
    ),
    .token(
      "azure-app-configuration-secret",
      "Azure App Configuration secret",
      ".azconfig.io",
      "\\.azconfig\\.io;Id=[^;\\s]{4,60};Secret=([A-Za-z0-9+/]{36,48}={0,2})"
    ),
    .shaped(
      "azure-client-secret",
      "Azure application client secret",
      "[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}",
      anchor: "[A-Za-z0-9_~.\\-]{3}[78]Q~[A-Za-z0-9_~.\\-]{31}",
      lead: 37,
      entropy: 3.5
    ),
    .token(
      "azure-devops-token",
      "Azure DevOps personal access token",
      "AZDO",
      "[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}",
      lead: 76
    ),
    .token(
      "azure-service-key",
      "Azure service key",
      "JQQJ99",
      "[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26}",
      lead: 52
    ),
    .token(
      "azure-search-key",
      "Azure AI Search admin key",
      "AzSe",
      "[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{6}",
      lead: 42
    ),
    .token(
      "azure-functions-key",
      "Azure Functions key",
      "AzFu",
      "[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{8}==",
      lead: 44
    ),
    .token(
      "azure-cache-key",
      "Azure Cache for Redis key",
      "AzCa",
      "[A-Za-z0-9]{33}AzCa[A-Za-z0-9]{6}=",
      lead: 33
    ),
    .named(
      "azure-subscription-key",
      "Azure API Management subscription key",
      ["ocp-apim-subscription", "subscription_key", "subscription-key"],
      "[0-9a-fA-F]{32}"
    ),
    .token(
      "teams-webhook",
      "Microsoft Teams webhook",
      ".office.com/webhook",
      "\\.office\\.com/webhook(?:b2)?/[0-9a-z-]{36}@[0-9a-z-]{36}/IncomingWebhook/"
        + "[0-9a-zA-Z]{32}/[0-9a-zA-Z-]{36}"
    ),
  ]

  private static let google: [SecretRule] = [
    .token("google-api-key", "Google API key", "AIza", "AIza[0-9A-Za-z_-]{35}"),
    .token(
      "google-api-key-encoded",
      "Google API key in base 64",
      "QUl6YVN5",
      "QUl6YVN5[A-Za-z0-9+/]{40,44}={0,2}"
    ),
    .token(
      "google-oauth-client-secret",
      "Google OAuth client secret",
      "GOCSPX-",
      "GOCSPX-[0-9A-Za-z_-]{28}"
    ),
    .token(
      "google-oauth-token",
      "Google OAuth access token",
      "ya29.",
      "ya29\\.[0-9A-Za-z_-]{20,1024}"
    ),
    .shaped(
      "firebase-server-key",
      "Firebase Cloud Messaging server key",
      "AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{130,160}",
      anchor: "AAAA[A-Za-z0-9_\\-]{7}:APA91b",
      lead: 18,
      entropy: 3.0
    ),
  ]

  private static let hosting: [SecretRule] = [
    .shaped(
      "digitalocean-token",
      "DigitalOcean token",
      "do[opr]_v1_[0-9a-f]{64}",
      anchor: "do[opr]_v1_",
      lead: 7
    ),
    .token(
      "cloudflare-origin-ca-key",
      "Cloudflare origin CA key",
      "v1.0-",
      "v1\\.0-[0-9a-f]{24}-[0-9a-f]{140,150}"
    ),
    .named("cloudflare-token", "Cloudflare API token", ["cloudflare"], "[A-Za-z0-9_-]{37,40}"),
    .named("heroku-api-key", "Heroku API key", ["heroku"], Self.uuid),
    .token("heroku-token", "Heroku token", "HRKU-", "HRKU-[A-Za-z0-9_-]{36,64}"),
    .token("fly-token", "Fly.io token", "fm2_", "fm2_[A-Za-z0-9+/=_-]{80,1200}"),
    .token("fly-machine-token", "Fly.io token", "fo1_", "fo1_[A-Za-z0-9_-]{43}"),
    .token(
      "vercel-blob-token",
      "Vercel Blob token",
      "vercel_blob_rw_",
      "vercel_blob_rw_[A-Za-z0-9]{12,20}_[A-Za-z0-9]{24,40}"
    ),
    .named(
      "vercel-token",
      "Vercel token",
      ["vercel"],
      "[A-Za-z0-9]{24}",
      entropy: 3.5
    ),
    .token("netlify-token", "Netlify token", "nfp_", "nfp_[A-Za-z0-9]{36,40}"),
    .named("netlify-access-token", "Netlify token", ["netlify"], "[A-Za-z0-9_-]{43,45}"),
    .token("render-key", "Render API key", "rnd_", "rnd_[A-Za-z0-9]{28,36}"),
    .token("supabase-token", "Supabase token", "sbp_", "sbp_[0-9a-z]{40}"),
    .token("supabase-secret", "Supabase secret key", "sb_secret_", "sb_secret_[0-9A-Za-z_-]{31}"),
    .token(
      "planetscale-token",
      "PlanetScale token",
      "pscale_tkn_",
      "pscale_tkn_[A-Za-z0-9_.=-]{32,64}"
    ),
    .token(
      "planetscale-password",
      "PlanetScale password",
      "pscale_pw_",
      "pscale_pw_[A-Za-z0-9_.=-]{32,64}"
    ),
    .token("neon-api-key", "Neon API key", "napi_", "napi_[a-z0-9]{60,70}"),
    .token("scalingo-token", "Scalingo token", "tk-us-", "tk-us-[A-Za-z0-9_-]{48}"),
    .shaped(
      "alibaba-access-key-id",
      "Alibaba Cloud access key id",
      "LTAI[A-Za-z0-9]{17,21}",
      anchor: "LTAI[A-Za-z0-9]{17}",
      lead: 21
    ),
    .token(
      "tencent-secret-id",
      "Tencent Cloud secret id",
      "AKID",
      "AKID[A-Za-z0-9]{32}",
      entropy: 3.5
    ),
    .token("yandex-api-key", "Yandex Cloud API key", "AQVN", "AQVN[A-Za-z0-9_-]{35,38}"),
  ]

  private static let infrastructure: [SecretRule] = [
    .shaped(
      "vault-token",
      "HashiCorp Vault token",
      "hv[sbr]\\.[A-Za-z0-9_-]{24,300}",
      anchor: "hv[sbr]\\.[A-Za-z0-9_\\-]{24}",
      lead: 28
    ),
    .token(
      "terraform-cloud-token",
      "Terraform Cloud token",
      ".atlasv1.",
      "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}",
      lead: 14
    ),
    .token("pulumi-token", "Pulumi access token", "pul-", "pul-[0-9a-f]{40}"),
    .shaped(
      "databricks-token",
      "Databricks token",
      "dapi[0-9a-f]{32}(?:-[0-9])?",
      anchor: "dapi[0-9a-f]{32}",
      lead: 36
    ),
    .shaped(
      "doppler-token",
      "Doppler token",
      "dp\\.(?:ct|pt|st|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}",
      anchor: "dp\\.(?:ct|pt|st|sa|scim|audit)\\.",
      lead: 9
    ),
    .token("docker-hub-token", "Docker Hub token", "dckr_pat_", "dckr_pat_[A-Za-z0-9_-]{27}"),
    .token(
      "docker-organization-token",
      "Docker organization token",
      "dckr_oat_",
      "dckr_oat_[A-Za-z0-9_-]{32}"
    ),
    .shaped(
      "tailscale-key",
      "Tailscale key",
      "tskey-[a-z]{2,12}-[A-Za-z0-9]{8,24}-[A-Za-z0-9]{16,40}",
      anchor: "tskey-[a-z]{2,12}-",
      lead: 19
    ),
    .token(
      "onepassword-service-account",
      "1Password service account token",
      "ops_eyJ",
      "ops_eyJ[A-Za-z0-9+/=_-]{200,2000}"
    ),
    .shaped(
      "onepassword-secret-key",
      "1Password account secret key",
      "A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}",
      anchor: "A3-[A-Z0-9]{6}-[A-Z0-9]{6}",
      lead: 16
    ),
    .token(
      "age-identity",
      "age secret key",
      "AGE-SECRET-KEY-1",
      "AGE-SECRET-KEY-1[0-9A-Z]{58}",
      entropy: 2.8
    ),
    .token(
      "artifactory-key",
      "Artifactory API key",
      "AKCp",
      "AKCp[A-Za-z0-9]{69}"
    ),
    .named(
      "kubernetes-bootstrap-token",
      "Kubernetes bootstrap token",
      ["bootstrap_token", "bootstrap-token", "bootstraptoken"],
      "[a-z0-9]{6}\\.[a-z0-9]{16}"
    ),
    .named(
      "wireguard-key",
      "WireGuard key",
      ["privatekey", "presharedkey"],
      "[A-Za-z0-9+/]{43}=",
      qualifiers: ["key"],
      entropy: 3.8
    ),
    .named(
      "mongodb-atlas-key",
      "MongoDB Atlas private key",
      ["atlas_private"],
      Self.uuid
    ),
    .token("confluent-secret", "Confluent API secret", "cflt", "cflt[A-Za-z0-9+/]{60}"),
    .token(
      "mongodb-service-account-secret",
      "MongoDB Atlas service account secret",
      "mdb_sa_sk_",
      "mdb_sa_sk_[A-Za-z0-9_-]{40}"
    ),
  ]

  static let uuid = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
}
