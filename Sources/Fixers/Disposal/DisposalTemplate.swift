/// The texts that deleting adds to a project, with names in double braces to be filled in.
enum DisposalTemplate {
  case migration
  case log
  case purge
  case erase
  case taskWorkflow
  case runnerWorkflow

  private var text: String {
    let bytes =
      switch self {
      case .migration: PackageResources.disposal_migration_sql
      case .log: PackageResources.disposal_log_ts
      case .purge: PackageResources.retention_purge_ts
      case .erase: PackageResources.disposal_erase_ts
      case .taskWorkflow: PackageResources.retention_workflow_ecs_yml
      case .runnerWorkflow: PackageResources.retention_workflow_runner_yml
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with values for its names; what GitHub fills in stays.
  func render(_ values: [String: String]) -> String { TemplateText.render(text, values) }
}
