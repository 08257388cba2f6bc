import ReadinessModel

/// Has a container ask its own health route.
enum ContainerProbe {
  /// The edits of the one build file of a package, if it is plain to see how it is to be asked.
  static func edits(_ package: NodePackage, _ project: FixProject, path: String) -> [SourceEdit] {
    let files = project.files.paths(under: package.folder).filter {
      ProjectPath.name(of: $0) == "Dockerfile" && ProjectPath.folder(of: $0) == package.folder
    }
    guard let file = files.first, let bytes = project.files.bytes(of: file),
      let text = String(validating: bytes, as: UTF8.self), let build = Build(text)
    else { return [] }
    return [.insert(path: file, at: build.place, text: build.instruction(path))]
  }

  /// What of a build file has to be known.
  private struct Build {
    /// Offset of the instruction that starts the application.
    var place = 0
    private var port = 0
    private var newline = "\n"

    init?(_ text: String) {
      var offset = 0
      var base = ""
      var start: Int?
      var isContinued = false
      var ports: [Int] = []
      for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
        let here = offset
        offset += line.count + 1
        if line.last == 0x0D { newline = "\r\n" }
        let words = (String(line) ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        let wasContinued = isContinued
        if words.first?.hasPrefix("#") != true { isContinued = words.last?.hasSuffix("\\") == true }
        guard !wasContinued, let instruction = words.first?.uppercased() else { continue }
        switch instruction {
        case "FROM":
          base = words.dropFirst().first { !$0.hasPrefix("--") } ?? ""
          start = nil
          ports = []
        case "HEALTHCHECK": return nil
        case "EXPOSE": ports += words.dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }
        case "CMD", "ENTRYPOINT": start = start ?? here
        default: continue
        }
      }
      // The probe runs on what is sure to be there: Node.js.
      let image = base.split(separator: "/").last?.prefix { $0 != ":" && $0 != "@" } ?? ""
      guard image == "node", ports.count == 1, let start else { return nil }
      place = start
      port = ports[0]
    }

    func instruction(_ path: String) -> String {
      let script =
        "require('http').get({ port: process.env.PORT || \(port), path: '\(path)', timeout: 4000 },"
        + " (res) => process.exit(res.statusCode === 200 ? 0 : 1))"
        + ".on('timeout', () => process.exit(1)).on('error', () => process.exit(1))"
      return "HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \\\(newline)"
        + "  CMD [\"node\", \"-e\", \"\(script)\"]\(newline)"
    }
  }
}
