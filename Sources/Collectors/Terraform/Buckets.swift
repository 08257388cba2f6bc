import ReadinessModel
import TerraformLanguage

/// Buckets, with the separate resources that configure them.
extension TerraformGraph {
  func buckets() -> [DataStore] {
    resources("aws_s3_bucket").map(bucket)
  }

  private func bucket(_ bucket: ResourceInstance) -> DataStore {
    let key = encryptionRule(of: bucket)
    let replication = replication(of: bucket)
    return DataStore(
      address: bucket.address,
      kind: .objectStore,
      resourceType: bucket.type,
      name: bucket.value("bucket")?.text,
      location: bucket.place,
      encryptedAtRest: key.encrypted,
      customerManagedKey: key.customerKey,
      encryptedInTransit: refusesPlainRequests(bucket),
      publiclyAccessible: isPublic(bucket),
      multiZone: .unset(providerDefault: true),
      deletionProtection: objectLock(of: bucket),
      versioned: versioning(of: bucket),
      copiedToOtherRegion: replication,
      expiryDays: expiry(of: bucket),
      accessLogged: part("aws_s3_bucket_logging", inline: "logging", of: bucket) { _, place in
        .set(true, at: place)
      }
    )
  }

  /// Finds the separate resources of a type that configure a bucket.
  func parts(_ type: String, of bucket: ResourceInstance) -> Attachments {
    attached([type], by: "bucket", to: bucket, names: ["bucket"])
  }

  /// Reads one aspect from its separate resource, else from the block inside the bucket.
  private func part(
    _ type: String,
    inline: String,
    of bucket: ResourceInstance,
    standard: Bool = false,
    _ read: (EvaluatedBody, SourceLocation) -> Setting<Bool>
  ) -> Setting<Bool> {
    let parts = parts(type, of: bucket)
    if let part = parts.certain.first { return read(part.body, part.place) }
    if let block = bucket.body.blocks(inline).first {
      return read(block.body, SourceLocation(block.location))
    }
    return Setting<Bool>.unset(providerDefault: standard)
      .doubting(parts.doubt ?? bucket.body.doubt(about: inline))
  }

  // MARK: - Encryption

  private func encryptionRule(
    of bucket: ResourceInstance
  ) -> (encrypted: Setting<Bool>, customerKey: Setting<Bool>) {
    var customerKey = Setting<Bool>.unset(providerDefault: false)
    let encrypted = part(
      "aws_s3_bucket_server_side_encryption_configuration",
      inline: "server_side_encryption_configuration",
      of: bucket,
      standard: true
    ) { body, place in
      guard let rule = body.block("rule")?.block("apply_server_side_encryption_by_default") else {
        return .unset(providerDefault: true)
      }
      customerKey = self.customerKey(rule, "kms_master_key_id")
      return .set(true, at: place)
    }
    if let reason = encrypted.unknownReason {
      // Whatever the rule says, S3 encrypts; only whose key is used is open.
      return (.unset(providerDefault: true), .unknown(because: reason))
    }
    return (encrypted, customerKey)
  }

  /// Whether the bucket's policy denies requests without TLS.
  private func refusesPlainRequests(_ bucket: ResourceInstance) -> Setting<Bool> {
    let parts = parts("aws_s3_bucket_policy", of: bucket)
    for part in parts.certain {
      guard let document = policyDocument(part.value("policy")) else {
        return .unknown(because: "the policy \(part.address) is not known")
      }
      if document.statements.contains(where: \.deniesPlainTransport) {
        return .set(true, at: part.place)
      }
    }
    return Setting<Bool>.unset(providerDefault: false).doubting(parts.doubt)
  }

  // MARK: - Public access

  /// Whether anybody can read the bucket: something grants it, and nothing blocks the grant.
  private func isPublic(_ bucket: ResourceInstance) -> Setting<Bool> {
    let blocks = publicAccessBlocks(for: bucket)
    let lists = listGrant(bucket)
    let policies = policyGrant(bucket)
    let listsBlocked = blocked(blocks, by: "ignore_public_acls")
    let policiesBlocked = blocked(blocks, by: "restrict_public_buckets")
    let grants = [
      Setting.all([lists, listsBlocked.map(!)]), Setting.all([policies, policiesBlocked.map(!)]),
    ]
    let result = Setting.any(grants)
    guard result.effective == false else { return result }
    let isClosed = Setting.all([listsBlocked, policiesBlocked])
    return isClosed.effective == true ? isClosed.map(!) : .unset(providerDefault: false)
  }

  private struct PublicAccessBlocks {
    var resources: [ResourceInstance]
    var doubt: String?
  }

  private func publicAccessBlocks(for bucket: ResourceInstance) -> PublicAccessBlocks {
    let own = parts("aws_s3_bucket_public_access_block", of: bucket)
    let account = resources("aws_s3_account_public_access_block")
    return PublicAccessBlocks(
      resources: own.certain + account.filter { $0.uncertainty == nil },
      doubt: own.doubt ?? account.lazy.compactMap(\.uncertainty).first
    )
  }

  private func blocked(_ blocks: PublicAccessBlocks, by flag: String) -> Setting<Bool> {
    let settings = blocks.resources.map { resource in
      resource.body.bool(flag, default: false)
    }
    return Setting.any(settings + [.unset(providerDefault: false)]).effective == true
      ? Setting.any(settings)
      : Setting.any(settings + [.unset(providerDefault: false)]).doubting(blocks.doubt)
  }

  private static let publicLists: Set<String> = [
    "public-read", "public-read-write", "authenticated-read", "website",
  ]

  private func listGrant(_ bucket: ResourceInstance) -> Setting<Bool> {
    let parts = parts("aws_s3_bucket_acl", of: bucket)
    var settings = (parts.certain + [bucket]).map { resource in
      resource.body.string("acl", default: "private").map { Self.publicLists.contains($0) }
    }
    for resource in parts.certain {
      for grant in resource.body.block("access_control_policy")?.blocks("grant") ?? [] {
        settings.append(Self.isPublicGrant(grant.body.block("grantee") ?? EvaluatedBody()))
      }
    }
    settings += bucket.body.blocks("grant").map { Self.isPublicGrant($0.body) }
    return Setting.any(settings).doubting(parts.doubt)
  }

  private static func isPublicGrant(_ grantee: EvaluatedBody) -> Setting<Bool> {
    grantee.string("uri", default: "").map {
      $0.hasSuffix("/AllUsers") || $0.hasSuffix("/AuthenticatedUsers")
    }
  }

  private func policyGrant(_ bucket: ResourceInstance) -> Setting<Bool> {
    let parts = parts("aws_s3_bucket_policy", of: bucket)
    let written = parts.certain + (bucket.value("policy") == nil ? [] : [bucket])
    let settings = written.map { part -> Setting<Bool> in
      policyDocument(part.value("policy"))?.allowsAnybody(at: part.place)
        ?? .unknown(because: "the policy \(part.address) is not known")
    }
    return Setting.any(settings + [.unset(providerDefault: false)]).doubting(parts.doubt)
  }

  // MARK: - Copies and expiry

  private func versioning(of bucket: ResourceInstance) -> Setting<Bool> {
    part("aws_s3_bucket_versioning", inline: "versioning", of: bucket) { body, _ in
      if let inner = body.block("versioning_configuration") {
        return inner.string("status", default: "Disabled").map { $0 == "Enabled" }
      }
      return body.bool("enabled", default: false)
    }
  }

  private func objectLock(of bucket: ResourceInstance) -> Setting<Bool> {
    let inline = bucket.body.bool("object_lock_enabled", default: false)
    guard inline.effective != true else { return inline }
    let parts = parts("aws_s3_bucket_object_lock_configuration", of: bucket)
    return parts.certain.first.map { .set(true, at: $0.place) } ?? inline.doubting(parts.doubt)
  }

  private func replication(of bucket: ResourceInstance) -> Setting<Bool> {
    let parts = parts("aws_s3_bucket_replication_configuration", of: bucket)
    for part in parts.certain {
      for rule in part.body.blocks("rule") where rule.body.value("status")?.text == "Enabled" {
        guard let destination = rule.body.block("destination") else { continue }
        return isElsewhere(destination, than: bucket, at: part.place)
      }
    }
    return Setting<Bool>.unset(providerDefault: false).doubting(parts.doubt)
  }

  private func isElsewhere(
    _ destination: EvaluatedBody,
    than bucket: ResourceInstance,
    at place: SourceLocation
  ) -> Setting<Bool> {
    if destination.value("account") != nil { return .set(true, at: place) }
    guard
      let other = target(
        of: destination.value("bucket"),
        types: ["aws_s3_bucket"],
        names: ["bucket"]
      ),
      let here = region(of: bucket), let there = region(of: other)
    else { return .unknown(because: "the region of the replication's destination is not known") }
    return .set(here != there, at: place)
  }

  /// Finds the days after which everything in the bucket expires.
  private func expiry(of bucket: ResourceInstance) -> Setting<Int> {
    let parts = parts("aws_s3_bucket_lifecycle_configuration", of: bucket)
    let rules =
      parts.certain.flatMap { $0.body.blocks("rule") } + bucket.body.blocks("lifecycle_rule")
    var shortest: Setting<Int>?
    for rule in rules where Self.isInForce(rule.body) && Self.coversAll(rule.body) {
      guard let days = rule.body.block("expiration")?.int("days", default: nil) else { continue }
      if days.unknownReason != nil { return days }
      if let value = days.effective, value > 0, value < shortest?.effective ?? .max {
        shortest = days
      }
    }
    return shortest ?? (parts.doubt.map { .unknown(because: $0) } ?? .unset(providerDefault: nil))
  }

  private static func isInForce(_ rule: EvaluatedBody) -> Bool {
    rule.value("status")?.text == "Enabled" || rule.value("enabled") == .bool(true)
  }

  private static func coversAll(_ rule: EvaluatedBody) -> Bool {
    let filters = [rule] + rule.blocks("filter").map(\.body)
    return filters.allSatisfy { filter in
      (filter.value("prefix") ?? .string("")) == .string("") && filter.value("tags") == nil
        && filter.block("tag") == nil && filter.block("and") == nil
    }
  }
}
