import Collectors
import Foundation
import ReadinessModel

/// A file's reading as it is kept between runs: everything but the program.
struct CachedReading: Codable {
  var isEntryPoint: Bool
  var models: FileDataModels?
  var application: ApplicationCollector.ProgramFacts?
  var tests: TestFile?
  var secrets: [HardCodedSecret]
  var problems: [SkippedFile]

  init(_ reading: FileReading) {
    isEntryPoint = reading.isEntryPoint
    models = reading.models.flatMap { $0.isEmpty ? nil : $0 }
    let nothing = ApplicationCollector.ProgramFacts()
    application = reading.application.flatMap { $0 == nothing ? nil : $0 }
    tests = reading.tests
    secrets = reading.secrets
    problems = reading.problems
  }

  /// Most files say nothing, which takes one byte.
  private var saysNothing: Bool {
    models == nil && application == nil && tests == nil && secrets.isEmpty && problems.isEmpty
  }

  /// The bytes to keep; nil when they cannot be made.
  func content() -> [UInt8]? {
    if saysNothing { return [isEntryPoint ? 1 : 0] }
    return (try? JSONEncoder().encode(self)).map { [UInt8]($0) }
  }

  /// Reads what was kept, nil when it is not that.
  static func reading(of path: String, _ content: [UInt8]) -> FileReading? {
    var reading = FileReading(path: path, secrets: [])
    if content.count == 1 {
      reading.isEntryPoint = content == [1]
      return reading
    }
    guard let kept = try? JSONDecoder().decode(CachedReading.self, from: Data(content)) else {
      return nil
    }
    reading.isEntryPoint = kept.isEntryPoint
    reading.models = kept.models
    reading.application = kept.application
    reading.tests = kept.tests
    reading.secrets = kept.secrets
    reading.problems = kept.problems
    return reading
  }
}
