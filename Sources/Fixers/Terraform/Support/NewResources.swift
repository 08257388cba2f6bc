import ReadinessModel
import TerraformLanguage

/// Resources that are added together to one file of a folder.
struct NewResources {
  private let project: TerraformProject
  private let path: String
  private var texts: [String] = []

  /// Starts a file, or continues it when it is there.
  init(_ project: TerraformProject, folder: String, file: String) {
    self.project = project
    path = ProjectPath.join(folder, file)
  }

  /// Adds whole blocks, with `\n` between their lines.
  mutating func add(_ text: String) {
    texts.append(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  /// Whether nothing was added.
  var isEmpty: Bool { texts.isEmpty }

  /// The edits.
  var edits: [SourceEdit] {
    guard !texts.isEmpty else { return [] }
    let text = texts.joined(separator: "\n\n")
    guard let source = project.sources[path] else {
      let newline = project.sources(in: ProjectPath.folder(of: path)).first?.newline ?? "\n"
      let whole = text + "\n"
      return [
        .create(path: path, text: newline == "\n" ? whole : whole.replacing("\n", with: newline))
      ]
    }
    return [source.appending(text).edit(of: path)]
  }
}
