import ReadinessModel
import TerraformLanguage

/// What watches one root configuration, and whom it tells.
struct AlarmPlan {
  private let project: TerraformProject
  private let root: EvaluatedRoot
  private let address: String?
  private let signInPattern: String?
  private let names: NameHabit
  private(set) var proposal = FixProposal()

  init(
    _ project: TerraformProject,
    root: EvaluatedRoot,
    address: String?,
    signInPattern: String?
  ) {
    self.project = project
    self.root = root
    self.address = address
    self.signInPattern = signInPattern
    names = NameHabit(project, folder: root.directory)
  }

  private var folder: String { root.directory }

  private func places(_ type: String) -> [PlacedBlock] {
    project.resources(type, in: folder).filter { !$0.isRepeated }
  }

  // MARK: - Watching

  /// Adds what is missing, in one change.
  mutating func watch() {
    let channel = AlertChannel(project, folder: folder)
    let alarms = self.alarms(topic: channel.name)
    let signIns = self.signIns(topic: channel.name)
    let silent = silentTopics
    guard !alarms.isEmpty || !silent.isEmpty || signIns != nil else { return }
    var file = NewResources(project, folder: folder, file: "monitoring.tf")
    let to = address ?? "somebody@example"
    if !alarms.isEmpty || signIns != nil {
      for text in channel.missing(names, address: to) { file.add(text) }
    }
    for topic in silent {
      file.add(
        TerraformTemplate.subscription.render([
          "name": topic.name, "topic": topic.name, "address": to,
        ])
      )
    }
    for alarm in alarms { file.add(alarm) }
    if signInPattern != nil, let signIns { file.add(signIns) }
    add(file.edits)
    if signInPattern == nil, let signIns {
      proposal.changes.append(
        FixChange(
          title: "Alarm on failed sign-ins",
          reason: "Somebody who tries passwords is seen by nobody.",
          applicability: .needsDecision(RaiseAlarms.signInPattern.id),
          edits: [.create(path: ProjectPath.join(folder, "sign_in_alarm.tf"), text: signIns + "\n")]
        )
      )
    }
  }

  private mutating func add(_ edits: [SourceEdit]) {
    guard !edits.isEmpty else { return }
    proposal.changes.append(
      FixChange(
        title: "Tell a person of what goes wrong in \(folder.isEmpty ? "the root" : folder)",
        reason: "An alarm that nobody receives detects nothing.",
        applicability: .needsDecision(RaiseAlarms.address.id),
        edits: edits
      )
    )
    guard let address else { return }
    proposal.followUps.append(
      "\(address) must confirm the subscriptions that AWS sends after terraform apply."
    )
  }

  // MARK: - Alarms

  private func alarms(topic: String) -> [String] {
    balancerAlarms(topic) + databaseAlarms(topic) + backupAlarms(topic)
  }

  private func balancerAlarms(_ topic: String) -> [String] {
    var result: [String] = []
    for balancer in places("aws_lb") + places("aws_alb")
    where balancer.text("load_balancer_type") ?? "\"application\"" == "\"application\"" {
      let values = { (alarm: String) in
        [
          "name": balancer.name, "balancer": balancer.reference, "topic": topic,
          "alarm": names.name("\(balancer.name.kebab)-\(alarm)"),
        ]
      }
      if !isWatched("HTTPCode_Target_5XX_Count", balancer) {
        result.append(TerraformTemplate.targetErrorAlarm.render(values("application-errors")))
      }
      if !isWatched("HTTPCode_ELB_5XX_Count", balancer) {
        result.append(TerraformTemplate.errorAlarm.render(values("errors")))
      }
      for group in groups(behind: balancer) where !isWatched("UnHealthyHostCount", group) {
        result.append(
          TerraformTemplate.healthAlarm.render([
            "name": group.name, "balancer": balancer.reference, "group": group.reference,
            "topic": topic, "alarm": names.name("\(group.name.kebab)-unhealthy-hosts"),
          ])
        )
      }
    }
    return result
  }

  /// Target groups that listeners of a balancer forward to.
  private func groups(behind balancer: PlacedBlock) -> [PlacedBlock] {
    let listeners = (places("aws_lb_listener") + places("aws_alb_listener")).filter {
      ($0.text("load_balancer_arn") ?? "").mentions(balancer.reference)
    }
    return (places("aws_lb_target_group") + places("aws_alb_target_group")).filter { group in
      listeners.contains { $0.source.text($0.layout.range).mentions(group.reference) }
    }
  }

  private func databaseAlarms(_ topic: String) -> [String] {
    var result: [String] = []
    for database in places("aws_db_instance") {
      let values = { (alarm: String) in
        [
          "name": database.name, "database": database.reference, "topic": topic,
          "alarm": names.name("\(database.name.kebab)-\(alarm)"),
        ]
      }
      if !isWatched("CPUUtilization", database) {
        result.append(TerraformTemplate.databaseProcessorAlarm.render(values("database-processor")))
      }
      if !isWatched("FreeStorageSpace", database) {
        result.append(TerraformTemplate.databaseStorageAlarm.render(values("database-storage")))
      }
    }
    for cluster in places("aws_rds_cluster") where !isWatched("CPUUtilization", cluster) {
      result.append(
        TerraformTemplate.clusterProcessorAlarm.render([
          "name": cluster.name, "database": cluster.reference, "topic": topic,
          "alarm": names.name("\(cluster.name.kebab)-cluster-processor"),
        ])
      )
    }
    return result
  }

  private func backupAlarms(_ topic: String) -> [String] {
    guard !project.resources("aws_backup_plan", in: folder).isEmpty else { return [] }
    let rules = project.resources("aws_cloudwatch_event_rule", in: folder)
    guard !rules.contains(where: { ($0.text("event_pattern") ?? "").contains("aws.backup") }),
      !rules.contains(where: { $0.name == "backup_failures" })
    else { return [] }
    return [
      TerraformTemplate.backupFailureRule.render([
        "rule": names.name("backup-failures"), "topic": topic,
      ])
    ]
  }

  /// Whether an alarm on a metric names a resource.
  private func isWatched(_ metric: String, _ place: PlacedBlock) -> Bool {
    project.blocks("resource", in: folder).contains { block in
      guard block.type == "aws_cloudwatch_metric_alarm" else { return false }
      let text = block.source.text(block.layout.range)
      return text.contains("\"\(metric)\"") && text.mentions(place.reference)
    }
  }

  // MARK: - Sign-ins

  private func signIns(topic: String) -> String? {
    let group = places("aws_cloudwatch_log_group").first { group in
      project.blocks("resource", in: folder).contains {
        $0.type == "aws_ecs_task_definition"
          && $0.source.text($0.layout.range).mentions(group.reference)
      }
    }
    let isWatched = project.facts.alarms.contains { $0.concern == "security" }
    guard let group, !isWatched else { return nil }
    let pattern = (signInPattern ?? "PATTERN").replacing("\\", with: "\\\\")
      .replacing("\"", with: "\\\"").replacing("${", with: "$${").replacing("%{", with: "%%{")
    return TerraformTemplate.signInAlarm.render([
      "name": group.name, "group": group.reference, "topic": topic, "pattern": pattern,
      "filter": names.name("failed-sign-ins"), "namespace": names.name("application"),
      "alarm": names.name("failed-sign-ins"),
    ])
  }

  // MARK: - Topics

  /// Topics that alarms notify and nobody is subscribed to.
  private var silentTopics: [PlacedBlock] {
    places("aws_sns_topic").filter { topic in
      let blocks = project.blocks("resource", in: folder)
      let isNotified = blocks.contains {
        ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"].contains($0.type)
          && ($0.text("alarm_actions") ?? "").mentions(topic.reference)
      }
      let isHeard = project.sources(in: folder).contains { source in
        source.body.blocks.contains { block in
          let listens =
            block.type == "output" || block.type == "module"
            || ["aws_sns_topic_subscription", "aws_chatbot_slack_channel_configuration"]
              .contains(block.labels.first)
          return listens && source.text(block.range).mentions(topic.reference)
        }
      }
      return isNotified && !isHeard
    }
  }
}

extension String {
  /// The name with hyphens, as names of resources in AWS are written.
  var kebab: String { replacing("_", with: "-") }
}
