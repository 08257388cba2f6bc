package import ReadinessModel

/// Reads what the repository says of its pipeline: workflows and the settings around them.
package enum PipelineCollector {
  /// Collects the facts; a file that cannot be read is recorded, never guessed at.
  package static func collect(_ files: RepositoryFiles) -> Collected<DeliveryFacts> {
    collect(files, manifests: PackageManifests(files))
  }

  /// Collects the facts, the manifests already read.
  package static func collect(
    _ files: RepositoryFiles,
    manifests: PackageManifests
  ) -> Collected<DeliveryFacts> {
    var library = WorkflowLibrary(files: files)
    let expander = ScriptExpander(files: files, manifests: manifests)
    var workflows: [Workflow] = []
    var records: [DeployRecordStep] = []
    for path in library.workflowPaths {
      guard let root = library.root(of: path), let file = files[path] else { continue }
      var reader = WorkflowReader(file: file, root: root, library: library, expander: expander)
      workflows.append(reader.read())
      records += reader.deployRecords
      library.skipped += reader.skipped
    }
    var settings = RepositorySettings(files: files)
    let facts = DeliveryFacts(
      workflows: workflows,
      updateTools: settings.updateTools(),
      codeOwners: settings.codeOwners(),
      templates: settings.templates(),
      deployRecords: Array(Set(records)).sorted { $0.location < $1.location },
      schemaMigrations: settings.schemaMigrations(),
      protectionFiles: settings.protectionFiles()
    )
    var seen: Set<SkippedFile> = []
    let skipped = (library.skipped + settings.skipped + otherHosts(files))
      .filter { seen.insert($0).inserted }.sorted { ($0.file, $0.reason) < ($1.file, $1.reason) }
    return Collected(facts, skipped: skipped)
  }

  /// Pipelines of hosts that are not read: said, so that what they do is not taken for absent.
  private static func otherHosts(_ files: RepositoryFiles) -> [SkippedFile] {
    let names = [
      ".gitlab-ci.yml", ".circleci/config.yml", "azure-pipelines.yml", "Jenkinsfile",
      "bitbucket-pipelines.yml", ".travis.yml", ".drone.yml", ".buildkite/pipeline.yml",
      "buildspec.yml", "cloudbuild.yaml", ".woodpecker.yml", "appveyor.yml",
    ]
    return names.filter { files.contains(path: $0) }.map {
      SkippedFile(
        file: $0,
        reason: "a pipeline of a host whose files are not read yet",
        mattersFor: ["pipeline"]
      )
    }
  }
}

/// The workflow and action files of a repository, each read once.
struct WorkflowLibrary: Sendable {
  let files: RepositoryFiles
  let workflowPaths: [String]
  var skipped: [SkippedFile] = []
  private var roots: [String: ConfigurationNode] = [:]

  init(files: RepositoryFiles) {
    self.files = files
    workflowPaths = files.matching(".github/workflows/*.{yml,yaml}").map(\.path)
    let actions = files.files.filter { $0.name == "action.yml" || $0.name == "action.yaml" }
    for file in workflowPaths.compactMap({ files[$0] }) + actions {
      do throws(ConfigurationFailure) {
        roots[file.path] = try YAMLReader.read(file)
      } catch {
        skipped.append(error.skipped(mattersFor: ["pipeline"]))
      }
    }
  }

  func root(of path: String) -> ConfigurationNode? { roots[path] }

  /// Finds the action in a folder of the repository.
  func action(in folder: String) -> (file: RepositoryFile, root: ConfigurationNode)? {
    for name in ["action.yml", "action.yaml"] {
      let path = folder.isEmpty ? name : folder + "/" + name
      if let file = files[path], let root = roots[path] { return (file, root) }
    }
    return nil
  }
}
