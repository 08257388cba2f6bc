import Collectors
import ReadinessModel
import ScriptLanguage
import SyntaxTrees

/// What one file says by itself, before files are linked with each other.
///
/// A pure function of path, bytes and whether the file's package serves requests, so that results
/// can be kept by their digest.
struct FileReading: Sendable {
  var path: String
  /// Digest of the file's content.
  var digest: ContentDigest?
  /// The file as a program, where it was parsed in this run.
  var program: ScriptProgram?
  /// Models, tables and statements about them that the file declares.
  var models: FileDataModels?
  /// What the program shows besides routes.
  var application: ApplicationCollector.ProgramFacts?
  /// The tests in the file, nil when it holds none.
  var tests: TestFile?
  /// Secrets written in the file.
  var secrets: [HardCodedSecret] = []
  /// Why the file was not looked through whole, with what it might have held.
  var problems: [SkippedFile] = []
  /// Whether routes are looked for in the file itself, and not only where others lead to it.
  var isEntryPoint = false

  /// Looks through one file.
  static func read(
    _ file: RepositoryFile,
    servers: ServerPackages,
    scanner: PrefilterScanner?,
    parser: SyntaxParser?
  ) -> FileReading {
    var result = FileReading(path: file.path)
    guard let scanner, let reading = try? scanner.read(file.bytes) else {
      let kinds = SourceKind.kindsOfFact(
        path: file.path,
        language: SourceKind.language(ofPath: file.path)
      )
      result.note("its patterns could not be looked for", mattersFor: kinds)
      return result
    }
    let models = DataModelCollector.compile(file, hints: reading.hints)
    if let trouble = models.trouble { result.note(trouble, mattersFor: ["data"]) }
    result.models = models
    result.tests = TestFile(file)
    let scan = SecretScanner.scan(file, reading: reading)
    result.secrets = scan.secrets
    if scan.isTruncated {
      result.note("more places to look at than the limits allow", mattersFor: ["secrets"])
    }
    guard ScriptCompiler.language(of: file.path) != nil else { return result }
    let isTest = TestPaths.isTest(file.path)
    // A test puts the application together its own way, often without what guards it.
    result.isEntryPoint =
      !isTest && !file.path.hasSuffix(".d.ts")
      && (!reading.hints.isDisjoint(with: .routes)
        || reading.hints.contains(.routeCalls) && servers.govern(file.path))
    let showsSettings =
      isTest ? reading.hints.mayShowTransport : reading.hints.mayShowSettings
    guard result.isEntryPoint || showsSettings, let parser else { return result }
    result.program = try? ScriptCompiler.compile(file.bytes, path: file.path, parser: parser)
    // Where routes are followed the file is compiled again, and the failure recorded there.
    if result.program == nil, !result.isEntryPoint {
      result.note("it cannot be parsed within the limits", mattersFor: ["routes"])
    }
    if showsSettings, let program = result.program {
      result.application = ApplicationCollector.survey(program, isTest: isTest)
    }
    return result
  }

  private mutating func note(_ reason: String, mattersFor kinds: [String]) {
    problems.append(SkippedFile(file: path, reason: reason, mattersFor: kinds))
  }
}
