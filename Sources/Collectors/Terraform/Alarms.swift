import ReadinessModel
import TerraformLanguage

/// Alarms, and whom they reach.
extension TerraformGraph {
  func alarms() -> [Alarm] {
    resources("aws_cloudwatch_metric_alarm").map(metricAlarm)
      + resources("aws_cloudwatch_composite_alarm").map(compositeAlarm)
      + resources("aws_cloudwatch_event_rule").compactMap(eventAlarm)
      + resources("aws_budgets_budget").map(budgetAlarm)
  }

  private func metricAlarm(_ alarm: ResourceInstance) -> Alarm {
    let metrics = alarm.body.blocks("metric_query").compactMap { $0.body.block("metric") }
    let source = metrics.first ?? alarm.body
    let namespace = source.value("namespace")?.text ?? ""
    let metric = source.value("metric_name")?.text ?? "a metric"
    let pattern = filterPattern(metric: metric, namespace: namespace)
    return Alarm(
      address: alarm.address,
      subject: [namespace, metric].filter { !$0.isEmpty }.joined(separator: "/"),
      concern: AlarmConcern.of(namespace: namespace, metric: metric, pattern: pattern),
      hasAction: hasAction(alarm.body),
      reachesPerson: reachesPerson(alarm.body),
      location: alarm.place
    )
  }

  private func compositeAlarm(_ alarm: ResourceInstance) -> Alarm {
    Alarm(
      address: alarm.address,
      subject: alarm.value("alarm_rule")?.text ?? "other alarms",
      concern: "other",
      hasAction: hasAction(alarm.body),
      reachesPerson: reachesPerson(alarm.body),
      location: alarm.place
    )
  }

  /// The log filter that feeds a metric, for what it looks for.
  private func filterPattern(metric: String, namespace: String) -> String? {
    for filter in resources("aws_cloudwatch_log_metric_filter") {
      guard let transformation = filter.body.block("metric_transformation"),
        transformation.value("name")?.text == metric,
        transformation.value("namespace")?.text ?? namespace == namespace
      else { continue }
      return filter.value("pattern")?.text ?? ""
    }
    return nil
  }

  // MARK: - Events and budgets

  /// An event rule is an alarm when it hands events of a security or health service to a topic.
  private func eventAlarm(_ rule: ResourceInstance) -> Alarm? {
    let targets = attached(
      ["aws_cloudwatch_event_target"],
      by: "rule",
      to: rule,
      names: ["name"]
    )
    let topics = targets.certain.compactMap { target -> Value? in
      guard let arn = target.value("arn") else { return nil }
      let isTopic =
        self.target(of: arn, types: ["aws_sns_topic"], names: ["name"]) != nil
        || arn.text?.contains(":sns:") == true
      return isTopic ? arn : nil
    }
    guard let first = topics.first else { return nil }
    let pattern = eventPattern(rule)
    return Alarm(
      address: rule.address,
      subject: pattern.source ?? "events",
      concern: AlarmConcern.of(event: pattern.source),
      hasAction: .set(true, at: rule.place),
      reachesPerson: reachesPerson([first], at: rule.place),
      location: rule.place
    )
  }

  private func eventPattern(_ rule: ResourceInstance) -> (source: String?, detail: String?) {
    guard let text = rule.value("event_pattern")?.text, let pattern = Value(json: text)?.entries
    else {
      return (nil, nil)
    }
    return (
      pattern["source"]?.elements?.first?.text, pattern["detail-type"]?.elements?.first?.text
    )
  }

  private func budgetAlarm(_ budget: ResourceInstance) -> Alarm {
    let notifications = budget.body.blocks("notification")
    let people = notifications.contains { block in
      block.body.value("subscriber_email_addresses")?.elements?.isEmpty == false
    }
    let topics = notifications.flatMap {
      $0.body.value("subscriber_sns_topic_arns")?.elements ?? []
    }
    return Alarm(
      address: budget.address,
      subject: "spending",
      concern: "cost",
      hasAction: .set(people || !topics.isEmpty, at: budget.place),
      reachesPerson: people
        ? .set(true, at: budget.place) : reachesPerson(topics, at: budget.place),
      location: budget.place
    )
  }

  // MARK: - Whom it reaches

  private func hasAction(_ body: EvaluatedBody) -> Setting<Bool> {
    Setting.all([
      isNotEmpty(body, "alarm_actions"), body.bool("actions_enabled", default: true),
    ])
  }

  private func reachesPerson(_ body: EvaluatedBody) -> Setting<Bool> {
    let has = hasAction(body)
    guard has.effective != false, let attribute = body.attributes["alarm_actions"] else {
      return has.map { _ in false }
    }
    let place = SourceLocation(attribute.location)
    guard let actions = attribute.value.elements else {
      return .unknown(because: attribute.value.unknown?.reason ?? "the actions are not known")
    }
    return reachesPerson(actions, at: place)
  }

  private func reachesPerson(_ actions: [Value], at place: SourceLocation) -> Setting<Bool> {
    guard !actions.isEmpty else { return .set(false, at: place) }
    return Setting.any(actions.map { reachesPerson($0, at: place) })
  }

  private func reachesPerson(_ action: Value, at place: SourceLocation) -> Setting<Bool> {
    // Incident Manager pages whoever is on call.
    if let text = action.text, text.contains(":ssm-incidents:") { return .set(true, at: place) }
    guard let topic = target(of: action, types: ["aws_sns_topic"], names: ["name"]) else {
      return .unknown(
        because: action.unknown?.reason ?? "what the alarm notifies is not in the repository"
      )
    }
    let chats = attached(
      ["aws_chatbot_slack_channel_configuration", "aws_chatbot_teams_channel_configuration"],
      by: "sns_topic_arns",
      to: topic,
      names: ["name"]
    )
    if let chat = chats.certain.first { return .set(true, at: chat.place) }
    let subscriptions = attached(
      ["aws_sns_topic_subscription"],
      by: "topic_arn",
      to: topic,
      names: ["name"]
    )
    let settings = subscriptions.certain.map(reachesPerson)
    if !settings.isEmpty { return Setting.any(settings) }
    return .unknown(
      because: subscriptions.doubt ?? "no subscription to \(topic.address) is in the repository"
    )
  }

  private func reachesPerson(_ subscription: ResourceInstance) -> Setting<Bool> {
    switch subscription.value("protocol")?.text {
    case "email", "email-json", "sms":
      // An address that is given when it is applied is one; an empty one is none.
      subscription.value("endpoint").map { .set($0.text != "", at: subscription.place) }
        ?? .set(false, at: subscription.place)
    case "https", "http":
      // A page or a chat message leaves through a web hook; so does everything else.
      .unknown(because: "\(subscription.address) calls a web address")
    default: .unknown(because: "\(subscription.address) hands over to another service")
    }
  }
}

/// The kind of trouble an alarm is about.
private enum AlarmConcern {
  /// Words in names of metrics, and what they tell; the first that fits decides.
  private static let words: [(concern: String, words: [String])] = [
    ("cost", ["estimatedcharges", "billing", "spend"]),
    ("backup", ["backup", "restorejob", "snapshot"]),
    (
      "security",
      [
        "unauthorized", "accessdenied", "consolesignin", "consolelogin", "rootaccount", "rootusage",
        "rootlogin", "iampolicy", "iamchange", "securitygroup", "nacl", "guardduty",
        "blockedrequests",
        "failedlogin", "loginfail", "authfail", "signinfail", "mfa", "kmskey", "cmk", "privilege",
        "bruteforce", "intrusion", "threat",
      ]
    ),
    ("audit", ["audit", "cloudtrail", "trailchange", "configchange"]),
    (
      "availability",
      [
        "healthyhost", "statuscheck", "healthcheck", "availability", "uptime", "heartbeat",
        "running", "replicalag", "taskcount",
      ]
    ),
    (
      "errors",
      [
        "5xx", "4xx", "error", "fault", "exception", "failed", "failure", "deadletter", "rejected",
        "crash",
      ]
    ),
    ("latency", ["latency", "duration", "responsetime", "targetresponse", "p99", "p95"]),
    (
      "capacity",
      [
        "cpu", "memory", "storage", "disk", "connections", "throttl", "iops", "credit", "queue",
        "messages", "utilization", "capacity", "swap", "concurrent", "burst", "ageofoldest",
      ]
    ),
  ]

  static func of(namespace: String, metric: String, pattern: String?) -> String {
    let name = metric.lowercased().filter { $0.isLetter || $0.isNumber }
    if namespace.lowercased().contains("backup") { return "backup" }
    if namespace.lowercased().contains("waf") { return "security" }
    let whole = name + " " + (pattern?.lowercased().filter { $0.isLetter || $0.isNumber } ?? "")
    for (concern, words) in words where words.contains(where: { whole.contains($0) }) {
      return concern
    }
    return "other"
  }

  static func of(event source: String?) -> String {
    switch source {
    case "aws.guardduty", "aws.securityhub", "aws.inspector2", "aws.macie", "aws.access-analyzer",
      "aws.signin", "aws.iam":
      "security"
    case "aws.backup": "backup"
    case "aws.cloudtrail", "aws.config": "audit"
    case "aws.health": "availability"
    case "aws.ecs", "aws.rds", "aws.ec2", "aws.autoscaling": "availability"
    case "aws.budgets": "cost"
    default: "other"
    }
  }
}
