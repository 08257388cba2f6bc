import ReadinessModel
import TerraformLanguage

/// The Terraform of a repository: what is written, and what it comes to.
struct TerraformProject {
  /// Files in the native syntax by path.
  let sources: [String: ConfigurationSource]
  /// The root configurations.
  let roots: [EvaluatedRoot]
  /// What infrastructure code shows.
  let facts: InfrastructureFacts
  /// What could not be evaluated.
  let unresolved: [UnresolvedBlock]

  /// The Terraform of a project, evaluated once; nil when it has none for AWS.
  static func of(_ project: FixProject) -> TerraformProject? {
    project.memory.terraform { TerraformProject(project) }
  }

  private init?(_ project: FixProject) {
    guard let facts = project.facts.infrastructure.value, !facts.roots.isEmpty else { return nil }
    var files: [String: [UInt8]] = [:]
    var sources: [String: ConfigurationSource] = [:]
    for path in project.files.paths where TerraformEvaluation.reads(path) {
      guard let bytes = project.files.bytes(of: path) else { continue }
      files[path] = bytes
      sources[path] = ConfigurationSource(path: path, bytes: bytes)
    }
    let evaluated = TerraformEvaluation.evaluate(files)
    self.sources = sources
    self.facts = facts
    roots = evaluated.roots
    unresolved = evaluated.unresolved
    guard
      roots.contains(where: { root in root.instances.contains { $0.type.hasPrefix("aws_") } })
    else { return nil }
  }

  /// The files of a folder in the native syntax, in order.
  func sources(in folder: String) -> [ConfigurationSource] {
    sources.values.filter {
      ProjectPath.folder(of: $0.path) == folder && !$0.path.hasSuffix(".tfvars")
    }.sorted { $0.path < $1.path }
  }

  /// The block that facts place on a line; nil when it is not written in the native syntax.
  func block(at location: SourceLocation) -> PlacedBlock? {
    guard let source = sources[location.file], let block = source.block(atLine: location.line)
    else { return nil }
    return PlacedBlock(source: source, layout: block)
  }

  /// The blocks of a type in a folder.
  func blocks(_ type: String, in folder: String) -> [PlacedBlock] {
    sources(in: folder).flatMap { source in
      source.body.blocks(type).map { PlacedBlock(source: source, layout: $0) }
    }
  }

  /// The resource blocks of a type in a folder.
  func resources(_ type: String, in folder: String) -> [PlacedBlock] {
    blocks("resource", in: folder).filter { $0.layout.labels.first == type }
  }

  /// The calls of the module in a folder.
  func callers(of folder: String) -> [PlacedBlock] {
    sources.values.sorted { $0.path < $1.path }.flatMap { source in
      source.body.blocks("module").filter { call in
        guard let text = call.body.attribute("source")?.expression.plainText,
          text.hasPrefix(".")
        else { return false }
        return Self.join(ProjectPath.folder(of: source.path), text) == folder
      }.map { PlacedBlock(source: source, layout: $0) }
    }
  }

  /// Calls of modules whose text is not in the repository.
  var remoteModules: [PlacedBlock] {
    sources.values.sorted { $0.path < $1.path }.flatMap { source in
      source.body.blocks("module").filter { call in
        guard let text = call.body.attribute("source")?.expression.plainText else { return false }
        return !text.hasPrefix(".")
      }.map { PlacedBlock(source: source, layout: $0) }
    }
  }

  /// Joins a folder and a relative path; nil when it leaves the repository.
  private static func join(_ folder: String, _ path: String) -> String? {
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// The root configuration of a folder, nil when it is none.
  func root(_ folder: String) -> EvaluatedRoot? { roots.first { $0.directory == folder } }

  /// The region that a root's own provider is set to, nil when it is not written down.
  func region(of folder: String) -> String? {
    root(folder)?.providers["aws"]?.attributes["region"]?.value.text
  }

  /// The instances of a block.
  func instances(of place: PlacedBlock) -> [ResourceInstance] {
    roots.flatMap(\.instances).filter {
      $0.location.file == place.source.path && $0.location.line == place.layout.line
    }
  }
}

/// A block and the file it is in.
struct PlacedBlock {
  var source: ConfigurationSource
  var layout: BlockLayout

  /// The folder of the file.
  var folder: String { ProjectPath.folder(of: source.path) }

  /// The type and name of a resource, as references write them.
  var reference: String {
    (layout.type == "data" ? "data." : layout.type == "resource" ? "" : layout.type + ".")
      + layout.labels.joined(separator: ".")
  }

  /// The type of a resource.
  var type: String { layout.labels.first ?? "" }

  /// The name of a resource.
  var name: String { layout.labels.last ?? "" }

  /// Where the block is.
  var location: SourceLocation { SourceLocation(file: source.path, line: layout.line) }

  /// The text of an argument's value, nil when it is not written.
  func text(_ name: String) -> String? {
    layout.body.attribute(name).map { source.text($0.value) }
  }

  /// Whether `count` or `for_each` makes several of it, or none.
  var isRepeated: Bool {
    layout.body.attribute("count") != nil || layout.body.attribute("for_each") != nil
  }
}

extension TextReplacement {
  /// The replacement as an edit of a file.
  func edit(of path: String) -> SourceEdit { .replace(path: path, range: range, text: text) }
}

extension FixProposal {
  /// A proposal for a repository without Terraform for AWS.
  static func withoutTerraform(_ subject: String) -> FixProposal {
    .refusing(
      subject,
      because: "no Terraform for AWS was found",
      next: "Infrastructure that is set up by hand or by other tools is changed there."
    )
  }
}
