import ReadinessModel

/// What the workflows that are there say of where the application runs.
struct WorkflowHabits {
  /// The cluster and service of ECS that are deployed to.
  private(set) var cluster: String?
  private(set) var service: String?
  /// The region, or the variable that is to name it.
  private(set) var region = "${{ vars.AWS_REGION }}"
  /// The version of Node.js that is set up.
  private(set) var nodeVersion = "22"
  /// The environment that is deployed to.
  let environment: String

  init(_ project: FixProject) {
    let jobs = (project.facts.delivery.value?.workflows ?? []).flatMap(\.jobs)
    environment =
      jobs.filter { job in job.activities.contains { $0.kind == .deploy } }
      .compactMap(\.environment).first { Self.isPlain($0) } ?? "production"
    for path in project.files.paths(under: ".github/workflows") {
      guard let text = project.files.text(of: path) else { continue }
      for line in text.split(whereSeparator: \.isNewline).prefix(5_000) {
        read(line)
      }
    }
  }

  private mutating func read(_ line: Substring) {
    if let value = Self.value(of: "aws-region", in: line) { region = value }
    if let value = Self.value(of: "node-version", in: line) { nodeVersion = value }
    let words = line.split(whereSeparator: { " \t=".contains($0) }).map(String.init)
    guard words.contains("ecs"), words.contains("update-service") else {
      return
    }
    cluster = cluster ?? Self.word(after: "--cluster", in: words)
    service = service ?? Self.word(after: "--service", in: words)
  }

  private static func value(of key: String, in line: Substring) -> String? {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].drop(while: { " \t-".contains($0) }) == key else { return nil }
    let value = parts[1].filter { !"\"' \r".contains($0) }
    return isPlain(value) ? value : nil
  }

  private static func word(after option: String, in words: [String]) -> String? {
    guard let at = words.firstIndex(of: option), at + 1 < words.count else { return nil }
    let value = words[at + 1].filter { !"\"'".contains($0) }
    return isPlain(value) ? value : nil
  }

  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x30...0x39).contains(byte) || [0x2D, 0x5F, 0x2E].contains(byte)
      }
  }
}
