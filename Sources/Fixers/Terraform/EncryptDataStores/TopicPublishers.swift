import TerraformLanguage

/// Who publishes to a topic, as far as its folder shows.
struct TopicPublishers {
  /// Services of AWS.
  private(set) var services: Set<String> = []
  /// Whether code of the application may publish as well.
  private(set) var hasApplication = false

  /// Services that alarms and events come from.
  static let usual: Set<String> = ["cloudwatch.amazonaws.com", "events.amazonaws.com"]

  /// The service behind each type of resource that names a topic.
  private static let origins: [String: String] = [
    "aws_cloudwatch_metric_alarm": "cloudwatch.amazonaws.com",
    "aws_cloudwatch_composite_alarm": "cloudwatch.amazonaws.com",
    "aws_cloudwatch_event_target": "events.amazonaws.com",
    "aws_s3_bucket_notification": "s3.amazonaws.com",
    "aws_db_event_subscription": "events.rds.amazonaws.com",
    "aws_budgets_budget": "budgets.amazonaws.com",
    "aws_backup_vault_notifications": "backup.amazonaws.com",
    "aws_cloudtrail": "cloudtrail.amazonaws.com",
    "aws_ses_identity_notification_topic": "ses.amazonaws.com",
    "aws_ses_event_destination": "ses.amazonaws.com",
    "aws_autoscaling_notification": "autoscaling.amazonaws.com",
    "aws_codestarnotifications_notification_rule": "codestar-notifications.amazonaws.com",
    "aws_config_delivery_channel": "config.amazonaws.com",
    "aws_glacier_vault": "glacier.amazonaws.com",
  ]

  /// Types that only listen to a topic or describe it.
  private static let listeners: Set<String> = [
    "aws_sns_topic_subscription", "aws_sns_topic_policy", "aws_iam_policy_document",
    "aws_chatbot_slack_channel_configuration", "aws_sqs_queue_policy", "aws_lambda_permission",
  ]

  init(of topic: PlacedBlock, in project: TerraformProject) {
    for source in project.sources(in: topic.folder) {
      for block in source.body.blocks where block.range != topic.layout.range {
        guard source.text(block.range).mentions(topic.reference) else { continue }
        let type = block.labels.first ?? ""
        if let service = Self.origins[type] {
          services.insert(service)
        } else if block.type == "output" || block.type == "module" || block.type == "locals" {
          // Somebody else is told of the topic; alarms are what topics are handed to most.
          services.formUnion(Self.usual)
          hasApplication = true
        } else if !Self.listeners.contains(type) {
          hasApplication = true
        }
      }
    }
  }
}
