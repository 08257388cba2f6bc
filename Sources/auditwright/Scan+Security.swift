import ArgumentParser
import Engine
import ReadinessModel
import Reports

extension Scan {
  /// Writes the report of a security audit.
  func runSecurity(_ options: ScanOptions) throws {
    let result = try source.withEngine(github: github) {
      try $0.securityAudit(source.source, options: options)
    }
    if !source.quiet {
      for note in result.scan.notes { Terminal.writeError("Note: \(note)\n") }
    }
    try output.write(rendered(result))
    if let code = exitCode(for: result) { throw ExitCode(code) }
  }

  private func rendered(_ result: SecurityAuditResult) -> String {
    switch format {
    case .table:
      SecurityTableFormat(width: output.width, isColored: output.isColored).render(result.audit)
    case .json: SecurityJSONFormat().render(result.audit)
    case .markdown: SecurityMarkdownFormat().render(result.audit)
    case .sarif:
      SARIFFormat(
        descriptions: result.scan.descriptions,
        source: result.scan.source,
        weaknesses: result.weaknesses
      ).render(result.gaps)
    }
  }

  private func exitCode(for result: SecurityAuditResult) -> Int32? {
    let audit = result.audit
    if audit.entries.isEmpty, audit.holds.isEmpty { return ProgramExit.nothingAssessed }
    let isMet =
      switch failOn {
      case nil: false
      case .failing: audit.entries.contains { $0.isCertain }
      case .warning: !audit.entries.isEmpty
      case .notAssessed: !audit.entries.isEmpty || !audit.notSeen.isEmpty
      case .critical, .high, .medium, .low:
        audit.entries.contains { $0.isCertain && isSevere($0) }
      }
    if isMet { return ProgramExit.thresholdMet }
    return strict && result.scan.isIncomplete ? ProgramExit.incomplete : nil
  }

  private func isSevere(_ entry: SecurityEntry) -> Bool {
    guard let least = failOn?.severity.flatMap(Severity.allCases.firstIndex(of:)),
      let severity = Severity.allCases.firstIndex(of: entry.severity)
    else { return false }
    return severity <= least
  }
}
