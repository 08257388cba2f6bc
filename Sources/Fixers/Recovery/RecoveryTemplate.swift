/// The texts that a restore drill adds to a project, with names in double braces to be filled in.
enum RecoveryTemplate {
  case drill
  case backup
  case dumpWorkflow
  case rdsWorkflow
  case backupWorkflow

  private var text: String {
    let bytes =
      switch self {
      case .drill: PackageResources.recovery_restore_drill_sh
      case .backup: PackageResources.recovery_backup_sh
      case .dumpWorkflow: PackageResources.recovery_workflow_dump_yml
      case .rdsWorkflow: PackageResources.recovery_workflow_rds_yml
      case .backupWorkflow: PackageResources.recovery_workflow_backup_yml
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with values for its names; what GitHub fills in stays.
  func render(_ values: [String: String]) -> String { TemplateText.render(text, values) }
}
