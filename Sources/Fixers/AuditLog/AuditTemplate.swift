/// The texts that audit logging adds to a project, with names in double braces to be filled in.
enum AuditTemplate {
  case writer
  case middleware
  case expressNaming
  case expressPlace
  case nestNaming
  case nestPlace
  case nestModule
  case migration
  case document

  private var text: String {
    let bytes =
      switch self {
      case .writer: PackageResources.audit_log_writer_ts
      case .middleware: PackageResources.audit_log_middleware_ts
      case .expressNaming: PackageResources.audit_log_naming_express_ts
      case .expressPlace: PackageResources.audit_log_place_express_ts
      case .nestNaming: PackageResources.audit_log_naming_nest_ts
      case .nestPlace: PackageResources.audit_log_place_nest_ts
      case .nestModule: PackageResources.audit_log_module_ts
      case .migration: PackageResources.audit_log_migration_sql
      case .document: PackageResources.audit_log_document_md
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with values for its names; a line that holds nothing but an empty value goes.
  func render(_ values: [String: String] = [:]) -> String {
    TemplateText.render(text, values)
  }

  /// The text as part of another, without the line break at its end.
  func part(_ values: [String: String] = [:]) -> String {
    let text = render(values)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
