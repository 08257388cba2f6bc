/// The values that variable files give a root configuration.
///
/// Terraform loads `terraform.tfvars` and `*.auto.tfvars` by itself. Other variable files are named
/// on the command line, which the repository does not show; where they differ from one another or
/// from what holds without them, the variable has no known value.
struct VariableFiles {
  private var loaded: [String: Expression] = [:]
  private var optional: [String: [(file: String, expression: Expression)]] = [:]
  private(set) var problems: [SyntaxProblem] = []

  init(store: ConfigurationStore, directory: String) {
    var automatic: [(rank: Int, path: String)] = []
    for (folder, paths) in store.variableFiles {
      for path in paths {
        let name = RepositoryPath.name(of: path)
        if folder == directory, let rank = Self.rank(name) {
          automatic.append((rank, path))
        } else if Self.belongs(folder, to: directory, store) {
          for (key, attribute) in read(path, store) {
            optional[key, default: []].append((path, attribute.expression))
          }
        }
      }
    }
    automatic.sort { ($0.rank, $0.path) < ($1.rank, $1.path) }
    for (_, path) in automatic {
      for (name, attribute) in read(path, store) { loaded[name] = attribute.expression }
    }
    for key in optional.keys { optional[key]?.sort { $0.file < $1.file } }
  }

  /// Order in which a file is loaded by itself, nil when it is not.
  private static func rank(_ name: String) -> Int? {
    if name == "terraform.tfvars" { return 0 }
    if name == "terraform.tfvars.json" { return 1 }
    return name.hasSuffix(".auto.tfvars") || name.hasSuffix(".auto.tfvars.json") ? 2 : nil
  }

  /// Whether a variable file in a folder is for a configuration: the nearest one above it.
  private static func belongs(
    _ folder: String,
    to directory: String,
    _ store: ConfigurationStore
  ) -> Bool {
    var current = folder
    while true {
      if current == directory { return true }
      if current.isEmpty || store.directories.contains(current) { return false }
      current = RepositoryPath.directory(of: current)
    }
  }

  private mutating func read(
    _ path: String,
    _ store: ConfigurationStore
  ) -> [String: ConfigurationAttribute] {
    guard let bytes = store.files[path], bytes.count <= 4_000_000 else { return [:] }
    let file =
      path.hasSuffix(".json")
      ? JSONConfiguration.parseVariables(bytes, file: path) : HCLParser.parse(bytes, file: path)
    problems += file.problems
    return file.body.attributes
  }

  /// Gives what the files say of a variable.
  func input(_ name: String) -> ModuleInstance.Input? {
    let choices = optional[name] ?? []
    let base = loaded[name]
    guard let first = choices.first else {
      return base.map { .expression($0, Self.emptyScope) }
    }
    let differs =
      choices.contains { $0.expression != first.expression }
      || (base.map { $0 != first.expression } ?? false)
    if differs {
      let files = choices.prefix(3).map(\.file).joined(separator: ", ")
      return .value(
        .unknown(because: "the variable \(name) depends on the variable file in use (\(files))")
      )
    }
    return .choice(first.expression, Self.emptyScope, file: first.file)
  }

  /// Values of variables are constants: they see no names.
  private static var emptyScope: Scope {
    Scope(
      module: ModuleInstance(
        configuration: ModuleConfiguration(directory: "", files: []),
        address: "",
        ancestry: [],
        pathFromRoot: ".",
        uncertainty: nil,
        providers: [:]
      ) { _ in nil }
    )
  }
}
