import ReadinessModel
import TerraformLanguage

/// Queues, topics, streams, secrets, images and vaults.
extension TerraformGraph {
  // MARK: - Queues, topics, streams

  func messaging() -> [DataStore] {
    let queues = resources("aws_sqs_queue").map { queue in
      let named = queue.body.isWritten("kms_master_key_id")
      var result = store(
        queue,
        .queue,
        encrypted: named.effective == true
          ? named : queue.body.bool("sqs_managed_sse_enabled", default: true),
        key: customerKey(queue.body, "kms_master_key_id")
      )
      result.multiZone = .unset(providerDefault: true)
      return result
    }
    let topics = resources("aws_sns_topic").map { topic in
      store(
        topic,
        .topic,
        encrypted: topic.body.isWritten("kms_master_key_id"),
        key: customerKey(topic.body, "kms_master_key_id")
      )
    }
    let streams = resources("aws_kinesis_stream").map { stream in
      var result = store(
        stream,
        .stream,
        encrypted: stream.body.string("encryption_type", default: "NONE").map { $0 == "KMS" },
        key: customerKey(stream.body, "kms_key_id")
      )
      result.expiryDays = stream.body.int("retention_period", default: 24).map { ($0 + 23) / 24 }
      return result
    }
    let deliveries = resources("aws_kinesis_firehose_delivery_stream").map { stream in
      store(
        stream,
        .stream,
        encrypted: stream.body.block("server_side_encryption")?.bool("enabled", default: false)
          ?? Setting<Bool>.unset(providerDefault: false)
          .doubting(stream.body.doubt(about: "server_side_encryption")),
        key: stream.body.block("server_side_encryption").map { customerKey($0, "key_arn") }
          ?? .unset(providerDefault: false)
      )
    }
    let clusters = resources("aws_msk_cluster").map { cluster in
      let encryption = cluster.body.block("encryption_info")
      var result = store(
        cluster,
        .stream,
        encrypted: .unset(providerDefault: true),
        key: encryption.map { customerKey($0, "encryption_at_rest_kms_key_arn") }
          ?? .unset(providerDefault: false)
      )
      result.encryptedInTransit =
        encryption?.block("encryption_in_transit")?.string("client_broker", default: "TLS")
        .map { $0 == "TLS" } ?? .unset(providerDefault: true)
      return result
    }
    return queues + topics + streams + deliveries + clusters + brokers()
  }

  private func brokers() -> [DataStore] {
    resources("aws_mq_broker").map { broker in
      var result = store(
        broker,
        .queue,
        encrypted: .unset(providerDefault: true),
        key: broker.body.block("encryption_options").map { customerKey($0, "kms_key_id") }
          ?? .unset(providerDefault: false)
      )
      result.publiclyAccessible = broker.body.bool("publicly_accessible", default: false)
      result.multiZone = broker.body.string("deployment_mode", default: "SINGLE_INSTANCE")
        .map { $0 != "SINGLE_INSTANCE" }
      return result
    }
  }

  // MARK: - Secrets, images, vaults

  func secretsAndImages() -> [DataStore] {
    let secrets = resources("aws_secretsmanager_secret").map { secret in
      var result = store(
        secret,
        .secretStore,
        encrypted: .unset(providerDefault: true),
        key: customerKey(secret.body, "kms_key_id")
      )
      result.copiedToOtherRegion =
        secret.body.blocks("replica").first.map { .set(true, at: SourceLocation($0.location)) }
        ?? .unset(providerDefault: false)
      return result
    }
    let parameters = resources("aws_ssm_parameter")
      .filter { $0.value("type")?.text == "SecureString" }
      .map { parameter in
        store(
          parameter,
          .secretStore,
          encrypted: .set(true, at: parameter.place),
          key: customerKey(parameter.body, "key_id")
        )
      }
    let images = resources("aws_ecr_repository").map { repository in
      let encryption = repository.body.block("encryption_configuration")
      return store(
        repository,
        .imageRegistry,
        encrypted: .unset(providerDefault: true),
        key: encryption.map { customerKey($0, "kms_key") } ?? .unset(providerDefault: false)
      )
    }
    let vaults = resources("aws_backup_vault").map { vault in
      let locks = attached(
        ["aws_backup_vault_lock_configuration"],
        by: "backup_vault_name",
        to: vault,
        names: ["name"]
      )
      var result = store(
        vault,
        .backupVault,
        encrypted: .unset(providerDefault: true),
        key: customerKey(vault.body, "kms_key_arn")
      )
      result.deletionProtection = presence(locks)
      return result
    }
    return secrets + parameters + images + vaults
  }
}
