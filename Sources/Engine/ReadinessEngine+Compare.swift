import Assessment
import Foundation
package import ReadinessModel

extension ReadinessEngine {
  /// Says what moved from one assessment to another.
  ///
  /// Each side is a repository's folder, which is scanned, or a file that holds an assessment or
  /// facts.
  package func compare(
    _ before: String,
    with after: String,
    options: ScanOptions = ScanOptions()
  ) throws -> ReadinessComparison {
    try compare(
      assessment(at: before, options: options),
      with: assessment(at: after, options: options)
    )
  }

  /// Says what moved from one assessment to another against the same controls.
  package func compare(
    _ before: ReadinessAssessment,
    with after: ReadinessAssessment
  ) throws -> ReadinessComparison {
    guard before.profile == after.profile else {
      throw EngineFailure.incomparable(
        reason: "one follows the profile \(before.profile), the other \(after.profile)"
      )
    }
    let (old, new) = (Set(before.controls.map(\.id)), Set(after.controls.map(\.id)))
    guard old == new else {
      let missing = old.symmetricDifference(new).sorted().map(\.rawValue)
      throw EngineFailure.incomparable(
        reason: "only one of them speaks of \(missing.joined(separator: ", "))"
      )
    }
    return ReadinessComparison(from: before, to: after)
  }

  /// The assessment of a folder, of facts in a file, or as it stands in a file.
  package func assessment(
    at path: String,
    options: ScanOptions = ScanOptions()
  ) throws -> ReadinessAssessment {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      do {
        return try AssessmentFile.read(path)
      } catch let failure {
        // A file of facts is named so by its own reader; of two reasons the first is the better.
        guard let facts = try? FactsFile.read(path) else { throw failure }
        return try assess(
          facts,
          selection: Selection(options: options, catalog: catalog),
          repository: FactSource.file(path: path).repositoryName
        ).assessment
      }
    }
    return try scan(.repository(path: path), options: options).assessment
  }
}
