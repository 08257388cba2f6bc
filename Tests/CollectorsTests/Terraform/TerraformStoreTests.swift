import ReadinessModel
import Testing

@Suite("Stores say what is written, what is left to the provider, and what is not known")
struct TerraformStoreTests {
  @Test("Every state of a database")
  func databases() throws {
    let facts = try TerraformFixture.facts("databases-in-all-states")
    let silent = try facts.store("aws_db_instance.silent")
    #expect(silent.encryptedAtRest == .unset(providerDefault: false))
    #expect(silent.backupRetentionDays == .unset(providerDefault: 0))
    let written = try facts.store("aws_db_instance.written_false")
    #expect(written.encryptedAtRest.isWritten && written.encryptedAtRest.effective == false)
    #expect(written.publiclyAccessible.effective == true)
    let mapped = try facts.store("aws_db_instance.from_map")
    #expect(mapped.encryptedAtRest.effective == true)
    #expect(mapped.backupRetentionDays.effective == 7)
    #expect(mapped.multiZone.effective == true)
    #expect(mapped.encryptedInTransit.effective == true)
    #expect(mapped.customerManagedKey.effective == true)
    #expect(mapped.deletionProtection.effective == true)
    #expect(mapped.accessLogged.effective == true)
    let absent = try facts.store("aws_db_instance.null_is_unset")
    #expect(absent.encryptedAtRest == .unset(providerDefault: false))
    #expect(absent.multiZone == .unset(providerDefault: false))
    #expect(try facts.store("aws_db_instance.restored").encryptedAtRest.unknownReason != nil)
    let replica = try facts.store("aws_db_instance.replica")
    #expect(replica.encryptedAtRest.effective == true)
    #expect(replica.backupRetentionDays.effective == 7)
  }

  @Test("A variable without value leaves the setting open")
  func unknownVariable() throws {
    let facts = try TerraformFixture.facts(
      main: """
        variable "encrypt" { type = bool }
        resource "aws_db_instance" "main" {
          engine            = "postgres"
          storage_encrypted = var.encrypt
        }
        """
    )
    let reason = try facts.store("aws_db_instance.main").encryptedAtRest.unknownReason
    #expect(reason == "the variable encrypt has no value in the repository")
  }

  @Test("Variable files of stages that disagree leave the setting open")
  func stages() throws {
    let main = """
      variable "encrypt" { default = true }
      variable "zones" { default = false }
      resource "aws_db_instance" "main" {
        storage_encrypted = var.encrypt
        multi_az          = var.zones
      }
      """
    let facts = try TerraformFixture.facts([
      "main.tf": main,
      "stages/dev.tfvars": "encrypt = false\nzones = false\n",
      "stages/prod.tfvars": "encrypt = true\nzones = false\n",
    ])
    let store = try facts.store("aws_db_instance.main")
    #expect(store.encryptedAtRest.unknownReason?.contains("stages/dev.tfvars") == true)
    #expect(store.multiZone.effective == false)
  }

  @Test("Either way the same is known")
  func sameInBothBranches() throws {
    let facts = try TerraformFixture.facts(
      main: """
        variable "stage" {}
        resource "aws_db_instance" "main" {
          storage_encrypted       = var.stage == "prod" ? true : true
          backup_retention_period = var.stage == "prod" ? 30 : 7
        }
        """
    )
    let store = try facts.store("aws_db_instance.main")
    #expect(store.encryptedAtRest.effective == true)
    #expect(store.backupRetentionDays.unknownReason != nil)
  }

  @Test("Clusters take from their members")
  func clusters() throws {
    let facts = try TerraformFixture.facts("database-clusters")
    let main = try facts.store("aws_rds_cluster.main")
    #expect(main.multiZone.effective == true)
    #expect(main.backupRetentionDays.effective == 14)
    #expect(main.encryptedInTransit == .unset(providerDefault: true))
    #expect(facts.scaling.map(\.maximum.effective) == [8])
    let documents = try facts.store("aws_docdb_cluster.documents")
    #expect(documents.encryptedAtRest == .unset(providerDefault: false))
  }

  @Test("Keys of the customer and keys of AWS are told apart")
  func keys() throws {
    let facts = try TerraformFixture.facts("keys-and-whose-they-are")
    #expect(try facts.store("aws_sqs_queue.own").customerManagedKey.effective == true)
    #expect(try facts.store("aws_sqs_queue.own").encryptedAtRest.isWritten)
    #expect(try facts.store("aws_sqs_queue.theirs").customerManagedKey.effective == false)
    #expect(try facts.store("aws_sqs_queue.theirs").encryptedAtRest.effective == true)
    #expect(
      try facts.store("aws_sqs_queue.silent").encryptedAtRest == .unset(providerDefault: true)
    )
    #expect(try facts.store("aws_sqs_queue.off").encryptedAtRest.effective == false)
    #expect(try facts.store("aws_kinesis_stream.events").expiryDays.effective == 2)
    #expect(
      facts.encryptionKeys.map(\.rotates.effective) == [true, false]
    )
  }

  @Test("Listeners, their policies and their redirects")
  func listeners() throws {
    let listeners = try TerraformFixture.facts("listeners").listeners
    let byAddress = Dictionary(listeners.map { ($0.address, $0) }) { first, _ in first }
    #expect(byAddress["aws_lb_listener.https[\"new\"]"]?.minimumTLS.effective == "1.2")
    #expect(byAddress["aws_lb_listener.https[\"old\"]"]?.minimumTLS.effective == "1.0")
    #expect(byAddress["aws_lb_listener.https[\"strict\"]"]?.minimumTLS.effective == "1.3")
    #expect(byAddress["aws_lb_listener.https[\"strict\"]"]?.isPublic.effective == false)
    #expect(byAddress["aws_lb_listener.redirect"]?.redirectsToTLS.effective == true)
    #expect(byAddress["aws_lb_listener.plain"]?.redirectsToTLS.effective == false)
    #expect(byAddress["aws_lb_listener.plain"]?.port.effective == 8080)
    #expect(byAddress["aws_lb_listener.plain"]?.isPublic.effective == true)
  }

  @Test("Alarms reach people through topics and their subscriptions")
  func alarms() throws {
    let facts = try TerraformFixture.facts("alarms-and-whom-they-reach")
    let errors = try facts.alarm("aws_cloudwatch_metric_alarm.each[\"errors\"]")
    #expect(errors.concern == "errors" && errors.reachesPerson.effective == true)
    let hosts = try facts.alarm("aws_cloudwatch_metric_alarm.each[\"hosts\"]")
    #expect(hosts.concern == "availability")
    let processor = try facts.alarm("aws_cloudwatch_metric_alarm.each[\"cpu\"]")
    #expect(processor.concern == "capacity" && processor.hasAction.effective == true)
    #expect(processor.reachesPerson.unknownReason != nil)
    let silent = try facts.alarm("aws_cloudwatch_metric_alarm.silent")
    #expect(silent.concern == "cost" && silent.hasAction.effective == false)
    #expect(silent.reachesPerson.effective == false)
    let denied = try facts.alarm("aws_cloudwatch_metric_alarm.denied")
    #expect(denied.concern == "security" && denied.reachesPerson.effective == true)
    #expect(try facts.alarm("aws_cloudwatch_event_rule.findings").concern == "security")
  }

  @Test("Backups, scaling, log groups and monitors")
  func others() throws {
    let backups = try TerraformFixture.facts("backups-in-two-regions")
    let plan = try #require(backups.backupPlans.first)
    #expect(plan.retentionDays.effective == 35)
    #expect(plan.copiesElsewhere.effective == true)
    #expect(plan.covers == ["aws_dynamodb_table.orders", "tag:backup=daily"])
    let scaling = try TerraformFixture.facts("scaling").scaling
    #expect(
      scaling.map(\.address) == ["aws_appautoscaling_target.api", "aws_autoscaling_group.web"]
    )
    #expect(scaling.map(\.maximum.effective) == [20, 10])
    let groups = try TerraformFixture.facts("log-groups").logGroups
    #expect(groups.map(\.retentionDays.effective) == [400, 731, 400, 0])
    let monitors = try TerraformFixture.facts("monitors").monitors
    let enabled = Dictionary(monitors.map { ($0.kind, $0.isEnabled.effective) }) { first, _ in first
    }
    #expect(enabled["trail"] == true)
    #expect(enabled["threat-detection"] == false)
    #expect(enabled["configuration-recorder"] == true)
    #expect(enabled["flow-log"] == true)
    // A probe that no alarm watches tells nobody.
    #expect(monitors.first { $0.kind == "uptime-check" }?.isEnabled.unknownReason != nil)
  }
}
