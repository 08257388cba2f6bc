import ReadinessModel
import ScriptLanguage
import SyntaxTrees

/// Finds measurements that a project offers with code of its own, by the format they are written in.
///
/// The exposition format of Prometheus, OpenMetrics and the embedded metric format of CloudWatch are
/// told by what they prescribe. Code that nothing calls offers nothing.
enum OwnTelemetry {
  /// Matches every file that could write one of the formats.
  static let expression = "CloudWatchMetrics|openmetrics-text|text/plain;\\s{0,2}version=0\\.0\\.4"

  /// What a program would measure.
  static func signals(in survey: ProgramSurvey) -> [TelemetrySignal] {
    let program = survey.program
    var found: (product: String, id: ScriptNodeID)?
    var names: [String] = []
    for (index, node) in program.nodes.enumerated() {
      let id = ScriptNodeID(index)
      switch node.kind {
      case .property where program.text(id) == "CloudWatchMetrics":
        found = found ?? ("CloudWatch's embedded metric format", id)
      case .property where program.text(id) == "Name":
        names += [survey.string(node.first)].compactMap { $0 }
      case .string:
        let text = program.text(id)
        if text.contains("openmetrics-text") || text.contains("version=0.0.4") {
          found = found ?? ("OpenMetrics", id)
        }
        names += text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
          .filter { $0.contains("_") }
      default: continue
      }
    }
    guard let found else { return [] }
    let location = survey.location(found.id)
    var signals = [TelemetrySignal(kind: .metrics, product: found.product, location: location)]
    if names.contains(where: isOfErrors) {
      signals.append(
        TelemetrySignal(kind: .errorTracking, product: found.product, location: location)
      )
    }
    return signals
  }

  private static func isOfErrors(_ name: String) -> Bool {
    let lower = name.lowercased()
    return ["error", "fault", "exception", "failure", "5xx"].contains { lower.holds($0) }
  }

  // MARK: - Use

  private static let mostFiles = 100

  /// The signals of files whose exports another file of the application calls or hands on.
  static func installed(
    _ candidates: [TelemetrySignal],
    in files: RepositoryFiles
  ) -> [TelemetrySignal] {
    guard !candidates.isEmpty, let parser = SyntaxParser() else { return [] }
    let homes = Dictionary(grouping: candidates) { stem($0.location.file) }
    var used: Set<String> = []
    var looked = 0
    for file in files.withExtensions(["ts", "mts", "cts", "js", "mjs", "cjs"]) {
      let open = homes.keys.filter { !used.contains($0) }
      guard !open.isEmpty, looked < mostFiles else { break }
      guard !isTest(file.path), open.contains(where: { file.text.holds($0) }),
        !open.contains(stem(file.path)),
        let program = try? ScriptCompiler.compile(file.bytes, path: file.path, parser: parser)
      else { continue }
      looked += 1
      used.formUnion(usedFiles(in: ProgramSurvey(program)).intersection(open))
    }
    return candidates.filter { used.contains(stem($0.location.file)) }
  }

  private static func isTest(_ path: String) -> Bool {
    path.holds(".test.") || path.holds(".spec.")
      || path.split(separator: "/").contains { ["test", "tests", "__tests__", "e2e"].contains($0) }
  }

  /// Files of the project, by their bare names, whose exports a program calls, constructs or hands to
  /// something.
  private static func usedFiles(in survey: ProgramSurvey) -> Set<String> {
    var used: Set<String> = []
    for call in survey.calls {
      if let module = call.origin?.module, isOwn(module) { used.insert(stem(module)) }
      for argument in call.arguments where survey.program[argument].kind == .identifier {
        guard let origin = survey.imports[survey.program.text(argument)], isOwn(origin.module)
        else { continue }
        used.insert(stem(origin.module))
      }
    }
    return used
  }

  /// Whether a module is a file of the project, by a path or under a name for one.
  private static func isOwn(_ module: String) -> Bool {
    ["./", "../", "@/", "~/", "src/"].contains { module.hasPrefix($0) }
  }

  /// A file's name without its ending; that of its folder for an index.
  private static func stem(_ path: String) -> String {
    var parts = path.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
    guard var last = parts.popLast() else { return path }
    for ending in [".ts", ".tsx", ".js", ".mjs", ".cjs", ".mts", ".cts", ".jsx"]
    where last.hasSuffix(ending) {
      last = String(last.dropLast(ending.count))
      break
    }
    return last == "index" ? parts.last ?? last : last
  }
}
