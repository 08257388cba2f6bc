import Collectors
import Foundation
import ReadinessModel

/// Says which files a model may write.
///
/// The rule is what may be written, not what may not: code, schemas and infrastructure that the scan
/// reads, so that there is a measurement of them. What decides what runs (manifests, pipelines, settings of
/// tools, scripts), what people state (documents, registers, evidence) and what the scan is told to leave
/// out are none of these.
enum ProposablePath {
  private static let endings: Set<String> = [
    "ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "prisma", "sql", "tf",
  ]
  /// Programs that start others by their settings, written as scripts.
  private static let toolFiles: Set<String> = ["gulpfile.js", "gruntfile.js", "jakefile.js"]

  /// Why a model may not write a file, nil when it may.
  static func objection(to path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isPath =
      path.utf8.count <= 200
      && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
      && path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "\\" }
    guard isPath else { return "it is no path inside the repository" }
    if path.lowercased() == InitialConfiguration.fileName {
      return "to declare a route public, or to look at less, is no fix"
    }
    if parts.contains(where: { $0.hasPrefix(".") }) {
      return "it holds settings of git, of the pipeline or of a tool"
    }
    let name = PathText.name(of: path).lowercased()
    let ending = PathText.fileExtension(of: path).lowercased()
    guard endings.contains(ending) else {
      return "only code, schemas and Terraform that the scan reads may be written by a model"
    }
    if name.contains(".config.") || toolFiles.contains(name) {
      return "it decides what a tool runs"
    }
    if TestPaths.isTest(path) { return "it is a test, and tests are not changed to close a gap" }
    let generated: Set<Substring> = ["node_modules", "vendor", "dist", "build", "out", "coverage"]
    if parts.contains(where: { generated.contains($0) }) {
      return "it is not written by hand, or not by this project"
    }
    return nil
  }
}
