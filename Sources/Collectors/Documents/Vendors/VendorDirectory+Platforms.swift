extension VendorDirectory {
  /// Clouds, hosting, content delivery and what runs in them.
  static let cloudVendors: [KnownVendor] = [
    KnownVendor(
      "Amazon Web Services",
      packages: [
        "aws-sdk", "@aws-sdk/*", "aws-amplify", "@aws-amplify/*", "aws-xray-sdk*", "sst",
        "@aws-lambda-powertools/*", "serverless-http",
      ],
      hosts: ["amazonaws.com", "awsapps.com", "cloudfront.net"],
      providers: ["aws", "awscc"],
      actions: ["aws-actions"]
    ),
    KnownVendor(
      "Google Cloud",
      packages: [
        "@google-cloud/*", "google-auth-library", "googleapis", "@googleapis/*", "firebase",
        "firebase-admin", "firebase-functions", "@firebase/*", "@react-native-firebase/*",
      ],
      hosts: ["googleapis.com", "firebaseio.com", "firebaseapp.com", "cloudfunctions.net"],
      providers: ["google", "google-beta"],
      actions: ["google-github-actions", "firebaseextended"]
    ),
    KnownVendor(
      "Microsoft Azure",
      packages: [
        "@azure/*", "azure-storage", "applicationinsights", "@microsoft/microsoft-graph-client",
        "botbuilder*",
      ],
      hosts: [
        "azure.com", "windows.net", "azurewebsites.net", "microsoftonline.com",
        "graph.microsoft.com",
      ],
      providers: ["azurerm", "azuread", "azapi"],
      actions: ["azure"]
    ),
    KnownVendor(
      "Vercel",
      packages: ["@vercel/*", "vercel"],
      hosts: ["vercel.com", "vercel.app", "vercel-storage.com"],
      providers: ["vercel"],
      actions: ["amondnet", "vercel"]
    ),
    KnownVendor(
      "Netlify",
      packages: ["netlify-cli", "@netlify/*"],
      hosts: ["netlify.com", "netlify.app"],
      providers: ["netlify"],
      actions: ["netlify", "nwtgck"]
    ),
    KnownVendor(
      "Cloudflare",
      packages: ["cloudflare", "@cloudflare/*", "wrangler", "@opennextjs/cloudflare"],
      hosts: [
        "cloudflare.com", "workers.dev", "r2.cloudflarestorage.com", "challenges.cloudflare.com",
      ],
      providers: ["cloudflare"],
      actions: ["cloudflare"]
    ),
    KnownVendor(
      "Fastly",
      packages: ["@fastly/*", "fastly"],
      hosts: ["fastly.com", "fastly.net"],
      providers: ["fastly"],
      actions: ["fastly"]
    ),
    KnownVendor(
      "Akamai",
      packages: ["@akamai/*", "edgegrid"],
      hosts: ["akamaiapis.net"],
      providers: ["akamai", "linode"]
    ),
    KnownVendor(
      "DigitalOcean",
      packages: ["do-wrapper", "@digitalocean/*"],
      hosts: ["digitalocean.com", "digitaloceanspaces.com"],
      providers: ["digitalocean"],
      actions: ["digitalocean"]
    ),
    KnownVendor(
      "Heroku",
      packages: ["heroku", "heroku-client", "@heroku-cli/*"],
      hosts: ["heroku.com", "herokuapp.com"],
      providers: ["heroku"],
      actions: ["akhileshns"]
    ),
    KnownVendor(
      "Fly.io",
      packages: ["@flydotio/*"],
      hosts: ["fly.io", "fly.dev"],
      providers: ["fly"],
      actions: ["superfly"]
    ),
    KnownVendor(
      "Railway",
      packages: ["@railway/*"],
      hosts: ["railway.app", "railway.com"],
      providers: ["railway"]
    ),
    KnownVendor("Render", hosts: ["render.com", "onrender.com"], providers: ["render"]),
    KnownVendor("Hetzner", hosts: ["hetzner.cloud", "hetzner.com"], providers: ["hcloud"]),
    KnownVendor("OVHcloud", packages: ["ovh"], hosts: ["ovh.com"], providers: ["ovh"]),
    KnownVendor(
      "Scaleway",
      packages: ["@scaleway/*"],
      hosts: ["scaleway.com"],
      providers: ["scaleway"]
    ),
    KnownVendor(
      "Oracle Cloud",
      packages: ["oci-sdk", "oci-*"],
      hosts: ["oraclecloud.com"],
      providers: ["oci"]
    ),
    KnownVendor("Trigger.dev", packages: ["@trigger.dev/*"], hosts: ["trigger.dev"]),
    KnownVendor("Inngest", packages: ["inngest"], hosts: ["inngest.com", "inn.gs"]),
    KnownVendor(
      "Temporal Cloud",
      packages: [],
      hosts: ["tmprl.cloud"],
      providers: ["temporalcloud"]
    ),
    KnownVendor("Modal", packages: ["modal"], hosts: ["modal.com", "modal.run"]),
    KnownVendor("E2B", packages: ["e2b", "@e2b/*"], hosts: ["e2b.dev"]),
    KnownVendor("Browserbase", packages: ["@browserbasehq/*"], hosts: ["browserbase.com"]),
    KnownVendor(
      "Expo",
      packages: ["expo-server-sdk", "eas-cli", "expo-updates"],
      hosts: ["expo.dev", "exp.host"],
      actions: ["expo"]
    ),
    KnownVendor(
      "GitHub",
      packages: ["@octokit/*", "octokit", "probot"],
      hosts: ["api.github.com", "ghcr.io", "githubusercontent.com"],
      providers: ["github"],
      actions: ["actions", "github"]
    ),
    KnownVendor("GitLab", packages: ["@gitbeaker/*"], hosts: ["gitlab.com"], providers: ["gitlab"]),
    KnownVendor("Docker Hub", hosts: ["hub.docker.com", "docker.io"], providers: ["dockerhub"]),
    KnownVendor(
      "HashiCorp Cloud",
      hosts: ["cloud.hashicorp.com", "app.terraform.io"],
      providers: ["hcp", "tfe"]
    ),
    KnownVendor(
      "Pulumi Cloud",
      packages: [],
      hosts: ["api.pulumi.com"],
      providers: ["pulumiservice"],
      actions: ["pulumi"]
    ),
    KnownVendor("Depot", packages: [], hosts: ["depot.dev"], actions: ["depot"]),
    KnownVendor("Blacksmith", actions: ["useblacksmith"]),
    KnownVendor("CircleCI", hosts: ["circleci.com"], providers: ["circleci"]),
    KnownVendor("Nx Cloud", packages: ["nx-cloud", "@nrwl/nx-cloud"], hosts: ["nx.app"]),
  ]

  /// Databases, queues, search, storage and models.
  static let dataVendors: [KnownVendor] = [
    KnownVendor(
      "Supabase",
      packages: ["@supabase/*"],
      hosts: ["supabase.co", "supabase.com"],
      providers: ["supabase"],
      actions: ["supabase"]
    ),
    KnownVendor(
      "Neon",
      packages: ["@neondatabase/*"],
      hosts: ["neon.tech"],
      providers: ["neon"],
      actions: ["neondatabase"]
    ),
    KnownVendor(
      "PlanetScale",
      packages: ["@planetscale/*"],
      hosts: ["planetscale.com", "psdb.cloud"],
      providers: ["planetscale"],
      actions: ["planetscale"]
    ),
    KnownVendor(
      "MongoDB Atlas",
      packages: [],
      hosts: ["mongodb.net", "mongodb.com"],
      providers: ["mongodbatlas"]
    ),
    KnownVendor(
      "Upstash",
      packages: ["@upstash/*"],
      hosts: ["upstash.io", "upstash.com"],
      providers: ["upstash"]
    ),
    KnownVendor(
      "Redis Cloud",
      hosts: ["redislabs.com", "redis-cloud.com", "redns.redis-cloud.com"],
      providers: ["rediscloud"]
    ),
    KnownVendor("Turso", packages: [], hosts: ["turso.io", "turso.tech"], providers: ["turso"]),
    KnownVendor(
      "Convex",
      packages: ["convex", "convex-helpers", "@convex-dev/*"],
      hosts: ["convex.cloud", "convex.dev"]
    ),
    KnownVendor(
      "Prisma Data Platform",
      packages: ["@prisma/extension-accelerate", "@prisma/extension-pulse"],
      hosts: ["prisma-data.net", "prisma.io"]
    ),
    KnownVendor(
      "Snowflake",
      packages: ["snowflake-sdk"],
      hosts: ["snowflakecomputing.com"],
      providers: ["snowflake"]
    ),
    KnownVendor(
      "Databricks",
      packages: ["@databricks/*"],
      hosts: ["databricks.com", "azuredatabricks.net"],
      providers: ["databricks"]
    ),
    KnownVendor(
      "ClickHouse Cloud",
      packages: [],
      hosts: ["clickhouse.cloud"],
      providers: ["clickhouse"]
    ),
    KnownVendor(
      "Tinybird",
      packages: ["@chronark/zod-bird", "@tinybirdco/*"],
      hosts: ["tinybird.co"]
    ),
    KnownVendor(
      "Elastic Cloud",
      hosts: ["elastic-cloud.com", "cloud.es.io"],
      providers: ["ec", "elasticstack"]
    ),
    KnownVendor(
      "Algolia",
      packages: ["algoliasearch", "@algolia/*", "react-instantsearch*"],
      hosts: ["algolia.net", "algolianet.com"],
      providers: ["algolia"]
    ),
    KnownVendor("Typesense Cloud", packages: [], hosts: ["typesense.net"]),
    KnownVendor(
      "Pinecone",
      packages: ["@pinecone-database/*"],
      hosts: ["pinecone.io"],
      providers: ["pinecone"]
    ),
    KnownVendor("Weaviate Cloud", packages: [], hosts: ["weaviate.cloud", "weaviate.network"]),
    KnownVendor("Qdrant Cloud", packages: [], hosts: ["qdrant.io"], providers: ["qdrant-cloud"]),
    KnownVendor(
      "Confluent",
      packages: ["@confluentinc/*"],
      hosts: ["confluent.cloud"],
      providers: ["confluent"]
    ),
    KnownVendor("CloudAMQP", hosts: ["cloudamqp.com"], providers: ["cloudamqp"]),
    KnownVendor("Aiven", hosts: ["aivencloud.com", "aiven.io"], providers: ["aiven"]),
    KnownVendor("Fivetran", hosts: ["fivetran.com"], providers: ["fivetran"]),
    KnownVendor(
      "Cloudinary",
      packages: ["cloudinary", "next-cloudinary", "cloudinary-*", "@cloudinary/*"],
      hosts: ["cloudinary.com"],
      providers: ["cloudinary"]
    ),
    KnownVendor("Mux", packages: ["@mux/*"], hosts: ["mux.com"]),
    KnownVendor(
      "UploadThing",
      packages: ["uploadthing", "@uploadthing/*"],
      hosts: ["uploadthing.com", "ufs.sh"]
    ),
    KnownVendor("Uploadcare", packages: ["@uploadcare/*"], hosts: ["uploadcare.com"]),
    KnownVendor("ImageKit", packages: ["imagekit", "imagekitio-*"], hosts: ["imagekit.io"]),
    KnownVendor(
      "Contentful",
      packages: ["contentful", "contentful-management", "@contentful/*"],
      hosts: ["contentful.com", "ctfassets.net"],
      providers: ["contentful"]
    ),
    KnownVendor("Sanity", packages: ["@sanity/*", "next-sanity", "sanity"], hosts: ["sanity.io"]),
    KnownVendor(
      "Storyblok",
      packages: ["@storyblok/*", "storyblok-js-client"],
      hosts: ["storyblok.com"]
    ),
    KnownVendor("Prismic", packages: ["@prismicio/*"], hosts: ["prismic.io"]),
    KnownVendor("DatoCMS", packages: ["@datocms/*", "datocms-*"], hosts: ["datocms.com"]),
    KnownVendor("Airtable", packages: ["airtable"], hosts: ["airtable.com"]),
    KnownVendor("Notion", packages: ["@notionhq/*"], hosts: ["api.notion.com"]),
    KnownVendor(
      "OpenAI",
      packages: ["openai", "@ai-sdk/openai", "@langchain/openai", "@openai/*"],
      hosts: ["openai.com"],
      providers: ["openai"]
    ),
    KnownVendor(
      "Anthropic",
      packages: ["@anthropic-ai/*", "@ai-sdk/anthropic", "@langchain/anthropic"],
      hosts: ["anthropic.com"],
      actions: ["anthropics"]
    ),
    KnownVendor(
      "Google AI",
      packages: [
        "@google/generative-ai", "@google/genai", "@ai-sdk/google", "@langchain/google-genai",
      ],
      hosts: ["generativelanguage.googleapis.com"]
    ),
    KnownVendor(
      "Groq",
      packages: ["groq-sdk", "@ai-sdk/groq", "@langchain/groq"],
      hosts: ["groq.com"]
    ),
    KnownVendor(
      "Mistral AI",
      packages: ["@mistralai/*", "@ai-sdk/mistral"],
      hosts: ["mistral.ai"]
    ),
    KnownVendor(
      "Cohere",
      packages: ["cohere-ai", "@ai-sdk/cohere"],
      hosts: ["cohere.ai", "cohere.com"]
    ),
    KnownVendor("Replicate", packages: ["replicate"], hosts: ["replicate.com"]),
    KnownVendor("Hugging Face", packages: ["@huggingface/*"], hosts: ["huggingface.co"]),
    KnownVendor(
      "Together AI",
      packages: ["together-ai", "@ai-sdk/togetherai"],
      hosts: ["together.xyz", "together.ai"]
    ),
    KnownVendor("OpenRouter", packages: ["@openrouter/*"], hosts: ["openrouter.ai"]),
    KnownVendor("ElevenLabs", packages: ["elevenlabs", "@elevenlabs/*"], hosts: ["elevenlabs.io"]),
    KnownVendor("Deepgram", packages: ["@deepgram/*"], hosts: ["deepgram.com"]),
    KnownVendor("AssemblyAI", packages: ["assemblyai"], hosts: ["assemblyai.com"]),
    KnownVendor("LangSmith", packages: ["langsmith"], hosts: ["smith.langchain.com"]),
    KnownVendor("Langfuse", packages: ["langfuse", "@langfuse/*"], hosts: ["langfuse.com"]),
    KnownVendor(
      "Firecrawl",
      packages: ["@mendable/firecrawl-js", "@firecrawl/*"],
      hosts: ["firecrawl.dev"]
    ),
    KnownVendor("Tavily", packages: ["@tavily/*"], hosts: ["tavily.com"]),
    KnownVendor("Exa", packages: ["exa-js"], hosts: ["exa.ai"]),
  ]
}
