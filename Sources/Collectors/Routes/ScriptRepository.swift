package import ScriptLanguage
import SyntaxTrees

/// The scripts of a repository: finds what an import means, and compiles on demand.
package final class ScriptRepository: ScriptSource {
  private let files: RepositoryFiles
  private let aliases: PathAliases
  private var compiled: [String: ScriptProgram?] = [:]
  private var followed: Set<String> = []
  private var listed: Set<String> = []
  private var resolutions: [String: String?] = [:]
  private let parser: SyntaxParser?
  /// Files that could not be compiled, with the reason.
  package private(set) var failures: [(path: String, reason: String)] = []

  /// Creates the source; programs that are at hand already need not be compiled again.
  package init(
    _ files: RepositoryFiles,
    aliases: PathAliases,
    programs: [String: ScriptProgram] = [:]
  ) {
    self.files = files
    self.aliases = aliases
    parser = SyntaxParser()
    for (path, program) in programs { compiled[path] = program }
  }

  /// Paths that were asked for, sorted: what was found rests on these files and no others.
  package var followedPaths: [String] { followed.sorted() }

  /// Folders whose content was asked for, sorted: what is in them decides too.
  package var listedFolders: [String] { listed.sorted() }

  /// Compiles a file, nil when it cannot be.
  package func program(at path: String) -> ScriptProgram? {
    followed.insert(path)
    if let known = compiled[path] { return known }
    let program = compile(path)
    compiled[path] = .some(program)
    return program
  }

  private func compile(_ path: String) -> ScriptProgram? {
    guard let parser, ScriptCompiler.language(of: path) != nil, let file = files[path] else {
      return nil
    }
    do throws(SyntaxFailure) {
      return try ScriptCompiler.compile(file.bytes, path: path, parser: parser)
    } catch {
      let reason =
        switch error {
        case .tooDeep: "nests too deeply"
        case .tooLarge: "is too large"
        case .timedOut: "takes too long to parse"
        case .unknownLanguage: "is in a language that is not read"
        }
      failures.append((path, reason))
      return nil
    }
  }

  /// Lists the names of the files directly inside a folder of the repository, sorted.
  package func files(in folder: String) -> [String] {
    listed.insert(folder)
    let prefix = folder.isEmpty ? "" : folder + "/"
    var names: Set<String> = []
    for path in files.paths where path.hasPrefix(prefix) {
      let rest = path.dropFirst(prefix.count)
      if let name = rest.split(separator: "/").first { names.insert(String(name)) }
    }
    return names.sorted()
  }

  /// Finds the file an import means, nil when it is not in the repository.
  package func resolve(_ specifier: String, from path: String) -> String? {
    let key = "\(PathText.folder(of: path))\u{0}\(specifier)"
    if let known = resolutions[key] { return known }
    let found = lookUp(specifier, from: path)
    resolutions[key] = .some(found)
    return found
  }

  private func lookUp(_ specifier: String, from path: String) -> String? {
    var bases: [String] = []
    if specifier.hasPrefix(".") {
      if let joined = PathText.join(PathText.folder(of: path), specifier) { bases.append(joined) }
    } else if files.contains(path: specifier) || specifier.contains("/") && isKnownFolder(specifier)
    {
      // Paths computed from `__dirname` are relative to the repository's root already.
      bases = aliases.candidates(for: specifier, from: path) + [specifier]
    } else {
      bases = aliases.candidates(for: specifier, from: path)
    }
    for base in bases {
      if let found = file(for: base) { return found }
    }
    return nil
  }

  private func isKnownFolder(_ path: String) -> Bool {
    Self.endings.contains { files.contains(path: path + $0) }
      || Self.endings.contains { files.contains(path: "\(path)/index\($0)") }
  }

  /// Paths, among those of a repository, whose presence decides what imports mean.
  ///
  /// Imports lead to scripts; what is none matters only where it is called like a script without its
  /// ending.
  package static func decisivePaths(_ paths: [String]) -> [String] {
    var bare: Set<String> = []
    for path in paths {
      guard let ending = endings.first(where: path.hasSuffix) else { continue }
      let base = String(path.dropLast(ending.count))
      bare.insert(base)
      if base.hasSuffix("/index") { bare.insert(String(base.dropLast("/index".count))) }
    }
    return paths.filter { ScriptCompiler.language(of: $0) != nil || bare.contains($0) }
  }

  private static let endings = [".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts"]

  private func file(for base: String) -> String? {
    if ScriptCompiler.language(of: base) != nil {
      if files.contains(path: base) { return base }
      // An ESM import names the file as it will be once compiled.
      for (written, source) in [
        (".js", ".ts"), (".js", ".tsx"), (".mjs", ".mts"), (".jsx", ".tsx"),
      ]
      where base.hasSuffix(written) {
        let candidate = String(base.dropLast(written.count)) + source
        if files.contains(path: candidate) { return candidate }
      }
    }
    for ending in Self.endings where files.contains(path: base + ending) { return base + ending }
    for ending in Self.endings {
      let candidate = base.isEmpty ? "index\(ending)" : "\(base)/index\(ending)"
      if files.contains(path: candidate) { return candidate }
    }
    return nil
  }
}
