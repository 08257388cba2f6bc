/// The test suites of a repository's JavaScript packages, and how each is run.
struct NodeTests {
  /// What installs the packages.
  enum Manager {
    case npm
    case pnpm
    case yarn
    /// Yarn before version 2.
    case classicYarn
  }

  var package: NodePackage
  var manager: Manager
  /// Whether the root runs the tests of its workspaces.
  var isForWorkspaces: Bool
  private var versionFile: String?
  private var namesManager: Bool
  private var pnpmMajor: Int

  /// The job that runs the suite.
  var job: String {
    let folder = package.folder
    let id =
      folder.isEmpty ? "test" : "test-" + folder.map { $0.isLetter || $0.isNumber ? $0 : "-" }
    let defaults =
      folder.isEmpty
      ? "" : "    defaults:\n      run:\n        working-directory: \(quoted(folder))"
    let text = PipelineTemplate.render(
      PackageResources.pipeline_test_job_yml,
      [
        "id": id,
        "name": folder.isEmpty ? "Test" : quoted("Test \(folder)"),
        "folder": defaults,
        "manager": managerStep,
        "version": versionFile.map { "node-version-file: \(quoted(ProjectPath.join(folder, $0)))" }
          ?? "node-version: lts/*",
        "install": install,
        "test": test,
      ]
    )
    return text
  }

  private func quoted(_ text: String) -> String {
    text.allSatisfy { $0.isLetter || $0.isNumber || "/._- ".contains($0) } ? text : "\"\(text)\""
  }

  private var managerStep: String {
    switch manager {
    case .npm, .classicYarn: return ""
    case .yarn:
      return "      - name: Take yarn as package.json names it\n        run: corepack enable"
    case .pnpm:
      let version = namesManager ? "" : "\n        with:\n          version: \(pnpmMajor)"
      let file =
        namesManager && !package.folder.isEmpty
        ? "\n        with:\n          package_json_file: \(package.folder)/package.json" : ""
      return PipelineTemplate.render(
        Array("      - name: Set pnpm up\n        uses: {{setup-pnpm}}\(version)\(file)".utf8)
      )
    }
  }

  private var install: String {
    switch manager {
    case .npm: "npm ci"
    case .pnpm: "pnpm install --frozen-lockfile"
    case .yarn: "yarn install --immutable"
    case .classicYarn: "yarn install --frozen-lockfile"
    }
  }

  private var test: String {
    switch (manager, isForWorkspaces) {
    case (.npm, false): "npm test"
    case (.npm, true): "npm test --workspaces --if-present"
    case (.pnpm, false): "pnpm test"
    case (.pnpm, true): "pnpm --recursive --if-present test"
    case (.yarn, false), (.classicYarn, false): "yarn test"
    case (.yarn, true): "yarn workspaces foreach --all run test"
    case (.classicYarn, true): "yarn workspaces run test"
    }
  }

  /// The suites: that of the root, or those of packages with a lock file of their own.
  static func suites(in project: FixProject) -> [NodeTests] {
    let owners = project.packages.values.filter { package in
      manager(of: package.folder, in: project) != nil
    }.sorted { $0.folder < $1.folder }
    var suites: [NodeTests] = []
    for owner in owners {
      guard let manager = manager(of: owner.folder, in: project) else { continue }
      if suites.contains(where: { isInside(owner.folder, $0.package.folder) && $0.isForWorkspaces })
      {
        continue
      }
      let isRunning = runsTests(owner)
      let members = project.packages.values.filter {
        $0.folder != owner.folder && isInside($0.folder, owner.folder)
          && Self.manager(of: $0.folder, in: project) == nil
      }
      let isForWorkspaces = !isRunning && members.contains(where: runsTests)
      guard isRunning || isForWorkspaces else { continue }
      suites.append(
        NodeTests(owner, manager, isForWorkspaces: isForWorkspaces, in: project)
      )
    }
    return suites
  }

  private init(
    _ package: NodePackage,
    _ manager: Manager,
    isForWorkspaces: Bool,
    in project: FixProject
  ) {
    self.package = package
    self.manager = manager
    self.isForWorkspaces = isForWorkspaces
    versionFile = [".nvmrc", ".node-version", ".tool-versions"].first {
      project.files.contains(ProjectPath.join(package.folder, $0))
    }
    let manifest =
      project.files.text(of: ProjectPath.join(package.folder, "package.json")) ?? ""
    if versionFile == nil, manifest.contains("\"engines\""), manifest.contains("\"node\"") {
      versionFile = "package.json"
    }
    namesManager = manifest.contains("\"packageManager\"")
    let lock = project.files.text(of: ProjectPath.join(package.folder, "pnpm-lock.yaml")) ?? ""
    let version = lock.prefix(200).split(separator: "\n").first { $0.hasPrefix("lockfileVersion") }
    pnpmMajor =
      version.map { $0.contains("5.") ? 7 : $0.contains("6.") ? 8 : 10 } ?? 10
  }

  private static func isInside(_ folder: String, _ outer: String) -> Bool {
    outer.isEmpty || folder.hasPrefix(outer + "/")
  }

  private static func manager(of folder: String, in project: FixProject) -> Manager? {
    func has(_ name: String) -> Bool { project.files.contains(ProjectPath.join(folder, name)) }
    if has("package-lock.json") || has("npm-shrinkwrap.json") { return .npm }
    if has("pnpm-lock.yaml") { return .pnpm }
    guard has("yarn.lock") else { return nil }
    let lock = project.files.text(of: ProjectPath.join(folder, "yarn.lock"))?.prefix(300) ?? ""
    return lock.contains("yarn lockfile v1") ? .classicYarn : .yarn
  }

  /// Whether a package has a script that runs tests, and no message that there are none.
  private static func runsTests(_ package: NodePackage) -> Bool {
    guard let script = package.scripts["test"]?.lowercased() else { return false }
    let isIdle = script.contains("no test specified") || script.hasPrefix("echo ")
    return !isIdle && !script.isEmpty
  }
}
