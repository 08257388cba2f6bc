import ReadinessModel
import TerraformLanguage

/// Relational, document and graph databases, and warehouses.
extension TerraformGraph {
  func databaseStores() -> [DataStore] {
    resources("aws_db_instance").map(databaseInstance)
      + resources("aws_rds_cluster").map {
        cluster($0, .relationalDatabase, "aws_rds_cluster_instance")
      }
      + resources("aws_docdb_cluster").map {
        cluster($0, .documentDatabase, "aws_docdb_cluster_instance")
      }
      + resources("aws_neptune_cluster").map {
        cluster($0, .documentDatabase, "aws_neptune_cluster_instance")
      }
      + resources("aws_redshift_cluster").map(warehouse)
  }

  // MARK: - Instances

  private func databaseInstance(_ instance: ResourceInstance) -> DataStore {
    let body = instance.body
    let retention = retention(of: instance, depth: 0)
    return DataStore(
      address: instance.address,
      kind: .relationalDatabase,
      resourceType: instance.type,
      name: instance.value("identifier")?.text ?? instance.value("db_name")?.text,
      location: instance.place,
      encryptedAtRest: inherited("storage_encrypted", of: instance, depth: 0),
      customerManagedKey: customerKey(body, "kms_key_id"),
      encryptedInTransit: forcesTLS(
        instance,
        groupAttribute: "parameter_group_name",
        "aws_db_parameter_group"
      ),
      publiclyAccessible: body.bool("publicly_accessible", default: false),
      backupRetentionDays: retention,
      pointInTimeRecovery: retention.map { $0 > 0 },
      multiZone: body.bool("multi_az", default: false),
      deletionProtection: body.bool("deletion_protection", default: false),
      copiedToOtherRegion: replicatedBackups(of: instance),
      accessLogged: isNotEmpty(body, "enabled_cloudwatch_logs_exports")
    )
  }

  /// Reads encryption, which a replica or a restored snapshot takes from its source.
  private func inherited(
    _ attribute: String,
    of instance: ResourceInstance,
    depth: Int
  ) -> Setting<Bool> {
    let own = instance.body.bool(attribute, default: false)
    guard case .unset = own, depth < 8 else { return own }
    if let source = instance.value("replicate_source_db")
      ?? instance.value("replication_source_identifier")
    {
      if let found = target(
        of: source,
        types: [instance.type],
        names: ["identifier", "cluster_identifier"]
      ) {
        return inherited(attribute, of: found, depth: depth + 1)
      }
      return .unknown(
        because: "a replica is encrypted as its source is, which is not in the repository"
      )
    }
    let origins = [
      "snapshot_identifier", "restore_to_point_in_time", "s3_import", "global_cluster_identifier",
    ]
    for origin in origins where instance.value(origin) != nil || instance.body.block(origin) != nil
    {
      return .unknown(because: "what is restored from \(origin) is encrypted as its source is")
    }
    return own
  }

  /// Reads how long backups are kept; the data of a replica is in the backups of its source.
  private func retention(of instance: ResourceInstance, depth: Int) -> Setting<Int> {
    let own = instance.body.int("backup_retention_period", default: 0)
    guard case .unset = own, depth < 8, let source = instance.value("replicate_source_db") else {
      return own
    }
    if let found = target(of: source, types: [instance.type], names: ["identifier"]) {
      return retention(of: found, depth: depth + 1)
    }
    return .unknown(because: "the source of the replica is not in the repository")
  }

  private func replicatedBackups(of instance: ResourceInstance) -> Setting<Bool> {
    let found = attached(
      ["aws_db_instance_automated_backups_replication"],
      by: "source_db_instance_arn",
      to: instance,
      names: ["identifier"]
    )
    let copies = resources("aws_db_instance").filter { other in
      guard
        case .yes = link(other.value("replicate_source_db"), to: instance, names: ["identifier"]),
        let here = region(of: instance), let there = region(of: other)
      else { return false }
      return here != there
    }
    if let first = found.certain.first ?? copies.first { return .set(true, at: first.place) }
    return Setting<Bool>.unset(providerDefault: false).doubting(found.doubt)
  }

  // MARK: - Clusters

  private func cluster(
    _ cluster: ResourceInstance,
    _ kind: DataStoreKind,
    _ memberType: String
  ) -> DataStore {
    let body = cluster.body
    let members = attached(
      [memberType],
      by: "cluster_identifier",
      to: cluster,
      names: ["cluster_identifier"]
    )
    let retention = body.int("backup_retention_period", default: 1)
    let group = cluster.type.replacing("_cluster", with: "_cluster_parameter_group")
    return DataStore(
      address: cluster.address,
      kind: kind,
      resourceType: cluster.type,
      name: cluster.value("cluster_identifier")?.text,
      location: cluster.place,
      encryptedAtRest: inherited("storage_encrypted", of: cluster, depth: 0),
      customerManagedKey: customerKey(
        body,
        body.value("kms_key_arn") == nil ? "kms_key_id" : "kms_key_arn"
      ),
      encryptedInTransit: forcesTLS(
        cluster,
        groupAttribute: "db_cluster_parameter_group_name",
        group
      ),
      publiclyAccessible: kind == .relationalDatabase
        ? Setting.any(
          members.certain.map { $0.body.bool("publicly_accessible", default: false) }
            + [.unset(providerDefault: false)]
        )
        : .unset(providerDefault: false),
      backupRetentionDays: retention,
      pointInTimeRecovery: retention.map { $0 > 0 },
      multiZone: spreadOverZones(cluster, members),
      deletionProtection: body.bool("deletion_protection", default: false),
      copiedToOtherRegion: globalCopy(of: cluster),
      accessLogged: isNotEmpty(
        body,
        cluster.type == "aws_neptune_cluster"
          ? "enable_cloudwatch_logs_exports" : "enabled_cloudwatch_logs_exports"
      )
    )
  }

  private func spreadOverZones(
    _ cluster: ResourceInstance,
    _ members: Attachments
  ) -> Setting<Bool> {
    // A multi-AZ cluster that is not Aurora names its own instance class.
    if cluster.value("db_cluster_instance_class") != nil { return .set(true, at: cluster.place) }
    if members.certain.count > 1 { return .set(true, at: members.certain[1].place) }
    return Setting<Bool>.unset(providerDefault: false).doubting(members.doubt)
  }

  /// Finds members of the same global cluster in another region.
  private func globalCopy(of cluster: ResourceInstance) -> Setting<Bool> {
    guard let global = cluster.value("global_cluster_identifier"), let here = region(of: cluster)
    else {
      return .unset(providerDefault: false)
    }
    for other in resources(cluster.type) where other.address != cluster.address {
      guard other.value("global_cluster_identifier") == global, let there = region(of: other),
        there != here
      else { continue }
      return .set(true, at: other.place)
    }
    return .unknown(because: "the other members of the global cluster are not in the repository")
  }

  // MARK: - Warehouses

  private func warehouse(_ cluster: ResourceInstance) -> DataStore {
    let body = cluster.body
    let retention = body.int("automated_snapshot_retention_period", default: 1)
    let logging = attached(
      ["aws_redshift_logging"],
      by: "cluster_identifier",
      to: cluster,
      names: ["cluster_identifier"]
    )
    let copies = attached(
      ["aws_redshift_snapshot_copy"],
      by: "cluster_identifier",
      to: cluster,
      names: ["cluster_identifier"]
    )
    return DataStore(
      address: cluster.address,
      kind: .warehouse,
      resourceType: cluster.type,
      name: cluster.value("cluster_identifier")?.text,
      location: cluster.place,
      encryptedAtRest: inherited("encrypted", of: cluster, depth: 0),
      customerManagedKey: customerKey(body, "kms_key_id"),
      encryptedInTransit: parameter(
        "require_ssl",
        cluster,
        "cluster_parameter_group_name",
        "aws_redshift_parameter_group",
        standard: false
      ),
      publiclyAccessible: body.bool("publicly_accessible", default: nil)
        .or(.unknown(because: "the default depends on the version of the AWS provider")),
      backupRetentionDays: retention,
      pointInTimeRecovery: .unset(providerDefault: false),
      multiZone: body.bool("multi_az", default: false),
      copiedToOtherRegion: copies.certain.first.map { .set(true, at: $0.place) }
        ?? body.blocks("snapshot_copy").first.map { .set(true, at: SourceLocation($0.location)) }
        ?? Setting<Bool>.unset(providerDefault: false).doubting(copies.doubt),
      accessLogged: logging.certain.first.map { .set(true, at: $0.place) }
        ?? (body.block("logging")?.bool("enable", default: false) ?? .unset(providerDefault: false))
        .doubting(logging.doubt)
    )
  }

  // MARK: - Parameters

  /// Whether the parameter group of a database refuses connections without TLS.
  private func forcesTLS(
    _ instance: ResourceInstance,
    groupAttribute: String,
    _ groupType: String
  ) -> Setting<Bool> {
    if let reason = instance.value("engine")?.unknown?.reason { return .unknown(because: reason) }
    guard let engine = instance.value("engine")?.text else {
      if instance.type == "aws_docdb_cluster" {
        return parameter("tls", instance, groupAttribute, groupType, standard: true)
      }
      if instance.type == "aws_neptune_cluster" { return .unset(providerDefault: true) }
      return .unset(providerDefault: nil)
    }
    let major = instance.value("engine_version")?.text.flatMap { Int($0.prefix { $0 != "." }) }
    if engine.contains("postgres") {
      // PostgreSQL 15 and later refuse plain connections unless told otherwise.
      return parameter(
        "rds.force_ssl",
        instance,
        groupAttribute,
        groupType,
        standard: major.map { $0 >= 15 }
      )
    }
    if engine.contains("mysql") || engine.contains("mariadb") {
      return parameter(
        "require_secure_transport",
        instance,
        groupAttribute,
        groupType,
        standard: false
      )
    }
    if engine.contains("sqlserver") {
      return parameter("rds.force_ssl", instance, groupAttribute, groupType, standard: false)
    }
    if engine.contains("docdb") {
      return parameter("tls", instance, groupAttribute, groupType, standard: true)
    }
    return .unset(providerDefault: nil)
  }

  private func parameter(
    _ name: String,
    _ instance: ResourceInstance,
    _ attribute: String,
    _ groupType: String,
    standard: Bool?
  ) -> Setting<Bool> {
    guard let value = instance.value(attribute) else { return .unset(providerDefault: standard) }
    guard let group = target(of: value, types: [groupType], names: ["name"]) else {
      if value.text?.hasPrefix("default.") == true { return .unset(providerDefault: standard) }
      return .unknown(because: "the parameter group is not in the repository")
    }
    for block in group.body.blocks("parameter") where block.body.value("name")?.text == name {
      return block.body.setting("value", default: standard) { value in
        switch value {
        case .string(let text):
          ["1", "on", "true", "enabled", "tls1.2+", "tls1.3+"].contains(text.lowercased())
        case .number(let number): number == 1
        case .bool(let bool): bool
        default: nil
        }
      }
    }
    return Setting<Bool>.unset(providerDefault: standard).doubting(
      group.body.doubt(about: "parameter")
    )
  }

  // MARK: - Shared

  /// Whether a list holds anything.
  func isNotEmpty(_ body: EvaluatedBody, _ name: String) -> Setting<Bool> {
    body.setting(name, default: false) { value in value.elements.map { !$0.isEmpty } }
  }

  /// Whether a key the customer manages is named; AWS's own keys go by an alias.
  func customerKey(_ body: EvaluatedBody, _ name: String) -> Setting<Bool> {
    guard let attribute = body.attributes[name], !attribute.value.isNull else {
      return .unset(providerDefault: false)
    }
    let location = SourceLocation(attribute.location)
    switch attribute.value {
    case .string(let text):
      return .set(!text.isEmpty && !text.contains("alias/aws/"), at: location)
    case .unknown(let unknown):
      guard let reference = unknown.references.first else {
        return .unknown(because: unknown.reason)
      }
      guard let key = byAddress[reference.address] else { return .unknown(because: unknown.reason) }
      if !key.isData { return .set(key.type.hasPrefix("aws_kms_"), at: location) }
      let alias = key.value("name")?.text ?? key.value("key_id")?.text
      return alias.map { .set(!$0.contains("alias/aws/"), at: location) }
        ?? .unknown(because: unknown.reason)
    default: return .unknown(because: "the key is not known")
    }
  }
}
