import ReadinessModel
import TerraformLanguage

/// Keys, log groups, backup plans, scaling and the monitors of the platform.
extension TerraformGraph {
  func encryptionKeys() -> [EncryptionKey] {
    resources("aws_kms_key").map { key in
      let specification = key.body.string("customer_master_key_spec", default: "SYMMETRIC_DEFAULT")
      let rotates = key.body.bool("enable_key_rotation", default: false)
      let canRotate = specification.effective == "SYMMETRIC_DEFAULT"
      return EncryptionKey(
        address: key.address,
        rotates: canRotate || rotates.isWritten ? rotates : .unset(providerDefault: nil),
        rotationDays: key.body.int(
          "rotation_period_in_days",
          default: rotates.effective == true ? 365 : nil
        ),
        location: key.place
      )
    }
  }

  func logGroups() -> [LogGroup] {
    resources("aws_cloudwatch_log_group").map { group in
      LogGroup(
        address: group.address,
        retentionDays: group.body.int("retention_in_days", default: 0),
        encryptedWithKey: customerKey(group.body, "kms_key_id"),
        location: group.place
      )
    }
  }

  // MARK: - Backups

  func backupPlans() -> [BackupPlan] {
    resources("aws_backup_plan").map(backupPlan)
      + resources("aws_dlm_lifecycle_policy").map(snapshotPolicy)
  }

  private func backupPlan(_ plan: ResourceInstance) -> BackupPlan {
    let rules = plan.body.blocks("rule")
    // The rule that keeps longest says how far back the plan reaches.
    let kept = rules.map {
      $0.body.block("lifecycle")?.int("delete_after", default: nil) ?? .unset(providerDefault: nil)
    }
    let unknown = kept.first { $0.unknownReason != nil }
    let longest = kept.filter { $0.effective != nil }.max {
      ($0.effective ?? 0) < ($1.effective ?? 0)
    }
    let copies = rules.flatMap { $0.body.blocks("copy_action") }.map { copy in
      isElsewhere(copy.body, than: plan, at: SourceLocation(copy.location))
    }
    return BackupPlan(
      address: plan.address,
      schedule: rules.first?.body.string("schedule", default: nil) ?? .unset(providerDefault: nil),
      // Without a lifecycle a rule keeps its backups for ever.
      retentionDays: unknown ?? longest ?? .unset(providerDefault: nil),
      copiesElsewhere: copies.isEmpty ? .unset(providerDefault: false) : Setting.any(copies),
      covers: covered(by: plan),
      location: plan.place
    )
  }

  private func isElsewhere(
    _ copy: EvaluatedBody,
    than plan: ResourceInstance,
    at place: SourceLocation
  ) -> Setting<Bool> {
    let value = copy.value("destination_vault_arn")
    if let text = value?.text, text.hasPrefix("arn:") {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count > 3, let here = region(of: plan) else {
        return .unknown(because: "the region of the plan is not known")
      }
      return .set(parts[3] != here, at: place)
    }
    guard let vault = target(of: value, types: ["aws_backup_vault"], names: ["name"]),
      let here = region(of: plan), let there = region(of: vault)
    else { return .unknown(because: "the region of the copies is not known") }
    return .set(here != there, at: place)
  }

  private func covered(by plan: ResourceInstance) -> [String] {
    let selections = attached(["aws_backup_selection"], by: "plan_id", to: plan, names: [])
    var result: Set<String> = []
    for selection in selections.certain {
      for value in selection.value("resources")?.elements ?? [] {
        if let text = value.text { result.insert(text) }
        for reference in value.unknown?.references ?? [] { result.insert(reference.address) }
      }
      for tag in selection.body.blocks("selection_tag") {
        let (key, value) = (tag.body.value("key")?.text, tag.body.value("value")?.text)
        if let key, let value { result.insert("tag:\(key)=\(value)") }
      }
    }
    return result.sorted()
  }

  private func snapshotPolicy(_ policy: ResourceInstance) -> BackupPlan {
    let details = policy.body.block("policy_details")
    let schedule = details?.block("schedule")
    let tags = details?.value("target_tags")?.entries ?? [:]
    return BackupPlan(
      address: policy.address,
      schedule: schedule?.block("create_rule")?.int("interval", default: nil)
        .map { "every \($0) hours" } ?? .unset(providerDefault: nil),
      retentionDays: schedule?.block("retain_rule")?.int("interval", default: nil)
        ?? .unset(providerDefault: nil),
      copiesElsewhere: schedule?.blocks("cross_region_copy_rule").first
        .map { .set(true, at: SourceLocation($0.location)) } ?? .unset(providerDefault: false),
      covers: tags.keys.sorted().compactMap { key in tags[key]?.text.map { "tag:\(key)=\($0)" } },
      location: policy.place
    )
  }

  // MARK: - Scaling

  func scalingRules() -> [ScalingRule] {
    let groups = resources("aws_autoscaling_group").compactMap { group -> ScalingRule? in
      let policies = attached(
        ["aws_autoscaling_policy"],
        by: "autoscaling_group_name",
        to: group,
        names: ["name"]
      )
      // A group that nothing tells to grow keeps its size.
      guard !policies.certain.isEmpty || policies.doubt != nil else { return nil }
      return ScalingRule(
        address: group.address,
        target: group.value("name")?.text ?? group.address,
        minimum: group.body.int("min_size", default: nil),
        maximum: group.body.int("max_size", default: nil),
        location: group.place
      )
    }
    let targets = resources("aws_appautoscaling_target").compactMap { target -> ScalingRule? in
      let policies = attached(
        ["aws_appautoscaling_policy"],
        by: "resource_id",
        to: target,
        names: ["resource_id"]
      )
      let sharesTarget = resources("aws_appautoscaling_policy").contains {
        $0.value("resource_id") == target.value("resource_id")
      }
      guard !policies.certain.isEmpty || policies.doubt != nil || sharesTarget else { return nil }
      return ScalingRule(
        address: target.address,
        target: scaledTarget(target),
        minimum: target.body.int("min_capacity", default: nil),
        maximum: target.body.int("max_capacity", default: nil),
        location: target.place
      )
    }
    let clusters = resources("aws_rds_cluster").compactMap { cluster -> ScalingRule? in
      guard let capacity = cluster.body.block("serverlessv2_scaling_configuration") else {
        return nil
      }
      let read = { (name: String) in
        capacity.setting(name, default: Int?.none) { value in
          if case .number(let number) = value { Int(number.rounded(.up)) } else { nil }
        }
      }
      return ScalingRule(
        address: cluster.address,
        target: cluster.address,
        minimum: read("min_capacity"),
        maximum: read("max_capacity"),
        location: cluster.place
      )
    }
    return groups + targets + clusters
  }

  private func scaledTarget(_ target: ResourceInstance) -> String {
    let value = target.value("resource_id")
    return value?.text ?? value?.unknown?.references.first?.address
      ?? target.value("service_namespace")?.text ?? target.address
  }

  // MARK: - Monitors

  /// Types that watch the platform, what they are, and the attribute that switches them on.
  private static let monitors: [(type: String, kind: String, isOn: String?)] = [
    ("aws_cloudtrail", "trail", "enable_logging"),
    ("aws_guardduty_detector", "threat-detection", "enable"),
    ("aws_securityhub_account", "threat-detection", nil),
    ("aws_inspector2_enabler", "threat-detection", nil),
    ("aws_macie2_account", "threat-detection", nil),
    ("aws_flow_log", "flow-log", nil),
    ("aws_synthetics_canary", "uptime-check", "start_canary"),
    ("aws_wafv2_web_acl_association", "firewall", nil),
    ("aws_wafregional_web_acl_association", "firewall", nil),
    ("aws_networkfirewall_firewall", "firewall", nil),
    ("aws_cloudwatch_dashboard", "dashboard", nil),
  ]

  func monitors() -> [PlatformMonitor] {
    var result: [PlatformMonitor] = []
    for (type, kind, switchName) in Self.monitors {
      for resource in resources(type) {
        let isOn: Setting<Bool> =
          resource.uncertainty.map { .unknown(because: $0) }
          ?? switchName.map { resource.body.bool($0, default: type != "aws_synthetics_canary") }
          ?? .set(true, at: resource.place)
        result.append(
          PlatformMonitor(
            address: resource.address,
            kind: kind,
            isEnabled: isOn,
            location: resource.place
          )
        )
      }
    }
    for check in resources("aws_route53_health_check")
    where check.value("type")?.text != "CALCULATED" {
      result.append(
        PlatformMonitor(
          address: check.address,
          kind: "uptime-check",
          isEnabled: Setting.all([
            check.body.bool("disabled", default: false).map(!), isHeeded(check),
          ]),
          location: check.place
        )
      )
    }
    return result + recorders() + distributionFirewalls()
  }

  /// Whether anything follows from what a probe finds: an alarm, or another way for the traffic.
  ///
  /// What probes measure is in one region; an alarm elsewhere never sees it.
  private func isHeeded(_ check: ResourceInstance) -> Setting<Bool> {
    let watching = resources("aws_cloudwatch_metric_alarm").filter { alarm in
      guard alarm.value("namespace")?.text == "AWS/Route53",
        region(of: alarm).map({ $0 == "us-east-1" }) ?? true
      else { return false }
      let measured = alarm.value("dimensions")?.entries?["HealthCheckId"]
      if case .no = link(measured, to: check, names: ["id"]) { return false }
      return true
    }
    let others = attached(["aws_route53_record"], by: "health_check_id", to: check, names: ["id"])
    let parents = attached(
      ["aws_route53_health_check"],
      by: "child_healthchecks",
      to: check,
      names: ["id"]
    )
    if let first = watching.first ?? others.certain.first ?? parents.certain.first {
      return .set(true, at: first.place)
    }
    return .unknown(
      because: others.doubt ?? "nothing in the repository tells anybody what it finds"
    )
  }

  /// A recorder records only once its status says so.
  private func recorders() -> [PlatformMonitor] {
    resources("aws_config_configuration_recorder").map { recorder in
      let status = attached(
        ["aws_config_configuration_recorder_status"],
        by: "name",
        to: recorder,
        names: ["name"]
      )
      let isOn =
        status.certain.first?.body.bool("is_enabled", default: false)
        ?? Setting<Bool>.unset(providerDefault: false).doubting(status.doubt)
      return PlatformMonitor(
        address: recorder.address,
        kind: "configuration-recorder",
        isEnabled: isOn,
        location: recorder.place
      )
    }
  }

  private func distributionFirewalls() -> [PlatformMonitor] {
    resources("aws_cloudfront_distribution").compactMap { distribution in
      guard distribution.value("web_acl_id") != nil else { return nil }
      return PlatformMonitor(
        address: distribution.address,
        kind: "firewall",
        isEnabled: distribution.body.isWritten("web_acl_id"),
        location: distribution.place
      )
    }
  }
}
