import Collectors
import Fixers
import Foundation
import TerraformLanguage

/// Counts what is wrong with the syntax of a file, where its language is known.
enum SyntaxErrors {
  /// Whether the language of a file is known.
  static func parses(_ path: String) -> Bool {
    ScriptSource.language(of: path) != nil || ConfigurationSource.reads(path)
      || ["json", "yml", "yaml"].contains(PathText.fileExtension(of: path))
  }

  /// Errors in a file; 0 for a language that is not parsed.
  static func count(in bytes: [UInt8], path: String) -> Int {
    if let source = ScriptSource(path: path, bytes: bytes) { return source.errorCount }
    if let source = ConfigurationSource(path: path, bytes: bytes) { return source.problems }
    switch PathText.fileExtension(of: path) {
    case "json":
      return (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed))
        == nil ? 1 : 0
    case "yml", "yaml":
      do {
        _ = try YAMLReader.read(RepositoryFile(path: path, bytes: bytes))
        return 0
      } catch {
        return 1
      }
    default:
      return 0
    }
  }
}
