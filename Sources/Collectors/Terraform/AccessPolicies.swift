import ReadinessModel
import TerraformLanguage

/// Policies that grant rights.
extension TerraformGraph {
  func accessPolicies() -> [AccessPolicy] {
    identityPolicies() + managedAttachments() + trustPolicies() + resourcePolicies()
  }

  // MARK: - What identities may do

  private func identityPolicies() -> [AccessPolicy] {
    let kinds = [
      "aws_iam_role_policy": "role", "aws_iam_user_policy": "user", "aws_iam_group_policy": "group",
    ]
    var result: [AccessPolicy] = []
    for (type, kind) in kinds.sorted(by: { $0.key < $1.key }) {
      result += resources(type).map {
        grant($0, kind: kind, value: $0.value("policy"), place: $0.place)
      }
    }
    result += resources("aws_iam_policy").map { policy in
      grant(policy, kind: holder(of: policy), value: policy.value("policy"), place: policy.place)
    }
    for role in resources("aws_iam_role") {
      result += role.body.blocks("inline_policy").map { block in
        grant(
          role,
          kind: "role",
          value: block.body.value("policy"),
          place: SourceLocation(block.location)
        )
      }
    }
    return result
  }

  /// The kind of identity a managed policy is attached to; roles when nothing is seen.
  private func holder(of policy: ResourceInstance) -> String {
    for kind in ["user", "group", "role"] {
      let found = attached(
        ["aws_iam_\(kind)_policy_attachment"],
        by: "policy_arn",
        to: policy,
        names: ["name"]
      )
      if !found.certain.isEmpty { return kind }
    }
    return "role"
  }

  private func grant(
    _ holder: ResourceInstance,
    kind: String,
    value: Value?,
    place: SourceLocation
  ) -> AccessPolicy {
    guard let document = policyDocument(value) else {
      let reason = value?.unknown?.reason ?? "the policy is not written as JSON"
      return AccessPolicy(
        address: holder.address,
        principalKind: kind,
        grantsAdministrator: .unknown(because: reason),
        wildcardResources: false,
        publicPrincipal: .unset(providerDefault: nil),
        location: place
      )
    }
    let rights = PolicyRights(document)
    return AccessPolicy(
      address: holder.address,
      principalKind: kind,
      grantsAdministrator: rights.administrator(at: place),
      wildcardActions: rights.wildcardActions,
      wildcardResources: rights.wildcardResources,
      publicPrincipal: .unset(providerDefault: nil),
      location: place
    )
  }

  /// Policies that AWS keeps, attached to an identity.
  private func managedAttachments() -> [AccessPolicy] {
    let kinds = ["role": "aws_iam_role", "user": "aws_iam_user", "group": "aws_iam_group"]
    var result: [AccessPolicy] = []
    for (kind, type) in kinds.sorted(by: { $0.key < $1.key }) {
      for attachment in resources("\(type)_policy_attachment") {
        guard let value = attachment.value("policy_arn") else { continue }
        result += managed(value, attachment, kind: kind)
      }
    }
    for role in resources("aws_iam_role") {
      for value in role.value("managed_policy_arns")?.elements ?? [] {
        result += managed(value, role, kind: "role")
      }
    }
    for attachment in resources(
      "aws_iam_policy_attachment",
      "aws_ssoadmin_managed_policy_attachment"
    ) {
      let value = attachment.value("policy_arn") ?? attachment.value("managed_policy_arn")
      if let value { result += managed(value, attachment, kind: "group") }
    }
    return result
  }

  private func managed(_ value: Value, _ holder: ResourceInstance, kind: String) -> [AccessPolicy] {
    guard let name = value.text ?? managedName(value) else { return [] }
    guard name.contains(":iam::aws:policy/") || name.hasPrefix("arn:") == false else { return [] }
    let isAdministrator = name.hasSuffix("/AdministratorAccess") || name == "AdministratorAccess"
    return [
      AccessPolicy(
        address: holder.address,
        principalKind: kind,
        grantsAdministrator: .set(isAdministrator, at: holder.place),
        wildcardActions: isAdministrator ? ["*"] : [],
        wildcardResources: isAdministrator,
        publicPrincipal: .unset(providerDefault: nil),
        location: holder.place
      )
    ]
  }

  /// The name of a managed policy that a data source looks up.
  private func managedName(_ value: Value) -> String? {
    guard let reference = value.unknown?.attribute, let source = byAddress[reference.address],
      source.isData, source.type == "aws_iam_policy"
    else { return nil }
    return source.value("arn")?.text ?? source.value("name")?.text
  }

  // MARK: - Who may use what

  private func trustPolicies() -> [AccessPolicy] {
    resources("aws_iam_role").map { role in
      protection(role, kind: "trust", value: role.value("assume_role_policy"))
    }
  }

  /// Resources with a policy about who may use them, and its attribute.
  private static let protected: [(type: String, attribute: String)] = [
    ("aws_s3_bucket_policy", "policy"), ("aws_sqs_queue_policy", "policy"),
    ("aws_sqs_queue", "policy"), ("aws_sns_topic_policy", "policy"), ("aws_sns_topic", "policy"),
    ("aws_kms_key", "policy"), ("aws_kms_key_policy", "policy"),
    ("aws_secretsmanager_secret_policy", "policy"), ("aws_secretsmanager_secret", "policy"),
    ("aws_ecr_repository_policy", "policy"), ("aws_opensearch_domain_policy", "access_policies"),
    ("aws_elasticsearch_domain_policy", "access_policies"),
    ("aws_opensearch_domain", "access_policies"), ("aws_elasticsearch_domain", "access_policies"),
    ("aws_efs_file_system_policy", "policy"), ("aws_backup_vault_policy", "policy"),
    ("aws_api_gateway_rest_api_policy", "policy"), ("aws_glacier_vault", "access_policy"),
    ("aws_s3_access_point", "policy"), ("aws_cloudwatch_event_bus_policy", "policy"),
    ("aws_dynamodb_resource_policy", "policy"), ("aws_kinesis_resource_policy", "policy"),
  ]

  private func resourcePolicies() -> [AccessPolicy] {
    var result: [AccessPolicy] = []
    for (type, attribute) in Self.protected {
      for resource in resources(type) {
        guard let value = resource.value(attribute) else { continue }
        result.append(protection(resource, kind: "resource", value: value))
      }
    }
    return result + functionPermissions()
  }

  private func protection(
    _ resource: ResourceInstance,
    kind: String,
    value: Value?
  ) -> AccessPolicy {
    let document = policyDocument(value)
    let reason = value?.unknown?.reason ?? "the policy is not written as JSON"
    return AccessPolicy(
      address: resource.address,
      principalKind: kind,
      grantsAdministrator: .unset(providerDefault: nil),
      wildcardResources: false,
      publicPrincipal: document?.allowsAnybody(at: resource.place) ?? .unknown(because: reason),
      location: resource.place
    )
  }

  private func functionPermissions() -> [AccessPolicy] {
    let permissions = resources("aws_lambda_permission").map { permission in
      let everybody = permission.body.string("principal", default: nil).map { $0 == "*" }
      let isNarrowed = ["source_arn", "source_account", "principal_org_id"].contains {
        permission.value($0) != nil
      }
      return AccessPolicy(
        address: permission.address,
        principalKind: "resource",
        grantsAdministrator: .unset(providerDefault: nil),
        wildcardResources: false,
        publicPrincipal: isNarrowed ? .set(false, at: permission.place) : everybody,
        location: permission.place
      )
    }
    let addresses = resources("aws_lambda_function_url").map { url in
      AccessPolicy(
        address: url.address,
        principalKind: "resource",
        grantsAdministrator: .unset(providerDefault: nil),
        wildcardResources: false,
        publicPrincipal: url.body.string("authorization_type", default: nil).map { $0 == "NONE" },
        location: url.place
      )
    }
    return permissions + addresses
  }
}
