import ReadinessModel

/// Encryption keys that are added to a folder, with what their policies need.
struct KeyResources {
  private let project: TerraformProject
  private let folder: String
  private var hasIdentity: Bool
  private let identity: String

  /// Looks at what the folder has.
  init(_ project: TerraformProject, folder: String) {
    self.project = project
    self.folder = folder
    let found = project.blocks("data", in: folder).first { $0.type == "aws_caller_identity" }
    identity = found?.name ?? "current"
    hasIdentity = found != nil
  }

  /// The name of the source of the account's number.
  var identityName: String { identity }

  /// The first part of resource names of AWS, which differs in China and for the government.
  var partition: String {
    let region = project.region(of: folder) ?? ""
    if region.hasPrefix("cn-") { return "aws-cn" }
    return region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
  }

  /// Whether the folder has a key of a name.
  func has(_ name: String) -> Bool {
    project.resources("aws_kms_key", in: folder).contains { $0.name == name }
  }

  /// The block that gives the account's number, empty when it is there.
  mutating func identityBlock() -> String {
    guard !hasIdentity else { return "" }
    hasIdentity = true
    return TerraformTemplate.callerIdentity.render() + "\n\n"
  }

  /// A key for data at rest.
  mutating func dataKey(_ name: String, description: String, provider: String? = nil) -> String {
    identityBlock()
      + TerraformTemplate.dataKey.render([
        "name": name, "description": description, "identity": identity, "partition": partition,
        "provider": provider.map { "  provider = \($0)\n" } ?? "",
      ])
  }

  /// A key for topics that services of AWS publish to.
  mutating func notificationKey(
    _ name: String,
    services: Set<String>,
    provider: String? = nil
  ) -> String {
    identityBlock()
      + TerraformTemplate.notificationKey.render([
        "name": name, "identity": identity, "partition": partition,
        "services": services.sorted().map { "\"\($0)\"" }.joined(separator: ", "),
        "provider": provider.map { "  provider = \($0)\n" } ?? "",
      ])
  }
}
