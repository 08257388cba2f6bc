import ReadinessModel
import TerraformLanguage

/// Disks, file systems, key-value stores, caches, search, queues, streams, secrets, images.
extension TerraformGraph {
  func dataStores() -> [DataStore] {
    databaseStores() + buckets() + volumes() + fileSystems() + tables() + caches() + searchDomains()
      + messaging() + secretsAndImages()
  }

  // MARK: - Disks

  private func volumes() -> [DataStore] {
    let disks = resources("aws_ebs_volume").map { volume in
      store(
        volume,
        .blockVolume,
        encrypted: diskEncryption(volume.body, of: volume),
        key: customerKey(volume.body, "kms_key_id")
      )
    }
    let machines = resources("aws_instance", "aws_launch_configuration").map { machine in
      let devices = ["root_block_device", "ebs_block_device"].flatMap { machine.body.blocks($0) }
      return machineStore(
        machine,
        devices: devices.map(\.body),
        hasRoot: !machine.body.blocks("root_block_device").isEmpty
      )
    }
    let templates = resources("aws_launch_template").map { template in
      let mappings = template.body.blocks("block_device_mappings")
      return machineStore(
        template,
        devices: mappings.compactMap { $0.body.block("ebs") },
        hasRoot: !mappings.isEmpty
      )
    }
    return disks + machines + templates
  }

  private func machineStore(
    _ machine: ResourceInstance,
    devices: [EvaluatedBody],
    hasRoot: Bool
  ) -> DataStore {
    var settings = devices.map { diskEncryption($0, of: machine) }
    // The root disk is there even when nothing is said of it.
    if !hasRoot { settings.append(diskEncryption(EvaluatedBody(), of: machine)) }
    let doubt = ["root_block_device", "ebs_block_device", "block_device_mappings"]
      .compactMap { machine.body.doubt(about: $0) }.first
    return store(
      machine,
      .blockVolume,
      encrypted: Setting.all(settings).doubting(doubt),
      key: Setting.all(
        devices.map { customerKey($0, "kms_key_id") }
          + (hasRoot ? [] : [.unset(providerDefault: false)])
      )
    )
  }

  /// Reads a disk's encryption; what the account says holds where the disk says nothing.
  private func diskEncryption(_ body: EvaluatedBody, of instance: ResourceInstance) -> Setting<Bool>
  {
    let own = body.bool("encrypted", default: false)
    guard case .unset = own else { return own }
    if body.value("snapshot_id") != nil {
      return accountDiskDefault(for: instance).effective == true
        ? accountDiskDefault(for: instance)
        : .unknown(because: "a disk made from a snapshot is encrypted as the snapshot is")
    }
    return accountDiskDefault(for: instance)
  }

  private func accountDiskDefault(for instance: ResourceInstance) -> Setting<Bool> {
    for setting in resources("aws_ebs_encryption_by_default")
    where setting.provider == instance.provider {
      let enabled = setting.body.bool("enabled", default: true)
      if let uncertainty = setting.uncertainty { return .unknown(because: uncertainty) }
      switch enabled {
      case .unset: return .set(true, at: setting.place)
      default: return enabled
      }
    }
    return .unset(providerDefault: false)
  }

  private func fileSystems() -> [DataStore] {
    resources("aws_efs_file_system").map { system in
      let policies = attached(
        ["aws_efs_backup_policy"],
        by: "file_system_id",
        to: system,
        names: []
      )
      let copies = attached(
        ["aws_efs_replication_configuration"],
        by: "source_file_system_id",
        to: system,
        names: []
      )
      var result = store(
        system,
        .fileSystem,
        encrypted: system.body.bool("encrypted", default: false),
        key: customerKey(system.body, "kms_key_id")
      )
      // The automatic backups of a file system are kept for 35 days.
      let status = policies.certain.first.flatMap { policy in
        policy.body.block("backup_policy")?.string("status", default: "DISABLED")
      }
      result.backupRetentionDays =
        status?.map { $0 == "ENABLED" ? 35 : 0 }
        ?? (policies.doubt.map { .unknown(because: $0) } ?? .unset(providerDefault: 0))
      result.multiZone = system.body.isWritten("availability_zone_name").map(!)
      result.copiedToOtherRegion = presence(copies)
      return result
    }
      + resources(
        "aws_fsx_lustre_file_system",
        "aws_fsx_windows_file_system",
        "aws_fsx_ontap_file_system",
        "aws_fsx_openzfs_file_system"
      ).map { system in
        var result = store(
          system,
          .fileSystem,
          encrypted: .unset(providerDefault: true),
          key: customerKey(system.body, "kms_key_id")
        )
        result.backupRetentionDays = system.body.int("automatic_backup_retention_days", default: 0)
        return result
      }
  }

  // MARK: - Key-value stores and caches

  private func tables() -> [DataStore] {
    resources("aws_dynamodb_table").map { table in
      let body = table.body
      let recovery = body.block("point_in_time_recovery")
      let replicas = attached(
        ["aws_dynamodb_table_replica"],
        by: "global_table_arn",
        to: table,
        names: ["name"]
      )
      var result = store(
        table,
        .keyValueStore,
        // DynamoDB always encrypts; the block only chooses whose key.
        encrypted: .unset(providerDefault: true),
        key: body.block("server_side_encryption").map { customerKey($0, "kms_key_arn") }
          ?? Setting<Bool>.unset(providerDefault: false)
          .doubting(body.doubt(about: "server_side_encryption"))
      )
      result.name = table.value("name")?.text
      result.encryptedInTransit = .unset(providerDefault: true)
      result.pointInTimeRecovery =
        (recovery?.bool("enabled", default: false) ?? .unset(providerDefault: false))
        .doubting(body.doubt(about: "point_in_time_recovery"))
      let days = recovery?.int("recovery_period_in_days", default: 35).effective ?? 35
      result.backupRetentionDays = result.pointInTimeRecovery.map { $0 ? days : 0 }
      result.multiZone = .unset(providerDefault: true)
      result.deletionProtection = body.bool("deletion_protection_enabled", default: false)
      result.copiedToOtherRegion =
        body.blocks("replica").first.map { .set(true, at: SourceLocation($0.location)) }
        ?? presence(replicas).doubting(body.doubt(about: "replica"))
      if let ttl = body.block("ttl"), ttl.bool("enabled", default: false).effective == true {
        result.expiryDays = .unknown(because: "each item carries its own time to live")
      }
      return result
    }
  }

  private func caches() -> [DataStore] {
    resources("aws_elasticache_replication_group").map { group in
      let body = group.body
      let standard = body.value("engine")?.text == "valkey"
      var result = store(
        group,
        .cache,
        encrypted: body.bool("at_rest_encryption_enabled", default: standard),
        key: customerKey(body, "kms_key_id")
      )
      result.encryptedInTransit = body.bool("transit_encryption_enabled", default: standard)
      result.backupRetentionDays = body.int("snapshot_retention_limit", default: 0)
      result.multiZone = body.bool("multi_az_enabled", default: false)
      result.accessLogged = .unset(providerDefault: nil)
      return result
    }
      + resources("aws_elasticache_cluster").filter { $0.value("replication_group_id") == nil }.map
    {
      cluster in
      var result = store(
        cluster,
        .cache,
        encrypted: .unset(providerDefault: false),
        key: .unset(providerDefault: false)
      )
      result.encryptedInTransit = cluster.body.bool("transit_encryption_enabled", default: false)
      result.backupRetentionDays = cluster.body.int("snapshot_retention_limit", default: 0)
      result.multiZone = cluster.body.string("az_mode", default: "single-az").map {
        $0 == "cross-az"
      }
      return result
    }
      + resources("aws_elasticache_serverless_cache", "aws_memorydb_cluster").map { cache in
        var result = store(
          cache,
          .cache,
          encrypted: .unset(providerDefault: true),
          key: customerKey(
            cache.body,
            cache.body.value("kms_key_arn") == nil ? "kms_key_id" : "kms_key_arn"
          )
        )
        result.encryptedInTransit = cache.body.bool("tls_enabled", default: true)
        result.backupRetentionDays = cache.body.int("snapshot_retention_limit", default: 0)
        return result
      }
      + resources("aws_dax_cluster").map { cluster in
        var result = store(
          cluster,
          .cache,
          encrypted: (cluster.body.block("server_side_encryption")?.bool("enabled", default: false)
            ?? .unset(providerDefault: false)).doubting(
              cluster.body.doubt(about: "server_side_encryption")
            ),
          key: .unset(providerDefault: false)
        )
        result.encryptedInTransit = cluster.body.string(
          "cluster_endpoint_encryption_type",
          default: "NONE"
        ).map { $0 == "TLS" }
        return result
      }
  }

  // MARK: - Search

  private func searchDomains() -> [DataStore] {
    resources("aws_opensearch_domain", "aws_elasticsearch_domain").map { domain in
      let body = domain.body
      let rest = body.block("encrypt_at_rest")
      let endpoint = body.block("domain_endpoint_options")
      let logs = body.blocks("log_publishing_options").filter {
        $0.body.value("log_type")?.text == "AUDIT_LOGS"
      }
      var result = store(
        domain,
        .searchIndex,
        encrypted: (rest?.bool("enabled", default: false) ?? .unset(providerDefault: false))
          .doubting(body.doubt(about: "encrypt_at_rest")),
        key: rest.map { customerKey($0, "kms_key_id") } ?? .unset(providerDefault: false)
      )
      result.name = domain.value("domain_name")?.text
      result.encryptedInTransit =
        (endpoint?.bool("enforce_https", default: false) ?? .unset(providerDefault: false))
        .doubting(body.doubt(about: "domain_endpoint_options"))
      result.publiclyAccessible =
        body.blocks("vpc_options").first.map { .set(false, at: SourceLocation($0.location)) }
        ?? Setting<Bool>.unset(providerDefault: true).doubting(body.doubt(about: "vpc_options"))
      // The service keeps hourly snapshots for 14 days by itself.
      result.backupRetentionDays = .unset(providerDefault: 14)
      result.multiZone =
        body.block("cluster_config")?.bool("zone_awareness_enabled", default: false)
        ?? .unset(providerDefault: false)
      result.accessLogged =
        (logs.first?.body.bool("enabled", default: true) ?? .unset(providerDefault: false))
        .doubting(body.doubt(about: "log_publishing_options"))
      return result
    }
  }

  // MARK: - Shared

  /// Whether a separate resource is there.
  func presence(_ attachments: Attachments) -> Setting<Bool> {
    attachments.certain.first.map { .set(true, at: $0.place) }
      ?? Setting<Bool>.unset(providerDefault: false).doubting(attachments.doubt)
  }

  /// Builds a store that no network path leads to from outside.
  func store(
    _ instance: ResourceInstance,
    _ kind: DataStoreKind,
    encrypted: Setting<Bool>,
    key: Setting<Bool>
  ) -> DataStore {
    DataStore(
      address: instance.address,
      kind: kind,
      resourceType: instance.type,
      name: instance.value("name")?.text,
      location: instance.place,
      encryptedAtRest: encrypted,
      customerManagedKey: key,
      publiclyAccessible: .unset(providerDefault: false)
    )
  }
}
