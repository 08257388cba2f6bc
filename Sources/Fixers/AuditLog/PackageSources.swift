import ReadinessModel

/// The scripts of one package, and places for new ones among them.
enum PackageSources {
  /// Scripts that are part of the application, and not of its tests.
  static func scripts(of package: NodePackage, in project: FixProject) -> [ScriptSource] {
    list("scripts", of: package, in: project) { path in
      ScriptSource.language(of: path) != nil && !path.hasSuffix(".d.ts") && !isTest(path)
    }
  }

  /// Scripts that test the application.
  static func tests(of package: NodePackage, in project: FixProject) -> [ScriptSource] {
    list("tests", of: package, in: project) { path in
      ScriptSource.language(of: path) != nil && isTest(path)
    }
  }

  /// Files that only declare types.
  static func declarations(of package: NodePackage, in project: FixProject) -> [ScriptSource] {
    list("declarations", of: package, in: project) { $0.hasSuffix(".d.ts") }
  }

  /// Lists the scripts of one kind once for each view of a repository; none is parsed for that.
  private static func list(
    _ kind: String,
    of package: NodePackage,
    in project: FixProject,
    where isWanted: (String) -> Bool
  ) -> [ScriptSource] {
    project.memory.scripts("\(kind) of \(package.folder)") {
      project.files.paths(under: package.folder)
        .filter { isWanted($0) && project.package(of: $0) == package }
        .compactMap { project.unparsedScript($0) }
    }
  }

  /// The ending of a new file beside another one.
  static func ending(like path: String) -> String {
    let ending = ProjectPath.fileExtension(of: path)
    return ending.hasSuffix("x") ? String(ending.dropLast()) : ending
  }

  /// The path of a new file: in the first of the folders that is there, or above them.
  static func file(
    named name: String,
    in folders: [String],
    under root: String,
    _ project: FixProject
  ) -> String {
    let folder = folders.map { ProjectPath.join(root, $0) }
      .first { project.files.containsFolder($0) }
    return ProjectPath.join(folder ?? root, name)
  }

  /// Refuses when one of the files to be written is there.
  static func requireFree(_ paths: [String], _ project: FixProject) throws(FixObstacle) {
    guard let taken = paths.first(where: { project.files.contains($0) }) else { return }
    throw FixObstacle(
      taken,
      "the file is there already, but the requests of this application are not seen to be logged",
      at: SourceLocation(file: taken, line: 1),
      next: "Install what it holds before the routes, or move it out of the way."
    )
  }

  /// The name under which a package writes events.
  static func component(of package: NodePackage) -> String {
    let name = ProjectPath.name(of: package.name ?? "app")
    let isPlain = name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
    }
    return isPlain && !name.isEmpty ? name : "app"
  }

  private static func isTest(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return path.contains(".test.") || path.contains(".spec.")
      || parts.contains { ["test", "tests", "__tests__", "e2e"].contains($0) }
  }
}
