/// Secrets of services that run language, speech and image models.
enum ModelProviderSecretRules {
  static let all: [SecretRule] = [
    .token(
      "openai-key",
      "OpenAI API key",
      "T3BlbkFJ",
      "sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,100}T3BlbkFJ[A-Za-z0-9_-]{20,100}",
      lead: 115
    ),
    .token(
      "anthropic-key",
      "Anthropic API key",
      "sk-ant-",
      "sk-ant-[a-z]{3,6}[0-9]{2,3}-[A-Za-z0-9_-]{80,120}"
    ),
    .token("openrouter-key", "OpenRouter API key", "sk-or-v1-", "sk-or-v1-[0-9a-f]{64}"),
    .shaped(
      "deepseek-key",
      "DeepSeek API key",
      "sk-[0-9a-f]{32}",
      anchor: "sk-[0-9a-f]{32}",
      lead: 35
    ),
    .shaped(
      "stability-key",
      "Stability AI API key",
      "sk-[A-Za-z0-9]{48}",
      anchor: "sk-[A-Za-z0-9]{48}",
      lead: 51
    ),
    .shaped(
      "huggingface-token",
      "Hugging Face token",
      "(?:hf|api_org)_[A-Za-z]{34}",
      anchor: "(?:hf|api_org)_[A-Za-z]{34}",
      lead: 42,
      entropy: 3.5
    ),
    .shaped(
      "replicate-token",
      "Replicate token",
      "r8_[A-Za-z0-9]{37}",
      anchor: "r8_[A-Za-z0-9]{37}",
      lead: 40
    ),
    .token("groq-key", "Groq API key", "gsk_", "gsk_[A-Za-z0-9]{52}"),
    .token("xai-key", "xAI API key", "xai-", "xai-[A-Za-z0-9_]{80}"),
    .token("perplexity-key", "Perplexity API key", "pplx-", "pplx-[A-Za-z0-9]{48}"),
    .shaped(
      "fireworks-key",
      "Fireworks API key",
      "fw_[A-Za-z0-9]{24}",
      anchor: "fw_[A-Za-z0-9]{24}",
      lead: 27,
      entropy: 3.3
    ),
    .token("together-key", "Together API key", "tgp_v1_", "tgp_v1_[A-Za-z0-9_-]{43}"),
    .token("cerebras-key", "Cerebras API key", "csk-", "csk-[a-z0-9]{48}"),
    .token("nvidia-key", "NVIDIA API key", "nvapi-", "nvapi-[A-Za-z0-9_-]{60,70}"),
    .token(
      "langsmith-key",
      "LangSmith key",
      "lsv2_",
      "lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"
    ),
    .shaped(
      "elevenlabs-key",
      "ElevenLabs API key",
      "sk_[0-9a-f]{48}",
      anchor: "sk_[0-9a-f]{48}",
      lead: 51
    ),
    .token("tavily-key", "Tavily API key", "tvly-", "tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}"),
    .shaped(
      "firecrawl-key",
      "Firecrawl API key",
      "fc-[0-9a-f]{32}",
      anchor: "fc-[0-9a-f]{32}",
      lead: 35
    ),
    .token("jina-key", "Jina API key", "jina_", "jina_[0-9a-f]{32}[A-Za-z0-9_-]{28}"),
    .token("apify-token", "Apify token", "apify_api_", "apify_api_[A-Za-z0-9]{36}"),
    .shaped(
      "voyage-key",
      "Voyage AI API key",
      "pa-[A-Za-z0-9_-]{43}",
      anchor: "\\bpa-[A-Za-z0-9_\\-]{43}",
      lead: 46,
      entropy: 4.0
    ),
    .shaped(
      "pinecone-key",
      "Pinecone API key",
      "pcsk_[A-Za-z0-9]{5,8}_[A-Za-z0-9]{60,70}",
      anchor: "pcsk_[A-Za-z0-9]{5,8}_",
      lead: 14
    ),
    .named("mistral-key", "Mistral API key", ["mistral"], "[A-Za-z0-9]{32}", entropy: 3.5),
    .named("cohere-key", "Cohere API key", ["cohere"], "[A-Za-z0-9]{40}", entropy: 3.5),
    .named("deepgram-key", "Deepgram API key", ["deepgram"], "[0-9a-f]{40}", qualifiers: []),
    .named(
      "assemblyai-key",
      "AssemblyAI API key",
      ["assemblyai", "assembly_ai"],
      "[0-9a-f]{32}",
      qualifiers: []
    ),
    .named("wandb-key", "Weights & Biases API key", ["wandb", "weightsandbiases"], "[0-9a-f]{40}"),
    .named(
      "azure-openai-key",
      "Azure OpenAI key",
      ["azure_openai", "azureopenai"],
      "[0-9a-f]{32}"
    ),
  ]
}
