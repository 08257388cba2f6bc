import SyntaxTrees

/// Edits of scripts that several fixers make.
package enum ScriptEdits {
  /// Brings names of another file in, after the imports that sort before it.
  package static func importing(
    _ names: [String],
    from target: String,
    in source: ScriptSource,
    _ project: ScriptStyle
  ) -> SourceEdit {
    let style = ScriptStyle(source)
    let path = importPath(from: source.path, to: target, project)
    let list = "{ \(names.joined(separator: ", ")) }"
    let quoted = "\(style.quote)\(path)\(style.quote)"
    let end = style.usesSemicolons ? ";" : ""
    let text =
      style.usesRequire
      ? "const \(list) = require(\(quoted))\(end)" : "import \(list) from \(quoted)\(end)"
    let imports = source.imports
    guard let last = imports.last else {
      let start = source.statements.first?.range.lowerBound ?? source.bytes.count
      let directive = source.statements.first.map { isDirective($0) } ?? false
      if directive, let first = source.statements.first {
        return .insert(
          path: source.path,
          at: first.range.upperBound,
          text: style.newline + text
        )
      }
      return .insert(
        path: source.path,
        at: start,
        text: text + style.newline + style.newline
      )
    }
    let before = imports.last { $0.source.hasPrefix(".") && $0.source <= path }
    let place = before ?? imports.last { !$0.source.hasPrefix(".") } ?? last
    return .insert(
      path: source.path,
      at: place.statement.range.upperBound,
      text: style.newline + text
    )
  }

  /// The path of a file as another one imports it.
  package static func importPath(
    from source: String,
    to target: String,
    _ style: ScriptStyle
  ) -> String {
    let path = ProjectPath.relative(from: ProjectPath.folder(of: source), to: target)
    let bare = path.dropLast(ProjectPath.fileExtension(of: path).count + 1)
    return bare + (style.importEnding.map { ".\($0)" } ?? "")
  }

  private static func isDirective(_ statement: SyntaxNode) -> Bool {
    statement.kind == "expression_statement" && statement.namedChildren.first?.kind == "string"
  }
}
