/// How the stores of a type are encrypted at rest.
struct StoreEncryption {
  /// The argument that switches encryption on.
  var argument: String
  /// Its value.
  var value = "true"
  /// The argument that names a key, nil when none is named.
  var key: String?
  /// The block the arguments are in, nil for the resource itself.
  var block: String?
  /// Whether Terraform replaces a store that exists, with everything in it.
  ///
  /// Measured with AWS provider 5.100.0: a plan against a state with the argument off forces
  /// replacement. Search domains are changed in place from version 6.7 on, and counted as replaced
  /// since older ones are not.
  var replaces: Bool
  /// Arguments it belongs beside.
  var beside: [String] = []

  /// By the type of the resource.
  static let known: [String: StoreEncryption] = [
    "aws_db_instance": .init(
      argument: "storage_encrypted",
      key: "kms_key_id",
      replaces: true,
      beside: ["storage_type", "max_allocated_storage", "allocated_storage"]
    ),
    "aws_rds_cluster": .init(argument: "storage_encrypted", key: "kms_key_id", replaces: true),
    "aws_docdb_cluster": .init(argument: "storage_encrypted", key: "kms_key_id", replaces: true),
    "aws_neptune_cluster": .init(
      argument: "storage_encrypted",
      key: "kms_key_arn",
      replaces: true
    ),
    "aws_redshift_cluster": .init(argument: "encrypted", key: "kms_key_id", replaces: false),
    "aws_ebs_volume": .init(
      argument: "encrypted",
      key: "kms_key_id",
      replaces: true,
      beside: ["size"]
    ),
    "aws_instance": .init(argument: "encrypted", block: "root_block_device", replaces: true),
    "aws_efs_file_system": .init(argument: "encrypted", key: "kms_key_id", replaces: true),
    "aws_elasticache_replication_group": .init(
      argument: "at_rest_encryption_enabled",
      key: "kms_key_id",
      replaces: true,
      beside: ["transit_encryption_enabled"]
    ),
    "aws_elasticsearch_domain": .init(
      argument: "enabled",
      block: "encrypt_at_rest",
      replaces: true
    ),
    "aws_opensearch_domain": .init(argument: "enabled", block: "encrypt_at_rest", replaces: true),
    "aws_kinesis_stream": .init(
      argument: "encryption_type",
      value: "\"KMS\"",
      key: "kms_key_id",
      replaces: false
    ),
    "aws_sqs_queue": .init(argument: "sqs_managed_sse_enabled", replaces: false),
  ]

  /// Why stores of other types are left alone, and what to do instead.
  static func obstacle(of type: String) -> (reason: String, next: String) {
    switch type {
    case "aws_elasticache_cluster":
      (
        "a cache of this kind cannot be encrypted at rest",
        "Move to aws_elasticache_replication_group with at_rest_encryption_enabled."
      )
    case "aws_launch_template", "aws_launch_configuration":
      (
        "which disks the machines have is decided by their image",
        "Write the disks with encrypted = true, or add aws_ebs_encryption_by_default."
      )
    case "aws_kinesis_firehose_delivery_stream":
      (
        "a stream that reads from Kinesis is encrypted by its source, any other by a block that needs a key",
        "Add server_side_encryption to a stream that is written to directly."
      )
    default: ("how it is encrypted is not known here", "Write its encryption by hand.")
    }
  }
}

/// What is true of a store whose encryption would replace it.
enum StoreHistory: String, CaseIterable {
  /// It is encrypted in the account, only the code does not say so.
  case alreadyEncrypted = "already-encrypted"
  /// It was never applied, or holds nothing that is missed.
  case new
  /// It holds data and is moved to an encrypted copy first.
  case migrate

  /// Reads an answer: one word for all stores, or `address=word` for each, with commas between.
  static func answers(_ text: String) -> (all: StoreHistory?, each: [String: StoreHistory])? {
    if let all = StoreHistory(rawValue: text.trimmed) { return (all, [:]) }
    var each: [String: StoreHistory] = [:]
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
      guard pair.count == 2, let history = StoreHistory(rawValue: pair[1]) else { return nil }
      each[pair[0]] = history
    }
    return each.isEmpty ? nil : (nil, each)
  }
}
