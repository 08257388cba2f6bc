/// The parsed files of a repository, by folder.
final class ConfigurationStore {
  let files: [String: [UInt8]]
  private var configurations: [String: ModuleConfiguration] = [:]
  private(set) var directories: [String] = []
  /// Paths of the configuration files by folder.
  private var paths: [String: [String]] = [:]
  /// Paths of the variable files by folder.
  private(set) var variableFiles: [String: [String]] = [:]

  init(_ files: [String: [UInt8]]) {
    self.files = files
    for path in files.keys.sorted() {
      let directory = RepositoryPath.directory(of: path)
      if Self.isConfiguration(path) {
        // Where both exist, the file for OpenTofu is the newer spelling of the same content.
        if files[path.replacingTerraformEnding] != nil { continue }
        paths[directory, default: []].append(path)
      } else if path.hasSuffix(".tfvars") || path.hasSuffix(".tfvars.json") {
        variableFiles[directory, default: []].append(path)
      }
    }
    directories = paths.keys.sorted()
  }

  static func isConfiguration(_ path: String) -> Bool {
    path.hasSuffix(".tf") || path.hasSuffix(".tf.json") || path.hasSuffix(".tofu")
      || path.hasSuffix(".tofu.json")
  }

  /// Finds the configuration of a folder, nil when it has none.
  func module(_ directory: String) -> ModuleConfiguration? {
    if let configuration = configurations[directory] { return configuration }
    guard let paths = paths[directory] else { return nil }
    let configuration = ModuleConfiguration(
      directory: directory,
      files: paths.map { ($0, parse($0)) }
    )
    configurations[directory] = configuration
    return configuration
  }

  /// Parses one file by its ending.
  func parse(_ path: String) -> ConfigurationFile {
    guard let bytes = files[path] else { return ConfigurationFile() }
    guard bytes.count <= 4_000_000 else {
      let location = ConfigurationLocation(file: path, line: 1)
      return ConfigurationFile(
        problems: [SyntaxProblem(message: "the file is larger than 4 MB", location: location)])
    }
    return path.hasSuffix(".json")
      ? JSONConfiguration.parse(bytes, file: path) : HCLParser.parse(bytes, file: path)
  }
}

extension String {
  /// The OpenTofu twin of a `.tf` path; the path itself plus an ending that nothing has otherwise.
  fileprivate var replacingTerraformEnding: String {
    if hasSuffix(".tf") { return dropLast(3) + ".tofu" }
    if hasSuffix(".tf.json") { return dropLast(8) + ".tofu.json" }
    return self + "\0"
  }
}
