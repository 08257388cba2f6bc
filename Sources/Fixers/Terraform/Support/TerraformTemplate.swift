/// The texts that are added to Terraform, with names in double braces to be filled in.
enum TerraformTemplate {
  case callerIdentity
  case dataKey
  case notificationKey
  case topic
  case subscription
  case errorAlarm
  case targetErrorAlarm
  case healthAlarm
  case databaseProcessorAlarm
  case databaseStorageAlarm
  case clusterProcessorAlarm
  case signInAlarm
  case backupFailureRule
  case topicPolicy
  case healthCheck
  case healthCheckAlarm
  case vaults
  case backupPlan
  case publicAccessBlock
  case transportPolicy
  case bucketExpiry
  case bucketExpiryRule

  private var text: String {
    let bytes =
      switch self {
      case .callerIdentity: PackageResources.terraform_caller_identity_tf
      case .dataKey: PackageResources.terraform_data_key_tf
      case .notificationKey: PackageResources.terraform_notification_key_tf
      case .topic: PackageResources.terraform_topic_tf
      case .subscription: PackageResources.terraform_subscription_tf
      case .errorAlarm: PackageResources.terraform_error_alarm_tf
      case .targetErrorAlarm: PackageResources.terraform_target_error_alarm_tf
      case .healthAlarm: PackageResources.terraform_health_alarm_tf
      case .databaseProcessorAlarm: PackageResources.terraform_database_processor_alarm_tf
      case .databaseStorageAlarm: PackageResources.terraform_database_storage_alarm_tf
      case .clusterProcessorAlarm: PackageResources.terraform_cluster_processor_alarm_tf
      case .signInAlarm: PackageResources.terraform_sign_in_alarm_tf
      case .backupFailureRule: PackageResources.terraform_backup_failure_rule_tf
      case .topicPolicy: PackageResources.terraform_topic_policy_tf
      case .healthCheck: PackageResources.terraform_health_check_tf
      case .healthCheckAlarm: PackageResources.terraform_health_check_alarm_tf
      case .vaults: PackageResources.terraform_vaults_tf
      case .backupPlan: PackageResources.terraform_backup_plan_tf
      case .publicAccessBlock: PackageResources.terraform_public_access_block_tf
      case .transportPolicy: PackageResources.terraform_transport_policy_tf
      case .bucketExpiry: PackageResources.terraform_bucket_expiry_tf
      case .bucketExpiryRule: PackageResources.terraform_bucket_expiry_rule_tf
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with values for its names, without the line break at its end.
  func render(_ values: [String: String] = [:]) -> String {
    let unset = ["provider": "", "repetition": ""]
    let text = TemplateText.render(text, unset.merging(values) { $1 })
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
