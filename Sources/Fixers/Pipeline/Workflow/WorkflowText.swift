import ReadinessModel

/// A workflow or an action as text, with the places of its keys, and ways to change it in place.
///
/// What is not touched stays to the byte: comments, quotes, line breaks, indentation.
struct WorkflowText: Sendable {
  let path: String
  let root: YAMLNode
  let lines: YAMLLines

  /// Reads a file; nil when there is none, or when its places cannot be told.
  init?(_ path: String, in files: ProjectFiles) {
    guard let read = try? Self.read(path, in: files) else { return nil }
    self = read
  }

  private init(path: String, root: YAMLNode, lines: YAMLLines) {
    self.path = path
    self.root = root
    self.lines = lines
  }

  /// Reads a file, or says why its places cannot be told.
  static func read(_ path: String, in files: ProjectFiles) throws(YAMLObstacle) -> WorkflowText {
    guard let bytes = files.bytes(of: path) else {
      throw YAMLObstacle(reason: "it was not read", line: 1)
    }
    let outline = try YAMLOutline.read(bytes)
    return WorkflowText(path: path, root: outline.root, lines: outline.lines)
  }

  /// The workflows of a project that can be edited.
  static func all(in project: FixProject) -> [WorkflowText] {
    project.files.paths.filter(isWorkflow).compactMap { WorkflowText($0, in: project.files) }
  }

  /// Whether a path is one of a workflow.
  static func isWorkflow(_ path: String) -> Bool {
    ProjectPath.folder(of: path) == ".github/workflows"
      && ["yml", "yaml"].contains(ProjectPath.fileExtension(of: path))
  }

  /// The jobs, in order.
  var jobs: [YAMLEntry] { root["jobs"]?.entries ?? [] }

  /// The steps of a job, or of an action.
  static func steps(of job: YAMLNode) -> [YAMLItem] {
    (job["steps"] ?? job["runs"]?["steps"])?.items ?? []
  }

  /// Every step of the file with the job it is in, nil for an action's.
  var steps: [(job: YAMLEntry?, step: YAMLItem)] {
    let own = Self.steps(of: root).map { (job: YAMLEntry?.none, step: $0) }
    return own
      + jobs.flatMap { job in
        Self.steps(of: job.value).map { (job: YAMLEntry?.some(job), step: $0) }
      }
  }

  /// The job that a line belongs to, 0-based.
  func job(atLine line: Int) -> YAMLEntry? { jobs.first { $0.lines.contains(line) } }

  /// The step that a line belongs to, 0-based.
  func step(atLine line: Int) -> YAMLItem? { steps.first { $0.step.lines.contains(line) }?.step }

  /// Blanks by which one level stands further in than the one above it.
  var unit: Int {
    guard let jobs = root.entry("jobs"), let first = jobs.value.entries.first else { return 2 }
    return max(1, first.column - jobs.column)
  }

  /// The place of a line, 0-based, for a reader.
  func location(_ line: Int) -> SourceLocation { SourceLocation(file: path, line: line + 1) }

  /// The text of a value as it stands in the file.
  func text(_ range: Range<Int>) -> String { String(decoding: lines.bytes[range], as: UTF8.self) }

  /// The script of a step, as the shell gets it; nil when it has none.
  func script(_ node: YAMLNode) -> String? {
    switch node.content {
    case .scalar(let text): text
    case .block(let range, let indent):
      range.map { String(lines.text($0).dropFirst(min(indent, lines.indent($0)))) }
        .joined(separator: "\n")
    default: nil
    }
  }

  // MARK: - Edits

  /// Adds lines before another, 0-based; before the line after the last they end the file.
  func insert(_ added: [String], before line: Int) -> SourceEdit {
    guard line >= lines.count else {
      let text = added.map { $0 + lines.newline }.joined()
      return .insert(path: path, at: lines.start(line), text: text)
    }
    let text = added.joined(separator: lines.newline)
    return .insert(
      path: path,
      at: lines.bytes.count,
      text: lines.endsWithNewline ? text + lines.newline : lines.newline + text
    )
  }

  /// Takes lines out, with their line breaks.
  func remove(_ range: Range<Int>) -> SourceEdit {
    let end = range.upperBound < lines.count ? lines.start(range.upperBound) : lines.bytes.count
    return .replace(path: path, range: lines.start(range.lowerBound)..<end, text: "")
  }

  /// Puts lines in the place of others.
  func replace(_ range: Range<Int>, with added: [String]) -> SourceEdit {
    let last = lines.ranges[range.upperBound - 1].upperBound
    return .replace(
      path: path,
      range: lines.start(range.lowerBound)..<last,
      text: added.joined(separator: lines.newline)
    )
  }

  /// Lines at a column, deeper ones at the file's own steps of indentation.
  func indented(_ added: [String], at column: Int) -> [String] {
    let unit = unit
    var dashes: Int?
    return added.map { line in
      let blanks = line.prefix { $0 == " " }.count
      let rest = line.dropFirst(blanks)
      guard !rest.isEmpty else { return "" }
      // What stands in a step keeps its distance to the dash.
      let within = dashes.map { blanks - $0 }.flatMap { $0 >= 0 ? $0 : nil }
      let deep = within.map { (blanks - $0) / 2 * unit + $0 } ?? blanks / 2 * unit
      if rest.hasPrefix("- "), dashes == nil { dashes = blanks }
      return String(repeating: " ", count: column + deep) + rest
    }
  }
}

extension String {
  /// The lines of a generated text, without the line break at its end.
  var generatedLines: [String] {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}
