import SyntaxTrees

extension ScriptSource {
  /// Whether a name stands for something in the file already.
  package func mentions(_ name: String) -> Bool {
    nodes(["identifier", "shorthand_property_identifier_pattern"]).contains { $0.text == name }
  }

  /// Names by which the file knows something that modules of one name export.
  ///
  /// `default` and `*` are followed by the exported name, as in `pg.Pool`.
  package func localNames(of exported: String, from isModule: (String) -> Bool) -> Set<String> {
    var names: Set<String> = []
    for module in imports where isModule(module.source) {
      if let name = module.names[exported] { names.insert(name) }
      for whole in [module.names["default"], module.names["*"]].compactMap(\.self) {
        names.insert("\(whole).\(exported)")
      }
    }
    return names
  }

  /// Whether some bytes occur in the file; cheap, to ask before anything else.
  package func contains(_ text: String) -> Bool { ByteSearch.contains(text, in: bytes) }

  /// The file that a relative import names.
  package func resolve(_ module: String, in files: ProjectFiles) -> String? {
    guard module.hasPrefix(".") else { return nil }
    var parts = ProjectPath.folder(of: path).split(separator: "/").map(String.init)
    for part in module.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    let target = parts.joined(separator: "/")
    let ending = ProjectPath.fileExtension(of: target)
    let bare = String(target.dropLast(ending.isEmpty ? 0 : ending.count + 1))
    let endings = ["ts", "mts", "cts", "tsx", "js", "mjs", "cjs"]
    let candidates =
      [target] + endings.map { "\(target).\($0)" }
      + (["js", "mjs", "cjs"].contains(ending) ? endings.map { "\(bare).\($0)" } : [])
      + endings.map { "\(target)/index.\($0)" }
    return candidates.first { Self.language(of: $0) != nil && files.contains($0) }
  }
}
