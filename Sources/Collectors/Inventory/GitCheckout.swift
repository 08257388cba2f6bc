/// What git's own files say of the work tree, read without running git.
package enum GitCheckout {
  private static let mostBytes = 1_000_000
  private static let mostPackedBytes = 50_000_000

  /// Finds the commit that is checked out, nil outside a work tree or on a branch without commit.
  package static func head(root: String) -> String? {
    guard let folder = PosixFile.openRoot(root), let git = gitFolder(of: folder, root: root),
      let head = text(git.folder, "HEAD", atMost: mostBytes)
    else { return nil }
    if let commit = hash(head) { return commit }
    guard head.hasPrefix("ref:") else { return nil }
    let reference = trimmed(head.dropFirst(4))
    return resolve(reference, in: git)
  }

  /// Finds the address of the remote `origin`, nil when there is none.
  ///
  /// Only the file itself is read: includes and rewriting rules are what git would follow.
  package static func origin(root: String) -> String? {
    guard let folder = PosixFile.openRoot(root), let git = gitFolder(of: folder, root: root),
      let configuration = text(git.common, "config", atMost: mostBytes)
    else { return nil }
    var isOrigin = false
    for line in configuration.split(whereSeparator: \.isNewline) {
      let line = trimmed(line[...])
      if line.hasPrefix("[") {
        isOrigin = line.filter { !$0.isWhitespace } == "[remote\"origin\"]"
      } else if isOrigin, let equals = line.firstIndex(of: "="),
        trimmed(line[..<equals]).lowercased() == "url"
      {
        return trimmed(line[line.index(after: equals)...])
      }
    }
    return nil
  }

  private struct GitFolder {
    var folder: PosixFile
    var common: PosixFile
  }

  /// Opens `.git`, or the folder that a `.git` file of a linked work tree names.
  private static func gitFolder(of root: PosixFile, root path: String) -> GitFolder? {
    if let folder = root.openFolder(Array(".git".utf8)) {
      return GitFolder(folder: folder, common: folder)
    }
    guard let pointer = text(root, ".git", atMost: 10_000), pointer.hasPrefix("gitdir:") else {
      return nil
    }
    let target = absolute(trimmed(pointer.dropFirst(7)), from: path)
    guard let folder = PosixFile.openRoot(target) else { return nil }
    guard let common = text(folder, "commondir", atMost: 10_000) else {
      return GitFolder(folder: folder, common: folder)
    }
    let commonPath = absolute(trimmed(common[...]), from: target)
    guard let commonFolder = PosixFile.openRoot(commonPath) else { return nil }
    return GitFolder(folder: folder, common: commonFolder)
  }

  private static func resolve(_ reference: String, in git: GitFolder) -> String? {
    let parts = reference.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.first == "refs", parts.count < 50,
      !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." })
    else { return nil }
    for base in [git.folder, git.common] {
      if let loose = text(base, parts), let commit = hash(loose) { return commit }
    }
    guard let packed = text(git.common, "packed-refs", atMost: mostPackedBytes) else { return nil }
    for line in packed.utf8.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let words = line.split(separator: 0x20, maxSplits: 1)
      guard words.count == 2, words[1].elementsEqual(reference.utf8) else { continue }
      return hash(String(decoding: words[0], as: UTF8.self))
    }
    return nil
  }

  private static func text(_ base: PosixFile, _ parts: [String]) -> String? {
    var folder = base
    for part in parts.dropLast() {
      guard let next = folder.openFolder(Array(part.utf8)) else { return nil }
      folder = next
    }
    return parts.last.flatMap { text(folder, $0, atMost: mostBytes) }
  }

  private static func text(_ folder: PosixFile, _ name: String, atMost limit: Int) -> String? {
    folder.openFile(Array(name.utf8))?.read(atMost: limit).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The text when it is a full commit hash, in SHA-1 or SHA-256.
  private static func hash(_ text: String) -> String? {
    let text = trimmed(text[...])
    guard [40, 64].contains(text.utf8.count) else { return nil }
    return text.allSatisfy { $0.isASCII && $0.isHexDigit && !$0.isUppercase } ? text : nil
  }

  private static func absolute(_ path: String, from folder: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
