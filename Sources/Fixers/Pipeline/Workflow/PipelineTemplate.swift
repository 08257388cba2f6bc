/// The texts that are added to pipelines, with names in double braces to be filled in.
enum PipelineTemplate {
  /// Fills in what every text may name: the actions it uses, by commit.
  static func render(_ bytes: [UInt8], _ values: [String: String] = [:]) -> String {
    let actions = [
      "checkout": KnownActions.use("actions/checkout", "v7"),
      "setup-node": KnownActions.use("actions/setup-node", "v7"),
      "setup-pnpm": KnownActions.use("pnpm/action-setup", "v4"),
      "cache": KnownActions.use("actions/cache", "v5"),
      "osv-scanner": KnownActions.use(
        "google/osv-scanner-action/osv-scanner-action",
        "v2"
      ),
    ]
    let text = String(decoding: bytes, as: UTF8.self)
    return TemplateText.render(text, actions.merging(values) { $1 })
  }
}
