/// The texts that audit logging adds to a project, with names in double braces to be filled in.
enum AuditTemplate {
  case writer
  case middleware
  case migration
  case document

  private var text: String {
    let bytes =
      switch self {
      case .writer: PackageResources.audit_log_writer_ts
      case .middleware: PackageResources.audit_log_middleware_ts
      case .migration: PackageResources.audit_log_migration_sql
      case .document: PackageResources.audit_log_document_md
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with values for its names.
  func render(_ values: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      // `import { {{name}} }` puts three braces in a row.
      let name = rest[open.upperBound..<close.lowerBound]
      result += rest[..<open.lowerBound]
      result += values[String(name)] ?? "{{\(name)}}"
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
